"""The links in the cells of a table: followed by pointer, by key, and from a menu."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem, QTableView, QToolTip

from viewer.messages import translate as _
from viewer.ui.dialogs.cell_words import FOOTNOTE, links_of
from viewer.ui.dialogs.cells import CellsModel, Index
from viewer.ui.elements.frozen_table import FrozenTable
from viewer.ui.elements.shortening import shortened
from viewer.ui.elements.spaced_cells import SpacedCells
from viewer.ui.page.hints import hint

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LONGEST = 60
"""Characters of the words of a link in a menu."""


class CellLinks(QObject):
    """Follows links in cells; Enter follows that of the current cell, a menu offers several.

    Signals:
        followed: A link is followed; gives its target, as the text has it.
    """

    followed = Signal(str)

    def __init__(self, table: FrozenTable, model: CellsModel, actions: Sequence[QAction]) -> None:
        """Watch a table.

        Args:
            table: The table.
            model: Its cells.
            actions: What else the menu of a cell offers.
        """
        super().__init__(table)
        self._table = table
        self._model = model
        self._actions = actions
        self._pressed = ""
        self._press = QPoint()
        self._views = {view.viewport(): view for view in table.views()}
        table.installEventFilter(self)
        for viewport in self._views:
            viewport.setMouseTracking(True)
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See what is done with the keyboard in the table, and with the pointer in its cells."""
        if isinstance(event, QContextMenuEvent):
            self._open_menu(watched, event)
            return True
        view = next((own for viewport, own in self._views.items() if viewport is watched), None)
        if view is None:
            return isinstance(event, QKeyEvent) and self._key(event)
        if isinstance(event, QMouseEvent):
            self._mouse(view, event)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = hint(self._link_at(view, event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, view.viewport())
            return bool(words)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER or event.modifiers():
            return False
        links = self._links(self._table.currentIndex())
        if len(links) == 1:
            self._soon(links[0][0])
        elif links:
            self._menu(self._table.currentIndex()).popup(self._below(self._table.currentIndex()))
        return bool(links)

    def _mouse(self, view: QTableView, event: QMouseEvent) -> None:
        point, kind = event.position().toPoint(), event.type()
        link = self._link_at(view, point)
        if kind == QEvent.Type.MouseMove:
            hand, usual = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            view.viewport().setCursor(hand if link else usual)
        elif event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            self._pressed = ""
        elif kind == QEvent.Type.MouseButtonPress:
            self._pressed, self._press = link, point
        elif kind == QEvent.Type.MouseButtonRelease:
            near = (point - self._press).manhattanLength() < QApplication.startDragDistance()
            if link and link == self._pressed and near:
                self._soon(link)
            self._pressed = ""

    def _soon(self, link: str) -> None:
        """Follow a link when the table is done with the key or the click: its window may close."""
        QTimer.singleShot(0, self, partial(self.followed.emit, link))

    def _link_at(self, view: QTableView, point: QPoint) -> str:
        """Return the target of the link at a point of a view; empty for none."""
        index = view.indexAt(point)
        words = self._model.words(index.row(), index.column()) if index.isValid() else None
        cells = view.itemDelegate()
        if words is None or not links_of(words) or not isinstance(cells, SpacedCells):
            return ""
        how = QStyleOptionViewItem()
        view.initViewItemOption(how)
        how.rect = view.visualRect(index)
        place = cells.place_at(how, index, point)
        here = (one.link for one in words.pieces if one.start <= place < one.start + one.length)
        return next(here, "")

    def _links(self, index: Index) -> list[tuple[str, str]]:
        if not index.isValid():
            return []
        return links_of(self._model.words(index.row(), index.column()))

    def _open_menu(self, watched: QObject, event: QContextMenuEvent) -> None:
        view = next((own for viewport, own in self._views.items() if viewport is watched), None)
        index, place = self._table.currentIndex(), event.globalPos()
        if view is None or event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self._below(index)
        else:
            index = view.indexAt(event.pos())
            if index.isValid() and not self._table.selectionModel().isSelected(index):
                self._table.setCurrentIndex(index)
        self._menu(index).popup(place)

    def _below(self, index: Index) -> QPoint:
        """Return the lower left corner of a cell, on the screen."""
        self._table.scrollTo(index)
        left = self._table.visualRect(index).bottomLeft()
        return self._table.viewport().mapToGlobal(left)

    def _menu(self, index: Index) -> QMenu:
        """Return the menu of a cell: its links, and what else can be done."""
        menu = QMenu(self._table)
        menu.setObjectName("cell_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for link, words in self._links(index):
            entry = _("Note {number}") if link.startswith(FOOTNOTE) else _("Follow “{words}”")
            own = shortened(words.strip(), _LONGEST)
            made = menu.addAction(entry.format(number=own, words=own).replace("&", "&&"))
            made.triggered.connect(partial(self._soon, link))
        menu.addSeparator()
        menu.addActions(list(self._actions))
        return menu
