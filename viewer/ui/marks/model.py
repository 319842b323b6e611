"""Model of the reader's marks, in groups below headings."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from viewer.messages import translate as _
from viewer.ui.elements.roles import Index
from viewer.ui.elements.rows import Line, Lines, Style
from viewer.ui.elements.tree_model import Branch, TreeModel
from viewer.ui.marks.arranging import Group, Heading
from viewer.ui.marks.row import MarkRow, lines, spoken

__all__ = ["MarkRow", "MarksModel"]


class MarksModel(TreeModel[MarkRow | Heading]):
    """The marks as rows.

    Signals:
        rename_requested: The reader typed another name: id and name. The row changes when the
            mark is given anew.
    """

    rename_requested = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks[Qt.ItemDataRole.EditRole] = self.title

    def set_groups(self, groups: Sequence[Group], *, headed: bool) -> None:
        """Show these marks, in this order; without headings, where there is one group only."""
        branches = [
            Branch[MarkRow | Heading](
                group.heading, tuple(Branch[MarkRow | Heading](row) for row in group.rows)
            )
            for group in groups
        ]
        if headed or len(branches) != 1:
            self.set_tree(branches)
        else:
            self.set_tree(branches[0].rows)

    def mark_at(self, index: Index) -> str:
        """Return the id of the mark of a row; nothing for a heading."""
        value = self.value(index)
        return value.id if isinstance(value, MarkRow) else ""

    def mark_rows(self) -> list[QModelIndex]:
        """Return the rows of marks, in the order shown, without headings."""
        return [index for index in self.indexes() if self.mark_at(index)]

    def index_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark; an invalid index if it isn't shown."""
        rows = (index for index in self.indexes() if self.mark_at(index) == mark)
        return next(rows, QModelIndex())

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; an empty or unchanged one asks for nothing."""
        row = self.value(index)
        name = " ".join(str(value or "").split())
        if role != Qt.ItemDataRole.EditRole or not isinstance(row, MarkRow) or not name:
            return False
        if name != row.title:
            self.rename_requested.emit(row.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen and renamed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.mark_at(index) else flags

    def title(self, value: MarkRow | Heading) -> str:
        """Return the name of the mark or the words of the heading."""
        return value.title

    def lines(self, value: MarkRow | Heading) -> Lines:
        """Return what is drawn of a row."""
        if isinstance(value, Heading):
            return (Line(_heading(value), Style.HEADING, most=2),)
        return lines(value)

    def spoken(self, value: MarkRow | Heading) -> str:
        """Return everything that the row shows, in one go."""
        return _heading(value) if isinstance(value, Heading) else spoken(value)

    def selectable(self, value: MarkRow | Heading) -> bool:
        """Return whether the row is a mark."""
        return isinstance(value, MarkRow)


def _heading(value: Heading) -> str:
    if value.available:
        return value.title
    return _("{title} (drive not connected)").format(title=value.title)
