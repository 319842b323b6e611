"""The button at the end of a field that empties it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QLineEdit, QToolButton

from viewer.ui.elements.rows import LEAST_TARGET
from viewer.ui.theme import picture

_OUTLINE = 4
"""Room that the outline of the field takes above and below the button, in pixels."""


class ClearButton(QToolButton):
    """A cross as large as the field is high; Qt's own is sixteen pixels wide at any size of text.

    It takes no part in the walk with Tab, since Escape does the same.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.setObjectName("clear")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = field
        self._colour = ""
        self.clicked.connect(field.clear)
        field.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field in size and colour."""
        if event.type() in {
            QEvent.Type.Resize,
            QEvent.Type.FontChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.StyleChange,
        }:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Lie at the end of the field, whose text ends before."""
        field = self._field
        side = max(LEAST_TARGET, field.height() - _OUTLINE)
        self.setGeometry(field.width() - side - 2, (field.height() - side) // 2, side, side)
        margins = field.textMargins()
        if margins.right() != side:
            field.setTextMargins(margins.left(), margins.top(), side, margins.bottom())
        drawn = max(16, round(field.fontMetrics().height() * 0.8))
        colour = field.palette().color(QPalette.ColorRole.PlaceholderText).name()
        if (drawn, colour) != (self.iconSize().width(), self._colour):
            self._colour = colour
            self.setIconSize(
                self.iconSize().scaled(drawn, drawn, Qt.AspectRatioMode.IgnoreAspectRatio)
            )
            self.setIcon(QIcon(picture("close", colour, drawn, self.devicePixelRatioF())))
