"""The cells of a table as a model: sorted by number or word, copied as cells."""

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from viewer.book.model import Block, Cell, Span, SpanKind
from viewer.book.tables import (
    BETWEEN_COLUMNS,
    BETWEEN_ROWS,
    MOST_REPEATED,
    ColumnNames,
    Rows,
    covering,
    cut,
    head_rows,
    read_row,
    repeated,
)
from viewer.messages import plural
from viewer.reading.plain_text import cell_text
from viewer.ui.dialogs.cell_words import BETWEEN, cell_words, links_of, tail_of
from viewer.ui.dialogs.copied_cells import copied_cells
from viewer.ui.elements.folding import fold
from viewer.ui.elements.frozen_table import CellSpan
from viewer.ui.elements.hints import plain_hint
from viewer.ui.elements.rich_words import RichWords
from viewer.ui.elements.spaced_cells import RichTableModel, Tail
from viewer.ui.page.columns import ALIGNMENTS, NOTHING, column_alignments
from viewer.ui.page.values import day_in, number_in

Index = QModelIndex | QPersistentModelIndex

_FOOTNOTE = SpanKind.FOOTNOTE
_NO_NUMBERS: Mapping[str, str] = {}
_RAISED = str.maketrans(
    "0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
)
_FIGURES_RAISED = "".join(map(chr, _RAISED.values()))

_ROWS_READ = 300
"""Rows whose numbers decide how much room is left behind the others of their column."""

_DIGITS = re.compile(r"(\d+)")


class CellsModel(RichTableModel):
    """The body of a table below its header rows.

    Attributes:
        title: What the header says over all columns; empty if nothing.
        heads: Names of the columns.
    """

    def __init__(
        self,
        block: Block,
        language: str,
        parent: QObject | None = None,
        numbers: Mapping[str, str] = _NO_NUMBERS,
    ) -> None:
        """Take in a table.

        Args:
            block: A block of kind table.
            language: Language of the text, for its numbers.
            parent: What owns the model.
            numbers: Numbers of the footnotes that its cells refer to, by label.
        """
        super().__init__(parent)
        above = head_rows(block.rows)
        self._columns = max((len(row) for row in block.rows), default=0)
        self._figures: QFont | None = None
        self._language = language
        self._numbers = numbers
        self._rows = block.rows[above:]
        self._covered = covering(self._rows)
        self._order = list(range(len(self._rows)))
        self._sorted = False
        heads = block.rows[:above]
        names = ColumnNames(heads, lambda cell: cell_text(cell, language))
        self.title = names.title
        self.heads = [names.of(column) for column in range(self._columns)]
        self._heads = [_joined(heads, names.cells(column)) for column in range(self._columns)]
        self._rich: dict[tuple[int, int], RichWords] = {}
        self._rich_heads: dict[int, RichWords] = {}
        self._ends: dict[tuple[int, int], Tail | None] = {}
        self._aligns = [ALIGNMENTS[name] for name in column_alignments(block.rows, self._columns)]
        roles = Qt.ItemDataRole
        self._told: dict[int, Callable[[int, int], object]] = {
            roles.DisplayRole.value: self.text,
            roles.ToolTipRole.value: self._hint,
            roles.AccessibleDescriptionRole.value: self._links_told,
        }

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows below the header."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else self._columns

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows in the present order; nothing where a row ends early.

        What spans rows is said in each, what spans columns in the first of them.
        """
        cell = self._cell(row, column)
        if cell is None:
            return ""
        words = self._words(cell)
        return (repeated(words) if self._is_repeated(row, column) else words) + self._signs(cell)

    def _is_repeated(self, row: int, column: int) -> bool:
        """Return whether a row says again what a cell above it says."""
        place = self._order[row], column
        return self._covered.get(place, place)[0] != place[0]

    def _cell(self, row: int, column: int) -> Cell | None:
        """Return the cell that is shown at a place in the present order; None for none."""
        place = self._order[row], column
        at, first = self._covered.get(place, place)
        if first < column or column >= len(self._rows[at]):
            return None
        return self._rows[at][column]

    def spans(self) -> list[CellSpan]:
        """Return which cells span others in the present order: sorted, only those of one row."""
        made: list[CellSpan] = []
        for place, row in enumerate(self._order if self._covered else ()):
            for column, (at, first) in read_row(self._rows, row, self._covered):
                cell = self._rows[at][first]
                high = 1 if self._sorted else cell.rowspan
                if (at == row or self._sorted) and (high > 1 or cell.colspan > 1):
                    made.append(CellSpan(place, column, high, cell.colspan))
        return made

    def _words(self, cell: Cell) -> str:
        """Return the words of a cell without the signs of its footnotes."""
        spans = cell.spans
        # Thousands of cells are sorted at once; most are plain.
        if len(spans) == 1 and spans[0].kind is SpanKind.TEXT:
            return spans[0].text.strip()
        return cell_text(cell, self._language)

    def _signs(self, cell: Cell) -> str:
        labels = [span.data.get("label", "") for span in cell.spans if span.kind is _FOOTNOTE]
        return BETWEEN.join(self._numbers.get(label, "*").translate(_RAISED) for label in labels)

    def words(self, row: int, column: int) -> RichWords | None:
        """Return what a cell shows in the present order; None where its text is all."""
        place = self._order[row], column
        made = self._rich.get(place)
        if made is None:
            cell = self._cell(row, column)
            is_long = cell is not None and len(cell.text) > MOST_REPEATED
            if cell is None or (is_long and self._is_repeated(row, column)):
                return None
            made = cell_words(cell.spans, self._language, self._numbers)
            if made is not None:
                self._rich[place] = made
        return made

    def tail(self, row: int, column: int) -> Tail | None:
        """Return what stands behind the units of a number; None for other cells."""
        if self._aligns[column] != ALIGNMENTS["right"]:
            return None
        place = self._order[row], column
        if place not in self._ends:
            self._ends[place] = self._end(row, column)
        return self._ends[place]

    def _end(self, row: int, column: int) -> Tail | None:
        cell = self._cell(row, column)
        if cell is None or cell.colspan > 1:
            return None
        words = self.words(row, column) or RichWords(self._words(cell))
        return tail_of(words, self._language)

    def tails(self, column: int) -> list[Tail]:
        """Return what stands behind the units of the numbers of a column, each once."""
        rows = range(min(_ROWS_READ, len(self._order)))
        found = (self.tail(row, column) for row in rows)
        return list(dict.fromkeys(one for one in found if one is not None))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, what else is told of it, and how it stands."""
        row, column = index.row(), index.column()
        told = self._told.get(role)
        if told is not None:
            return told(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(row, column) | Qt.AlignmentFlag.AlignVCenter
        figures = self._aligns[column] == ALIGNMENTS["right"]
        return self._font_of_figures() if role == Qt.ItemDataRole.FontRole and figures else None

    def _align(self, row: int, column: int) -> Qt.AlignmentFlag:
        """Return how a cell stands: as its column, but words over columns of figures between."""
        own = self._aligns[column]
        at, first = self._covered.get((self._order[row], column), (self._order[row], column))
        cells = self._rows[at]
        spans = first < len(cells) and cells[first].colspan > 1
        if not spans or own != ALIGNMENTS["right"]:
            return own
        figure = number_in(self._words(cells[first]), self._language) is not None
        return own if figure else ALIGNMENTS["center"]

    def _hint(self, row: int, column: int) -> str:
        return plain_hint(self.text(row, column))

    def _links_told(self, row: int, column: int) -> str:
        """Return what screen readers say of the links of a cell; nothing where it has none."""
        links = links_of(self.words(row, column))
        words = plural("{count} link", "{count} links", len(links))
        return words.format(count=len(links)) if links else ""

    def _font_of_figures(self) -> QFont:
        """Return what makes figures equally wide; the rest of the font is that of the table."""
        if self._figures is None:
            self._figures = QFont()
            self._figures.setFeature(QFont.Tag("tnum"), 1)
        return self._figures

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column, or of a row: its first cell."""
        if side == Qt.Orientation.Vertical:
            # Qt measures it, seen or not.
            return repeated(self.text(section, 0)) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._aligns[section] | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heads[section] + self._signs(self._heads[section])

    def head_words(self, column: int) -> RichWords:
        """Return what the name of a column shows."""
        made = self._rich_heads.get(column)
        if made is None:
            words = cell_words(self._heads[column].spans, self._language, self._numbers)
            made = self._rich_heads[column] = words or RichWords(self.heads[column])
        return made

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; -1 is the author's order.

        Numbers come before dates, those before words, and empty cells last in either direction.
        """
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._order[index.row()]) for index in self.persistentIndexList()]
        self._order = list(range(len(self._rows)))
        self._sorted = column >= 0
        if self._sorted:
            keys = [self._key(row, column) for row in self._order]
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

    def _key(self, row: int, column: int) -> tuple[int, tuple[object, ...]]:
        """Return what orders a row by one of its cells: the sort of its value, and the value."""
        at, first = self._covered.get((row, column), (row, column))
        text = self._words(self._rows[at][first]) if first < len(self._rows[at]) else ""
        if not text or text in NOTHING:
            return 3, ()
        # A raised figure behind a number is a note.
        number = number_in(text.rstrip(_FIGURES_RAISED), self._language)
        if number is not None:
            return 0, (number,)
        day = day_in(text)
        return (2, _naturally(text)) if day is None else (1, (day,))

    def copied(self, rows: Sequence[int], columns: Sequence[int], *, heads: bool) -> QMimeData:
        """Return cells for the clipboard: for spreadsheets and, as a table, for documents.

        Args:
            rows: Which rows, as they are shown.
            columns: Which columns.
            heads: Whether the names of the columns come along.
        """
        named = [[self._heads[column] for column in columns]] if heads and any(self.heads) else []
        chosen = [self._order[row] for row in rows]
        parts = [[row] for row in chosen] if self._sorted else [chosen]
        cells = [row for part in parts for row in cut(self._rows, part, columns, self._covered)]
        return copied_cells([*named, *cells], self._language)


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


def _joined(rows: Rows, named: Sequence[Sequence[tuple[int, int]]]) -> Cell:
    """Return the cells that name a column as one.

    Args:
        rows: The header rows.
        named: Places of the cells, by header row.
    """
    spans: list[Span] = []
    align = ""
    for places in named:
        between = BETWEEN_ROWS
        for row, column in places:
            spans += [Span(between)] if spans else []
            spans += rows[row][column].spans
            align = align or rows[row][column].align
            between = BETWEEN_COLUMNS
    return Cell(tuple(spans), align, header=True)
