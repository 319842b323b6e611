"""The places that the search field goes to: sections, headings, bookmarks."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from viewer.annotations.overview import Overview
from viewer.book.model import Kind
from viewer.reading.place import Place
from viewer.ui.page.content import Target
from viewer.ui.page.stage import AIR
from viewer.ui.page.view import PageView
from viewer.ui.search_field.places import PlaceFinder, PlaceItem, PlaceKind, SectionFinder
from viewer.ui.window.marking.mark_finder import MarkFinder
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.opening.recent_places import RecentPlaces
from viewer.ui.window.searching.elsewhere import Elsewhere

MOST_PLACES = 7
"""Places listed under the field."""

_MOST_OTHERS = 3
"""Headings, and bookmarks, among them."""


class PlaceSearch(QObject):
    """Finds places by title; each kind is gathered when it is first asked for."""

    def __init__(
        self,
        navigation: Navigation,
        overview: Overview,
        elsewhere: Elsewhere,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._elsewhere = elsewhere
        self._navigation = navigation
        self._overview = overview
        self._sections: SectionFinder | None = None
        self._headings: PlaceFinder | None = None
        self._marks: MarkFinder | None = None
        self._recent: RecentPlaces | None = None
        navigation.book_opened.connect(self._forget_titles)
        navigation.language_changed.connect(self._forget_titles)
        navigation.section_opened.connect(self._forget_headings)

    def show_recent(self, recent: RecentPlaces) -> None:
        """Offer under the empty field where the reader was lately."""
        self._recent = recent

    def find(self, text: str) -> list[PlaceItem]:
        """Return the places whose title fits ``text``, the exact ones first.

        Asked without a text, it gives recent places, and begins to take in titles: the reader is
        about to type.
        """
        navigation = self._navigation
        if navigation.book is None:
            return []
        if self._sections is None:
            self._sections = SectionFinder(navigation.book, navigation.language, self)
        if not text.strip():
            return self._recent.items() if self._recent is not None else []
        if self._headings is None:
            self._headings = PlaceFinder(self._open_headings())
        if self._marks is None:
            self._marks = MarkFinder(self._overview, self)
        found = self._sections.find(text)
        found += self._headings.find(text, _MOST_OTHERS) + self._marks.find(text, _MOST_OTHERS)
        looked_for, others = self._elsewhere.found
        others = others if looked_for == text else ()
        if any(place.exact for place in others):
            # Nobody wants what only looks like it, once something is called so.
            found = [place for place in found if place.exact]
        found.sort(key=lambda place: not place.exact)
        return [*found[: MOST_PLACES - len(others)], *map(_not_at_once, others)]

    def _open_headings(self) -> list[PlaceItem]:
        navigation = self._navigation
        if navigation.shown is None or navigation.book is None:
            return []
        content = navigation.shown.content
        return [
            PlaceItem(
                PlaceKind.HEADING,
                block.text,
                (content.title,),
                navigation.book.edition.book,
                navigation.section,
                target=block.ordinal,
            )
            for block in content.text.blocks
            if block.kind is Kind.HEADING
        ]

    @Slot()
    def forget_marks(self) -> None:
        """Gather the bookmarks anew: they have changed."""
        if self._marks is not None:
            self._marks.close()
            self._marks.deleteLater()
            self._marks = None

    @Slot()
    def _forget_headings(self) -> None:
        self._headings = None

    @Slot()
    def _forget_titles(self) -> None:
        self._headings = None
        if self._sections is not None:
            self._sections.close()
            self._sections.deleteLater()
            self._sections = None


def _not_at_once(place: PlaceItem) -> PlaceItem:
    """Return a place elsewhere, so that Enter doesn't lead to one of its headings unasked."""
    return place if place.kind is PlaceKind.SECTION else replace(place, exact=False)


def go_to(item: PlaceItem, navigation: Navigation, page: PageView) -> None:
    """Open a section, or a heading in it, that was found by its title."""
    if isinstance(item.target, Place):
        navigation.go_to_place(item.target)
        return
    place = Place(item.book, "", item.section, item.language or navigation.language)
    target = Target(item.target, shift=-AIR) if isinstance(item.target, int) else None
    book = navigation.book.edition.book if navigation.book is not None else ""
    here = (book, navigation.section, navigation.language)
    if target is not None and here == (item.book, item.section, place.language):
        page.go_to(target)
    else:
        navigation.go_to_place(place, target=target)
