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

from viewer.book.language_tags import primary
from viewer.book.model import Block, Cell
from viewer.ui.elements.folding import fold
from viewer.ui.page.tables import ALIGNMENTS, column_alignment

Index = QModelIndex | QPersistentModelIndex

_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)")
_ENGLISH = re.compile(r"(?<=\d),(?=\d{3}\b)")
_FIGURE = re.compile(r"[^\d\w]*(\d+(?:\.\d+)?)\W*(?:[kKMG]?\$|%)?\W*")
_NEGATIVE = re.compile(r"\s*[($€]*\s*[-\u2212(]")


def number_in(text: str, language: str) -> float | None:
    """Return the number that a cell consists of; None if it is something else.

    Groups, decimal signs, currency, percent and brackets for negative ones are understood as they
    are written in ``language``, ``en`` or ``fr``.
    """
    plain = _GROUPED.sub("", text)
    plain = plain.replace(",", ".") if primary(language) == "fr" else _ENGLISH.sub("", plain)
    found = _FIGURE.fullmatch(plain)
    if found is None:
        return None
    return -float(found[1]) if _NEGATIVE.match(text) else float(found[1])


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
        above = 0
        while above < len(block.rows) and all(cell.header for cell in block.rows[above]):
            above += 1
        self._columns = max((len(row) for row in block.rows), default=0)
        self._language = language
        self._rows = block.rows[above:]
        self._order = list(range(len(self._rows)))
        self.heads = [_joined(block.rows[:above], column) for column in range(self._columns)]
        self._aligns = [
            ALIGNMENTS[column_alignment(block.rows, column, self._is_number)]
            for column in range(self._columns)
        ]

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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
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
        """Order the rows by a column, numbers before words; -1 is the author's order."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._order[index.row()]) for index in self.persistentIndexList()]
        self._order = list(range(len(self._rows)))
        if column >= 0:
            keys = [self._key(row, column) for row in self._rows]
            down = order == Qt.SortOrder.DescendingOrder
            self._order.sort(key=keys.__getitem__, reverse=down)
        places = {row: place for place, row in enumerate(self._order)}
        for index, row in kept:
            self.changePersistentIndex(index, self.index(places[row], index.column()))
        self.layoutChanged.emit()

    def _is_number(self, text: str) -> bool:
        return number_in(text, self._language) is not None

    def _key(self, row: Sequence[Cell], column: int) -> tuple[int, float, str]:
        text = row[column].text if column < len(row) else ""
        number = number_in(text, self._language)
        return (0, number, "") if number is not None else (1, 0.0, fold(text))

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


def _joined(rows: Sequence[Sequence[Cell]], column: int) -> str:
    texts = [row[column].text for row in rows if column < len(row)]
    return " – ".join(text for text in texts if text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows(rows: Sequence[Sequence[str]], tag: str) -> str:
    cells = ("".join(f"<{tag}>{escape(text)}</{tag}>" for text in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)
