"""The line above the marks while the bin is listed: what this is, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.room import is_tight

_LEAST_LINES = 13
"""Least height of the panel, in lines, in which the bar has all its parts."""

_FILTER = 12
"""Average characters of the filter that the way back leaves room for beside it."""


class BinBar(QWidget):
    """Says that the bin is listed, how much is in it, and offers the way back.

    Where the list needs the room only the way back is left, beside the filter: the menus have the
    rest.
    """

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
        self._panel = parent
        self._above: QBoxLayout | None = None
        self._beside: QBoxLayout | None = None
        self._is_beside = False
        self._room = room = self.fontMetrics().averageCharWidth()
        self._column = column = QVBoxLayout(self)
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
        self._fit()
        self.show()

    def stand(self, above: QBoxLayout, beside: QBoxLayout) -> None:
        """Take a place in the panel.

        Args:
            above: The parts of the panel, one below the other; the bar goes to the top.
            beside: The first of them, a row; the bar goes to its beginning where room is scarce.
        """
        self._above, self._beside = above, beside
        above.insertWidget(0, self)
        self._panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See how much room there is."""
        if watched is self._panel and event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Leave only the way back where the list needs the room, beside the filter if it can."""
        line = self.fontMetrics().lineSpacing()
        tight = is_tight(self) or self._panel.height() < line * _LEAST_LINES
        for part in (self._said, *self._buttons):
            part.setVisible(not tight)
        characters = self._panel.width() / self.fontMetrics().averageCharWidth() - _FILTER
        wide = self._back.sizeHint().width() / self.fontMetrics().averageCharWidth()
        beside = tight and wide <= characters
        if self._above is None or self._beside is None or beside == self._is_beside:
            return
        self._is_beside = beside
        (self._above if beside else self._beside).removeWidget(self)
        (self._beside if beside else self._above).insertWidget(0, self)
        room = 0 if beside else self._room
        self._column.setContentsMargins(room, room, room, 0)

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
