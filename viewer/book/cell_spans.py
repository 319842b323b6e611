"""Cells that span columns and rows, as authors write them, and how many rows head a table.

``{colspan=2}`` and ``{rowspan=3}`` stand at the end of a cell, ``{header-rows=2}`` on the line
above the table. Whatever they ask for, no text is hidden: a span ends before the first cell that
isn't empty, and at the ends of the table and of its header.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from viewer.book.attributes import Attributes, parse_attributes
from viewer.book.model import Cell
from viewer.errors import Message, Severity

HEADER_ROWS = "header-rows"
"""Attribute of a table: how many of its rows head the columns."""

MOST_HEADS = 10
"""Most of them: each row below may have to say all their names."""

MOST = 1000
"""Most rows or columns that a cell spans."""

_COLUMNS, _ROWS = "colspan", "rowspan"
_Row = Sequence[Cell]
_Report = Callable[[Message], None]


class Wish(NamedTuple):
    """What an author wrote at the end of a cell.

    Attributes:
        row: Row of the cell, from 0.
        column: Its column, from 0.
        values: Its attributes.
        line: Line in the source file, from 1.
    """

    row: int
    column: int
    values: Mapping[str, str]
    line: int


def take_spans(content: str) -> tuple[str, Mapping[str, str]] | None:
    """Part the words of a cell from the attributes at its end; None if it has none.

    Only braces that hold nothing else count: all others are what they are anywhere in a text.
    """
    start = content.rfind("{")
    if start < 0 or not content.endswith("}") or content[:start].endswith("\\"):
        return None
    found = parse_attributes(content, start)
    if found is None or found[1] != len(content) or not found[0].values:
        return None
    values = found[0].values
    if found[0] != Attributes(values=values) or not {_COLUMNS, _ROWS}.issuperset(values):
        return None
    return content[:start].rstrip(" \t"), values


def with_heads(rows: Sequence[_Row], count: str, report: _Report, line: int) -> list[list[Cell]]:
    """Return a table of which so many rows head the columns.

    Args:
        rows: The table; its first row does in any case.
        count: What the author wrote.
        report: Takes a finding if that isn't a number of rows of the table.
        line: Line in the source file, from 1.
    """
    heads = _number(count)
    if not 1 <= heads <= min(len(rows), MOST_HEADS):
        report(_finding("header-rows-wrong", HEADER_ROWS, count, line))
        heads = 1
    return [
        [cell._replace(header=True) for cell in row] if at < heads else list(row)
        for at, row in enumerate(rows)
    ]


def with_spans(
    rows: Sequence[_Row], wishes: Sequence[Wish], heads: int, report: _Report
) -> list[list[Cell]]:
    """Return a table whose cells span others, as far as nothing stands in the way.

    Args:
        rows: The table.
        wishes: What its cells ask for, row by row.
        heads: How many of its rows head the columns.
        report: Takes findings.
    """
    table = _Table(rows, wishes, heads, report)
    for wish in wishes:
        table.span(wish)
    return table.rows


class _Table:
    """A table whose cells are being spanned.

    Attributes:
        rows: The table so far.
    """

    def __init__(
        self, rows: Sequence[_Row], wishes: Sequence[Wish], heads: int, report: _Report
    ) -> None:
        self.rows = [list(row) for row in rows]
        self._heads = heads
        self._report = report
        self._asking = {(wish.row, wish.column) for wish in wishes}

    def span(self, wish: Wish) -> None:
        """Let a cell span others."""
        row, column = wish.row, wish.column
        columns, rows = self._wanted(_COLUMNS, wish), self._wanted(_ROWS, wish)
        end = self._heads if row < self._heads else len(self.rows)
        across = self._limited(_COLUMNS, wish, min(columns, len(self.rows[row]) - column), columns)
        down = self._limited(_ROWS, wish, min(rows, end - row), rows)
        wide = 1
        while wide < across and self._is_free(row, column + wide):
            wide += 1
        high = 1
        while high < down and all(self._is_free(row + high, column + n) for n in range(wide)):
            high += 1
        if wide < across:
            self._report(_finding("cell-span-filled", _COLUMNS, wish.values[_COLUMNS], wish.line))
        elif high < down:
            self._report(_finding("cell-span-filled", _ROWS, wish.values[_ROWS], wish.line))
        self._cover(row, column, wide, high)

    def _wanted(self, name: str, wish: Wish) -> int:
        value = wish.values.get(name, "1")
        number = _number(value)
        if not 1 <= number <= MOST:
            self._report(_finding("cell-span-wrong", name, value, wish.line))
            return 1
        return number

    def _limited(self, name: str, wish: Wish, possible: int, wanted: int) -> int:
        if possible < wanted:
            across = name == _ROWS and wish.row < self._heads < len(self.rows)
            code = "cell-span-header" if across else "cell-span-outside"
            self._report(_finding(code, name, wish.values[name], wish.line))
        return possible

    def _is_free(self, row: int, column: int) -> bool:
        """Return whether a cell can be covered: it says nothing, and is no part of a span."""
        cells = self.rows[row]
        if column >= len(cells) or (row, column) in self._asking:
            return False
        return not cells[column].spans and cells[column].rowspan > 0

    def _cover(self, row: int, column: int, wide: int, high: int) -> None:
        for below in range(row, row + high):
            cells = self.rows[below]
            for right in range(column, column + wide):
                cells[right] = cells[right]._replace(colspan=0, rowspan=0)
        spanning = self.rows[row][column]
        self.rows[row][column] = spanning._replace(colspan=wide, rowspan=high)


def _number(text: str) -> int:
    """Return the number that a value is, 0 if it is none or a very long one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST)) else 0


def _finding(code: str, name: str, value: str, line: int) -> Message:
    return Message(code, {"attribute": f"{name}={value}"}, Severity.WARNING, "", line)
