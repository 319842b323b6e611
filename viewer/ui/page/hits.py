"""Passages that are marked on the page: what was found, and where the reader was led.

Only what can be seen is handed to Qt: with thousands of hits, each step of scrolling would be slow
otherwise.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import (
    QColor,
    QPainter,
    QRegion,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QTextEdit

from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout

    from viewer.ui.page.aside_map import AsideMap
    from viewer.ui.page.content import Target
    from viewer.ui.page.offsets import PageMap

_OF_THE_LINE = 16
"""Height of a line, in widths of the line around a passage in it."""

_ON_THE_LINE = QTextCharFormat.VerticalAlignment.AlignNormal

_BESIDE = 2
"""Letters before and after a passage that may reach under the line around it."""

Hit = tuple[int, int, int]
"""Ordinal of the block, first code point, code point after the last."""


class Marked:
    """What is marked on a page.

    Attributes:
        hits: What was found, in reading order.
        current: Which of them is the current one; -1 for none.
        shown: A passage the reader was led to, until they go on; else None.
    """

    def __init__(self) -> None:
        self.hits: Sequence[Hit] = ()
        self.current = -1
        self.shown: Target | None = None

    def set_hits(self, hits: Sequence[Hit], current: int) -> None:
        """Mark other hits."""
        chosen = hits[current] if 0 <= current < len(hits) else None
        self.hits = sorted(hits)
        self.current = self.hits.index(chosen) if chosen is not None else -1

    def any(self) -> bool:
        """Tell whether anything is marked."""
        return bool(self.hits) or self.shown is not None

    def current_passage(self) -> Hit | None:
        """Return the passage that is to stand out most, if any."""
        if self.shown is not None:
            return self.shown.ordinal, self.shown.start, self.shown.end
        return self.hits[self.current] if self.current >= 0 else None

    def text_colour(self, words: Hit, theme: Theme, usual: str) -> str:
        """Return the colour of words that may be marked: ``usual`` where they aren't."""
        current = self.current_passage()
        if current is not None and _overlap(words, current):
            return theme.current_hit_text
        near = bisect_left(self.hits, (words[0], 0, 0))
        while near < len(self.hits) and self.hits[near][:2] < (words[0], words[2]):
            if _overlap(words, self.hits[near]):
                return theme.hit_text
            near += 1
        return usual

    def selections(
        self,
        document: QTextDocument,
        places: "PageMap | AsideMap",
        theme: Theme,
        ordinals: Sequence[int],
    ) -> list[QTextEdit.ExtraSelection]:
        """Return the marks in view, as Qt wants them.

        Args:
            document: What is shown.
            places: Where its blocks stand.
            theme: Colours.
            ordinals: Blocks in view.
        """
        found = _format(theme.hit, theme.hit_text)
        standing_out = _format(theme.current_hit, theme.current_hit_text)
        current = self.current_passage()
        made = []
        for ordinal in ordinals:
            index = bisect_left(self.hits, (ordinal, 0, 0))
            while index < len(self.hits) and self.hits[index][0] == ordinal:
                hit = self.hits[index]
                if hit != current:
                    made.append(selection(document, places.span(*hit), found))
                index += 1
        if current is not None and current[0] in ordinals:
            made.append(selection(document, places.span(*current), standing_out))
        return made


def _overlap(one: Hit, other: Hit) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _format(ground: str, text: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(QColor(ground))
    made.setForeground(QColor(text))
    # So that colour isn't all that tells a hit from the rest.
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setUnderlineColor(QColor(text))
    return made


def selection(
    document: QTextDocument, span: tuple[int, int], how: QTextCharFormat
) -> QTextEdit.ExtraSelection:
    """Return a mark as Qt wants it, between two positions of the document."""
    cursor = QTextCursor(document)
    cursor.setPosition(span[0])
    cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format = how
    return made


def outlines(document: QTextDocument, span: tuple[int, int]) -> list[QRectF]:
    """Return the rectangles, one a line, that a passage of the document covers."""
    made: list[QRectF] = []
    block: QTextBlock = document.findBlock(span[0])
    while block.isValid() and block.position() < span[1]:
        made += _lines(document, block, span[0] - block.position(), span[1] - block.position())
        block = block.next()
    return made


class Outline(NamedTuple):
    """Colours of a line around a passage.

    Attributes:
        line: Of the line.
        edge: Of an edge that sets the line off from any ground; empty for none.
        letters: Of the letters of the passage; empty for their own.
    """

    line: str
    edge: str = ""
    letters: str = ""


def draw_outline(
    painter: QPainter, document: QTextDocument, span: tuple[int, int], colours: Outline
) -> None:
    """Draw a line around a passage, under the letters beside it and in it.

    Args:
        painter: In the document's own coordinates.
        document: The document.
        span: First and last position of the passage.
        colours: Of the line and the letters.
    """
    bands = QRegion()
    for area in outlines(document, span):
        width = max(2, round(area.height() / _OF_THE_LINE))
        framed = area.adjusted(0, width / 2, 0, -width / 2).toRect()
        # Where a line begins there is no room beside the column.
        framed.setLeft(max(width // 2, framed.left()))
        for name, more in ((colours.edge, 1), (colours.line, 0)):
            if name:
                band = _band(framed, width // 2 + more, width - width // 2 + more)
                bands += band
                painter.setClipRegion(band)
                painter.fillRect(band.boundingRect(), QColor(name))
    painter.setClipRegion(bands)
    _draw_letters(painter, document, span, colours.letters)
    painter.setClipping(False)


def _band(framed: QRect, outside: int, inside: int) -> QRegion:
    """Return what a line around a rectangle covers."""
    inner = framed.adjusted(inside, inside, -inside, -inside)
    return QRegion(framed.adjusted(-outside, -outside, outside, outside)) - QRegion(inner)


def _draw_letters(
    painter: QPainter, document: QTextDocument, span: tuple[int, int], colour: str
) -> None:
    """Draw the letters of a passage once more, and those beside it, without their grounds."""
    for block, how, begin, end in _pieces(document, span[0] - _BESIDE, span[1] + _BESIDE):
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        at = block.position()
        for first, last in pairwise(sorted({begin, *_within(begin, span, end), end})):
            inside = colour and span[0] <= first < span[1]
            painter.setPen(QColor(colour) if inside else how.foreground().color())
            for line, start, stop in _shares(block.layout(), first - at, last - at):
                for run in line.glyphRuns(start, stop - start):
                    painter.drawGlyphRun(origin, run)


def _within(begin: int, span: tuple[int, int], end: int) -> Iterator[int]:
    return (place for place in span if begin < place < end)


def _pieces(
    document: QTextDocument, start: int, end: int
) -> Iterator[tuple[QTextBlock, QTextCharFormat, int, int]]:
    """Yield what lies between two positions in pieces of one format, which stand on the line."""
    block: QTextBlock = document.findBlock(max(start, 0))
    while block.isValid() and block.position() < end:
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            first = max(start, piece.position())
            last = min(end, piece.position() + piece.length())
            how = piece.charFormat()
            # Qt doesn't tell how high letters stand that stand above the line or below.
            if first < last and how.verticalAlignment() is _ON_THE_LINE:
                yield block, how, first, last
            pieces += 1
        block = block.next()


def line_pieces(
    document: QTextDocument, span: tuple[int, int]
) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, right, base line and height of the letters of each line of a passage."""
    block: QTextBlock = document.findBlock(span[0])
    while block.isValid() and block.position() < span[1]:
        layout, first = block.layout(), block.position()
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        for line, left, right in _stretches(layout, span[0] - first, span[1] - first):
            base = origin.y() + line.y() + line.ascent()
            yield origin.x() + left, origin.x() + right, base, line.ascent()
        block = block.next()


def _lines(document: QTextDocument, block: QTextBlock, start: int, end: int) -> list[QRectF]:
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    return [
        QRectF(left, line.y(), right - left, line.height()).translated(origin)
        for line, left, right in _stretches(block.layout(), start, end)
    ]


def _stretches(
    layout: "QTextLayout", start: int, end: int
) -> Iterator[tuple[QTextLine, float, float]]:
    """Yield the lines of a block that a passage covers, with left and right of its share."""
    for line, first, last in _shares(layout, start, end):
        left, right = sorted((_x(line, first), _x(line, last)))
        # A space at which a line ends is not seen, and no part of its natural width.
        words = line.naturalTextRect()
        yield line, max(left, words.left()), min(right, words.right())


def _shares(layout: "QTextLayout", start: int, end: int) -> Iterator[tuple[QTextLine, int, int]]:
    """Yield the lines of a block that a passage covers, with first and last of its share."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            yield line, first, last


def _x(line: QTextLine, position: int) -> float:
    x: object = line.cursorToX(position)
    return float(x[0] if isinstance(x, (tuple, list)) else x)  # type: ignore[arg-type]  # a number
