"""A field that narrows a list."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from viewer.messages import translate as _


def offer_clearing(field: QLineEdit, text: str) -> None:
    """Give a field with a text a button that clears it; before the first, the start is quicker."""
    button = _clearing(field)
    if button is None and text:
        # Imported here: the window starts with empty fields.
        from viewer.ui.elements.clear_button import ClearButton

        button = ClearButton(field)
        name_clearing(field)
    if button is not None:
        button.setVisible(bool(text))


def name_clearing(field: QLineEdit) -> None:
    """Set the accessible name of the button that clears a field, if it has one by now."""
    button = _clearing(field)
    if button is not None:
        button.setAccessibleName(_("Clear"))
        button.setToolTip(_("Clear"))


def _clearing(field: QLineEdit) -> QToolButton | None:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return field.findChild(QToolButton, "clear", direct)


class FilterField(QLineEdit):
    """A one-line field; Escape empties it, Down and Enter go to the list.

    Signals:
        leave_requested: The keyboard should go to the list.
        open_requested: The first row of the list should be opened.
    """

    leave_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter")
        self.textChanged.connect(self._offer_clearing)

    def set_words(self, name: str, placeholder: str) -> None:
        """Set the accessible name and what the empty field shows, translated."""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        name_clearing(self)

    @Slot(str)
    def _offer_clearing(self, text: str) -> None:
        offer_clearing(self, text)

    def framed(self, parent: QWidget) -> QWidget:
        """Return a widget that puts some room around the field."""
        frame = QWidget(parent)
        space = self.fontMetrics().averageCharWidth()
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(space, space, space, space)
        layout.addWidget(self)
        return frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty with Escape, leave with Down, open with Enter."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_Down:
            self.leave_requested.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit()
        else:
            super().keyPressEvent(event)
