"""Rows of several lines: what they say, and the delegate that draws them.

A model gives its rows as ``Line`` values under ``Role.LINES``; the delegate lays them out once for
each width and font and keeps the layouts.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from viewer.ui.elements.roles import Role
from viewer.ui.elements.row_look import (
    Style,
    draw_aside,
    draw_sign,
    from_palette,
    from_theme,
    line_font,
    sign_side,
)
from viewer.ui.elements.text_layout import break_lines, plain_layout
from viewer.ui.page.offsets import code_points, utf16_length
from viewer.ui.theme import line_spacing

if TYPE_CHECKING:
    from viewer.ui.theme import Theme

LEAST_TARGET = 24
"""Least height of what can be clicked, in pixels (WCAG 2.2, 2.5.8)."""

MOST_FOR_MARKS = 8
"""Lines that a text may have so that all its marks are seen."""

_ELLIPSIS = "…"
_MOST_LAYOUTS = 2000


class Line(NamedTuple):
    """One line of a row, or a text of a few lines.

    Attributes:
        text: The words.
        style: How they are set.
        right: Words at the right end of the first line; never shortened.
        most: Number of lines after which the text ends in an ellipsis, 1 or more.
        marks: Ranges to set off, in code points of ``text``; there are more lines than ``most``
            where they need it to be seen.
        link: Words at the very right end that are a link.
        sign: Picture of ``resources/icons`` before the words at the right end; empty for none.
    """

    text: str
    style: Style = Style.BODY
    right: str = ""
    most: int = 1
    marks: tuple[tuple[int, int], ...] = ()
    link: str = ""
    sign: str = ""


Lines = tuple[Line, ...]


class _Laid(NamedTuple):
    """A line laid out.

    Attributes:
        layout: Where the words stand.
        height: Height of all its lines, in pixels.
        right_width: Width of the words at the right end.
        elided: Whether it ends in an ellipsis.
        width: Least width that it is good for, if it is good for any greater; else 0.
    """

    layout: QTextLayout
    height: float
    right_width: float
    elided: bool
    width: float = 0.0


class LinesDelegate(QStyledItemDelegate):
    """Draws rows of ``Line`` values.

    What was found is set off by colour, weight and an underline, so that colour alone says nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._laid: dict[tuple[Line, int, str], _Laid] = {}
        self._short: dict[tuple[Line, str], _Laid] = {}
        self._theme: Theme | None = None
        self._spacing = 1.0

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``; before, the palette's are used."""
        self._theme = theme
        self._spacing = line_spacing() / 100
        self._laid.clear()
        self._short.clear()

    def accent(self, palette: QPalette) -> QColor:
        """Return the colour of signs of state."""
        if self._theme is None:
            return palette.color(QPalette.ColorRole.Accent)
        return QColor(self._theme.accent)

    def ring(self, palette: QPalette) -> QColor:
        """Return the colour of the ring around what has the keyboard."""
        return self.accent(palette) if self._theme is None else QColor(self._theme.focus)

    def lines(self, _view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> Lines:
        """Return the lines of a row as the view shows it now; its title alone if it has none."""
        lines: Lines | None = index.data(Role.LINES)
        return lines or (Line(str(index.data() or "")),)

    def line_at(
        self, view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex, height: int
    ) -> int:
        """Return the number of the line that is ``height`` pixels below the top of the row."""
        across, down = margins(view.font())
        width = row_width(view, index) - 2 * across
        bottom = float(down)
        lines = self.lines(view, index)
        for number, line in enumerate(lines):
            bottom += self.lay(line, width, view.font()).height
            if height < bottom:
                return number
        return len(lines) - 1

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        view = option.widget
        if not isinstance(view, QAbstractItemView):
            return
        super().paint(painter, option, index)
        painter.save()
        painter.setClipRect(option.rect)
        # The view is asked, not the option: its state is a ``QStyle`` value, and to make that class
        # takes longer than to draw all rows.
        chosen = view.selectionModel().isSelected(index)
        self._draw_lines(painter, option, self.lines(view, index), chosen=chosen)
        painter.restore()
        if view.hasFocus() and view.currentIndex() == index:
            self._draw_ring(painter, option)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the style only the ground to draw: the words are drawn here.

        Nor is the model asked for fonts, colours and signs, of which no row has its own.
        """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of all lines at the width of the view."""
        view = option.widget
        if not isinstance(view, QAbstractItemView):
            return super().sizeHint(option, index)
        font = option.font
        if isinstance(view, QTreeView) and not view.isVisible():
            # It has no width yet; ``RowsView`` has all rows measured when it is shown.
            across, down = margins(font)
            return QSize(2 * across, round(QFontMetricsF(font).height()) + 2 * down)
        return self.size(self.lines(view, index), row_width(view, index), font)

    def size(self, lines: Lines, width: int, font: QFont) -> QSize:
        """Return the size of a row of these lines, ``width`` pixels wide."""
        across, down = margins(font)
        height = sum(self.lay(line, width - 2 * across, font).height for line in lines)
        return QSize(width, round(height) + 2 * down)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the tooltip only where the row does not show everything."""
        return self.is_cut(view, index) and super().helpEvent(event, view, option, index)

    def is_cut(self, view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Return whether a line of the row ends in an ellipsis."""
        width = row_width(view, index) - 2 * margins(view.font())[0]
        return any(self.lay(line, width, view.font()).elided for line in self.lines(view, index))

    def lay(self, line: Line, width: int, font: QFont) -> _Laid:
        """Return the line laid out for ``width`` pixels."""
        name = font.key()
        laid = self._short.get((line, name))
        if laid is not None and laid.width <= width:
            return laid
        laid = self._laid.get((line, width, name))
        if laid is None:
            if len(self._laid) + len(self._short) >= _MOST_LAYOUTS:
                self._laid.clear()
                self._short.clear()
            laid = self._lay(line, width, font)
            if laid.width:
                self._short[line, name] = laid
            else:
                self._laid[line, width, name] = laid
        return laid

    def _lay(self, line: Line, width: int, font: QFont) -> _Laid:
        used = line_font(line.style, font)
        metrics = QFontMetricsF(used)
        aside = " ".join(filter(None, (line.right, line.link)))
        right = QFontMetricsF(font).horizontalAdvance(aside)
        right += 1.25 * sign_side(font) if line.sign else 0
        taken = right + 2 * metrics.averageCharWidth() if right else 0.0
        room = max(width - taken, metrics.height())
        layout, height, whole = self._broken(line, used, room)
        if not whole and line.marks:
            line = line._replace(most=self._lines_for_marks(line, used, room))
            layout, height, whole = self._broken(line, used, room)
        if not whole:
            return _Laid(self._shortened(layout, line, used, room), height, right, elided=True)
        if layout.lineCount() == 1:
            least = layout.lineAt(0).naturalTextWidth() + taken
            return _Laid(layout, height, right, elided=False, width=least)
        return _Laid(layout, height, right, elided=False)

    def _broken(self, line: Line, font: QFont, width: float) -> tuple[QTextLayout, float, bool]:
        """Return a text in at most its most lines, their height, and whether that is all of it."""
        layout = plain_layout(line.text, font)
        if line.marks:
            # Before the lines are broken: matches are wider than they would be plain.
            layout.setFormats(self._formats(line))
        layout.beginLayout()
        height = break_lines(layout, width, line.most, self._spacing)
        whole = not layout.createLine().isValid()
        layout.endLayout()
        return layout, height, whole

    def _lines_for_marks(self, line: Line, font: QFont, width: float) -> int:
        """Return how many lines it takes to see all marks of a text, as far as there may be."""
        all_lines = line._replace(most=MOST_FOR_MARKS)
        layout, _height, _whole = self._broken(all_lines, font, width)
        # One sign more: at the end of the last line, the ellipsis takes its room.
        last = utf16_length(line.text[: line.marks[-1][1] + 2])
        found = layout.lineForTextPosition(last)
        needed = found.lineNumber() + 1 if found.isValid() else MOST_FOR_MARKS
        return max(line.most, min(needed, MOST_FOR_MARKS))

    def _shortened(self, layout: QTextLayout, line: Line, font: QFont, width: float) -> QTextLayout:
        """Return as much of a text as its most lines hold, with an ellipsis."""
        start = code_points(line.text, layout.lineAt(line.most - 1).textStart())
        kept, tail = line.text[:start], line.text[start:].replace("\n", " ")
        metrics = QFontMetricsF(font)
        room, whole = width, False
        while not whole and room > 0:
            short = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, room)
            layout, _height, whole = self._broken(line._replace(text=kept + short), font, width)
            # Matches are wider than the metrics know.
            room -= metrics.averageCharWidth()
        return layout

    def _formats(self, line: Line) -> list[QTextLayout.FormatRange]:
        end = len(line.text) - (1 if line.text.endswith(_ELLIPSIS) else 0)
        formats = []
        for start, stop in line.marks:
            if start >= end:
                break
            piece = QTextLayout.FormatRange()
            piece.start = utf16_length(line.text[:start])
            piece.length = utf16_length(line.text[: min(stop, end)]) - piece.start
            piece.format = self._match_format()
            formats.append(piece)
        return formats

    def _match_format(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setFontUnderline(True)
        if self._theme is not None:
            look.setBackground(QColor(self._theme.hit))
            look.setForeground(QColor(self._theme.hit_text))
        return look

    def _colour(self, style: Style, option: QStyleOptionViewItem, *, chosen: bool) -> QColor:
        if self._theme is None:
            return from_palette(style, option.palette, chosen=chosen)
        return from_theme(style, self._theme, chosen=chosen)

    def _draw_ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Show which row the keyboard is on; a ground that is only tinted would not say it."""
        width = max(1, option.fontMetrics.averageCharWidth() // 4)
        pen = QPen(self.ring(option.palette), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        inset = width // 2
        row = QRect(option.rect)
        # The ground of the row begins at the edge, however deep the row stands.
        row.setLeft(0)
        painter.save()
        painter.setPen(pen)
        painter.drawRect(row.adjusted(inset, inset, -inset - width % 2, -inset - width % 2))
        painter.restore()

    def _draw_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, lines: Lines, *, chosen: bool
    ) -> None:
        across, down = margins(option.font)
        inner = option.rect.adjusted(across, down, -across, -down)
        top = float(inner.top())
        for line in lines:
            laid = self.lay(line, inner.width(), option.font)
            painter.setPen(self._colour(line.style, option, chosen=chosen))
            laid.layout.draw(painter, QPointF(inner.left(), top))
            place = QRect(inner.left(), round(top), inner.width(), round(laid.height))
            if line.link:
                font = QFont(option.font)
                font.setUnderline(True)
                colour = self._colour(Style.LINK, option, chosen=chosen)
                place.setRight(place.right() - draw_aside(painter, place, line.link, font, colour))
            if line.right:
                colour = self._colour(Style.MUTED, option, chosen=chosen)
                width = draw_aside(painter, place, line.right, option.font, colour)
                place.setRight(place.right() - width)
            if line.sign:
                colour = self._colour(Style.MUTED, option, chosen=chosen)
                draw_sign(painter, place, line.sign, option.font, colour)
            top += laid.height


def margins(font: QFont) -> tuple[int, int]:
    """Return the space beside and above the lines of a row, in pixels."""
    metrics = QFontMetricsF(font)
    height = metrics.height()
    # However small the text, a row can be hit.
    least = math.ceil((LEAST_TARGET - height) / 2)
    return round(metrics.averageCharWidth()), max(2, round(height / 4), least)


def row_width(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> int:
    """Return the pixels that a row has from its indentation to the right end of the view."""
    width = view.viewport().width()
    if isinstance(view, QTreeView):
        depth = 1 if view.rootIsDecorated() else 0
        above = index.parent()
        while above.isValid() and above != view.rootIndex():
            depth += 1
            above = above.parent()
        width -= depth * view.indentation()
    return width
