"""The line above the contents that tells how far the essential reading is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from viewer.ui.elements.hints import plain_hint


class EssentialBar(QFrame):
    """Tells what is read, shows these sections alone, and leads to the next.

    Signals:
        only_requested: Whether only these sections are to be shown.
        next_requested: The next section that isn't read is wanted.
    """

    only_requested = Signal(bool)
    next_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("essential_bar")
        self._only = QToolButton(self)
        self._only.setObjectName("essential_only")
        self._only.setCheckable(True)
        self._next = QToolButton(self)
        self._next.setObjectName("essential_next")
        for button in (self._only, self._next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QHBoxLayout(self)
        space = self.fontMetrics().averageCharWidth()
        layout.setContentsMargins(space, 0, space, 0)
        layout.addWidget(self._only)
        layout.addStretch(1)
        layout.addWidget(self._next)
        self._only.toggled.connect(self.only_requested)
        self._next.clicked.connect(self.next_requested)

    def tell(self, words: str, hint: str, onward: str, name: str) -> None:
        """Show how it stands.

        Args:
            words: How far it is.
            hint: What the button with these words does.
            onward: Short words of the button that leads on; empty if nothing is left.
            name: What that button does.
        """
        self._only.setText(words)
        self._only.setToolTip(plain_hint(hint))
        self._only.setAccessibleName(words)
        self._only.setAccessibleDescription(hint)
        self._next.setText(onward)
        self._next.setToolTip(plain_hint(name))
        self._next.setAccessibleName(name)
        self._next.setEnabled(bool(onward))
        self._next.setVisible(bool(onward))

    def show_only(self, *, on: bool) -> None:
        """Show whether only these sections are shown."""
        self._only.setChecked(on)
