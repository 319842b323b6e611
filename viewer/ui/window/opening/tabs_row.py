"""The row of tabs in the window, made when there are two."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu

from viewer.messages import translate as _
from viewer.ui.action_set import Actions
from viewer.ui.announce import announce
from viewer.ui.elements.menus import Menu
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.tabs.bar import TabsBar


class TabsRow(QObject):
    """Shows the tabs above the page while there are two or more.

    What is changed through its methods is not told again.

    Signals:
        chosen: The tab at this place is wanted on the page.
        moved: The tab at the first place was dragged to the second.
        close_requested: The tab at this place is to go.
        others_requested: All tabs but the one at this place are to go.
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    close_requested = Signal(int)
    others_requested = Signal(int)

    def __init__(self, window: MainWindow, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._actions = actions
        self._bar: TabsBar | None = None

    def fill(self, titles: Sequence[str], current: int) -> None:
        """Show tabs with these titles, for the first time."""
        if len(titles) > 1:
            # Imported here: a window with one tab does without.
            from viewer.ui.tabs.bar import TabsBar

            window = self._window
            self._bar = bar = TabsBar(window.tabs_place)
            for number, title in enumerate(titles):
                bar.add(number, title)
            if (row := window.tabs_place.layout()) is not None:
                row.addWidget(bar)
            window.follow(bar)
            self.show(current)
            bar.currentChanged.connect(self.chosen)
            bar.tabMoved.connect(self.moved)
            bar.close_requested.connect(self.close_requested)
            bar.menu_requested.connect(self._show_menu)

    def insert(self, number: int, titles: Sequence[str], current: int) -> None:
        """Show a further tab at a place; all titles are given."""
        if self._bar is None:
            self.fill(titles, current)
        else:
            self._quietly(self._bar.add, number, titles[number])
            self._bar.show()
            self.show(current)

    def remove(self, number: int) -> None:
        """Take a tab away; the last one is not shown."""
        bar = self._bar
        if bar is not None:
            self._quietly(bar.remove, number)
            bar.setVisible(bar.count() > 1)

    def show(self, current: int) -> None:
        """Show which tab is on the page."""
        if self._bar is not None:
            self._quietly(self._bar.setCurrentIndex, current)

    def shift(self, by: int) -> None:
        """Move the tab that is on the page to the right (1) or to the left (-1), to the end."""
        bar = self._bar
        to = bar.currentIndex() + by if bar is not None else -1
        if bar is not None and 0 <= to < bar.count():
            bar.moveTab(bar.currentIndex(), to)
            words = _("Tab {number} of {count}")
            announce(self._window, words.format(number=to + 1, count=bar.count()))

    def set_title(self, number: int, title: str) -> None:
        """Name a tab."""
        if self._bar is not None:
            self._bar.set_title(number, title)

    def menu_for(self, number: int) -> QMenu:
        """Return the context menu of a tab."""
        menu = Menu(self._window)
        menu.addAction(_("&Close the tab"), partial(self.close_requested.emit, number))
        menu.addAction(_("Close the &other tabs"), partial(self.others_requested.emit, number))
        menu.addSeparator()
        for name in ("file.new_tab", "file.reopen_tab"):
            menu.addAction(self._actions[name])
        return menu

    @Slot(int, QPoint)
    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.menu_for(number)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _quietly(self, work: Callable[..., object], *what: object) -> None:
        bar = self._bar
        if bar is not None:
            with QSignalBlocker(bar):
                work(*what)
