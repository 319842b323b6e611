"""Highlights on the page: a ground under the words, and a line below them, a style a colour.

The ground is handed to Qt with the hits, which lie over it. The line is drawn by hand, over
everything: it stays where a hit covers the ground, and tells colours apart without colour.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit

from viewer.ui.page.content import Passage
from viewer.ui.page.hits import line_pieces, selection
from viewer.ui.page.look import REDACTED
from viewer.ui.theme import Theme

_WIDTH = 2.0
"""Width of a line, in pixels at 100 %."""

_BELOW = 0.37
"""How far below the base line of the text it lies, in heights of the letters: under their tails."""

_DOTS_BELOW = 0.18
"""How far below the base line dots lie: above the line of a highlight, so that both are seen."""

_PENS = {
    "solid": Qt.PenStyle.SolidLine,
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
    "dash-dotted": Qt.PenStyle.DashDotLine,
}


class Ink(NamedTuple):
    """A passage that the reader marked.

    Attributes:
        id: Id of the annotation.
        passage: Where it stands.
        colour: Name of its colour; empty for a passage with a note only, which has a fine line.
        line: Name of its line: ``solid``, ``dashed``, ``dotted``, ``dash-dotted`` or ``wavy``.
        words: What is shown when the pointer rests on it; may be empty.
    """

    id: str
    passage: Passage
    colour: str = ""
    line: str = "solid"
    words: str = ""

    def holds(self, ordinal: int, offset: int) -> bool:
        """Tell whether a place lies in the passage, its end included."""
        first, start, last, end = self.passage
        return (first, start) <= (ordinal, offset) <= (last, end)


def grounds(
    document: QTextDocument, spans: Sequence[tuple[Ink, tuple[int, int]]], theme: Theme
) -> list[QTextEdit.ExtraSelection]:
    """Return the grounds of passages, as Qt wants them.

    Args:
        document: The document.
        spans: Passages in view, with their first and last position in the document.
        theme: Colours.
    """
    made = []
    for ink, span in spans:
        if ink.colour in theme.highlights:
            how = QTextCharFormat()
            how.setBackground(QColor(theme.highlights[ink.colour][0]))
            made += [selection(document, piece, how) for piece in _in_blocks(document, span)]
    return made


def _in_blocks(document: QTextDocument, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the share of a stretch of the document in each of its blocks, without redactions.

    A cursor that goes from one cell of a table to another would take in whole columns between.
    """
    block: QTextBlock = document.findBlock(span[0])
    while block.isValid() and block.position() < span[1]:
        first = max(span[0], block.position())
        last = min(span[1], block.position() + block.length() - 1)
        yield from _between_redactions(block, first, last)
        block = block.next()


def _between_redactions(block: QTextBlock, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a stretch of a block that aren't redacted.

    The words of a redaction can be read on its own ground alone.
    """
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        if piece.charFormat().hasProperty(REDACTED):
            if first < min(piece.position(), last):
                yield first, min(piece.position(), last)
            first = max(first, piece.position() + piece.length())
        pieces += 1
    if first < last:
        yield first, last


def draw_lines(
    painter: QPainter,
    document: QTextDocument,
    spans: Sequence[tuple[Ink, tuple[int, int]]],
    theme: Theme,
) -> None:
    """Draw the lines of passages.

    Args:
        painter: In the document's own coordinates.
        document: The document.
        spans: Passages in view, with their first and last position in the document.
        theme: Colours.
    """
    for ink, span in spans:
        ground, colour = theme.highlights.get(ink.colour, (theme.page, theme.sign))
        for left, right, base, size in line_pieces(document, span):
            width = _WIDTH * max(1.0, size / 16) if ink.colour else 1.0
            place = left, right, base + size * _BELOW
            # An edge in the colour of its own ground sets the line off from what lies over that.
            draw_line(painter, "solid", ground, place, width + 2)
            draw_line(painter, ink.line, colour, place, width)


def draw_dots(
    painter: QPainter, document: QTextDocument, words: Sequence[tuple[tuple[int, int], str]]
) -> None:
    """Draw lines of round dots below words that can be explained, finer than those of highlights.

    Args:
        painter: In the document's own coordinates.
        document: The document.
        words: In view, as first and last position in the document, with the colour of the dots.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for span, colour in words:
        painter.setBrush(QColor(colour))
        for left, right, base, size in line_pieces(document, span):
            radius = max(0.75, size / 20)
            count = max(2, round((right - left) / (4 * radius)))
            step = (right - left - 2 * radius) / (count - 1)
            for number in range(count):
                middle = QPointF(left + radius + number * step, base + size * _DOTS_BELOW)
                painter.drawEllipse(middle, radius, radius)


def draw_line(
    painter: QPainter, style: str, colour: str, place: tuple[float, float, float], width: float
) -> None:
    """Draw a line from left to right in one of the styles of highlights.

    Args:
        painter: Draws it.
        style: ``solid``, ``dashed``, ``dotted``, ``dash-dotted`` or ``wavy``.
        colour: As ``#rrggbb``.
        place: Left, right and height.
        width: Of the line.
    """
    left, right, y = place
    # What is straight is sharp as it is.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, style == "wavy")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style == "wavy":
        painter.setPen(QPen(QColor(colour), width * 0.75))
        painter.drawPath(_wave(left, right, y, width))
    else:
        painter.setPen(QPen(QColor(colour), width, _PENS.get(style, Qt.PenStyle.SolidLine)))
        painter.drawLine(QPointF(left, y), QPointF(right, y))


def _wave(left: float, right: float, y: float, width: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    step, x, up = width * 2, left, True
    while x < right:
        end = min(x + step, right)
        path.quadTo(QPointF((x + end) / 2, y - step / 2 if up else y + step / 2), QPointF(end, y))
        x, up = end, not up
    return path
