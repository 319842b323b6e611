"""Small pictures of the colours of highlights, each with its line."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from viewer.annotations.palette import Colour
from viewer.ui.page.ink import draw_line
from viewer.ui.theme import Theme


def swatch(colour: Colour, theme: Theme, size: int, ratio: float = 1.0) -> QIcon:
    """Return a picture of a colour: its ground, and its line below.

    Args:
        colour: The colour.
        theme: Colours of the program.
        size: Width and height in device-independent pixels.
        ratio: Device pixels for each of them.
    """
    ground, line = theme.highlights[colour.name]
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(ground))
    painter = QPainter(made)
    painter.setPen(QColor(theme.border))
    painter.drawRect(QRect(0, 0, size - 1, size - 1))
    draw_line(painter, colour.line.value, line, (3.0, size - 3.0, size * 0.72), size / 10)
    painter.end()
    return QIcon(made)
