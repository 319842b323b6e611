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
"""Least size of a sign, in pixels."""

MOST = 40
"""Greatest size of a sign, in pixels."""

_OF_THE_TEXT = 0.96
"""Size of a sign, of that of the text."""

TARGET = 24
"""Height of the area that takes a click, in pixels."""

_BESIDE = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value


def sign_size(em: float) -> int:
    """Return the size of a sign beside a text, in pixels.

    Args:
        em: Size of the text, in pixels.
    """
    return min(max(SIGN, round(_OF_THE_TEXT * em)), MOST)


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
        self._side = SIGN
        self._pictures: dict[tuple[str, int], QPixmap] = {}

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        self._colour = theme.sign
        self._pictures.clear()
        self.update()

    def sign(self) -> int:
        """Return the size of a sign where there is room, in pixels."""
        return self._side

    def set_sign(self, pixels: int) -> None:
        """Draw signs of this size."""
        self._side = pixels
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
            area = self._area(middle)
            if sign.number > 1 and area.left() >= area.width() // 2:
                side = QRect(0, area.top(), area.left() - 1, area.height())
                painter.drawText(side, _BESIDE, str(sign.number))
            painter.drawPixmap(area.topLeft(), self._picture(sign.icon, area.width()))
        painter.end()

    def _picture(self, name: str, side: int) -> QPixmap:
        made = self._pictures.get((name, side))
        if made is None:
            made = picture(name, self._colour, side, self.devicePixelRatioF())
            self._pictures[name, side] = made
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
            from viewer.ui.elements.hints import plain_hint

            ordinal = self._at(event.pos())
            words = "" if ordinal is None else self._places()[ordinal][1].words
            QToolTip.showText(event.globalPos(), plain_hint(words), self)
            return True
        return super().event(event)

    def _area(self, middle: int) -> QRect:
        side = min(self._side, max(SIGN, self.width()))
        left = self.width() - side - 6 if self.width() > side + 8 else 0
        return QRect(left, middle - side // 2, side, side)

    def _at(self, point: QPoint) -> int | None:
        marked, reach = self._places().items(), max(TARGET, self._side) // 2
        return next((o for o, (y, _sign) in marked if abs(point.y() - y) <= reach), None)
