"""Places that the field goes to: sections, headings and bookmarks, found by their titles.

A title is found by the words it contains, in any language; only where no title has them all are
spellings that come near taken, with ``rapidfuzz``, which is imported at that moment.
"""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.book.model import pick
from viewer.ui.elements.folding import fold
from viewer.ui.search_field.titles import Titles

if TYPE_CHECKING:
    from viewer.book.book import Book

NEAR = 78
"""Likeness, 0 to 100, from which a spelling counts as near."""

_SPREAD = 6
"""How much less like than the best a near spelling may be."""

_NEAR_AT_MOST = 3
"""Most near spellings: where the title is not among the first, it is none of them."""

_SHORTEST_NEAR = 4
"""Characters from which near spellings are sought; shorter words are near everything."""

_LONGEST_NEAR = 200
"""Characters up to which near spellings are sought: a pasted page is no title."""

_ALIKE = 75
"""Likeness, 0 to 100, of a word and its misspelling."""

_WORD = re.compile(r"\w+")

_STEP = 0.003
"""Seconds of taking in titles between two events."""

_PIECE = 50

_MOST_LIKE = 2_000
"""Places up to which whole titles are compared for likeness; of more, only single words are."""

_RANKED = 300
"""Most titles that are compared closely: the shortest of those that contain the words."""

_SAME, _BEGINS, _WORD_BEGINS, _CONTAINS = range(4)


class PlaceKind(StrEnum):
    """What a place is."""

    SECTION = "section"
    HEADING = "heading"
    BOOKMARK = "bookmark"
    COMMAND = "command"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PlaceItem:
    """A place that the field can go to.

    Attributes:
        kind: What it is.
        title: Its title in the language of reading, or the name of the bookmark.
        path: Titles above it, the outermost first.
        book: Id of the book.
        section: Id of the section.
        other_titles: Its title in other languages; found too, but not shown.
        target: More, for whoever opens it: the ordinal of a heading, the bookmark's
            annotation, the id of a note.
        exact: Whether its title contains what was typed; set by the search.
        language: Language of a heading in another section; empty for the language of reading.
    """

    kind: PlaceKind
    title: str
    path: tuple[str, ...] = ()
    book: str = ""
    section: str = ""
    other_titles: tuple[str, ...] = ()
    target: object = None
    exact: bool = False
    language: str = ""


class TitleFinder:
    """Finds titles; what has them, whoever adds them knows by number."""

    def __init__(self) -> None:
        self._titles = Titles()

    def __len__(self) -> int:
        """Return the number of titles known."""
        return len(self._titles)

    def add(self, *titles: str) -> None:
        """Take in the title of one more thing, and its titles in other languages."""
        self._titles.add(titles)

    def find(self, text: str, limit: int = 6) -> tuple[list[int], bool]:
        """Return the numbers of the titles that fit ``text``, and whether they contain it.

        Args:
            text: What was typed.
            limit: Most titles to return.
        """
        wanted = fold(text).strip()
        words = wanted.split()
        if not words:
            return [], True
        best = self._best(wanted, words, limit)
        if best or not _SHORTEST_NEAR <= len(wanted) <= _LONGEST_NEAR:
            return best, True
        if len(self) <= _MOST_LIKE:
            return self._like(wanted, limit), False
        near = [
            number
            for other in self._titles.respelt(words)
            for number in self._best(" ".join(other), other, limit)
        ]
        return list(dict.fromkeys(near))[: min(limit, _NEAR_AT_MOST)], False

    def _best(self, wanted: str, words: list[str], limit: int) -> list[int]:
        """Return the titles that contain all words, the best first."""
        folded = self._titles.folded
        ranked = [
            (_rank(wanted, words, folded[number]), place, number)
            for place, number in enumerate(self._titles.containing(words, _RANKED)[:_RANKED])
        ]
        return [number for _fit, _place, number in sorted(ranked)[:limit]]

    def _like(self, wanted: str, limit: int) -> list[int]:
        """Return the titles that look most like what was typed."""
        from rapidfuzz import fuzz, process

        owners, titles = [], []
        for number, folded in enumerate(self._titles.folded):
            for title in folded.split("\n"):
                owners.append(number)
                titles.append(title)
        hits = process.extract(
            wanted, titles, scorer=fuzz.WRatio, limit=4 * limit, score_cutoff=NEAR
        )
        hits = [hit for hit in hits if _has_a_word_of(wanted, hit[0])]
        best = hits[0][1] if hits else 0
        near = [place for _title, score, place in hits if score >= best - _SPREAD]
        return list(dict.fromkeys(owners[place] for place in near))[: min(limit, _NEAR_AT_MOST)]


class PlaceFinder:
    """Finds places by title."""

    def __init__(self, places: Iterable[PlaceItem] = ()) -> None:
        self._places = list(places)
        self._titles = TitleFinder()
        for place in self._places:
            self._titles.add(place.title, *place.other_titles)

    def find(self, text: str, limit: int = 6) -> list[PlaceItem]:
        """Return the places whose title fits ``text``, the best first.

        Args:
            text: What was typed.
            limit: Most places to return.
        """
        numbers, exact = self._titles.find(text, limit)
        return [replace(self._places[number], exact=exact) for number in numbers]


class SectionFinder(QObject):
    """Finds the sections of one book by title; takes the titles in between two events.

    A small book is known at once. A big one is known after a moment, and until then what is known
    is found.

    Signals:
        completed: All titles are known.
    """

    completed = Signal()

    def __init__(self, book: "Book", language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._language = language
        self._titles = TitleFinder()
        self._coming = iter(book.order)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def find(self, text: str, limit: int = 6) -> list[PlaceItem]:
        """Return the sections whose title fits ``text``, the best first; see ``PlaceFinder``."""
        if not len(self._titles):
            self._step()
        numbers, exact = self._titles.find(text, limit)
        return [self._place(self._book.order[number], exact=exact) for number in numbers]

    def close(self) -> None:
        """Stop taking in titles."""
        self._timer.stop()

    @Slot()
    def _step(self) -> None:
        until = time.perf_counter() + _STEP
        while self._timer.isActive() and time.perf_counter() < until:
            piece = list(islice(self._coming, _PIECE))
            for section in piece:
                self._titles.add(*_titles_of(self._book, section, self._language))
            if len(piece) < _PIECE:
                self._timer.stop()
                self.completed.emit()

    def _place(self, section: str, *, exact: bool) -> PlaceItem:
        book, language = self._book, self._language
        title, *others = _titles_of(book, section, language)
        above = tuple(pick(one.title, language) for one in book.ancestors(section))
        name = book.edition.book
        return PlaceItem(PlaceKind.SECTION, title, above, name, section, tuple(others), exact=exact)


def _has_a_word_of(wanted: str, title: str) -> bool:
    """Tell whether a title has a telling word of what was typed, give or take a slip.

    Whole sentences are somewhat like any title.
    """
    from rapidfuzz import fuzz

    words = [word for word in _WORD.findall(wanted) if len(word) >= _SHORTEST_NEAR] or [wanted]
    others = _WORD.findall(title)
    return any(fuzz.ratio(word, other) >= _ALIKE for word in words for other in others)


def _titles_of(book: "Book", section: str, language: str) -> list[str]:
    """Return the titles of a section, that in ``language`` first."""
    titles = book.section(section).title
    own = pick(titles, language)
    return [own, *(title for title in titles.values() if title != own)]


def _rank(wanted: str, words: list[str], folded: str) -> int:
    """Return how well a title fits: the lower the better."""
    titles = folded.split("\n")
    if wanted in titles:
        return _SAME
    if any(title.startswith(wanted) for title in titles):
        return _BEGINS
    starts = [f" {title}" for title in titles]
    if any(all(f" {word}" in title for word in words) for title in starts):
        return _WORD_BEGINS
    return _CONTAINS
