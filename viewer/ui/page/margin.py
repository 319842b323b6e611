"""The margin beside the text: signs at blocks that the reader has marked."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.messages import translate as _
from viewer.ui.theme import Theme, picture

SIGN = 16
"""Size of a sign, in pixels."""

TARGET = 24
"""Height of the area that takes a click, in pixels."""


class Margin(QWidget):
    """Shows signs beside the text and takes clicks on them.

    Signals:
        sign_clicked: The sign at a block was clicked; gives its ordinal.
    """

    sign_clicked = Signal(int)

    def __init__(self, places: Callable[[], Mapping[int, int]], parent: QWidget) -> None:
        """Make a margin.

        Args:
            places: Tells the ordinals of the marked blocks that can be seen, each with the middle
                of its first line, in pixels from the top of the margin.
            parent: The page.
        """
        super().__init__(parent)
        self.setObjectName("page_margin")
        self.setMouseTracking(True)
        self._places = places
        self._page = parent
        self._colour = ""
        self._sign: QPixmap | None = None

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._colour = theme.sign
        self._sign = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is little
        """Draw the signs."""
        places = self._places()
        if not places:
            return
        sign = self._sign
        if sign is None:
            sign = picture("bookmark-filled", self._colour, SIGN, self.devicePixelRatioF())
            self._sign = sign
        painter = QPainter(self)
        for middle in places.values():
            painter.drawPixmap(self._area(middle, SIGN).topLeft(), sign)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that its release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which sign was clicked."""
        ordinal = self._at(event.position().toPoint())
        if ordinal is not None and event.button() == Qt.MouseButton.LeftButton:
            self.sign_clicked.emit(ordinal)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be clicked."""
        over = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page."""
        QCoreApplication.sendEvent(self._page, event)

    def event(self, event: QEvent) -> bool:
        """Show what a sign means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = _("Bookmark") if self._at(event.pos()) is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _area(self, middle: int, height: int) -> QRect:
        return QRect(
            self.width() - SIGN - 6 if self.width() > TARGET else 0,
            middle - height // 2,
            SIGN,
            height,
        )

    def _at(self, point: QPoint) -> int | None:
        marked = self._places().items()
        return next((o for o, middle in marked if abs(point.y() - middle) <= TARGET // 2), None)
