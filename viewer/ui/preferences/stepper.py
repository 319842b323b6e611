"""A number between a button that makes it smaller and one that makes it larger."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSpinBox, QToolButton, QWidget

from viewer.ui.elements.hints import plain_hint

_EDGE = 4
"""Room for the frame around the number, in pixels."""


class StepBox(QSpinBox):
    """A number that steps through values of its own; any other in between can be typed."""

    def __init__(self, steps: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = sorted(steps)
        self.setRange(self._steps[0], self._steps[-1])
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A number counts when it is whole: at 2 of 250 nobody wants to see anything.
        self.setKeyboardTracking(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the whole field: under a style sheet Qt leaves room for buttons only."""
        super().resizeEvent(event)
        self.lineEdit().setGeometry(self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))

    def stepBy(self, steps: int) -> None:
        """Go to the next value but ``steps``, up or down."""
        cut = bisect_right if steps > 0 else bisect_left
        place = cut(self._steps, self.value()) + steps - (1 if steps > 0 else 0)
        self.setValue(self._steps[max(0, min(place, len(self._steps) - 1))])


_INSET = 5
"""Pixels."""


class Stepper(QWidget):
    """A number, by keys, by typing, or by two buttons that are large enough to hit.

    Signals:
        changed: The number that the reader chose.
    """

    changed = Signal(int)

    def __init__(self, name: str, steps: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.box = StepBox(steps, self)
        self.box.setObjectName(f"{name}_value")
        self._less, self._more = self._button("−", "less"), self._button("+", "more")
        layout = QHBoxLayout(self)
        # As far in as the round buttons above and below it.
        layout.setContentsMargins(_INSET, 0, 0, 0)
        layout.addWidget(self._less)
        layout.addWidget(self.box)
        layout.addWidget(self._more)
        layout.addStretch(1)
        self._less.clicked.connect(self.box.stepDown)
        self._more.clicked.connect(self.box.stepUp)
        self.box.valueChanged.connect(self._tell)

    def set_words(self, name: str, less: str, more: str, unit: str) -> None:
        """Set what is read out of the number and its buttons, and the unit behind it."""
        self.box.setAccessibleName(name)
        self.box.setSuffix(unit)
        for button, words in ((self._less, less), (self._more, more)):
            button.setAccessibleName(words)
            button.setToolTip(plain_hint(words))

    def show_value(self, value: int) -> None:
        """Show a number without telling it."""
        with QSignalBlocker(self.box):
            self.box.setValue(value)
        self._enable()

    def _tell(self, value: int) -> None:
        self._enable()
        self.changed.emit(value)

    def _enable(self) -> None:
        self._less.setEnabled(self.box.value() > self.box.minimum())
        self._more.setEnabled(self.box.value() < self.box.maximum())

    def _button(self, sign: str, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(f"{self.objectName()}_{name}")
        made.setProperty("step", "yes")
        made.setText(sign)
        return made
