"""Where the reader was lately: kept, and offered in the menu Go and under the empty field."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.book.book import Book
from viewer.book.model import Texts, pick
from viewer.book.paths import PATH_SIGN
from viewer.errors import StoreError
from viewer.messages import translate as _
from viewer.reading.place import Place
from viewer.reading.store import PLACES, ReadingStore
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.shortening import shortened
from viewer.ui.page.view import PageView
from viewer.ui.search_field.places import PlaceItem, PlaceKind
from viewer.ui.window.opening.navigation import Navigation

log = logging.getLogger(__name__)

REST_MS = 1500
"""Milliseconds that a reader stays at a place before it is kept; paging through keeps nothing."""

LISTED = 10
"""Places in the menu."""

_LONGEST = 60
"""Characters of a title in the menu, which can't be scrolled sideways."""

UNDER_FIELD = 5
"""Places under the empty field."""


class RecentPlaces(QObject):
    """Keeps places in the store, which copies hold too, and offers those of all books."""

    def __init__(
        self,
        navigation: Navigation,
        page: PageView,
        store: ReadingStore,
        menu: Menu,
        book_of: Callable[[str], Book | None],
    ) -> None:
        """Begin to keep places.

        Args:
            navigation: Where the reader is.
            page: The page.
            store: Where places are kept.
            menu: The menu that lists them.
            book_of: Gives a book on the shelf by its id; None of one that isn't there, or as long
                as the shelf isn't known.
        """
        super().__init__(menu)
        self._book_of = book_of
        self._navigation = navigation
        self._store = store
        self._menu = menu
        self._titles: dict[tuple[str, str], tuple[Texts, ...]] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._keep)
        navigation.section_opened.connect(self._rest.start)
        page.position_changed.connect(self._rest.start)
        menu.aboutToShow.connect(self._fill)
        self._rest.start()

    def items(self, limit: int = UNDER_FIELD) -> list[PlaceItem]:
        """Return the places visited last, the latest first, but the section that is open."""
        try:
            places = self._store.recent_places(PLACES)
        except StoreError as problem:
            log.warning("recent places can't be read: %s", problem)
            return []
        book = self._navigation.book
        here = (book.edition.book if book else "", self._navigation.section)
        found = [self._item(place) for place in places if (place.book, place.section) != here]
        return [item for item in found if item is not None][:limit]

    def _item(self, place: Place) -> PlaceItem | None:
        book = self._navigation.book
        titles = self._titles.get((place.book, place.section)) or self._look_up(place)
        if not titles:
            return None
        language = self._navigation.language
        title, around, *path = (pick(one, language) for one in titles)
        if book is None or place.book != book.edition.book:
            path.insert(0, around)
        kind = PlaceKind.SECTION
        return PlaceItem(kind, title, tuple(path), place.book, place.section, target=place)

    def _look_up(self, place: Place) -> tuple[Texts, ...]:
        """Return the titles of a place that was kept in an earlier session."""
        book = self._navigation.book
        if book is None or book.edition.book != place.book:
            book = self._book_of(place.book)
        return _titles_of(book, place.section) if book is not None else ()

    @Slot()
    def _keep(self) -> None:
        book, place = self._navigation.book, self._navigation.place()
        if book is None or not place.section:
            return
        self._titles[place.book, place.section] = _titles_of(book, place.section)
        try:
            self._store.visit(place)
            self._store.save_position(place)
        except StoreError as problem:
            log.warning("a recent place can't be kept: %s", problem)

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for item in self.items(LISTED):
            words = PATH_SIGN.join(shortened(part, _LONGEST) for part in _named(item))
            action = self._menu.addAction(words.replace("&", "&&"))
            if isinstance(item.target, Place):
                action.triggered.connect(partial(self._go, item.target))
        if self._menu.isEmpty():
            self._menu.addAction(_("Nothing yet")).setEnabled(False)
        self._menu.fit()

    def _go(self, place: Place) -> None:
        self._navigation.go_to_place(place)


def _named(item: PlaceItem) -> list[str]:
    """Return the title of a place, and of what is right above it."""
    return [item.title, *item.path[-1:]]


def _titles_of(book: Book, section: str) -> tuple[Texts, ...]:
    """Return the titles of a section, of its book, and of those above it, the outermost first."""
    if section not in book:
        return ()
    above = tuple(one.title for one in book.ancestors(section))
    return book.section(section).title, book.edition.title, *above
