"""What the field is called, and the shortcut that it shows while it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.messages import translate as _

_BORROWED = frozenset((Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason))
"""Ways in which the keyboard leaves and comes back by itself."""


class HintedField(QLineEdit):
    """A line for words that says what it is for: the whole, or the open section only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = False
        self._hint = ""

    def set_hint(self, shortcut: str) -> None:
        """Show a shortcut at the right end of the empty field."""
        self._hint = shortcut
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be for the whole again, when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        # A menu or another window only borrows the keyboard.
        if self._here and event.reason() not in _BORROWED:
            self._here = False
            self._name()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shortcut in the empty field."""
        super().paintEvent(event)
        if self.text() or not self._hint or self.hasFocus():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        space = self.fontMetrics().averageCharWidth() * 2
        place = self.rect().adjusted(space, 0, -space, 0)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, align, self._hint)

    def _name(self) -> None:
        name = _("Find in this section") if self._here else _("Search or go to")
        self.setPlaceholderText(f"{name}…")
        self.setAccessibleName(name)
