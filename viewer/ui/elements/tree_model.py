"""A tree of values for the views: results, marks, books, shortcuts."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.roles import NOWHERE, Index, Role

if TYPE_CHECKING:
    from viewer.ui.elements.rows import Lines

Value = TypeVar("Value")


class Branch(NamedTuple, Generic[Value]):
    """A value with the rows below it."""

    value: Value
    rows: "tuple[Branch[Value], ...]" = ()


class TreeModel(QAbstractItemModel, Generic[Value]):
    """Rows of values, in any depth; subclasses say what a value shows: title, lines, spoken words.

    Indexes carry the number of a row and never a pointer, so that an index that outlives its row
    does no harm.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: list[Value] = []
        self._parents: list[int] = []
        self._rows: list[int] = []
        self._children: list[list[int]] = []
        self._roots: list[int] = []
        self._looks: dict[int, Callable[[Value], object]] = {
            Qt.ItemDataRole.DisplayRole: self.title,
            Qt.ItemDataRole.ToolTipRole: self._hint,
            Qt.ItemDataRole.AccessibleTextRole: self.spoken,
            Role.LINES: self.lines,
        }

    def title(self, value: Value) -> str:
        """Return the title of a row, for type-ahead and tooltip."""
        raise NotImplementedError

    def lines(self, value: Value) -> "Lines":
        """Return what is drawn of a row."""
        raise NotImplementedError

    def spoken(self, value: Value) -> str:
        """Return what a screen reader says of a row; the title unless a subclass knows more."""
        return self.title(value)

    def selectable(self, _value: Value) -> bool:
        """Return whether a row can be chosen; headings can't."""
        return True

    def set_tree(self, branches: Sequence[Branch[Value]]) -> None:
        """Show other rows in place of all."""
        self.beginResetModel()
        self._values, self._parents, self._rows, self._children = [], [], [], []
        self._roots = self._add(branches, -1)
        self.endResetModel()

    def add_rows(self, branches: Sequence[Branch[Value]], parent: QModelIndex = NOWHERE) -> None:
        """Show further rows after those below ``parent``, which is the last row that has any."""
        below = self._below(parent)
        start = len(below)
        self.beginInsertRows(parent, start, start + len(branches) - 1)
        below += self._add(branches, self._number(parent), start)
        self.endInsertRows()

    def value(self, index: Index) -> Value | None:
        """Return the value of a row; None for no row."""
        number = self._number(index)
        return None if number < 0 else self._values[number]

    def indexes(self) -> Iterator[QModelIndex]:
        """Yield every row, parents before children, in the order shown."""
        for number in range(len(self._values)):
            yield self.createIndex(self._rows[number], 0, number)

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a row."""
        numbers = self._below(parent)
        if column == 0 and 0 <= row < len(numbers):
            return self.createIndex(row, 0, numbers[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has a second form
        """Return the index of the row above."""
        number = self._number(index)
        above = self._parents[number] if number >= 0 else -1
        return QModelIndex() if above < 0 else self.createIndex(self._rows[above], 0, above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows below ``parent``."""
        return len(self._below(parent))

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return 1."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows in a role."""
        value = self.value(index)
        look = self._looks.get(role)
        return None if value is None or look is None else look(value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen."""
        value = self.value(index)
        if value is None:
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled | Qt.ItemFlag.ItemIsSelectable if self.selectable(value) else enabled

    def _hint(self, value: Value) -> str:
        return plain_hint(self.title(value))

    def _add(self, branches: Sequence[Branch[Value]], parent: int, start: int = 0) -> list[int]:
        numbers = []
        for row, branch in enumerate(branches, start):
            number = len(self._values)
            numbers.append(number)
            self._values.append(branch.value)
            self._parents.append(parent)
            self._rows.append(row)
            self._children.append([])
            self._children[number] = self._add(branch.rows, number)
        return numbers

    def _number(self, index: Index) -> int:
        if not index.isValid() or index.model() is not self:
            return -1
        number = int(index.internalId())
        return number if number < len(self._values) else -1

    def _below(self, parent: Index) -> list[int]:
        if not parent.isValid():
            return self._roots
        number = self._number(parent)
        return [] if number < 0 or parent.column() != 0 else self._children[number]
