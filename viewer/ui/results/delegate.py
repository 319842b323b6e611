"""How a result looks, beyond its lines: further passages stand aside and open in place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from viewer.ui.elements.heard_rows import tell_opened
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Lines, LinesDelegate, margins
from viewer.ui.elements.rows_view import RowsView


class ResultsDelegate(LinesDelegate):
    """Draws the sign of open or closed before "2 more passages"."""

    def lines(self, view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> Lines:
        """Return the lines of a row, the last with its sign."""
        lines = super().lines(view, index)
        if lines[-1].style is not Style.LINK or not isinstance(view, QTreeView):
            return lines
        sign = "▾" if view.isExpanded(index) else "▸"
        return (*lines[:-1], lines[-1]._replace(text=f"{sign} {lines[-1].text}"))


class ResultsView(RowsView):
    """The list of results; a click on "2 more passages", Right and Space open them in place.

    Signals:
        link_chosen: The sign of another language in a row was clicked, or Shift+Enter was pressed.
    """

    link_chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ResultsDelegate())
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)

    def take_click(self, index: QModelIndex, place: QPoint) -> None:
        """Open or close further passages where their line was clicked; else choose the row."""
        lines = self.rows.lines(self, index)
        height = place.y() - self.visualRect(index).top()
        on_link = lines[-1].style is Style.LINK and (
            self.rows.line_at(self, index, height) == len(lines) - 1
        )
        if on_link:
            self.setExpanded(index, not self.isExpanded(index))
        elif self._is_on_sign(lines, index, place):
            self.link_chosen.emit(index)
        else:
            super().take_click(index, place)

    def _is_on_sign(self, lines: Lines, index: QModelIndex, place: QPoint) -> bool:
        """Return whether the sign of another language, at the end of the first line, is there."""
        rect = self.visualRect(index)
        across, down = margins(self.font())
        width = QFontMetricsF(self.font()).horizontalAdvance(lines[0].link) + 2 * across
        bottom = (
            rect.top()
            + down
            + self.rows.lay(lines[0], rect.width() - 2 * across, self.font()).height
        )
        return bool(lines[0].link) and place.x() >= rect.right() - width and place.y() <= bottom

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close further passages with Space; follow the sign of a language."""
        index = self.currentIndex()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.link_chosen.emit(index)
            return
        if event.key() == Qt.Key.Key_Space and self.model().hasChildren(index):
            opened = not self.isExpanded(index)
            self.setExpanded(index, opened)
            tell_opened(self, opened=opened)
            return
        super().keyPressEvent(event)
