"""Model of the reader's marks, in groups below headings: a stretch of them, which grows."""

from collections.abc import Callable, Iterable
from itertools import groupby

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from viewer.messages import translate as _
from viewer.ui.elements.roles import Index
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines
from viewer.ui.elements.tree_model import Branch, TreeModel
from viewer.ui.marks.groups import Heading
from viewer.ui.marks.row import MarkRow, lines, spoken

__all__ = ["MarkRow", "MarksModel"]

PAGE = 25
"""Marks that are described at once: more than a window shows."""

Pull = Callable[[int, int], tuple[list[tuple[Heading, MarkRow]], bool]]
"""Gives up to so many rows from a place of the list on, each with its heading, and whether that is
its end."""

_Branch = Branch[MarkRow | Heading]


class MarksModel(TreeModel[MarkRow | Heading]):
    """The marks as rows, from some place of the list on.

    Attributes:
        first: Place in the list of the first row that is there.

    Signals:
        rename_requested: The reader typed another name: id and name. The row changes when the
            mark is given anew.
    """

    rename_requested = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks[Qt.ItemDataRole.EditRole] = self.title
        self._pull: Pull = lambda _first, _count: ([], True)
        self.first = self._next = 0
        self._headed = False
        self._all = True
        self._marks = 0

    def show(self, pull: Pull, *, headed: bool, first: int = 0, least: int = PAGE) -> None:
        """Show other marks in place of all.

        Args:
            pull: Gives them, part by part.
            headed: Whether their groups have headings.
            first: Place in the list from which on they are there.
            least: How many are there at once, if there are so many.
        """
        self._pull, self._headed = pull, headed
        self.slide(first, least)

    def slide(self, first: int, count: int) -> None:
        """Show so many of the same marks, at least a page, from another place of the list on."""
        self.first, self._next = first, first + max(count, PAGE)
        rows, self._all = self._pull(first, max(count, PAGE))
        self._marks = len(rows)
        if self._headed:
            self.set_tree([_group(heading, part) for heading, part in _parts(rows)])
        else:
            self.set_tree([_Branch(row) for _heading, row in rows])

    def grow(self, count: int) -> None:
        """Take in so many further marks.

        Not ``fetchMore``, which a tree calls each time it is laid out, and so for all rows.
        """
        if self._all:
            return
        rows, self._all = self._pull(self._next, count)
        self._next += count
        self._marks += len(rows)
        if not self._headed:
            if rows:
                self.add_rows([_Branch(row) for _heading, row in rows])
            return
        for heading, part in _parts(rows):
            last = self.index(self.rowCount() - 1, 0)
            if self.value(last) == heading:
                self.add_rows([_Branch(row) for row in part], last)
            else:
                self.add_rows([_group(heading, part)])

    def is_whole(self) -> bool:
        """Return whether all marks to the end of the list are there."""
        return self._all

    def size(self) -> int:
        """Return how many marks are there, one in several groups as often as it stands there."""
        return self._marks

    def mark_at(self, index: Index) -> str:
        """Return the id of the mark of a row; nothing for a heading."""
        value = self.value(index)
        return value.id if isinstance(value, MarkRow) else ""

    def mark_rows(self) -> list[QModelIndex]:
        """Return the rows of marks that are there, in the order shown, without headings."""
        return [index for index in self.indexes() if self.mark_at(index)]

    def index_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark; an invalid index if it isn't there."""
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


def _parts(
    rows: Iterable[tuple[Heading, MarkRow]],
) -> Iterable[tuple[Heading, list[MarkRow]]]:
    """Yield the rows below each heading."""
    for heading, part in groupby(rows, key=lambda row: row[0]):
        yield heading, [row for _heading, row in part]


def _group(heading: Heading, rows: Iterable[MarkRow]) -> _Branch:
    return _Branch(heading, tuple(_Branch(row) for row in rows))


def _heading(value: Heading) -> str:
    if value.number:
        return _("{title} ({count})").format(title=value.title, count=value.number)
    if value.available:
        return value.title
    return _("{title} (drive not connected)").format(title=value.title)
