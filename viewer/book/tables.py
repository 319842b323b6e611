"""Tables as they are read: which rows head the columns, and which cells span others.

A cell that spans others stands at the upper left of them; those that it covers stay in their rows,
empty and with spans of 0, so that the canonical text and all places in it are what they would be
without.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from viewer.book.model import Cell

Rows = Sequence[Sequence[Cell]]
Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""

BETWEEN_ROWS = " – "
"""What stands between the names that several header rows give to a column."""

BETWEEN_COLUMNS = " / "
"""What stands between the names of the columns that one cell spans."""


MOST_REPEATED = 1000
"""Characters of what every row says again: hostile texts would fill the memory with it."""


def repeated(text: str) -> str:
    """Return the text of a cell as other rows say it again: whole, unless it is very long."""
    return text if len(text) <= MOST_REPEATED else f"{text[:MOST_REPEATED]}…"


def head_rows(rows: Rows) -> int:
    """Return how many rows head the columns."""
    heads = takewhile(lambda row: row and all(cell.header for cell in row), rows)
    return sum(1 for _row in heads)


def covering(rows: Rows) -> dict[Place, Place]:
    """Return for each place that is covered the place of the cell that spans it."""
    return {
        (below, right): (at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell.rowspan > 1 or cell.colspan > 1
        for below in range(at, min(at + cell.rowspan, len(rows)))
        for right in range(column, min(column + cell.colspan, len(rows[below])))
        if (below, right) != (at, column)
    }


def read_row(rows: Rows, row: int, covered: Mapping[Place, Place]) -> Iterator[tuple[int, Place]]:
    """Yield the cells that tell what a row says: its own, and those that reach down into it.

    Args:
        rows: The table.
        row: Which row.
        covered: What ``covering`` returned.

    Yields:
        The first column of this row in which a cell stands, and the place of the cell.
    """
    last: Place | None = None
    for column in range(len(rows[row])):
        place = covered.get((row, column), (row, column))
        if place != last:
            yield column, place
        last = place


def cut(
    rows: Rows, chosen: Sequence[int], columns: Sequence[int], covered: Mapping[Place, Place]
) -> list[list[Cell]]:
    """Return a part of a table as a table; what is left of a cell that spans others spans less.

    Where the upper left of such a cell isn't chosen, the first of the chosen cells that it covers
    holds what it says.

    Args:
        rows: The table.
        chosen: Rows that are wanted, rising.
        columns: Columns that are wanted, rising; a row that ends early has fewer.
        covered: What ``covering`` returned.
    """
    made: dict[Place, Place] = {}
    part: list[list[Cell]] = []
    for below, row in enumerate(chosen):
        cells: list[Cell] = []
        for right, column in enumerate(column for column in columns if column < len(rows[row])):
            at, left = home = covered.get((row, column), (row, column))
            cell = rows[at][left]
            if cell.rowspan <= 1 and cell.colspan <= 1:
                cells.append(cell)
            elif home in made:
                cells.append(rows[row][column]._replace(spans=(), rowspan=0, colspan=0))
                first = made[home]
                upper = part[first[0]] if first[0] < below else cells
                upper[first[1]] = upper[first[1]]._replace(
                    rowspan=below - first[0] + 1,
                    colspan=max(upper[first[1]].colspan, right - first[1] + 1),
                )
            else:
                made[home] = below, right
                cells.append(cell._replace(rowspan=1, colspan=1))
        part.append(cells)
    return part


class ColumnNames:
    """What header rows call the columns of a table.

    Attributes:
        title: What stands over all columns, and so names none of them; empty if nothing does.
    """

    def __init__(self, heads: Rows, words: Callable[[Cell], str]) -> None:
        """Prepare.

        Args:
            heads: The header rows.
            words: Gives the words of a cell.
        """
        self._heads = heads
        self._words = words
        self._covered = covering(heads)
        over = [at for at, row in enumerate(heads) if row and row[0].colspan == len(row) > 1]
        # Where nothing else names the columns, it does.
        self._over = over if len(over) < len(heads) else []
        self.title = BETWEEN_ROWS.join(filter(None, (self._text(at, 0) for at in self._over)))

    def cells(self, first: int, count: int = 1) -> list[list[Place]]:
        """Return the places of the cells that name columns, by header row; none stands twice."""
        found: list[list[Place]] = []
        known: set[Place] = set()
        for row, cells in enumerate(self._heads):
            columns = range(first, min(first + count, len(cells)))
            places = [self._covered.get((row, column), (row, column)) for column in columns]
            fresh = [one for one in dict.fromkeys(places) if one not in known]
            known.update(fresh)
            named = ((at, column) for at, column in fresh if at not in self._over)
            found.append([(at, column) for at, column in named if self._text(at, column)])
        return [row for row in found if row]

    def of(self, first: int, count: int = 1) -> str:
        """Return the name of so many columns, from ``first`` on; empty if they have none."""
        named = self.cells(first, count)
        return BETWEEN_ROWS.join(
            BETWEEN_COLUMNS.join(self._text(at, column) for at, column in row) for row in named
        )

    def _text(self, row: int, column: int) -> str:
        return self._words(self._heads[row][column]).strip()
