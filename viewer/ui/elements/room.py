"""Whether large text in a small window leaves room for more than what is used."""

from PySide6.QtWidgets import QWidget

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own bound of sizes, which the bindings don't name."""

MOST_ROOM = 12
"""Most room between two rows of controls, in pixels; large words need the height themselves."""

LINES = 16
"""Least height of a window in which hints and second ways are shown, in lines."""


def is_tight(widget: QWidget, lines: int = LINES) -> bool:
    """Tell whether the window of a widget has no room for hints and second ways.

    Args:
        widget: Any part of the window.
        lines: Height in lines up to which there is none.
    """
    return widget.window().height() <= widget.fontMetrics().lineSpacing() * lines
