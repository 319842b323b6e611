"""One of a few values, each with a round button."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QWidget

from viewer.messages import labelled
from viewer.ui.elements.flow_layout import FlowLayout


class Choice(QWidget):
    """Round buttons in as many lines as they need; arrow keys go from one to the next.

    Signals:
        chosen: The value that the reader chose.
    """

    chosen = Signal(str)

    def __init__(self, name: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        layout = FlowLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[str, QRadioButton] = {}
        for value in values:
            button = QRadioButton(self)
            button.setObjectName(f"{name}_{value}")
            self._group.addButton(button)
            layout.addWidget(button)
            self._buttons[value] = button
        # Not clicks: assistive technology turns a button without one.
        self._group.buttonToggled.connect(self._tell)

    def set_words(self, name: str, words: Mapping[str, str]) -> None:
        """Set what is read out of the whole, and the words of each value."""
        self.setAccessibleName(name)
        for value, button in self._buttons.items():
            button.setText(words[value])
            button.setAccessibleName(labelled(name, words[value]))

    def show_value(self, value: str) -> None:
        """Show a value without telling it."""
        with QSignalBlocker(self._group):
            self._buttons[value].setChecked(True)
        # Tab leads to what is chosen; Qt sees to that only from the first click on.
        tab = Qt.FocusPolicy.TabFocus
        for button in self._buttons.values():
            policy = button.focusPolicy()
            button.setFocusPolicy(policy | tab if button.isChecked() else policy & ~tab)

    def first(self) -> QWidget:
        """Return what a label of the whole leads to."""
        return self._group.checkedButton() or next(iter(self._buttons.values()))

    @Slot("QAbstractButton*", bool)
    def _tell(self, chosen: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self.chosen.emit(next(v for v, button in self._buttons.items() if button is chosen))
