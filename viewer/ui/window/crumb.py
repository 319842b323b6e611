"""One title in the line above the text: a way to its section, and to what stands in it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from viewer.ui.elements.hints import plain_hint

_NARROWEST = 6
"""Least width, in average characters."""


class Crumb(QToolButton):
    """The title of a section above the open one.

    Attributes:
        section: Id of the section.

    Signals:
        wanted_apart: It was clicked with the middle button, or with Ctrl: in a tab of its own.
        menu_requested: The sections in it are wanted, at a place of the screen.
    """

    wanted_apart = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, place: int, section: str, title: str, parent: QWidget) -> None:
        """Make the button of a section that stands so many levels down, from 0."""
        super().__init__(parent)
        self.section = section
        self._pressed = False
        self.setObjectName(f"breadcrumb_{place}")
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setToolTip(plain_hint(title))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _NARROWEST)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether a tab is asked for."""
        self._pressed = _is_apart(event)
        if not self._pressed:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for a tab, as browsers do."""
        if not self._pressed:
            super().mouseReleaseEvent(event)
        elif self.rect().contains(event.position().toPoint()):
            self.wanted_apart.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu with Down, a tab with Ctrl+Enter, and the section with Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Down:
            self._ask_menu()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted_apart.emit()
        elif enter:
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        event.accept()
        self._ask_menu()

    def _ask_menu(self) -> None:
        self.menu_requested.emit(self.mapToGlobal(self.rect().bottomLeft()))


def _is_apart(event: QMouseEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    left = event.button() == Qt.MouseButton.LeftButton
    return event.button() == Qt.MouseButton.MiddleButton or (left and control)
