"""What is opened in a tab of its own: links of the text, and rows of the lists."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from viewer.book.address import parse_address
from viewer.book.links import LinkKind, parse_link
from viewer.book.model import pick
from viewer.errors import SectionError
from viewer.messages import translate as _
from viewer.reading.place import Place
from viewer.ui.contents.model import HEADING
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.page.stage import AIR
from viewer.ui.tabs.tab import Tab
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.tab_places import here_in

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls

Work = Callable[[Tab], object]
"""Opens what a tab would show."""


class TabOpenings(QObject):
    """Opens what was clicked with the middle button, or with Ctrl, in a tab behind.

    Or in a window of its own, where that is asked for.
    """

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._tabs = controls.tabs
        self._navigation = window.navigation
        self._services = window.services
        self._models: dict[str, Any] = {}
        window.readings.tab_requested.connect(self.open_link)
        window.breadcrumb.apart_requested.connect(self.open_section)
        for name, tab_of in (
            ("contents_tree", self._section_at),
            ("results_list", self._result_at),
            ("marks_list", self._mark_at),
        ):
            view = window.findChild(RowsView, name)
            if isinstance(view, RowsView):
                self._models[name] = view.model()
                behind, apart = self._tabs.open_behind, controls.windows.open
                view.wanted_apart.connect(partial(self._open_row, tab_of, behind))
                view.wanted_in_window.connect(partial(self._open_row, tab_of, apart))
                if name == "results_list":
                    view.menu_requested.connect(partial(self._show_menu, view))

    @Slot(str)
    def open_link(self, link: str) -> None:
        """Open where a link of the text leads in a tab behind; outside the book, it is followed."""
        self._open_link(link, self._tabs.open_behind)

    @Slot(str)
    def open_section(self, section: str) -> None:
        """Open a section of the open book in a tab behind."""
        self._tabs.open_behind(self._tab_at(section))

    @Slot()
    def open_link_here(self) -> None:
        """Open the link at the caret in a tab behind."""
        self._open_link(self._link_here(), self._tabs.open_behind)

    @Slot()
    def open_link_in_window(self) -> None:
        """Open the link at the caret in a window of its own."""
        self._open_link(self._link_here(), self._controls.windows.open)

    def _link_here(self) -> str:
        link = self._window.readings.page().link_at_caret()
        if not link:
            self._window.line.tell(_("There is no link here"), topic="tabs", seconds=4)
        return link

    def _open_link(self, link: str, work: Work) -> None:
        parsed, navigation = parse_link(link), self._navigation
        if parsed is None or parsed.kind in {LinkKind.WEB, LinkKind.FILE}:
            self._controls.links.follow(link)
            return
        if parsed.kind is LinkKind.PLACE:
            self._open_place(parsed.target, work)
            return
        section = parsed.target or navigation.section
        if navigation.book is not None and section in navigation.book:
            tab = self._tab_at(section)
            if parsed.heading:
                tab.place = self._at_heading(tab.place, parsed.heading)
                tab.arrive = partial(self._arrive, tab.place, parsed.heading, link)
            work(tab)

    def _open_place(self, target: str, work: Work) -> None:
        """Open a place in any book; where there is no such book, that is told."""
        address = parse_address(target)
        editions = self._services.shelf().editions(address.book) if address is not None else []
        if address is None or not editions:
            self._controls.links.follow(target)
            return
        language = address.language or self._navigation.language
        place = Place(address.book, "", address.section, language, address.block)
        arrive = partial(self._controls.library.open_address, target)
        work(Tab(pick(editions[0].edition.title, language), place, arrive=arrive))

    def _at_heading(self, place: Place, heading: str) -> Place:
        """Return the place of a heading; of its section, if that doesn't have it."""
        from viewer.ui.page.names import names_of

        book = self._navigation.book
        ordinal = None
        with suppress(SectionError):
            if book is not None:
                text = book.text(place.section, place.language)
                ordinal = names_of(text.blocks).headings.get(heading)
        return place if ordinal is None else place._replace(ordinal=ordinal)

    # -- rows --------------------------------------------------------------------------------------

    def _open_row(
        self, tab_of: Callable[[QModelIndex], Tab | None], work: Work, index: QModelIndex
    ) -> None:
        tab = tab_of(index)
        if tab is not None:
            work(tab)

    def _section_at(self, index: QModelIndex) -> Tab | None:
        section, heading = self._models["contents_tree"].section_at(index), index.data(HEADING)
        tab = self._tab_at(section) if section else None
        if tab is not None and heading is not None:
            tab.place = tab.place._replace(ordinal=heading, shift=-AIR)
        return tab

    def _result_at(self, index: QModelIndex) -> Tab | None:
        row, results = self._models["results_list"].value(index), self._controls.results
        if row is None or row.hit is None:
            return None
        hit = row.hit
        spot = hit if row.passage == 0 else hit.more[row.passage - 1]
        start = spot.matches[0][0] if spot.matches else 0
        words = results.query, results.searched
        arrive = partial(self._controls.hits.open_hit, hit, row.passage, *words)
        place = Place(
            hit.book, hit.edition, hit.section, hit.language, spot.block, spot.ordinal, start
        )
        return Tab(hit.title, place, arrive=arrive)

    def _mark_at(self, index: QModelIndex) -> Tab | None:
        mark = self._controls.store.get(self._models["marks_list"].mark_at(index))
        if mark is None:
            return None
        anchor = mark.anchor
        place = Place(anchor.book, "", anchor.section, anchor.language, anchor.block)
        arrive = partial(self._controls.marking.open_mark, mark)
        return Tab(mark.title, place, arrive=arrive)

    def _tab_at(self, section: str) -> Tab:
        """Return a tab at the beginning of a section of the open book."""
        here, book = here_in(self._navigation), self._navigation.book
        place = Place(here.place.book, here.place.edition, section, here.place.language)
        title = pick(book.section(section).title, place.language) if book is not None else ""
        return Tab(title, place, here.folder)

    def _arrive(self, place: Place, heading: str, link: str) -> bool:
        """Open a section at a heading."""
        if not self._navigation.go_to_place(place, remember=False):
            return False
        if self._navigation.section == place.section and not self._window.page.go_to_heading(
            heading
        ):
            self._controls.links.follow(link)
        return True

    def _show_menu(self, view: RowsView, index: QModelIndex, place: QPoint) -> None:
        if index.isValid():
            menu = self.menu_for(view, index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def menu_for(self, view: RowsView, index: QModelIndex) -> QMenu:
        """Return the context menu of a result."""
        menu = Menu(view)
        menu.addAction(_("&Open"), partial(view.chosen.emit, index))
        menu.addAction(_("Open in a new &tab"), partial(view.wanted_apart.emit, index))
        menu.addAction(_("Open in a new &window"), partial(view.wanted_in_window.emit, index))
        return menu
