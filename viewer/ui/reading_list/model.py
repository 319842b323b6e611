"""Model of the reading list: rows that are dragged to another place."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from viewer.ui.elements.roles import Index
from viewer.ui.elements.rows import Lines
from viewer.ui.elements.tree_model import Branch, TreeModel
from viewer.ui.marks.row import MarkRow, lines, spoken

FORMAT = "application/x-briefing-list-entry"
"""What a row is while it is dragged."""


class ReadingListModel(TreeModel[MarkRow]):
    """The entries as rows, without levels.

    Signals:
        move_requested: An entry was dropped: its id, and the id of the one that it is to precede;
            empty for the end. The row moves when the entries are given anew.
    """

    move_requested = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[MarkRow] = ()

    def set_rows(self, rows: Sequence[MarkRow]) -> None:
        """Show these entries, in this order."""
        self._entries = rows
        self.set_tree([Branch(row) for row in rows])

    def mark_at(self, index: Index) -> str:
        """Return the id of the mark of a row; nothing for no row."""
        value = self.value(index)
        return value.id if value is not None else ""

    def index_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark; an invalid index if it isn't on the list."""
        places = (at for at, row in enumerate(self._entries) if row.id == mark)
        return self.index(next(places, -1), 0)

    def title(self, value: MarkRow) -> str:
        """Return the name of the mark."""
        return value.title

    def lines(self, value: MarkRow) -> Lines:
        """Return what is drawn of a row."""
        return lines(value)

    def spoken(self, value: MarkRow) -> str:
        """Return everything that the row shows, in one go."""
        return spoken(value)

    # -- dragging --------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that rows are dragged, and dropped between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that dragging moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped."""
        return [FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what is dragged."""
        data = QMimeData()
        data.setData(FORMAT, "".join(map(self.mark_at, indexes[:1])).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move: before the row at which the entry was dropped, or to the end."""
        if not data.hasFormat(FORMAT):
            return False
        mark = bytes(data.data(FORMAT).data()).decode()
        place = parent if parent.isValid() else self.index(row, 0)
        before = self.mark_at(place)
        if mark != before:
            self.move_requested.emit(mark, before)
        return True
