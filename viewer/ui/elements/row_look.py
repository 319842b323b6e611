"""How the lines of a row are set: fonts, colours, and what stands at their right end."""

import math
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPixmap

from viewer.ui.theme import picture

if TYPE_CHECKING:
    from viewer.ui.theme import Theme


class Style(Enum):
    """How a line is set."""

    BODY = "body"
    TITLE = "title"
    MUTED = "muted"
    HEADING = "heading"
    LINK = "link"


def draw_aside(painter: QPainter, place: QRect, words: str, font: QFont, colour: QColor) -> int:
    """Draw words at the right end of a place; return the width that they take, with a space."""
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)
    return math.ceil(QFontMetricsF(font).horizontalAdvance(f"{words} "))


def draw_sign(painter: QPainter, place: QRect, name: str, font: QFont, colour: QColor) -> None:
    """Draw a picture of ``resources/icons`` at the right end of a place, as high as a line."""
    side = sign_side(font)
    ratio = painter.device().devicePixelRatioF()
    made = _sign(name, colour.name(), side, ratio)
    painter.drawPixmap(place.right() + 1 - side, place.top(), made)


def sign_side(font: QFont) -> int:
    """Return the width and height of a sign beside words, in pixels."""
    return round(QFontMetricsF(font).height())


@cache
def _sign(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    return picture(name, colour, side, ratio)


def line_font(style: Style, font: QFont) -> QFont:
    """Return the font of a line in a view whose font is ``font``."""
    used = QFont(font)
    if style in {Style.TITLE, Style.HEADING}:
        used.setWeight(QFont.Weight.DemiBold)
    return used


def from_palette(style: Style, palette: QPalette, *, chosen: bool) -> QColor:
    """Return the colour of a line in a row that is chosen, or isn't, where there is no theme."""
    if chosen:
        return palette.color(QPalette.ColorRole.HighlightedText)
    role = {
        Style.MUTED: QPalette.ColorRole.PlaceholderText,
        Style.HEADING: QPalette.ColorRole.PlaceholderText,
        Style.LINK: QPalette.ColorRole.Link,
    }.get(style, QPalette.ColorRole.Text)
    return palette.color(role)


def from_theme(style: Style, theme: "Theme", *, chosen: bool) -> QColor:
    """Return the colour of a line in a row that is chosen, or isn't."""
    if chosen:
        return QColor(theme.row_text)
    names = {
        Style.MUTED: theme.window_muted,
        Style.HEADING: theme.window_muted,
        Style.LINK: theme.link,
    }
    return QColor(names.get(style, theme.window_text))
