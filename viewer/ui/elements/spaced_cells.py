"""Cells of a table whose words take several lines, at the line spacing that the reader chose."""

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from viewer.ui.elements.prose import USUAL
from viewer.ui.elements.text_layout import break_lines, plain_layout
from viewer.ui.theme import line_spacing

_MOST = 1000
"""Lines of a cell that are drawn."""


class SpacedCells(QStyledItemDelegate):
    """Draws cells as Qt does; with another line spacing than the usual, the words are set here."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        if line_spacing() == USUAL:
            super().paint(painter, option, index)
            return
        how = QStyleOptionViewItem(option)
        self.initStyleOption(how, index)
        inner, words, style = _inner(how), how.text, how.widget.style()
        how.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, how, painter, how.widget)
        layout, height = _laid(words, how, inner.width())
        top = inner.top() + max(0.0, (inner.height() - height) / 2)
        chosen = bool(how.state & QStyle.StateFlag.State_Selected)
        role = how.palette.ColorRole.HighlightedText if chosen else how.palette.ColorRole.Text
        painter.save()
        painter.setClipRect(how.rect)
        painter.setPen(how.palette.color(role))
        layout.draw(painter, QPointF(inner.left(), top))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that the words of a cell need; of what it spans, each its share."""
        view = option.widget
        if not isinstance(view, QTableView) or not _spans(view, index):
            return self._size(option, index)
        columns = view.columnSpan(index.row(), index.column())
        rows = view.rowSpan(index.row(), index.column())
        how = QStyleOptionViewItem(option)
        if how.rect.width():
            widths = (view.columnWidth(index.column() + n) for n in range(columns))
            how.rect.setWidth(sum(widths))
        size = self._size(how, index)
        return QSize(ceil(size.width() / columns), ceil(size.height() / rows))

    def _size(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        if line_spacing() == USUAL:
            return size
        how = QStyleOptionViewItem(option)
        self.initStyleOption(how, index)
        # A column that is being measured has no width yet.
        how.rect.setWidth(how.rect.width() or size.width())
        how.rect.setHeight(size.height())
        inner = _inner(how)
        _layout, height = _laid(how.text, how, inner.width())
        return QSize(
            size.width(), max(size.height(), round(height) + size.height() - inner.height())
        )


def _spans(view: QTableView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Return whether a cell spans others, or is covered by one that does."""
    row, column = index.row(), index.column()
    return view.columnSpan(row, column) > 1 or view.rowSpan(row, column) > 1


def _inner(how: QStyleOptionViewItem) -> QRect:
    """Return where Qt puts the words of a cell."""
    style, part = how.widget.style(), QStyle.SubElement.SE_ItemViewItemText
    margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, how, how.widget) + 1
    return style.subElementRect(part, how, how.widget).adjusted(margin, 0, -margin, 0)


def _laid(words: str, how: QStyleOptionViewItem, width: int) -> tuple[QTextLayout, float]:
    """Return words broken into lines, and their height in pixels."""
    layout = plain_layout(words, how.font)
    wrapping = layout.textOption()
    wrapping.setAlignment(how.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask)
    layout.setTextOption(wrapping)
    layout.beginLayout()
    height = break_lines(layout, max(1, width), _MOST, line_spacing() / USUAL)
    layout.endLayout()
    return layout, height
