"""The sections that stand in one of those above the text, as a menu."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from viewer.messages import translate as _
from viewer.ui.elements.menus import Menu
from viewer.ui.window.main_window import MainWindow

LISTED = 30
"""Sections of a menu, half of them before the one in which the reader is."""


class CrumbMenu(QObject):
    """Opens the sections beside the open one, or beside those above it, from the line above."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        window.breadcrumb.menu_requested.connect(self._show)

    @Slot(str, QPoint)
    def _show(self, section: str, place: QPoint) -> None:
        menu = self.menu_of(section)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_of(self, section: str) -> QMenu:
        """Return the menu of a section: a new tab for it, and the sections in it."""
        window = self._window
        menu, group = Menu(window), QActionGroup(window)
        apart = partial(window.breadcrumb.apart_requested.emit, section)
        menu.addAction(_("Open in a new &tab"), apart)
        menu.addSeparator()
        group.setParent(menu)
        here, go = self._way(), window.breadcrumb.section_requested.emit
        for one in self._nearest(section, here):
            title = self._title(one)
            action = menu.addAction(title.replace("&", "&&"), partial(go, one))
            action.setCheckable(True)
            action.setChecked(one in here)
            group.addAction(action)
            if one in here:
                menu.setActiveAction(action)
        return menu

    def _way(self) -> set[str]:
        """Return the open section and those above it."""
        navigation = self._window.navigation
        book = navigation.book
        if book is None:
            return set()
        return {navigation.section, *(one.id for one in book.ancestors(navigation.section))}

    def _nearest(self, section: str, here: set[str]) -> list[str]:
        """Return the sections in one, of very many those around the one in which the reader is."""
        book = self._window.navigation.book
        below = list(book.children(section)) if book is not None and section in book else []
        place = next((number for number, one in enumerate(below) if one in here), 0)
        first = max(0, min(place - LISTED // 2, len(below) - LISTED))
        return below[first : first + LISTED]

    def _title(self, section: str) -> str:
        navigation = self._window.navigation
        return navigation.book.title(section, navigation.language) if navigation.book else ""
