"""Texts broken into lines of any width, as many as there may be."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

_LONGEST = 10_000
"""Characters of a text that are laid out: more than all lines of a row have room for."""

# Of a character each, so that offsets stay; overrides make words read otherwise than they are.
_HARMLESS = str.maketrans("\n\u202d\u202e", "\u2028\ufffd\ufffd")


def plain_layout(text: str, font: QFont) -> QTextLayout:
    """Return a text to be broken into lines, between words if that is possible."""
    layout = QTextLayout(text[:_LONGEST].translate(_HARMLESS), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def break_lines(layout: QTextLayout, width: float, most: int, spacing: float) -> float:
    """Break a layout into at most ``most`` lines, and return their height in pixels.

    Args:
        layout: The layout, begun.
        width: Of the lines, in pixels.
        most: Number of lines, 1 or more.
        spacing: Height of a line, in heights of a usual one.
    """
    height = 0.0
    for _number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height + line.height() * (spacing - 1) / 2))
        height += line.height() * spacing
    return height
