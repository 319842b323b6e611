"""The view of rows of several lines: one column, keyboard and mouse alike."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTreeView, QWidget

from viewer.ui.elements.folding import fold
from viewer.ui.elements.heard_rows import tell_current_soon, tell_opened
from viewer.ui.elements.rows import LinesDelegate
from viewer.ui.elements.viewport import give_viewport

if TYPE_CHECKING:
    from viewer.ui.theme import Theme

_CONTROL = Qt.KeyboardModifier.ControlModifier


class RowsView(QTreeView):
    """A list or tree of rows.

    Signals:
        chosen: A row was clicked, or Enter was pressed on it.
        wanted_apart: Likewise with the middle button, or with Ctrl: in a tab of its own.
        wanted_in_window: A row is wanted in a window of its own.
        menu_requested: The context menu of a row is wanted at a place of the screen.
    """

    chosen = Signal(QModelIndex)
    wanted_apart = Signal(QModelIndex)
    wanted_in_window = Signal(QModelIndex)
    menu_requested = Signal(QModelIndex, QPoint)

    def __init__(
        self, parent: QWidget | None = None, delegate: LinesDelegate | None = None
    ) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.rows = delegate or LinesDelegate(self)
        self.rows.setParent(self)
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self._indent = 0
        self.set_indent(0)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self._typed = ""
        self._typed_at = 0.0
        self._pressed_at = QPoint()
        self.clicked.connect(self._choose)

    def set_indent(self, characters: int) -> None:
        """Indent each level by so many average characters, with a sign to open and close it."""
        self._indent = characters
        self.setRootIsDecorated(characters > 0)
        self.setIndentation(self.fontMetrics().averageCharWidth() * characters)

    def changeEvent(self, event: QEvent) -> None:
        """Let the indentation grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setIndentation(self.fontMetrics().averageCharWidth() * self._indent)

    def minimumSizeHint(self) -> QSize:
        """Return the size of two short rows: words above the list come first where it is tight."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 10, metrics.height() * 2)

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self.rows.set_look(theme)
        self.viewport().update()

    def enter(self, first: QModelIndex) -> None:
        """Take the keyboard; without a current row, ``first`` becomes it, if it is one."""
        if first.isValid() and not self.currentIndex().isValid():
            self.setCurrentIndex(first)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl it is about the size of the text, which the window knows."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row with Enter; a row that is being renamed keeps its keys."""
        if self.state() == QAbstractItemView.State.EditingState:
            # What the field under a name leaves over is not meant for the row.
            event.accept()
            return
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _CONTROL
        if (plain or control) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                (self.chosen if plain else self.wanted_apart).emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Copy):
            # Qt would copy the words of the row, without their classification.
            event.ignore()
            return
        here, was_open = self.currentIndex(), self.isExpanded(self.currentIndex())
        super().keyPressEvent(event)
        if here == self.currentIndex() and self.isExpanded(here) != was_open:
            tell_opened(self, opened=not was_open)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let screen readers know the current row too, after Qt has told them of the list."""
        super().focusInEvent(event)
        tell_current_soon(self)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row shown whose title begins with what was typed, accents aside.

        The same letter again and again goes from one such row to the next.
        """
        now = time.monotonic()
        late = now - self._typed_at > QApplication.keyboardInputInterval() / 1000
        self._typed = search if late else self._typed + search
        self._typed_at = now
        wanted = fold(self._typed)
        onward = len(set(wanted)) == 1
        index = self._beginning_with(wanted[0] if onward else wanted, after=onward)
        if index.isValid():
            self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew when the width changes."""
        # Asked for first, since Qt measures rows at once when it takes up the new size.
        if event.size().width() != event.oldSize().width() and not self.uniformRowHeights():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the rows, which are as high as their lines are many at the width of the view."""
        super().showEvent(event)
        if not self.uniformRowHeights():
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows; without a current one the focus shows around them all."""
        super().paintEvent(event)
        rows = self.model().rowCount() if self.model() is not None else 0
        if rows and self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.rows.ring(self.palette()), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the sign that opens and closes a row, as large as the text; Qt's never grows."""
        if not self._indent or not self.model().hasChildren(index):
            return
        size = self.fontMetrics().averageCharWidth()
        # Nearer to its words than to the edge, where the section that is read has a bar.
        middle = QPointF(rect.right() + 1 - self.indentation() * 0.38, rect.center().y() + 0.5)
        across, along = QPointF(size / 2, 0), QPointF(0, size / 4)
        if not self.isExpanded(index):
            across, along = QPointF(0, size / 2), QPointF(size / 4, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), size / 5))
        painter.drawPolyline([middle - across - along, middle + along, middle + across - along])
        painter.restore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or of the current row."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
            place = event.globalPos()
        else:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_requested.emit(index, place)
        event.accept()

    def _beginning_with(self, wanted: str, *, after: bool) -> QModelIndex:
        """Return the first such row from the current one on, or after it; else one from the top."""
        start = self.currentIndex()
        first = self.model().index(0, 0)
        if after and start.isValid():
            start = self.indexBelow(start)
        for begin in (start, first):
            index = begin
            while index.isValid():
                if fold(str(index.data() or "")).startswith(wanted):
                    return index
                index = self.indexBelow(index)
        return QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the button went down; those for back and forward are the window's."""
        if event.button() in {Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton}:
            event.ignore()
            return
        self._pressed_at = event.position().toPoint()
        if not self._is_apart(event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell when a row is wanted in a tab of its own."""
        if not self._is_apart(event):
            super().mouseReleaseEvent(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index == self.indexAt(self._pressed_at):
            self.wanted_apart.emit(index)

    def _is_apart(self, event: QMouseEvent) -> bool:
        """Return whether a click asks for a tab; with Ctrl, several rows may be chosen."""
        single = self.selectionMode() == QAbstractItemView.SelectionMode.SingleSelection
        with_control = event.modifiers() == _CONTROL and single
        left = event.button() == Qt.MouseButton.LeftButton
        return event.button() == Qt.MouseButton.MiddleButton or (left and with_control)

    def take_click(self, index: QModelIndex, _place: QPoint) -> None:
        """Choose the row that was clicked at a place of the view."""
        self.chosen.emit(index)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.take_click(index, self._pressed_at)
