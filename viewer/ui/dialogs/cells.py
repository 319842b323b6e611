"""The cells of a table as a model: sorted by number or word, copied as cells."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from viewer.book.model import Block, Cell
from viewer.ui.elements.folding import fold
from viewer.ui.elements.hints import plain_hint
from viewer.ui.page.columns import ALIGNMENTS, NOTHING, column_alignments, head_rows
from viewer.ui.page.values import day_in, number_in

Index = QModelIndex | QPersistentModelIndex

_DIGITS = re.compile(r"(\d+)")


class CellsModel(QAbstractTableModel):
    """The body of a table below its header rows.

    Attributes:
        heads: Names of the columns.
    """

    def __init__(self, block: Block, language: str, parent: QObject | None = None) -> None:
        """Take in a table.

        Args:
            block: A block of kind table.
            language: Language of the text, for its numbers.
            parent: What owns the model.
        """
        super().__init__(parent)
        above = head_rows(block.rows)
        self._columns = max((len(row) for row in block.rows), default=0)
        self._language = language
        self._rows = block.rows[above:]
        self._order = list(range(len(self._rows)))
        self.heads = [_joined(block.rows[:above], column) for column in range(self._columns)]
        self._aligns = [ALIGNMENTS[name] for name in column_alignments(block.rows, self._columns)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows below the header."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else self._columns

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell in the order that is shown; nothing where a row ends early."""
        cells = self._rows[self._order[row]]
        return cells[column].text if column < len(cells) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, and how it stands."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_hint(self.text(index.row(), index.column()))
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._aligns[index.column()] | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column, or of a row: its first cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole and side == Qt.Orientation.Horizontal:
            return self._aligns[section] | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heads[section] if side == Qt.Orientation.Horizontal else self.text(section, 0)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; -1 is the author's order.

        Numbers come before dates, those before words, and empty cells last in either direction.
        """
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._order[index.row()]) for index in self.persistentIndexList()]
        self._order = list(range(len(self._rows)))
        if column >= 0:
            keys = [self._key(row, column) for row in self._rows]
            sorts: list[list[int]] = [[], [], [], []]
            for row in self._order:
                sorts[keys[row][0]].append(row)
            for rows in sorts:
                down = order == Qt.SortOrder.DescendingOrder
                rows.sort(key=lambda row: keys[row][1], reverse=down)
            self._order = [row for rows in sorts for row in rows]
        places = {row: place for place, row in enumerate(self._order)}
        for index, row in kept:
            self.changePersistentIndex(index, self.index(places[row], index.column()))
        self.layoutChanged.emit()

    def _key(self, row: Sequence[Cell], column: int) -> tuple[int, tuple[object, ...]]:
        """Return what orders a row by one of its cells: the sort of its value, and the value."""
        text = row[column].text.strip() if column < len(row) else ""
        if not text or text in NOTHING:
            return 3, ()
        number = number_in(text, self._language)
        if number is not None:
            return 0, (number,)
        day = day_in(text)
        if day is not None:
            return 1, (day,)
        return 2, _naturally(text)

    def copied(self, rows: Sequence[int], columns: Sequence[int], *, heads: bool) -> QMimeData:
        """Return cells for the clipboard: for spreadsheets and, as a table, for documents.

        Args:
            rows: Which rows, as they are shown.
            columns: Which columns.
            heads: Whether the names of the columns come along.
        """
        named = [[self.heads[column] for column in columns]] if heads and any(self.heads) else []
        body = [[self.text(row, column) for column in columns] for row in rows]
        made = QMimeData()
        made.setText("\n".join("\t".join(map(_one_line, row)) for row in (*named, *body)))
        made.setHtml(f"<table>{_rows(named, 'th')}{_rows(body, 'td')}</table>")
        return made


def _naturally(text: str) -> tuple[object, ...]:
    """Return what orders words so that “s. 9” comes before “s. 10”."""
    parts = _DIGITS.split(fold(text))
    return tuple(
        (place % 2, _weight(part) if place % 2 else part) for place, part in enumerate(parts)
    )


def _weight(digits: str) -> tuple[int, str]:
    """Return what orders figures of any length; Python makes no number of too many."""
    significant = digits.lstrip("0")
    return len(significant), significant


def _joined(rows: Sequence[Sequence[Cell]], column: int) -> str:
    texts = [row[column].text for row in rows if column < len(row)]
    return " – ".join(text for text in texts if text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows(rows: Sequence[Sequence[str]], tag: str) -> str:
    cells = ("".join(f"<{tag}>{escape(text)}</{tag}>" for text in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)
