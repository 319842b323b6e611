"""Viewports that Python knows."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> QWidget:
    """Replace the viewport of ``area`` by one that was made here, and return it.

    When Qt first hands out a widget that it made itself, PySide makes the classes of all kinds of
    widgets there are, to find out which kind it is. That takes longer than painting a page, so
    nothing asks for such a widget before the first paint.
    """
    made = QWidget()
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    area.setViewport(made)
    return made
