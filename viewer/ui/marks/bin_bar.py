"""The line above the marks while the bin is listed: what this is, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.room import is_tight


class BinBar(QWidget):
    """Says that the bin is listed, how much is in it, and offers the way back."""

    def __init__(self, back: QAction, actions: Sequence[QAction], parent: QWidget) -> None:
        """Make the bar, hidden.

        Args:
            back: Leads back to the marks.
            actions: What can be done with what is in the bin.
            parent: The panel.
        """
        super().__init__(parent)
        self.setObjectName("bin_bar")
        self._count = 0
        self._said = Prose("", self)
        self._said.setObjectName("bin_said")
        self._back = QPushButton(self)
        self._back.setObjectName("bin_back")
        self._back.clicked.connect(back.trigger)
        self._actions = actions
        self._buttons = [self._button(action) for action in actions]
        room = self.fontMetrics().averageCharWidth()
        column = QVBoxLayout(self)
        column.setContentsMargins(room, room, room, 0)
        column.addWidget(self._said)
        row = FlowLayout()
        row.setSpacing(room)
        for button in (self._back, *self._buttons):
            row.addWidget(button)
        column.addLayout(row)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        words = plural(
            "Bin: {count} deleted mark. It stays here until you empty the bin.",
            "Bin: {count} deleted marks. They stay here until you empty the bin.",
            self._count,
        )
        self._said.setText(words.format(count=self._count) if self._count else _("Bin"))
        self._back.setText(_("Back to my marks"))
        self._follow()

    def show_bin(self, count: int) -> None:
        """Show that the bin is listed, and how many marks are in it."""
        self._count = count
        self.retranslate()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave only the way back where the list needs the room: the menus have the rest."""
        super().resizeEvent(event)
        for part in (self._said, *self._buttons):
            part.setVisible(not is_tight(self))

    def _button(self, action: QAction) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName(f"{action.objectName()}_button")
        made.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        return made

    @Slot()
    def _follow(self) -> None:
        """Show on the buttons what can be done, and how that is called."""
        for button, action in zip(self._buttons, self._actions, strict=True):
            button.setText(action.text().replace("&", ""))
            button.setEnabled(action.isEnabled() and self._count > 0)
