"""What is opened in a tab of its own: links of the text, and rows of the lists."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from viewer.book.links import LinkKind, parse_link
from viewer.book.model import pick
from viewer.messages import translate as _
from viewer.reading.place import Place
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.tabs.tab import Tab
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.tab_places import here_in

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class TabOpenings(QObject):
    """Opens what was clicked with the middle button, or with Ctrl, in a tab behind."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._tabs = controls.tabs
        self._navigation = window.navigation
        self._models: dict[str, Any] = {}
        window.readings.tab_requested.connect(self.open_link)
        for name, work in (
            ("contents_tree", self._open_row),
            ("results_list", self._open_result),
            ("marks_list", self._open_mark),
        ):
            view = window.findChild(RowsView, name)
            if isinstance(view, RowsView):
                self._models[name] = view.model()
                view.wanted_apart.connect(work)
                if name == "results_list":
                    view.menu_requested.connect(partial(self._show_menu, view))

    @Slot(str)
    def open_link(self, link: str) -> None:
        """Open where a link of the text leads in a tab behind; outside the book, it is followed."""
        parsed, navigation = parse_link(link), self._navigation
        if parsed is None or parsed.kind in {LinkKind.WEB, LinkKind.FILE}:
            self._controls.links.follow(link)
            return
        section = parsed.target or navigation.section
        if navigation.book is not None and section in navigation.book:
            tab = self._tab_at(section)
            if parsed.heading:
                tab.arrive = partial(self._arrive, tab.place, parsed.heading, link)
            self._tabs.open_behind(tab)

    @Slot()
    def open_link_here(self) -> None:
        """Open the link at the caret in a tab behind."""
        link = self._window.readings.page().link_at_caret()
        if link:
            self.open_link(link)
        else:
            self._window.line.tell(_("There is no link here"), topic="tabs", seconds=4)

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        section = self._models["contents_tree"].section_at(index)
        if section:
            self._tabs.open_behind(self._tab_at(section))

    @Slot(QModelIndex)
    def _open_result(self, index: QModelIndex) -> None:
        row, results = self._models["results_list"].value(index), self._controls.results
        if row is None or row.hit is None:
            return
        hit = row.hit
        words = results.query, results.searched
        arrive = partial(self._controls.hits.open_hit, hit, row.passage, *words)
        place = Place(hit.book, hit.edition, hit.section, hit.language)
        self._tabs.open_behind(Tab(hit.title, place, arrive=arrive))

    @Slot(QModelIndex)
    def _open_mark(self, index: QModelIndex) -> None:
        mark = self._controls.store.get(self._models["marks_list"].mark_at(index))
        if mark is not None:
            anchor = mark.anchor
            place = Place(anchor.book, "", anchor.section, anchor.language)
            arrive = partial(self._controls.marking.open_mark, mark)
            self._tabs.open_behind(Tab(mark.title, place, arrive=arrive))

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
        menu = QMenu(view)
        menu.addAction(_("&Open"), partial(view.chosen.emit, index))
        menu.addAction(_("Open in a new &tab"), partial(view.wanted_apart.emit, index))
        return menu
