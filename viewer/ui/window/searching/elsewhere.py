"""Places outside the open section: sections and headings of all books, found by their titles.

All of it is done in the background thread, since the titles of a large shelf take a while.
"""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from viewer.assets import GUIDE
from viewer.book.book import Book
from viewer.book.model import pick
from viewer.errors import SearchIndexError
from viewer.ui.search_field.places import PlaceItem, PlaceKind, TitleFinder
from viewer.ui.tasks import Background
from viewer.ui.window.opening.navigation import Navigation

if TYPE_CHECKING:
    from viewer.search.engine import SearchEngine

MOST = 3
"""Places that are listed."""

_LOOKED_AT = 40
_STEP = 0.02
"""Seconds of taking in titles between two searches."""


class _Spot(NamedTuple):
    """A title: of a section, or of a heading in it.

    Attributes:
        book: The book.
        section: Id of the section.
        language: Language of the heading; empty for a section.
        ordinal: Ordinal of the heading; -1 for a section.
        text: The heading; empty for a section.
    """

    book: Book
    section: str
    language: str = ""
    ordinal: int = -1
    text: str = ""


class Elsewhere(QObject):
    """Knows the titles of the shelf.

    Signals:
        gathered: All titles are known.

    Attributes:
        found: The text that was looked for last, and the places whose title fits.
    """

    gathered = Signal()

    def __init__(
        self, navigation: Navigation, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self.found: tuple[str, Sequence[PlaceItem]] = ("", ())
        self._titles = TitleFinder()
        self._spots: list[_Spot] = []
        self._coming: Iterator[_Spot] = iter(())
        self._gathering = background.channel()
        self._gathering.finished.connect(self._go_on)

    def gather(self, books: Sequence[Book], engine: "SearchEngine | None") -> None:
        """Take in the titles of these books, and the headings that their indexes know."""
        self._gathering.submit(lambda: self._begin(books, engine))

    def look(self, text: str) -> None:
        """Find the places whose title fits ``text``: in the background thread."""
        book = self._navigation.book
        name = book.edition.book if book is not None else ""
        self.found = text, self._find(text, name) if name != GUIDE else ()

    def _begin(self, books: Sequence[Book], engine: "SearchEngine | None") -> bool:
        self._titles, self._spots = TitleFinder(), []
        self._coming = _spots([book for book in books if book.edition.book != GUIDE], engine)
        return self._step()

    def _step(self) -> bool:
        """Take in a few more titles; return whether there are others."""
        until = time.perf_counter() + _STEP
        try:
            for spot in self._coming:
                titles = spot.book.section(spot.section).title.values() if not spot.text else ()
                self._titles.add(*(titles or (spot.text,)))
                self._spots.append(spot)
                if time.perf_counter() > until:
                    return True
        except SearchIndexError:
            # It is built again, and then gathered anew.
            return False
        return False

    @Slot(object)
    def _go_on(self, more: object) -> None:
        if more:
            self._gathering.submit(self._step)
        else:
            self.gathered.emit()

    def _find(self, text: str, book: str) -> list[PlaceItem]:
        section, language = self._navigation.section, self._navigation.language
        numbers, exact = self._titles.find(text, _LOOKED_AT)
        found = (self._spots[number] for number in numbers)
        # Sections of the open book, and headings of the open section, are found on the spot.
        others = (spot for spot in found if not _is_at_hand(spot, book, section))
        own = sorted(others, key=lambda spot: spot.language not in ("", language))
        return [_place(spot, book, language, exact=exact) for spot in own[:MOST]]


def _spots(books: Sequence[Book], engine: "SearchEngine | None") -> Iterator[_Spot]:
    named = {book.edition.book: book for book in books}
    for book in books:
        for section in book.order:
            yield _Spot(book, section)
    for name, section, language, unit in engine.headings() if engine is not None else ():
        book_of = named.get(name)
        if book_of is not None and section in book_of:
            yield _Spot(book_of, section, language, unit.ordinal, unit.text)


def _is_at_hand(spot: _Spot, book: str, section: str) -> bool:
    return spot.book.edition.book == book and (not spot.text or spot.section == section)


def _place(spot: _Spot, opened: str, language: str, *, exact: bool) -> PlaceItem:
    book, section = spot.book, spot.book.section(spot.section)
    title = pick(section.title, language)
    titles = [one.title for one in book.ancestors(spot.section)]
    # What lies in the open book says where in it.
    titles = titles if book.edition.book == opened else [book.edition.title, *titles]
    above = [pick(one, language) for one in titles]
    name = book.edition.book
    if spot.text:
        return PlaceItem(
            PlaceKind.HEADING,
            spot.text,
            (*above, title),
            name,
            spot.section,
            target=spot.ordinal,
            exact=exact,
            language=spot.language,
        )
    return PlaceItem(PlaceKind.SECTION, title, tuple(above), name, spot.section, exact=exact)
