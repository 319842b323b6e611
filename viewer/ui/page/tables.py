"""Tables of a page: ruled, with header rows, figures to the right, columns as wide as needed.

Where the longest words of all columns don't fit side by side, the cells of a row stand one under
the other, each after the name of its column: no word is broken.
"""

from functools import cached_property
from typing import NamedTuple

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from viewer.book.model import Block, Cell
from viewer.book.words import label
from viewer.ui.page.columns import ALIGNMENTS, PAD, Columns, head_rows
from viewer.ui.page.inline import InlineWriter, harmless
from viewer.ui.page.look import Look, Role
from viewer.ui.page.offsets import Run
from viewer.ui.page.pieces import pieces

_PAD_TOP, _PAD_BOTTOM = 0.26, 0.44
"""Room above and below the text of a cell, in em of the body text."""

_BETWEEN = " · "
"""What stands between the names of columns that are stacked."""

_SOLID = QTextFrameFormat.BorderStyle.BorderStyle_Solid


class _Setting(NamedTuple):
    """How a cell is set.

    Attributes:
        first: Whether it is in the first row, which has a rule above.
        strong: Whether the rule below it is a strong one.
        head: Whether it heads columns or a row.
        striped: Whether it has the ground of every second row.
    """

    first: bool
    strong: bool
    head: bool
    striped: bool


class TableWriter:
    """Writes the table of one block.

    Attributes:
        columns: How many columns it has.
        cramped: Whether its longest words don't fit side by side, so that its cells are stacked.
    """

    def __init__(
        self, writer: InlineWriter, look: Look, block: Block, width: int, *, plain: bool = False
    ) -> None:
        """Prepare to write.

        Args:
            writer: Writes the content of cells; its cursor tells where the table goes.
            look: How it looks.
            block: A block of kind table, with rows.
            width: Width of the table, in pixels.
            plain: Whether rows have no ground of their own, since the table stands on one.
        """
        self._plain = plain
        self._writer = writer
        self._look = look
        self._block = block
        self._width = width
        self._start = 0
        self._heads = head_rows(block.rows)
        self._columns = Columns(block.rows, look, writer.language, width)
        self.columns, self.cramped = self._columns.count, self._columns.cramped
        self._rooms: list[int] = []
        self._stacked = self.cramped and self.columns > 1
        self._blocks: dict[tuple[Role, str, float | None], QTextBlockFormat] = {}
        self._formats: dict[_Setting, QTextTableCellFormat] = {}

    def write(
        self, rows: range, above: int, sides: tuple[int, int], *, on_paper: bool = False
    ) -> tuple[QTextTable, list[Run]]:
        """Write further rows as a table; return it and where its text stands.

        Args:
            rows: The next rows; together all rows, in order.
            above: Room above it, in pixels.
            sides: Room at its left and right.
            on_paper: Whether further rows begin on a new page, after the header rows once more.
        """
        again = self._heads if on_paper and rows.start >= self._heads else 0
        made = self._table_format(above, sides)
        heads = min(self._heads, len(rows)) if rows.start == 0 else again
        made.setHeaderRowCount(heads)
        if again and rows.start:
            made.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        shares = [100.0] if self._stacked else self._columns.shares
        self._rooms = [self._room(share) for share in shares]
        table = self._writer.cursor.insertTable(again + len(rows), len(shares), made)
        write = self._stack_row if self._stacked else self._write_row
        start = self._start
        for row in range(again):
            # What stands there twice counts once.
            write(table, row, row)
        self._start = start
        runs: list[Run] = []
        for row in rows:
            runs += write(table, row, again + row - rows.start)
        return table, runs

    def _table_format(self, above: int, sides: tuple[int, int]) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorderCollapse(True)
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(0)
        made.setTopMargin(above)
        made.setLeftMargin(sides[0])
        made.setRightMargin(sides[1])
        # Qt counts the margins in.
        made.setWidth(QTextLength(QTextLength.Type.FixedLength, self._width + sum(sides)))
        kind = QTextLength.Type.PercentageLength
        shares = [100.0] if self._stacked else self._columns.shares
        made.setColumnWidthConstraints([QTextLength(kind, share) for share in shares])
        return made

    def _room(self, share: float) -> int:
        """Return the width that is left for the content of a cell, in pixels."""
        return max(1, int(self._width * share / 100) - 2 * self._look.pixels(PAD) - 1)

    def _write_row(self, table: QTextTable, row: int, place: int) -> list[Run]:
        runs: list[Run] = []
        cells = self._block.rows[row]
        for column in range(self.columns):
            cell = cells[column] if column < len(cells) else None
            target = table.cellAt(place, column)
            target.setFormat(self._cell_format(row, header=cell is not None and cell.header))
            if cell is None:
                continue
            cursor = self._writer.cursor = target.firstCursorPosition()
            self._writer.room = self._rooms[column]
            behind = self._columns.behind(column, cell)
            plain = Role.CELL if behind is None else Role.FIGURE
            role = Role.CELL_HEAD if cell.header else plain
            cursor.setBlockFormat(self._block_format(role, self._columns.aligns[column], behind))
            runs += self._write_cell(cell, role)
            self._start += len(cell.text) + 1
        return runs

    def _write_cell(self, cell: Cell, role: Role) -> list[Run]:
        """Write the text of a cell where the writer is, in pieces if it is very long."""
        runs: list[Run] = []
        start = self._start
        for number, spans in enumerate(pieces(cell.spans)):
            if number:
                self._writer.cursor.insertBlock()
            runs += self._writer.write(spans, role, start)
            start += sum(len(span.text) for span in spans)
        return runs

    def _stack_row(self, table: QTextTable, row: int, place: int) -> list[Run]:
        """Write the cells of a row one under the other; those of a header row on one line."""
        runs: list[Run] = []
        target = table.cellAt(place, 0)
        target.setFormat(self._cell_format(row, header=False))
        cursor = self._writer.cursor = target.firstCursorPosition()
        self._writer.room = self._rooms[0]
        head = row < self._heads
        fresh = True
        for column, cell in enumerate(self._block.rows[row]):
            if cell.text:
                role = Role.CELL_HEAD if cell.header else Role.CELL
                if head and not fresh:
                    self._writer.sign(_BETWEEN, role)
                elif not fresh:
                    cursor.insertBlock()
                cursor.setBlockFormat(self._block_format(role, "left"))
                if not head and self._names[column]:
                    self._writer.sign(self._names[column], Role.CELL_HEAD)
                runs += self._write_cell(cell, role)
                fresh = False
            self._start += len(cell.text) + 1
        return runs

    @cached_property
    def _names(self) -> list[str]:
        """The name of each column, as it stands before a cell; empty where it has none."""
        colon = label("colon", self._writer.language)
        names = [""] * self.columns
        for row in self._block.rows[: self._heads]:
            for column, cell in enumerate(row):
                if cell.text.strip():
                    names[column] = f"{harmless(cell.text.strip())}{colon} "
        return names

    def _block_format(
        self, role: Role, align: str, behind: float | None = None
    ) -> QTextBlockFormat:
        """Return the format of a paragraph; that of a number, if there is room ``behind`` it."""
        made = self._blocks.get((role, align, behind))
        if made is None:
            made = self._look.block(role, self._block.ordinal)
            made.setAlignment(ALIGNMENTS[align])
            if behind is not None:
                made.setNonBreakableLines(True)
                made.setRightMargin(behind)
            self._blocks[role, align, behind] = made
        return made

    def _cell_format(self, row: int, *, header: bool) -> QTextTableCellFormat:
        first, last, head = row == 0, row == len(self._block.rows) - 1, row < self._heads
        striped = not head and (row - self._heads) % 2 == 1
        key = _Setting(first, last or row == self._heads - 1, head or header, striped)
        made = self._formats.get(key)
        if made is None:
            made = self._formats[key] = self._make_format(key)
        return made

    def _make_format(self, setting: "_Setting") -> QTextTableCellFormat:
        look = self._look
        made = QTextTableCellFormat()
        made.setTopPadding(look.pixels(_PAD_TOP))
        made.setBottomPadding(look.pixels(_PAD_BOTTOM))
        made.setLeftPadding(look.pixels(PAD))
        made.setRightPadding(look.pixels(PAD))
        if (setting.head or setting.striped) and not self._plain:
            made.setBackground(look.colour("table_head" if setting.head else "table_stripe"))
        if setting.first:
            made.setTopBorder(look.stroke(1.5))
            made.setTopBorderStyle(_SOLID)
            made.setTopBorderBrush(look.colour("rule_strong"))
        made.setBottomBorder(look.stroke(1.5 if setting.strong else 1))
        made.setBottomBorderStyle(_SOLID)
        made.setBottomBorderBrush(look.colour("rule_strong" if setting.strong else "rule"))
        align = QTextCharFormat.VerticalAlignment
        made.setVerticalAlignment(align.AlignBottom if setting.head else align.AlignTop)
        return made
