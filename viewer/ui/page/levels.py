"""Two pages side by side, their blocks at equal heights: room is put above the higher of two."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from viewer.ui.page.sheet import Sheet

ROWS_A_STEP = 300
"""Most rows that are levelled at once, so that no step takes long."""

_LEAST = 0.5
"""Pixels below which two blocks count as level."""


class Levels:
    """Keeps two pages level while they are built.

    Attributes:
        done: How many rows are level.
        more: Whether further rows can be levelled at once.
    """

    def __init__(self, left: Sheet, right: Sheet, rows: Sequence[tuple[int, int]]) -> None:
        """Prepare.

        Args:
            left: One page.
            right: The other.
            rows: Ordinals of the blocks that belong together, in order on both sides.
        """
        self.left = left
        self.right = right
        self.done = 0
        self.more = False
        self._rows = rows

    def advance(self) -> bool:
        """Level rows that are built on both sides by now; tell whether anything moved."""
        rows = self._rows[self.done :]
        sheets = self.left, self.right
        built = [len(sheet.builder.map) for sheet in sheets]
        ready = [row for row in rows if row[0] < built[0] and row[1] < built[1]]
        self.more = len(ready) > ROWS_A_STEP
        ready = ready[:ROWS_A_STEP]
        self.done += len(ready)
        # All heights first: to move a block and then ask for the next would lay out each time.
        tops = [[sheet.line(row[side]).top for row in ready] for side, sheet in enumerate(sheets)]
        moves: list[list[tuple[int, float]]] = [[], []]
        moved = [0.0, 0.0]
        for row, left, right in zip(ready, *tops, strict=True):
            lower = left + moved[0] - right - moved[1]
            if abs(lower) > _LEAST:
                side = int(lower > 0)
                moves[side].append((row[side], abs(lower)))
                moved[side] += abs(lower)
        for sheet, lowered in zip(sheets, moves, strict=True):
            _lower(sheet, lowered)
        return any(moves)


def _lower(sheet: Sheet, blocks: list[tuple[int, float]]) -> None:
    """Put more room above blocks."""
    if not blocks:
        return
    cursor = QTextCursor(sheet.document)
    cursor.beginEditBlock()
    for ordinal, room in blocks:
        _put_room(sheet.document.findBlock(sheet.builder.map.first(ordinal)), room)
    cursor.endEditBlock()
    sheet.height()


def _put_room(block: QTextBlock, room: float) -> None:
    table = QTextCursor(block).currentFrame()
    if isinstance(table, QTextTable):
        made = table.format().toTableFormat()
        made.setTopMargin(made.topMargin() + room)
        table.setFormat(made)
        return
    above = QTextCursor(block.previous()).currentFrame() if block.previous().isValid() else None
    if isinstance(above, QTextTable):
        # Qt ignores room above a block that follows a table.
        made = above.format().toTableFormat()
        made.setBottomMargin(made.bottomMargin() + room)
        above.setFormat(made)
        return
    cursor = QTextCursor(block)
    changed = block.blockFormat()
    changed.setTopMargin(changed.topMargin() + room)
    cursor.setBlockFormat(changed)
