"""What the actions of the menu Go do."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from viewer.messages import mark, translate
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.marks.words import spoken
from viewer.ui.message_line import LineButton
from viewer.ui.window.blocks.contents_headings import ContentsHeadings
from viewer.ui.window.blocks.outlines import Outlines
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.crumb_menu import CrumbMenu
from viewer.ui.window.opening.section_news import SectionNews
from viewer.ui.window.opening.what_changed import WhatChanged
from viewer.ui.window.searching.heard_hits import told

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls

PANES = {
    "bookmark_line": mark("Bookmark"),
    "field": mark("Search field"),
    "left": mark("Left pane"),
    "page": mark("Page"),
    "twin": mark("Page in the other language"),
    "companion": mark("Note"),
    "books": mark("Books"),
    "line": mark("Message"),
}
"""Order in which F6 walks the panes, with what is announced."""


class GoCommands(QObject):
    """Sections, passages found, bookmarks, panes.

    Attributes:
        outlines: The outline of the section, and its headings.
        crumbs: The menus of the titles above the text.
        what_changed: What differs between editions.
        news: What is told of the section on the page.
    """

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self.outlines = Outlines(window, controls.mark_places)
        ContentsHeadings(window, self)
        self.crumbs = CrumbMenu(window, self)
        self.what_changed = WhatChanged(window, controls.background, controls.store)
        self.what_changed.failed.connect(controls.tell)
        self.news = SectionNews(window, self)

    @Slot()
    def search(self) -> None:
        """Go to the search field."""
        self._window.field.activate()

    @Slot()
    def next_hit(self) -> None:
        """Go to the next passage found, in this section or the next one."""
        self._step(1)

    @Slot()
    def previous_hit(self) -> None:
        """Go to the previous passage found, in this section or the one before."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        finding, results = self._controls.finding, self._controls.results
        if finding.here.is_open():
            finding.here.step(direction)
        elif results.step(direction):
            self._tell_hit()
        else:
            words = _("No further passage") if direction > 0 else _("No earlier passage")
            self._window.line.tell(words, topic="hits", seconds=4)

    def _tell_hit(self) -> None:
        """Announce which passage was gone to; its words too, if its book needn't be read first."""
        count, navigation = self._window.hit_bar.words(), self._window.navigation
        book = navigation.book.edition.book if navigation.book is not None else ""
        there = self._controls.results.is_at(book, navigation.section)
        announce(self._window.page, told(count, self._controls.hits) if there else count)

    @Slot()
    def next_section(self) -> None:
        """Open the next section."""
        navigation = self._window.navigation
        if navigation.book is not None and navigation.section:
            self._open_section(navigation.book.next(navigation.section))

    @Slot()
    def previous_section(self) -> None:
        """Open the section before."""
        navigation = self._window.navigation
        if navigation.book is not None and navigation.section:
            self._open_section(navigation.book.previous(navigation.section))

    @Slot()
    def parent_section(self) -> None:
        """Open the section above."""
        navigation = self._window.navigation
        if navigation.book is not None and navigation.section:
            self._open_section(navigation.book.section(navigation.section).parent)

    def _open_section(self, section: str) -> None:
        if section:
            self._window.navigation.open_section(section)

    @Slot()
    def next_mark(self) -> None:
        """Go to the next bookmark of this book."""
        self._go_mark(1)

    @Slot()
    def previous_mark(self) -> None:
        """Go to the previous bookmark of this book."""
        self._go_mark(-1)

    def _go_mark(self, direction: int) -> None:
        found = self._controls.mark_places.neighbour(direction)
        if found is None:
            self._window.line.tell(_("No further mark"), topic="marks", seconds=4)
        else:
            self._controls.mark_places.expect(found)
            self._controls.marking.open_mark(found)
            announce(self._window.page, ". ".join((found.title, spoken(found))))

    @Slot()
    def next_pane(self) -> None:
        """Give the keyboard to the next pane."""
        self._walk(1)

    @Slot()
    def previous_pane(self) -> None:
        """Give the keyboard to the pane before."""
        self._walk(-1)

    def _walk(self, direction: int) -> None:
        here = QApplication.focusWidget()
        panes = self._panes()
        shown = list(panes)
        inside = [name for name in shown if here is not None and _holds(panes[name], here)]
        outside = -1 if direction > 0 else 0
        # The note and the page in the other language stand in the column of the page.
        place = shown.index(inside[-1]) if inside else outside
        name = shown[(place + direction) % len(shown)]
        self._enter(name)
        told = (translate(PANES[name]), self._window.line.text() if name == "line" else "")
        announce(self._window, ". ".join(filter(None, told)))

    def _panes(self) -> dict[str, QWidget]:
        """Return the panes that show, in their order."""
        window = self._window
        panes = {name: getattr(window, name, self._controls.books.view) for name in PANES}
        # With the line above the text.
        panes["page"] = window.reading.column
        panes["twin"] = self._controls.both.twin()
        return {name: pane for name, pane in panes.items() if pane and pane.isVisible()}

    def _enter(self, name: str) -> None:
        """Give the keyboard to a pane, where it is most useful there."""
        window, books = self._window, self._controls.books.view
        if name == "left":
            self._controls.commands.view.focus_left()
        elif name == "books" and books is not None:
            books.focus_list()
        elif name in ("line", "bookmark_line", "companion"):
            getattr(window, name).take_focus()
        else:
            pane = self._controls.both.twin() if name == "twin" else getattr(window, name)
            if pane is not None:
                pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def open_address(self, address: str) -> None:
        """Go to a place in any book; the keyboard goes along."""
        if self._controls.library.open_address(address):
            self._window.leave_pane()

    @Slot(str)
    def offer_web_link(self, address: str) -> None:
        """Nothing is fetched: an address can be copied."""

        def words() -> str:
            return _("This link leads outside the book: {address}").format(address=address)

        clipboard = QGuiApplication.clipboard()
        # Without the label: an address goes into another program's field, and is asked about.
        put = partial(clipboard.setText, address)
        ask = partial(self._controls.handling.ask, lambda: _("Copy the address"), put)
        copy = LineButton(lambda: _("Copy the address"), ask)
        self._window.line.tell(words, [copy])


def _holds(outer: QWidget, inner: QWidget) -> bool:
    return outer is inner or outer.isAncestorOf(inner)
