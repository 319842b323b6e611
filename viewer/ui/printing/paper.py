"""A section laid out on pages of paper, each with head and foot."""

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QTextDocument,
)

from viewer.messages import translate as _
from viewer.ui.fonts import SANS
from viewer.ui.page.content import PageContent
from viewer.ui.page.decor import Box, draw
from viewer.ui.page.look import Look, Typesetting
from viewer.ui.page.sheet import Sheet
from viewer.ui.printing.breaks import Breaks
from viewer.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 0.84
"""Size of printed text, of that on the screen: 10.5 points where the reader has 100 %."""

MARGINS = QMarginsF(54, 68, 54, 68)
"""Room around the text, in points; head and foot stand in it."""

_EDGE = 30
"""Room between the edge of the paper and head or foot, in points."""

_HEAD_POINTS, _MARKING_POINTS = 8.0, 9.5
_PICTURE_RATIO = 3.0

_TALLEST = 0.86
"""Largest height of an image, of that of the text of a page: its caption stands below it."""


class Heads(NamedTuple):
    """What every page tells.

    Attributes:
        book: Title and edition of the book.
        path: Titles from the outermost part to the section.
        marking: How the text is to be handled, in both languages.
        beside: Titles of book and section in the other language, if both are printed.
    """

    book: str
    path: str
    marking: str
    beside: str = ""


def usual_layout() -> QPageLayout:
    """Return the paper that is used where no printer says otherwise: Letter, as in Canada."""
    size = QPageSize(QPageSize.PageSizeId.Letter)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


class Paper:
    """The pages of one section.

    Attributes:
        size: Of a page, in pixels of the layout.
        done: Whether all pages are laid out.
    """

    def __init__(
        self, content: PageContent, heads: Heads, layout: QPageLayout, look: Look, parent: QObject
    ) -> None:
        """Prepare the pages; nothing is laid out yet.

        Args:
            content: The section.
            heads: What stands in head and foot.
            layout: Paper and orientation.
            look: How the text looks; its ground is not printed.
            parent: Owner of the document.
        """
        self._heads = heads
        self._look = look
        self._scale = look.em / look.points
        whole = layout.fullRect(QPageLayout.Unit.Point).size() * self._scale
        self.size = whole
        self._body = QRectF(0, 0, whole.width(), whole.height()).marginsRemoved(
            MARGINS * self._scale
        )
        width = round(self._body.width())
        self._sheet = Sheet(content, look, width, _PICTURE_RATIO, parent)
        self._sheet.tallest = round(self._body.height() * _TALLEST)
        document = self._sheet.document
        frame = document.rootFrame().frameFormat()
        frame.setTopMargin(0)
        frame.setBottomMargin(0)
        document.rootFrame().setFrameFormat(frame)
        document.setPageSize(QSizeF(width, self._body.height()))
        self._breaks = Breaks(self._sheet, self._body.height())
        self._settling: Iterator[None] | None = None
        self.done = False

    def build_for(self, seconds: float) -> None:
        """Lay out on for a time; sets ``done`` at the end."""
        until = perf_counter() + seconds
        self._sheet.build_for(seconds)
        if self._sheet.builder.done and self._settling is None:
            self._take_pictures()
            self._settling = self._breaks.settle()
        while self._settling is not None and not self.done and perf_counter() < until:
            self.done = next(self._settling, True) is True

    def count(self) -> int:
        """Return how many pages there are so far."""
        return self._sheet.document.pageCount()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page.

        Args:
            painter: In pixels of the layout, from the corner of the paper.
            number: Which page, from 0.
        """
        document, height = self._sheet.document, self._body.height()
        seen = QRectF(0, number * height, self._body.width(), height)
        painter.save()
        painter.translate(self._body.topLeft() - seen.topLeft())
        painter.setClipRect(seen)
        positions = 0, document.characterCount()
        boxes = [box for box in self._sheet.builder.boxes if self._begins(box) <= number]
        draw(painter, document, boxes, self._look, positions)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = seen
        document.documentLayout().draw(painter, context)
        painter.restore()
        self._paint_heads(painter, number)

    def plain_text(self, number: int) -> str:
        """Return what a page says, head and foot included, for screen readers."""
        heads = self._heads
        lines = [one for one in (heads.marking, heads.book, heads.beside) if one]
        block = self._sheet.document.begin()
        while block.isValid():
            if self._breaks.page_of(block) == number:
                lines.append(block.text())
            block = block.next()
        return "\n".join([*lines, heads.path, self._number(number)])

    def _take_pictures(self) -> None:
        """Give the document its images: it must never look for any itself."""
        pictures = self._sheet.pictures if "pictures" in vars(self._sheet) else None
        kind = QTextDocument.ResourceType.ImageResource.value
        for address in pictures.addresses() if pictures is not None else ():
            image = pictures.image(address) if pictures is not None else None
            self._sheet.document.addResource(kind, QUrl(address), image)

    def _begins(self, box: Box) -> int:
        """Return the page on which what is in a box begins; the room above it may be before."""
        return self._breaks.page_of(self._sheet.document.findBlock(box.first))

    def _number(self, number: int) -> str:
        return _("Page {number} of {count}").format(number=number + 1, count=self.count())

    def _paint_heads(self, painter: QPainter, number: int) -> None:
        painter.save()
        painter.setPen(QColor("#000000"))
        line = _HEAD_POINTS * 1.6 * self._scale
        area = QRectF(self._body.left(), _EDGE * self._scale, self._body.width(), line)
        bottom = self.size.height() - _EDGE * self._scale
        self._marking(painter, area)
        self._line(painter, area.translated(0, line), self._heads.book, self._heads.beside)
        self._rule(painter, area.bottom() + line + 2)
        foot = QRectF(area.left(), bottom - 2 * line, area.width(), line)
        self._rule(painter, foot.top() - 2)
        self._line(painter, foot, self._heads.path, self._number(number))
        self._marking(painter, foot.translated(0, line))
        painter.restore()

    def _marking(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(self._font(_MARKING_POINTS, strong=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._heads.marking)

    def _line(self, painter: QPainter, area: QRectF, left: str, right: str) -> None:
        """Write words at both sides, shortened if need be: at the right to half of the line."""
        font = self._font(_HEAD_POINTS)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        right = metrics.elidedText(right, Qt.TextElideMode.ElideMiddle, area.width() / 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, right)
        room = area.width() - metrics.horizontalAdvance(f"{right}    ")
        words = metrics.elidedText(left, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, words)

    def _rule(self, painter: QPainter, y: float) -> None:
        painter.setPen(QPen(QColor(self._look.theme.rule_strong), 0.5 * self._scale))
        painter.drawLine(round(self._body.left()), round(y), round(self._body.right()), round(y))
        painter.setPen(QColor("#000000"))

    def _font(self, points: float, *, strong: bool = False) -> QFont:
        font = QFont([SANS])
        font.setPixelSize(round(points * self._scale))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def print_look(percent: int, typesetting: Typesetting, dots_per_inch: float) -> Look:
    """Return how a section looks on paper: dark on white, whatever the theme.

    Args:
        percent: Size of the text on the screen, which that on paper follows.
        typesetting: Lines and fonts; the column is as wide as the paper allows.
        dots_per_inch: Of the layout.
    """
    white = theme("light")._replace(page="#ffffff")
    return Look(white, round(percent * SIZE), dots_per_inch, typesetting)
