"""Cells of a table: with words that are set otherwise, with numbers below one another, spaced."""

import re
from collections.abc import Iterable
from math import ceil
from typing import NamedTuple, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from viewer.ui.elements.prose import USUAL
from viewer.ui.elements.rich_words import LaidWords, RichWords, Setting, lay_out, piece_font
from viewer.ui.theme import applied_theme, line_spacing

Index = QModelIndex | QPersistentModelIndex
Tail = str | RichWords

_KEPT = 2000
"""Cells that stay laid out."""

_UNBROKEN = 1_000_000
"""Width in which no line ends by itself, in pixels."""

_UNUSUAL = re.compile("[^ -\u024f\u2010-\u2027\u2030-\u205e]")
"""What may need more lines than one, or another font, of which lines are higher."""

_LONG = 200
"""Characters from which words are measured with care."""


class RichTableModel(QAbstractTableModel):
    """A table of which words are set otherwise than Qt does; a subclass says which."""

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell."""
        raise NotImplementedError

    def words(self, row: int, column: int) -> RichWords | None:
        """Return what a cell shows; None where its text is all."""
        raise NotImplementedError

    def tail(self, row: int, column: int) -> Tail | None:
        """Return what stands behind the units of a number; None for other cells."""
        raise NotImplementedError

    def tails(self, column: int) -> Iterable[Tail]:
        """Return what stands behind the units of the numbers of a column, each once."""
        raise NotImplementedError

    def head_words(self, column: int) -> RichWords:
        """Return what the name of a column shows."""
        raise NotImplementedError


class _Column:
    """What the cells of a column have in common.

    Attributes:
        font: Their font.
        metrics: Of the font.
        widest: Width of what stands behind the units of its numbers, in pixels.
        tails: Widths of what does, as far as it was measured.
    """

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.widest = 0.0
        self.tails: dict[Tail, float] = {}
        self._metrics: dict[object, QFontMetricsF] = {}

    def width(self, words: RichWords) -> float:
        """Return how wide words are on one line, in pixels; a little more if set otherwise."""
        if not words.pieces:
            return self.metrics.horizontalAdvance(words.text)
        width, place = 1.0, 0
        for piece in words.pieces:
            width += self.metrics.horizontalAdvance(words.text[place : piece.start])
            place = piece.start + piece.length
            kind = piece.marks, piece.redacted
            if kind not in self._metrics:
                self._metrics[kind] = QFontMetricsF(piece_font(piece, self.font))
            width += self._metrics[kind].horizontalAdvance(words.text[piece.start : place])
        return width + self.metrics.horizontalAdvance(words.text[place:])


class _Place(NamedTuple):
    """Where the words of a cell go, and how they are set.

    Attributes:
        how: The cell.
        words: Its words.
        setting: How they are set.
        behind: Room behind the words, in pixels.
    """

    how: QStyleOptionViewItem
    words: RichWords
    setting: Setting
    behind: float


class SpacedCells(QStyledItemDelegate):
    """Draws plain cells as Qt does; what Qt can't set is set here.

    That is words of which some are set otherwise, numbers whose decimal signs stand below one
    another, and any words where the reader chose another line spacing than the usual.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._laid: dict[object, LaidWords] = {}
        self._columns: dict[int, _Column] = {}
        self._around = QSize()
        self._sides: tuple[int, int] | None = None

    def forget(self) -> None:
        """Measure and lay out everything anew: it looks different now."""
        self._laid.clear()
        self._columns.clear()
        self._sides = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        place = self._place(option, index)
        if place is None:
            super().paint(painter, option, index)
            return
        how = place.how
        how.text = ""
        part = QStyle.ControlElement.CE_ItemViewItem
        how.widget.style().drawControl(part, how, painter, how.widget)
        laid, corner = self._set(place)
        painter.save()
        painter.setClipRect(how.rect)
        painter.setPen(place.setting.colour())
        laid.layout.draw(painter, corner)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that the words of a cell need; of what it spans, each its share."""
        view = option.widget
        if not isinstance(view, QTableView) or not _spans(view, index):
            return self._size(option, index)
        columns = view.columnSpan(index.row(), index.column())
        rows = view.rowSpan(index.row(), index.column())
        how = QStyleOptionViewItem(option)
        if how.rect.width():
            # A little less than its column: the grid takes some of it.
            others = (view.columnWidth(index.column() + n) for n in range(1, columns))
            how.rect.setWidth(how.rect.width() + sum(others))
        size = self._size(how, index)
        return QSize(ceil(size.width() / columns), ceil(size.height() / rows))

    def _size(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words, column, behind = self._cell(option, index)
        shown = words or RichWords(_model(index).text(index.row(), index.column()))
        if len(shown.text) < _LONG and not _UNUSUAL.search(shown.text):
            # Most stand on one line, which needn't be laid out to be measured.
            needed = ceil(column.width(shown) + behind) + self._around.width()
            # A column that is being measured has no width yet.
            if needed <= (option.rect.width() or _UNBROKEN):
                line = ceil(column.metrics.height() * line_spacing() / USUAL)
                return QSize(needed, line + self._around.height())
        place = self._place(option, index)
        if place is None:
            how = QStyleOptionViewItem(option)
            if how.rect.width():
                # Qt takes the padding of the style sheet for room of the words.
                how.rect.setWidth(max(1, how.rect.width() - self._around.width()))
            return super().sizeHint(how, index)
        width = (option.rect.width() or _UNBROKEN) - self._around.width()
        laid = self._lines(place, _UNBROKEN if place.behind else width)
        needed = ceil(laid.width() + place.behind)
        return QSize(needed, ceil(laid.height)) + self._around

    def place_at(self, option: QStyleOptionViewItem, index: Index, point: QPoint) -> int:
        """Return the character of a cell at a point of the view, in UTF-16 units; -1 for none."""
        place = self._place(option, index)
        if place is None:
            return -1
        laid, corner = self._set(place)
        return laid.place_at(QPointF(point) - corner)

    def sides(self, view: QTableView) -> tuple[int, int]:
        """Return the room at the left and right of the words of a cell, in pixels."""
        if self._sides is None:
            how = QStyleOptionViewItem()
            view.initViewItemOption(how)
            how.rect = QRect(0, 0, _LONG, _LONG)
            inner = inner_of(how)
            self._sides = inner.left(), how.rect.right() - inner.right()
        return self._sides

    def _place(self, option: QStyleOptionViewItem, index: Index) -> _Place | None:
        """Return how a cell is set here; None if Qt does so."""
        words, _column, behind = self._cell(option, index)
        if words is None and not behind and line_spacing() == USUAL:
            return None
        how = QStyleOptionViewItem(option)
        self.initStyleOption(how, index)
        chosen = bool(how.state & QStyle.StateFlag.State_Selected)
        align = how.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        setting = Setting(QFont(how.font), applied_theme(), chosen, align)
        return _Place(how, words or RichWords(how.text), setting, behind)

    def _cell(
        self, option: QStyleOptionViewItem, index: Index
    ) -> tuple[RichWords | None, _Column, float]:
        """Return the words of a cell, its column, and the room behind it, in pixels.

        The room brings the units of a number below those of the others.
        """
        model, row, number = _model(index), index.row(), index.column()
        column = self._columns.get(number)
        if column is None:
            how = QStyleOptionViewItem(option)
            how.rect = QRect(0, 0, _LONG, _LONG)
            self._around = how.rect.size() - inner_of(how).size()
            own = index.data(Qt.ItemDataRole.FontRole)
            # A copy: the option lives no longer than this call.
            font = QFont(option.font)
            if isinstance(own, QFont):
                font = own.resolve(font)
            column = self._columns[number] = _Column(font)
            widths = (self._width(one, column) for one in model.tails(number))
            column.widest = max(widths, default=0.0)
        words = model.words(row, number)
        if not column.widest:
            return words, column, 0.0
        tail = model.tail(row, number)
        room = 0.0 if tail is None else column.widest - self._width(tail, column)
        return words, column, max(0.0, room)

    @staticmethod
    def _width(tail: Tail, column: _Column) -> float:
        if tail not in column.tails:
            column.tails[tail] = (
                column.metrics.horizontalAdvance(tail)
                if isinstance(tail, str)
                else lay_out(tail, Setting(column.font, applied_theme()), _UNBROKEN).width()
            )
        return column.tails[tail]

    def _lines(self, place: _Place, width: int) -> LaidWords:
        """Return the words of a cell, broken into lines of a width; what was seen is kept."""
        setting = place.setting
        if width == _UNBROKEN:
            setting = setting._replace(align=Qt.AlignmentFlag.AlignLeft)
        column = bool(place.setting.align & Qt.AlignmentFlag.AlignRight)
        key = place.words, width, setting.chosen, setting.align.value, column
        made = self._laid.get(key)
        if made is None:
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            made = self._laid[key] = lay_out(place.words, setting, width, line_spacing())
        return made

    def _set(self, place: _Place) -> tuple[LaidWords, QPointF]:
        """Return the lines of a cell, and where they go in the view."""
        inner = inner_of(place.how)
        laid, left = self._lines(place, inner.width()), float(inner.left())
        if place.behind:
            one_line = self._lines(place, _UNBROKEN)
            if one_line.width() <= inner.width():
                laid = one_line
                left = max(left, inner.right() + 1 - place.behind - laid.width())
        # As Qt does, so that they are on one line with those that Qt sets.
        top = inner.top() + max(0, inner.height() // 2 - round(laid.height) // 2)
        return laid, QPointF(left, top)


def _spans(view: QTableView, index: Index) -> bool:
    """Return whether a cell spans others, or is covered by one that does."""
    row, column = index.row(), index.column()
    return view.columnSpan(row, column) > 1 or view.rowSpan(row, column) > 1


def inner_of(how: QStyleOptionViewItem) -> QRect:
    """Return where Qt puts the words of a cell."""
    style, part = how.widget.style(), QStyle.SubElement.SE_ItemViewItemText
    margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, how, how.widget) + 1
    return style.subElementRect(part, how, how.widget).adjusted(margin, 0, -margin, 0)


def _model(index: Index) -> RichTableModel:
    return cast("RichTableModel", index.model())
