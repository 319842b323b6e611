"""The margin beside the text: signs at blocks that the reader has marked."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.ui.theme import Theme, picture

SIGN = 16
"""Size of a sign, in pixels."""

TARGET = 24
"""Height of the area that takes a click, in pixels."""

_BESIDE = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value


class Sign(NamedTuple):
    """A sign beside a block.

    Attributes:
        icon: Name of its picture, under ``resources/icons``.
        number: How many marks it stands for; a number is shown from two on.
        words: What it says when the pointer rests on it, translated.
    """

    icon: str
    number: int
    words: str


class Margin(QWidget):
    """Shows signs beside the text and takes clicks on them.

    Signals:
        sign_clicked: The sign at a block was clicked; gives its ordinal.
    """

    sign_clicked = Signal(int)

    def __init__(
        self, places: Callable[[], Mapping[int, tuple[int, Sign]]], parent: QWidget
    ) -> None:
        """Make a margin.

        Args:
            places: Tells the ordinals of the marked blocks that can be seen, each with the middle
                of its first line, in pixels from the top of the margin, and its sign.
            parent: The page.
        """
        super().__init__(parent)
        self.setObjectName("page_margin")
        self.setMouseTracking(True)
        self._places = places
        self._page = parent
        self._colour = ""
        self._pictures: dict[str, QPixmap] = {}

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._colour = theme.sign
        self._pictures.clear()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is little
        """Draw the signs."""
        places = self._places()
        if not places:
            return
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        for middle, sign in places.values():
            area = self._area(middle, SIGN)
            if sign.number > 1 and area.left() >= SIGN // 2:
                side = QRect(0, area.top(), area.left() - 1, SIGN)
                painter.drawText(side, _BESIDE, str(sign.number))
            painter.drawPixmap(area.topLeft(), self._picture(sign.icon))
        painter.end()

    def _picture(self, name: str) -> QPixmap:
        made = self._pictures.get(name)
        if made is None:
            made = picture(name, self._colour, SIGN, self.devicePixelRatioF())
            self._pictures[name] = made
        return made

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
            from html import escape

            ordinal = self._at(event.pos())
            # As text: Qt would take what looks like HTML for it.
            words = "" if ordinal is None else escape(self._places()[ordinal][1].words)
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
        return next((o for o, (y, _sign) in marked if abs(point.y() - y) <= TARGET // 2), None)
