"""The names of the columns of a table, in line with their cells, on as many lines as they need."""

from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from viewer.ui.elements.prose import USUAL
from viewer.ui.elements.rich_words import LaidWords, Setting, lay_out
from viewer.ui.elements.spaced_cells import RichTableModel, SpacedCells
from viewer.ui.theme import applied_theme, line_spacing

_LINES = 5
"""Lines of the name of a column."""

_WIDEST = 24
"""Width from which a name goes on in the next line, in average characters."""

_SHARE = 0.8
"""Room above and below the names together, in lines."""

_MEASURED = 300
"""Columns whose names decide how high all are."""

_SIGNS = {Qt.SortOrder.AscendingOrder: "↑", Qt.SortOrder.DescendingOrder: "↓"}
"""Stand beside the name of the column by which rows are sorted."""


class RichHeads(QHeaderView):
    """The names of columns; they stand where the words of the cells do."""

    def __init__(self, view: QTableView, cells: SpacedCells) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._cells = cells
        self._view = view
        self._laid: dict[tuple[int, int], LaidWords] = {}

    def forget(self) -> None:
        """Lay out the names anew: they look different now."""
        self._laid.clear()

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Leave out the name and the sign of the order, which are drawn here."""
        super().initStyleOptionForIndex(option, section)
        option.text = ""
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the name of a column."""
        super().paintSection(painter, rect, section)
        laid, setting = self._lines(section, rect.width()), self._setting(section)
        left, right = self._cells.sides(self._view)
        sign, to_the_right = self._sign_room(), self._is_right(section)
        top = rect.top() + max(0.0, (rect.height() - laid.height) / 2)
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(setting.colour())
        start = rect.left() + left + (sign if to_the_right else 0)
        laid.layout.draw(painter, QPointF(start, top))
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            side = Qt.AlignmentFlag.AlignLeft if to_the_right else Qt.AlignmentFlag.AlignRight
            painter.setFont(setting.font)
            inner = rect.adjusted(left, 0, -right, 0)
            words = _SIGNS[self.sortIndicatorOrder()]
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Return the size that the name of a column needs; ``sizeHint`` tells the height of all."""
        metrics = QFontMetricsF(self._setting(section).font)
        text = _model(self).head_words(section).text
        word = max(map(metrics.horizontalAdvance, text.split()), default=0.0)
        usual = max(word, _WIDEST * metrics.averageCharWidth())
        needed = min(metrics.horizontalAdvance(text), usual) + 1
        width = ceil(needed) + self._sign_room() + sum(self._cells.sides(self._view))
        return QSize(width, ceil(metrics.height()))

    def sizeHint(self) -> QSize:
        """Return a height in which all names have room."""
        if self.model() is None:
            return super().sizeHint()
        sections = range(min(self.count(), _MEASURED))
        heights = (self._height_of(one, self.sectionSize(one)) for one in sections)
        return QSize(super().sizeHint().width(), max(heights, default=0))

    def _height_of(self, section: int, width: int) -> int:
        if self.isSectionHidden(section):
            return 0
        around = _SHARE * QFontMetricsF(self._view.font()).height()
        return ceil(self._lines(section, width).height + around)

    def _lines(self, section: int, width: int) -> LaidWords:
        """Return the name of a column, broken into lines for a column of a width."""
        made = self._laid.get((section, width))
        if made is None:
            if len(self._laid) > 2 * _MEASURED:
                self._laid.clear()
            room = width - sum(self._cells.sides(self._view)) - self._sign_room()
            words, setting = _model(self).head_words(section), self._setting(section)
            spacing = max(line_spacing(), USUAL)
            made = lay_out(words, setting, room, spacing, _LINES)
            self._laid[section, width] = made
        return made

    def _setting(self, section: int) -> Setting:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return Setting(font, applied_theme(), align=self._side(section))

    def _side(self, section: int) -> Qt.AlignmentFlag:
        role = Qt.ItemDataRole.TextAlignmentRole
        given = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        return cast("Qt.AlignmentFlag", given) & Qt.AlignmentFlag.AlignHorizontal_Mask

    def _is_right(self, section: int) -> bool:
        return bool(self._side(section) & Qt.AlignmentFlag.AlignRight)

    def _sign_room(self) -> int:
        """Return the room that is kept for the sign of the order, in pixels."""
        return ceil(self._view.fontMetrics().horizontalAdvance("↓ "))


def _model(heads: QHeaderView) -> RichTableModel:
    return cast("RichTableModel", heads.model())
