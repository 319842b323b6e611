"""How a result looks, beyond its lines: further passages stand aside and open in place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from viewer.ui.elements.rows import Lines, LinesDelegate, Style
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
    """The list of results; a click on "2 more passages", Right and Space open them in place."""

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
            return
        super().take_click(index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close further passages with Space."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and self.model().hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().keyPressEvent(event)
