"""Places that the field goes to: sections, headings and bookmarks, found by their titles.

A title is found by the words it contains, in any language; only where no title has them all are
spellings that come near taken, with ``rapidfuzz``, which is imported at that moment.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.book.model import pick
from viewer.ui.elements.folding import containing, fold

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

_STEP = 0.01
"""Seconds of taking in titles between two events."""

_PIECE = 100

_MOST_NEAR = 10_000
"""Places up to which near spellings are sought: 40 ms with titles in two languages."""

_RANKED = 300
"""Most titles that are compared closely: the shortest of those that contain the words."""

_SAME, _BEGINS, _WORD_BEGINS, _CONTAINS = range(4)


class PlaceKind(StrEnum):
    """What a place is."""

    SECTION = "section"
    HEADING = "heading"
    BOOKMARK = "bookmark"
    COMMAND = "command"


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
        target: More, for whoever opens it: the heading's slug, the bookmark's annotation.
        exact: Whether its title contains what was typed; set by the search.
    """

    kind: PlaceKind
    title: str
    path: tuple[str, ...] = ()
    book: str = ""
    section: str = ""
    other_titles: tuple[str, ...] = ()
    target: object = None
    exact: bool = False


class PlaceFinder:
    """Finds places by title."""

    def __init__(self, places: Iterable[PlaceItem] = ()) -> None:
        self._places: list[PlaceItem] = []
        self._folded: list[str] = []
        self._lengths: list[int] = []
        self._titles: list[str] = []
        self._owners: list[int] = []
        self.add(places)

    def __len__(self) -> int:
        """Return the number of places known."""
        return len(self._places)

    def add(self, places: Iterable[PlaceItem]) -> None:
        """Take in more places; big books are best fed in pieces."""
        for place in places:
            number = len(self._places)
            titles = [fold(title) for title in (place.title, *place.other_titles)]
            self._places.append(place)
            self._folded.append("\n".join(titles))
            self._lengths.append(len(titles[0]))
            self._titles.extend(titles)
            self._owners.extend([number] * len(titles))

    def find(self, text: str, limit: int = 6) -> list[PlaceItem]:
        """Return the places whose title fits ``text``, the best first.

        Args:
            text: What was typed.
            limit: Most places to return.
        """
        wanted = fold(text).strip()
        words = wanted.split()
        if not words:
            return []
        numbers = containing(self._folded, words)
        if len(numbers) > _RANKED:
            numbers = nsmallest(_RANKED, numbers, key=self._lengths.__getitem__)
        ranked = [
            (_rank(wanted, words, self._folded[number]), self._lengths[number], number)
            for number in numbers
        ]
        best = [number for _fit, _length, number in sorted(ranked)[:limit]]
        found = [replace(self._places[number], exact=True) for number in best]
        near = len(wanted) >= _SHORTEST_NEAR and len(self._places) <= _MOST_NEAR
        return self._near(wanted, limit) if near and not found else found

    def _near(self, wanted: str, limit: int) -> list[PlaceItem]:
        from rapidfuzz import fuzz, process

        hits = process.extract(
            wanted, self._titles, scorer=fuzz.WRatio, limit=4 * limit, score_cutoff=NEAR
        )
        best = hits[0][1] if hits else 0
        near = [place for _title, score, place in hits if score >= best - _SPREAD]
        numbers = dict.fromkeys(self._owners[place] for place in near)
        return [self._places[number] for number in numbers][: min(limit, _NEAR_AT_MOST)]


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
        self._finder = PlaceFinder()
        self._sections = sections_of(book, language)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def find(self, text: str, limit: int = 6) -> list[PlaceItem]:
        """Return the sections whose title fits ``text``, the best first; see ``PlaceFinder``."""
        self._step()
        return self._finder.find(text, limit)

    def close(self) -> None:
        """Stop taking in titles."""
        self._timer.stop()

    @Slot()
    def _step(self) -> None:
        until = time.perf_counter() + _STEP
        while self._timer.isActive() and time.perf_counter() < until:
            piece = list(islice(self._sections, _PIECE))
            self._finder.add(piece)
            if len(piece) < _PIECE:
                self._timer.stop()
                self.completed.emit()


def sections_of(book: "Book", language: str) -> Iterator[PlaceItem]:
    """Yield every section of a book as a place, in reading order."""
    paths: dict[str, tuple[str, ...]] = {"": ()}
    for section_id in book.order:
        section = book.section(section_id)
        title = pick(section.title, language)
        above = paths[section.parent]
        if section.children:
            paths[section_id] = (*above, title)
        others = tuple(text for text in section.title.values() if text != title)
        yield PlaceItem(
            PlaceKind.SECTION, title, above, book.edition.book, section_id, other_titles=others
        )


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
