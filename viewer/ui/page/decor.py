"""What is drawn on a page beside its text: grounds and bars of boxes, and rules.

These are drawn, and not built as tables of one cell as Qt's own rich text would have it: nested
tables cost twice the time with each level, and a selection that enters one takes all of it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCursor, QTextDocument, QTextTable

from viewer.book.model import CLASSIFICATIONS
from viewer.ui.page.look import Look


class Style(NamedTuple):
    """How a box looks and how much room it takes; lengths in em of the body text.

    Attributes:
        ground: Colour behind the text, by its name in the theme, or empty.
        bar: Colour of the bar at the left, or empty.
        inset: From the box's left side to the text.
        right: From the text to the box's right side.
        top: From the box's upper side to the capitals of the first line.
        bottom: From the last base line to the box's lower side.
        gap: Least space around the box.
    """

    ground: str = ""
    bar: str = ""
    inset: float = 1.1
    right: float = 1.1
    top: float = 0.86
    bottom: float = 0.84
    gap: float = 1.05


STYLES = {
    "note": Style("note", "note_bar"),
    "caution": Style("caution", "caution_bar"),
    "key-message": Style("key_message", "key_message_bar"),
    "question": Style("question", "question_bar"),
    "quote": Style("", "quote_bar", 1.2, 0.6, 0.42, 0.42, 0.9),
    "code": Style("code", "", 0.9, 0.9, 0.82, 0.8, 1.0),
    "notice": Style("note", "", 0.9, 0.9, 0.56, 0.56, 1.1),
    "aside": Style("", "quote_bar", 1.2, 0.0, 0.42, 0.42, 0.55),
    "redaction": Style("redaction", "", 0.9, 0.9, 0.54, 0.54, 0.9),
    "missing": Style("code", "", 0.9, 0.9, 0.78, 0.78, 0.6),
    **dict.fromkeys(CLASSIFICATIONS, Style("", "", 0.5, 0.5, 0.32, 0.32, 0.5)),
}
"""By kind of box; the chip with a handling level is as wide as its words."""

CALLOUTS = ("note", "caution", "key-message", "question")
"""Kinds of call-outs that have a style of their own; any other looks like the first."""

RULE = "rule"
"""Kind of a box that is a line through the middle of an empty block."""

LINE = "line"
"""Kind of a box that is a line above what is no part of the text any more."""

NOTES = "notes"
"""Kind of a box that is a short line above the footnotes."""

_LINES = {RULE, LINE, NOTES}


class Box:
    """Something drawn behind or between blocks.

    Attributes:
        kind: A name of ``STYLES``, ``RULE`` or ``NOTES``.
        left: Left side, in pixels from the left side of the column.
        right: Room between its right side and that of the column.
        first: Position in the document of the first block in it.
        last: Position at the end of the last block in it; -1 while it is being built.
        top: Room above the first block.
        bottom: Room below the last block.
    """

    def __init__(self, kind: str, left: int, right: int, first: int = -1, last: int = -1) -> None:
        self.kind = kind
        self.left = left
        self.right = right
        self.first = first
        self.last = last
        self.top = 0.0
        self.bottom = 0.0


_BAR = 4.0
"""Width of a bar, in pixels at 100 %."""


def draw(
    painter: QPainter,
    document: QTextDocument,
    boxes: Iterable[Box],
    look: Look,
    seen: tuple[int, int],
) -> None:
    """Draw the boxes that can be seen.

    Args:
        painter: In the document's own coordinates.
        document: The document.
        boxes: Outer boxes before those inside them.
        look: Colours, and how thick lines are.
        seen: First and last position of the document that can be seen.
    """
    # The text is drawn with the same painter: its signs must not take the colours of boxes.
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    end = document.characterCount() - 1
    for box in boxes:
        last = box.last if box.last >= 0 else end
        if 0 <= box.first <= seen[1] and last >= seen[0]:
            _draw(painter, document, box, look)
    painter.restore()


def _draw(painter: QPainter, document: QTextDocument, box: Box, look: Look) -> None:
    area = box_area(document, box)
    if box.kind in _LINES:
        _draw_line(painter, area, box.kind, look)
        return
    style = STYLES[box.kind]
    ground = look.colour(style.ground) if style.ground else None
    if box.kind in look.theme.strips:
        ground = QColor(look.theme.strips[box.kind][0])
        area.setWidth(min(area.width(), _width_of(document, box) + look.pixels(2 * style.inset)))
    # On whole pixels, so that only the corners are smooth.
    area = QRectF(area.toRect())
    if ground is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, look.stroke(3), look.stroke(3))
    if style.bar:
        area.setWidth(look.stroke(_BAR if style.ground else _BAR - 1))
        painter.setBackground(look.colour(style.bar))
        painter.eraseRect(area)


def _draw_line(painter: QPainter, area: QRectF, kind: str, look: Look) -> None:
    thickness = look.stroke(1)
    line = QRectF(area.left(), area.top(), area.width(), thickness)
    if kind == NOTES:
        line.setWidth(area.width() * 0.3)
    elif kind == RULE:
        left = area.left() + area.width() * 0.3
        line = QRectF(left, area.center().y(), area.width() * 0.4, thickness)
    painter.setBackground(look.colour("rule_strong"))
    painter.eraseRect(line)


def _width_of(document: QTextDocument, box: Box) -> float:
    """Return how wide the words in a box of one block are."""
    layout = document.findBlock(box.first).layout()
    return max(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount()))


def box_area(document: QTextDocument, box: Box) -> QRectF:
    """Return where a box lies, in the document's own coordinates."""
    last = box.last if box.last >= 0 else document.characterCount() - 1
    top = _rect(document, box.first).top() - box.top
    bottom = _rect(document, last).bottom() + box.bottom
    width = document.textWidth() - box.left - box.right
    return QRectF(box.left, top, width, bottom - top)


def _rect(document: QTextDocument, position: int) -> QRectF:
    """Return where the block or the table at a position lies."""
    block = document.findBlock(position)
    frame = QTextCursor(block).currentFrame()
    if isinstance(frame, QTextTable):
        return _table_rect(document, frame)
    return document.documentLayout().blockBoundingRect(block)


def _table_rect(document: QTextDocument, table: QTextTable) -> QRectF:
    """Return where a table lies.

    Qt tells its size, with the room around it, but its place as that of the text in its first cell.
    """
    layout = document.documentLayout()
    cells = [table.cellAt(0, column) for column in range(table.columns())]
    text = min(layout.blockBoundingRect(cell.firstCursorPosition().block()).top() for cell in cells)
    how = cells[0].format().toTableCellFormat()
    made = layout.frameBoundingRect(table)
    made.moveTop(text - how.topPadding() - how.topBorder())
    frame = table.format().toTableFormat()
    made.setHeight(made.height() - frame.topMargin() - frame.bottomMargin())
    return made
