"""Tables of a page: ruled, with header rows, figures to the right, columns as wide as needed.

Where the longest words of all columns don't fit side by side, the cells of a row stand one under
the other, each after the name of its column: no word is broken.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile, zip_longest
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from viewer.book.model import Block, Cell, SpanKind
from viewer.book.words import label
from viewer.ui.page.inline import InlineWriter, harmless, unbroken_redaction
from viewer.ui.page.look import Look, Role
from viewer.ui.page.offsets import Run
from viewer.ui.page.values import day_in, number_in

NOTHING = frozenset("–—-−")
"""Signs that fill a cell in which there is nothing."""

ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}

_BREAKS = re.compile(r"[ \t\n\u2028]+")
"""Where a line may end: not at the no-break spaces in a number."""

_ROWS_MEASURED = 1000
"""Rows whose words are never broken; more would take too long before the first paint."""

_ROWS_WEIGHED = 60
"""Rows by whose length the room that is left is shared among the columns."""

_LONGEST_FIGURE = 24
"""Characters up to which a number or date stays on one line."""

_ROWS_READ = 300
"""Rows that decide how columns stand, likewise."""

_WIDEST = 26.0
"""Width, in em of the body text, from which a cell asks for no more."""

_PAD_X, _PAD_TOP, _PAD_BOTTOM = 0.55, 0.26, 0.44
"""Room around the text of a cell, in em of the body text."""

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
        self.cramped = False
        self.columns = max(len(row) for row in block.rows)
        self._heads = head_rows(block.rows)
        self._aligns = column_alignments(block.rows, self.columns)
        self._behind = [self._rooms_behind(column) for column in range(self.columns)]
        self._shares = self._widths(width)
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
        shares = [100.0] if self._stacked else self._shares
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
        shares = [100.0] if self._stacked else self._shares
        made.setColumnWidthConstraints([QTextLength(kind, share) for share in shares])
        return made

    def _room(self, share: float) -> int:
        """Return the width that is left for the content of a cell, in pixels."""
        return max(1, int(self._width * share / 100) - 2 * self._look.pixels(_PAD_X) - 1)

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
            role = Role.CELL_HEAD if cell.header else Role.CELL
            rooms = self._behind[column]
            behind = rooms.get(self._tail(cell.text)) if rooms and not cell.header else None
            made = self._block_format(role, self._aligns[column], behind)
            cursor.setBlockFormat(made)
            runs += self._writer.write(cell.spans, role, self._start)
            self._start += len(cell.text) + 1
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
                runs += self._writer.write(cell.spans, role, self._start)
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
        made.setLeftPadding(look.pixels(_PAD_X))
        made.setRightPadding(look.pixels(_PAD_X))
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

    @cached_property
    def _figures(self) -> QFontMetricsF:
        """How wide the text of a cell is."""
        return QFontMetricsF(self._look.font(Role.CELL))

    def _numbers(self, column: int, rows: int) -> Iterator[str]:
        """Yield the numbers of a column, in so many rows."""
        cells = (row[column] for row in self._block.rows[:rows] if column < len(row))
        return (cell.text for cell in cells if not cell.header and _is_number(cell.text))

    def _rooms_behind(self, column: int) -> dict[str, float]:
        """Return the room behind each number that brings their units below one another.

        It is told by what stands behind the units; nothing for a column that isn't one of figures.
        """
        if self._aligns[column] != "right":
            return {}
        tails = {self._tail(text) for text in self._numbers(column, _ROWS_READ)}
        widths = {tail: self._figures.horizontalAdvance(tail) for tail in tails}
        widest = max(widths.values(), default=0.0)
        return {tail: widest - width for tail, width in widths.items()}

    def _least_with_room(self, column: int) -> float:
        """Return the width that the numbers of a column need with the room behind them."""
        rooms = self._behind[column]
        if len(rooms) <= 1:
            return 0.0
        return max(
            self._figures.horizontalAdvance(text) + rooms[self._tail(text)]
            for text in self._numbers(column, _ROWS_WEIGHED)
        )

    def _tail(self, text: str) -> str:
        """Return what stands behind the units of a number: decimals, and signs after them."""
        text = text.rstrip()
        point = text.rfind(label("decimal", self._writer.language))
        last = max((place for place, sign in enumerate(text) if sign.isdigit()), default=-1)
        return text[point if 0 <= point < last else last + 1 :]

    def _widths(self, width: int) -> list[float]:
        """Return the widths of columns in percent: room for the longest word, the rest by need."""
        pad = 2 * self._look.pixels(_PAD_X) + 2
        widest = _WIDEST * self._look.em
        plain = self._figures
        bold = QFontMetricsF(self._look.font(Role.CELL_HEAD))
        letter = plain.averageCharWidth()
        columns = [_Column() for _column in range(self.columns)]
        for number, row in enumerate(self._block.rows[:_ROWS_MEASURED]):
            for column, cell in zip(columns, row, strict=False):
                text = _shown(cell, self._writer.language)
                if number < _ROWS_WEIGHED:
                    column.most = max(column.most, len(text))
                    word = column.long_word(text)
                else:
                    word = column.longer_word(text)
                if word:
                    metrics = bold if cell.header else plain
                    column.least = max(column.least, metrics.horizontalAdvance(word) * 1.03)
        least = [
            max(column.least, self._least_with_room(number) * 1.03)
            for number, column in enumerate(columns)
        ]
        wished = [min(column.most * letter, widest) for column in columns]
        self.cramped = sum(least) + pad * self.columns > width
        return _shared([pad + low for low in least], [pad + wish for wish in wished], width)


def _shown(cell: Cell, language: str) -> str:
    """Return the words of a cell as far as its width goes: a redaction is longer than its text."""
    if len(cell.spans) == 1 and cell.spans[0].kind is SpanKind.TEXT:
        return cell.spans[0].text
    return "".join(
        unbroken_redaction(span, language) if span.kind is SpanKind.REDACTION else span.text
        for span in cell.spans
    )


class _Column:
    """What decides how wide a column is.

    Attributes:
        least: Width of its longest word, in pixels.
        most: Characters of its longest text.
    """

    def __init__(self) -> None:
        self.least = 0.0
        self.most = 0
        self._longest = 0
        self._figures = False
        self._longer = re.compile("")

    def long_word(self, text: str) -> str:
        """Return a part of a text in which no line ends, if it may be the widest so far.

        Such parts are words, and whole numbers and dates.
        """
        self._figures = _is_figure(text)
        word = text if self._figures else max(_BREAKS.split(text), key=len)
        # Measuring costs the most here; what is much shorter is not wider.
        if len(word) <= self._longest - 2:
            return ""
        if len(word) > self._longest:
            self._longest = len(word)
            self._longer = re.compile(rf"[^ \t\n\u2028]{{{self._longest + 1},}}")
        return word

    def longer_word(self, text: str) -> str:
        """Return such a part only if it is the longest so far; this takes far less time."""
        if len(text) <= self._longest or not (self._figures or self._longer.search(text)):
            return ""
        return self.long_word(text)


def _is_figure(text: str) -> bool:
    short = len(text) <= _LONGEST_FIGURE and any(map(str.isdigit, text))
    return short and (_is_number(text) or day_in(text) is not None)


def head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows head the columns."""
    heads = takewhile(lambda row: row and all(cell.header for cell in row), rows)
    return sum(1 for _row in heads)


def column_alignments(rows: Sequence[Sequence[Cell]], columns: int) -> list[str]:
    """Return how the columns of a table stand, each one of ``ALIGNMENTS``.

    As the author says, else figures to the right, in whichever language they are written.

    Args:
        rows: The table, its header included.
        columns: How many columns it has.
    """
    read = rows[:_ROWS_READ]
    return [_alignment(read, column) for column in range(columns)]


def _alignment(rows: Sequence[Sequence[Cell]], column: int) -> str:
    cells = [row[column] for row in rows if column < len(row)]
    given = next((cell.align for cell in cells if cell.align), "")
    if given:
        return given if given in ALIGNMENTS else "left"
    texts = [cell.text.strip() for cell in cells if not cell.header]
    filled = [text for text in texts if text and text not in NOTHING]
    return "right" if filled and all(map(_is_number, filled)) else "left"


def _is_number(text: str) -> bool:
    return any(number_in(text, language) is not None for language in ("en", "fr"))


def _shared(least: Sequence[float], wished: Sequence[float], width: float) -> list[float]:
    """Share ``width`` out among columns, as percentages."""
    spare = max(0.0, width - sum(least))
    needs = [max(0.0, wish - low) for wish, low in zip_longest(wished, least, fillvalue=0.0)]
    need = sum(needs)
    count = len(least) or 1
    extra = [spare * part / need if need else spare / count for part in needs]
    widths = [low + more for low, more in zip(least, extra, strict=True)]
    total = sum(widths) or 1.0
    return [100 * part / total for part in widths]
