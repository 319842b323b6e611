"""Places of a book as rows, in groups or without: made as they are looked at, however many."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from viewer.reading.survey import Row
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.roles import NOWHERE, Index, Role
from viewer.ui.elements.row_look import Style
from viewer.ui.elements.rows import Line, Lines

BATCH = 50
"""Rows that a view gets at a time; it asks for more as it is scrolled."""

_HINT = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_WORDS = {Qt.ItemDataRole.DisplayRole, _HINT, _SPOKEN}


class Entry(NamedTuple):
    """One row.

    Attributes:
        text: What it says; may have several lines.
        row: The place to which it leads; None for a heading.
        folded: What a filter looks at: its words and the title of its section, folded.
        below: Quiet lines under it; where it leads somewhere, the path is added.
        rows: The rows below it.
    """

    text: str
    row: Row | None = None
    folded: str = ""
    below: tuple[str, ...] = ()
    rows: "tuple[Entry, ...]" = ()


class EntriesModel(QAbstractItemModel):
    """Entries, and those below them."""

    def __init__(self, path: Callable[[Row], str], parent: QObject | None = None) -> None:
        """Make an empty model.

        Args:
            path: Tells where a place stands in the book.
            parent: Its owner.
        """
        super().__init__(parent)
        self._path = path
        self._entries: Sequence[Entry] = ()
        self._shown: dict[int, int] = {}

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries in place of all."""
        self.beginResetModel()
        self._entries = entries
        self._shown = {-1: min(BATCH, len(entries))}
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the entry of a row; None for no row."""
        if not index.isValid() or index.model() is not self:
            return None
        group = int(index.internalId()) - 1
        entries = self._entries if group < 0 else self._entries[group].rows
        return entries[index.row()] if index.row() < len(entries) else None

    def lines(self, entry: Entry) -> Lines:
        """Return what is drawn of an entry."""
        if entry.row is None:
            # A heading over rows that stand beside it, or an entry over rows below it.
            style = Style.TITLE if entry.below or entry.rows else Style.HEADING
            return (
                Line(entry.text, style, most=3),
                *(Line(w, Style.MUTED, most=3) for w in entry.below),
            )
        quiet = [Line(words, Style.MUTED) for words in entry.below]
        if not entry.text:
            return (Line(self._path(entry.row), most=2), *quiet)
        words = Line(entry.text.replace("\n", " · "), most=4)
        return (words, *quiet, Line(self._path(entry.row), Style.MUTED, most=2))

    def spoken(self, entry: Entry) -> str:
        """Return what a screen reader says of an entry."""
        return ". ".join(line.text.rstrip(".") for line in self.lines(entry))

    # --- What Qt asks ------------------------------------------------------------------------

    def _group(self, parent: Index) -> int:
        """Return the number of a group of which the rows below are meant; -1 for the top."""
        return parent.row() if parent.isValid() else -1

    def _rows(self, parent: Index) -> Sequence[Entry]:
        if not parent.isValid():
            return self._entries
        return self._entries[parent.row()].rows if int(parent.internalId()) == 0 else ()

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a row."""
        if column == 0 and 0 <= row < self.rowCount(parent):
            return self.createIndex(row, 0, self._group(parent) + 1)
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has a second form
        """Return the index of the row above."""
        group = int(index.internalId()) - 1 if index.isValid() else -1
        return self.createIndex(group, 0, 0) if group >= 0 else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows that the view has got so far."""
        rows = self._rows(parent)
        return min(len(rows), self._shown.get(self._group(parent), BATCH))

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return 1."""
        return 1

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Return whether there are rows below."""
        return bool(self._rows(parent))

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there are more rows than the view has got."""
        return self.rowCount(parent) < len(self._rows(parent))

    def fetchMore(self, parent: Index) -> None:
        """Give the view more rows."""
        first = self.rowCount(parent)
        last = min(first + BATCH, len(self._rows(parent)))
        if last > first:
            above = self.index(parent.row(), 0) if parent.isValid() else QModelIndex()
            self.beginInsertRows(above, first, last - 1)
            self._shown[self._group(parent)] = last
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows in a role."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Role.LINES:
            return self.lines(entry)
        if role not in _WORDS:
            return None
        words = self.spoken(entry) if role == _SPOKEN else entry.text or self.spoken(entry)
        return plain_hint(words) if role == _HINT else words

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen; headings can't."""
        entry = self.entry(index)
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled
        chosen = entry.row is not None or entry.rows or entry.below
        return enabled | Qt.ItemFlag.ItemIsSelectable if chosen else enabled
