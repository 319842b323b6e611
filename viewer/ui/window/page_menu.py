"""The page's context menu, at the pointer or, asked for by key, at the caret."""

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from viewer.ui.action_set import Actions
from viewer.ui.elements.menus import Menu
from viewer.ui.menu_titles import SUBMENUS
from viewer.ui.window.main_window import MainWindow

ENTRIES = (
    "edit.copy",
    "edit.cite",
    "edit.copy_both",
    "edit.select_all",
    "",
    "marks.bookmark",
    "marks.highlight",
    "marks.colours",
    "marks.note",
    "marks.delete",
    "",
    "view.explain",
    "view.other_language",
    "view.paragraph",
    "view.both",
    "view.table",
    "view.figure",
    "",
    "file.link_in_tab",
    "file.link_in_window",
    "go.back",
    "go.forward",
)
"""Actions and submenus in their order; an empty name is a separator."""


class PageMenu(QObject):
    """Shows what can be done with the text."""

    def __init__(self, window: MainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        window.readings.menu_requested.connect(self.show)

    @Slot(QPoint)
    def show(self, place: QPoint) -> None:
        """Show the menu at ``place``, in coordinates of the screen; marks there are meant."""
        self._window.readings.page().point_at(place)
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu(self) -> QMenu:
        """Return the menu."""
        menu = Menu(self._window)
        menu.setObjectName("page_menu")
        for name in ENTRIES:
            if name in SUBMENUS:
                menu.addMenu(self._window.menus.submenu(name))
            elif name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu
