"""What the field is called, and the shortcut that it shows while it is empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.messages import translate as _


class HintedField(QLineEdit):
    """A line for words that says what it is for, and by which key one gets there.

    Signals:
        wanted: It is about to take the keyboard, and has to be seen.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""

    def set_hint(self, shortcut: str) -> None:
        """Show a shortcut at the right end of the empty field."""
        self._hint = shortcut
        self.update()

    def take_keyboard(self) -> None:
        """Take the keyboard."""
        self.wanted.emit()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shortcut in the empty field, where there is room for it."""
        super().paintEvent(event)
        if self.text() or not self._hint or self.hasFocus():
            return
        wanted = f"{self.placeholderText()}{self._hint}"
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(wanted) + metrics.averageCharWidth() * 6 > self.width():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        space = metrics.averageCharWidth() * 2
        place = self.rect().adjusted(space, 0, -space, 0)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, align, self._hint)

    def _name(self) -> None:
        name = _("Search or go to")
        self.setPlaceholderText(f"{name}…")
        self.setAccessibleName(name)
