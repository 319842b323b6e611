"""The bar beside a block whose translation is marked too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.page.view import PageView
from viewer.ui.theme import Theme

WIDTH = 4
"""Width of the bar, in pixels."""

_AIR = 8
"""Room between the bar and the text, in pixels."""


class PairBar(QWidget):
    """Stands at the left of one block of a page, and lets the mouse through."""

    def __init__(self, page: PageView) -> None:
        super().__init__(page)
        self.setObjectName("pair_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page = page
        self._ordinal = -1
        self._colour = ""
        self.hide()

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._colour = theme.accent
        self.update()

    def block(self) -> int:
        """Return the block that is marked; -1 if none is."""
        return self._ordinal

    def mark(self, ordinal: int) -> None:
        """Mark a block; -1 for none."""
        self._ordinal = ordinal
        self.place()

    def place(self) -> None:
        """Stand beside the block, wherever the page is scrolled to."""
        sheet = self._page.sheet()
        if sheet is None or not 0 <= self._ordinal < len(sheet.builder.map):
            self.hide()
            return
        area = self._page.viewport().geometry()
        scrolled = self._page.verticalScrollBar().value()
        top = max(0, round(sheet.line(self._ordinal).top) - scrolled)
        bottom = min(area.height(), round(sheet.bottom_of(self._ordinal)) - scrolled)
        self.setGeometry(area.x() - _AIR - WIDTH, area.y() + top, WIDTH, max(0, bottom - top))
        self.setVisible(bottom > top)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._colour))
        painter.end()
