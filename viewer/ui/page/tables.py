"""Tables of a page: ruled, with header rows, figures to the right, columns as wide as needed.

Where the longest words of all columns don't fit side by side, the cells of a row stand one under
the other, each after the name of its column: no word is broken.
"""

from functools import cached_property
from itertools import accumulate

from PySide6.QtGui import QTextBlockFormat, QTextFormat, QTextTable

from viewer.book.model import Block, Cell
from viewer.book.tables import (
    MOST_REPEATED,
    ColumnNames,
    Place,
    covering,
    head_rows,
    read_row,
    repeated,
)
from viewer.book.words import label
from viewer.ui.page.cell_formats import CellFormats, Setting, table_format
from viewer.ui.page.columns import ALIGNMENTS, PAD, Columns, shown_words
from viewer.ui.page.inline import InlineWriter, harmless
from viewer.ui.page.look import Look, Role
from viewer.ui.page.offsets import Run
from viewer.ui.page.pieces import pieces

_BETWEEN = " · "
"""What stands between the names of columns that are stacked."""


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
        self._writer = writer
        self._look = look
        self._block = block
        self._width = width
        self._start = 0
        self._heads = head_rows(block.rows)
        self._columns = Columns(block.rows, look, writer.language, width)
        self.columns, self.cramped = self._columns.count, self._columns.cramped
        self._stacked = self.cramped and self.columns > 1
        self._shares = [100.0] if self._stacked else self._columns.shares
        self._blocks: dict[tuple[str, float | None], QTextBlockFormat] = {}
        self._formats = CellFormats(look, plain=plain)
        self._stop = 0
        self._reaching: list[Place] = []
        self._names: dict[tuple[int, int], str] = {}
        # Rows that a cell spans together have one ground; the first of a table have none.
        self._striped, self._together = True, 0

    def write(
        self, rows: range, above: float, sides: tuple[int, int], *, on_paper: bool = False
    ) -> tuple[QTextTable, list[Run]]:
        """Write further rows as a table; return it and where its text stands.

        Args:
            rows: The next rows; together all rows, in order.
            above: Room above it, in pixels.
            sides: Room at its left and right.
            on_paper: Whether further rows begin on a new page, after the header rows once more.
        """
        again = self._heads if on_paper and rows.start >= self._heads else 0
        made = table_format(self._width, self._shares, above, sides)
        heads = min(self._heads, len(rows)) if rows.start == 0 else again
        made.setHeaderRowCount(heads)
        if again and rows.start:
            made.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        table = self._writer.cursor.insertTable(again + len(rows), len(self._shares), made)
        write = self._stack_row if self._stacked else self._write_row
        start, self._stop = self._start, rows.stop
        for row in range(again):
            # What stands there twice counts once.
            write(table, row, row)
        self._start = start
        self._go_on(table, rows.start, again, said=on_paper)
        runs: list[Run] = []
        for row in rows:
            runs += write(table, row, again + row - rows.start)
        return table, runs

    def _room(self, column: int, count: int) -> int:
        """Return the width for the content of a cell over so many columns, in pixels."""
        share = sum(self._shares[column : column + count])
        return max(1, int(self._width * share / 100) - 2 * self._look.pixels(PAD) - 1)

    def _write_row(self, table: QTextTable, row: int, place: int) -> list[Run]:
        runs: list[Run] = []
        cells = self._block.rows[row]
        striped = self._is_striped(row, cells)
        for column in range(self.columns):
            cell = cells[column] if column < len(cells) else None
            if cell is not None and cell.covered:
                self._start += 1
                continue
            if cell is not None and (cell.rowspan > 1 or cell.colspan > 1):
                self._span(table, (row, column), row, place)
            target = table.cellAt(place, column)
            target.setFormat(self._formats.of(self._setting(row, cell, striped=striped)))
            if cell is None:
                continue
            self._writer.cursor = target.firstCursorPosition()
            runs += self._write_cell(cell, self._begin_cell(column, cell))
            self._start += len(cell.text) + 1
        return runs

    def _span(self, table: QTextTable, home: Place, begin: int, place: int) -> None:
        """Let a cell span what it covers in this piece.

        Args:
            table: The piece.
            home: The cell.
            begin: Its first row in this piece.
            place: Where that is in the piece.
        """
        row, column = home
        cell = self._block.rows[row][column]
        end = row + cell.rowspan
        table.mergeCells(place, column, min(end, self._stop) - begin, cell.colspan)
        if end > self._stop:
            self._reaching.append(home)

    def _go_on(self, table: QTextTable, begin: int, place: int, *, said: bool) -> None:
        """Let cells reach from the last piece into this one; they say it again where ``said``."""
        reaching, self._reaching = self._reaching, []
        for row, column in reaching:
            cell = self._block.rows[row][column]
            self._span(table, (row, column), begin, place)
            target = table.cellAt(place, column)
            setting = self._setting(row, cell, striped=self._striped)._replace(first=False)
            target.setFormat(self._formats.of(setting))
            if said:
                self._writer.cursor = target.firstCursorPosition()
                role = self._begin_cell(column, cell)
                self._say_again(cell, role)

    def _say_again(self, cell: Cell, role: Role) -> None:
        """Write what a cell of an earlier row says; it stands in the text only once."""
        if len(cell.text) <= MOST_REPEATED:
            self._writer.write(cell.spans, role)
        else:
            words = repeated(shown_words(cell, self._writer.language))
            self._writer.sign(harmless(words), role)

    def _begin_cell(self, column: int, cell: Cell) -> Role:
        """Set the paragraph of a cell where the writer is; return how its text is set."""
        self._writer.room = self._room(column, cell.colspan)
        behind = self._columns.behind(column, cell)
        plain = Role.CELL if behind is None else Role.FIGURE
        role = Role.CELL_HEAD if cell.header else plain
        align = self._columns.align(column, cell)
        self._writer.cursor.setBlockFormat(self._block_format(align, behind))
        return role

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
        """Write the cells of a row one under the other; those of a header row on one line.

        What reaches down from a row above is said again, but stands in the text only once.
        """
        runs: list[Run] = []
        rows, head = self._block.rows, row < self._heads
        target = table.cellAt(place, 0)
        striped = not head and (row - self._heads) % 2 == 1
        target.setFormat(self._formats.of(self._setting(row, None, striped=striped)))
        cursor = self._writer.cursor = target.firstCursorPosition()
        self._writer.room = self._room(0, 1)
        starts = list(accumulate((len(cell.text) + 1 for cell in rows[row]), initial=self._start))
        fresh = True
        for column, (at, left) in read_row(rows, row, self._covered):
            cell = rows[at][left]
            if not cell.spans or (head and at < row):
                continue
            role = Role.CELL_HEAD if cell.header else Role.CELL
            if head and not fresh:
                self._writer.sign(_BETWEEN, role)
            elif not fresh:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format("left"))
            if not head:
                self._writer.sign(self._name(left, cell.colspan), Role.CELL_HEAD)
            if at == row:
                self._start = starts[column]
                runs += self._write_cell(cell, role)
            else:
                self._say_again(cell, role)
            fresh = False
        self._start = starts[-1]
        return runs

    @cached_property
    def _covered(self) -> dict[Place, Place]:
        return covering(self._block.rows)

    @cached_property
    def _column_names(self) -> ColumnNames:
        return ColumnNames(self._block.rows[: self._heads], lambda cell: cell.text)

    def _name(self, column: int, count: int) -> str:
        """Return the name of columns as it stands before a cell; nothing if they have none."""
        made = self._names.get((column, count))
        if made is None:
            # What spans a whole row belongs to no column.
            name = self._column_names.of(column, count) if count < self.columns else ""
            colon = label("colon", self._writer.language)
            made = self._names[column, count] = (
                f"{harmless(repeated(name))}{colon} " if name else ""
            )
        return made

    def _block_format(self, align: str, behind: float | None = None) -> QTextBlockFormat:
        """Return the format of a paragraph; that of a number, if there is room ``behind`` it."""
        made = self._blocks.get((align, behind))
        if made is None:
            # All lines of a row are as high, so that its words stand on one base line.
            made = self._look.block(Role.CELL, self._block.ordinal)
            made.setAlignment(ALIGNMENTS[align])
            if behind is not None:
                made.setNonBreakableLines(True)
                made.setRightMargin(behind)
            self._blocks[align, behind] = made
        return made

    def _is_striped(self, row: int, cells: tuple[Cell, ...]) -> bool:
        """Return whether a row has the ground of every second one; rows are asked for in order."""
        if row < self._heads:
            return False
        if row >= self._together:
            self._striped = not self._striped
        high = max((cell.rowspan for cell in cells), default=1)
        self._together = max(self._together, row + max(high, 1))
        return self._striped

    def _setting(self, row: int, cell: Cell | None, *, striped: bool) -> Setting:
        header = cell is not None and cell.header
        end = row + (cell.rowspan if cell is not None else 1)
        strong = end in {len(self._block.rows), self._heads}
        head = row < self._heads or header
        return Setting(row == 0, strong, head, striped, continued=end > self._stop)
