"""Marks on the page's scroll bar: where in the section something was found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.book.model import SectionText
from viewer.ui.theme import Theme

_HEIGHT = 3
"""Height of a mark, in pixels; the current one is twice as high and as wide as the bar."""


class ScrollMarks(QWidget):
    """Lies over the scroll bar and lets the mouse through.

    A place is reckoned from the characters before it, so that no page has to be laid out for it.
    """

    def __init__(self, page: QAbstractScrollArea) -> None:
        bar = page.verticalScrollBar()
        super().__init__(bar)
        self._bar = bar
        self._marks: list[float] = []
        self._current = -1
        self._colours = ("#fdfdfb", "#8a4a00", "#ffb648")
        self.setObjectName("scroll_marks")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.installEventFilter(self)
        self.setGeometry(bar.rect())
        self.show()

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._colours = (theme.page, theme.current_hit_line, theme.current_hit)
        self.update()

    def show_matches(
        self, text: SectionText | None, matches: Sequence[tuple[int, int, int]], current: int
    ) -> None:
        """Mark these matches.

        Args:
            text: The section; None for none.
            matches: Ordinal, start and end of each, in reading order.
            current: Index of the current one; -1 for none.
        """
        self._marks = places(text, matches) if text is not None else []
        self._current = current
        self.update()

    def marks(self) -> list[float]:
        """Return where the marks stand: 0 at the top, 1 at the bottom."""
        return list(self._marks)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the marks."""
        painter = QPainter(self)
        edge, line, fill = (QColor(colour) for colour in self._colours)
        room, width = self.height() - 2 * _HEIGHT, self.width()
        for mark in self._marks:
            area = QRectF(width / 2, mark * room, width / 2, _HEIGHT)
            # Set off from the bar's handle, on which it may lie.
            painter.fillRect(area.adjusted(-1, -1, 0, 1), edge)
            painter.fillRect(area, line)
        if 0 <= self._current < len(self._marks):
            top = self._marks[self._current] * room
            painter.fillRect(QRectF(0, top - 1, width, 2 * _HEIGHT + 3), edge)
            painter.setPen(line)
            painter.setBrush(fill)
            painter.drawRect(QRectF(0, top, width - 1, 2 * _HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the bar."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._bar.rect())
        return super().eventFilter(watched, event)


def places(text: SectionText, matches: Sequence[tuple[int, int, int]]) -> list[float]:
    """Return how far down in a section each match stands: 0 at the top, 1 at the bottom."""
    before, total = [], 0
    for block in text.blocks:
        before.append(total)
        total += len(block.text) + _BETWEEN
    return [
        (before[ordinal] + start) / total
        for ordinal, start, _end in matches
        if 0 <= ordinal < len(before)
    ]


_BETWEEN = 80
"""Characters for which the room between two blocks counts."""
