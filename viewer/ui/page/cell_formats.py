"""How a table and its cells look on a page: widths, grounds, rules, and room around them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import (
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from viewer.ui.page.columns import PAD
from viewer.ui.page.look import Look, Role

_ROOM = 0.62
"""Least room from the rules to the capitals of a cell's first line, and to its last base line, in
em of the body text.
"""

_SOLID = QTextFrameFormat.BorderStyle.BorderStyle_Solid


class Setting(NamedTuple):
    """How a cell is set.

    Attributes:
        first: Whether it is in the first row, which has a rule above.
        strong: Whether the rule below it is a strong one.
        head: Whether it heads columns or a row.
        striped: Whether it has the ground of every second row.
        continued: Whether it goes on in the next piece of the table, so that no rule is below.
    """

    first: bool = False
    strong: bool = False
    head: bool = False
    striped: bool = False
    continued: bool = False


class CellFormats:
    """Makes the formats of cells, each once."""

    def __init__(self, look: Look, *, plain: bool) -> None:
        """Prepare.

        Args:
            look: How the page looks.
            plain: Whether cells have no ground of their own, since the table stands on one.
        """
        self._look = look
        self._plain = plain
        self._made: dict[Setting, QTextTableCellFormat] = {}

    def of(self, setting: Setting) -> QTextTableCellFormat:
        """Return the format of a cell."""
        made = self._made.get(setting)
        if made is None:
            made = self._made[setting] = self._make(setting)
        return made

    def _make(self, setting: Setting) -> QTextTableCellFormat:
        look = self._look
        made = QTextTableCellFormat()
        above, below = look.above_capitals(Role.CELL), look.below_base(Role.CELL, in_cell=True)
        made.setTopPadding(max(0, round(_ROOM * look.em - above)))
        made.setBottomPadding(max(0, round(max(_ROOM * look.em, above) - below)))
        made.setLeftPadding(look.pixels(PAD))
        made.setRightPadding(look.pixels(PAD))
        if (setting.head or setting.striped) and not self._plain:
            made.setBackground(look.colour("table_head" if setting.head else "table_stripe"))
        if setting.first:
            made.setTopBorder(look.stroke(1.5))
            made.setTopBorderStyle(_SOLID)
            made.setTopBorderBrush(look.colour("rule_strong"))
        if not setting.continued:
            made.setBottomBorder(look.stroke(1.5 if setting.strong else 1))
            made.setBottomBorderStyle(_SOLID)
            made.setBottomBorderBrush(look.colour("rule_strong" if setting.strong else "rule"))
        align = QTextCharFormat.VerticalAlignment
        made.setVerticalAlignment(align.AlignBottom if setting.head else align.AlignTop)
        return made


def table_format(
    width: int, shares: Sequence[float], above: float, sides: tuple[int, int]
) -> QTextTableFormat:
    """Return the format of a table.

    Args:
        width: Its width, in pixels.
        shares: Widths of its columns, in percent.
        above: Room above it, in pixels.
        sides: Room at its left and right.
    """
    made = QTextTableFormat()
    made.setBorderCollapse(True)
    made.setBorder(0)
    made.setCellSpacing(0)
    made.setCellPadding(0)
    made.setTopMargin(above)
    made.setLeftMargin(sides[0])
    made.setRightMargin(sides[1])
    # Qt counts the margins in.
    made.setWidth(QTextLength(QTextLength.Type.FixedLength, width + sum(sides)))
    kind = QTextLength.Type.PercentageLength
    made.setColumnWidthConstraints([QTextLength(kind, share) for share in shares])
    return made
