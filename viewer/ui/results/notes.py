"""What the search has to say about how it understood the words: sentences, some with buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from viewer.errors import Message
from viewer.messages import sentence
from viewer.ui.elements.elided_button import ElidedButton
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.note_actions import NoteAction, actions_of
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.shortening import readable


class ActionButton(ElidedButton):
    """Searches what a note suggests.

    Attributes:
        query: What it searches for.
    """

    def __init__(self, action: NoteAction, parent: QWidget) -> None:
        super().__init__(readable(action.words), parent)
        self.query = action.query


class NotesLine(QWidget):
    """The notes of an answer, one below the other; hidden while there are none.

    What the search did of its own accord can be taken back with a button below its note.

    Signals:
        action_requested: The reader wants these words to be searched.
    """

    action_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_notes")
        self._notes: Sequence[Message] = ()
        self._query = ""
        self._buttons: list[ActionButton] = []
        self._layout = QVBoxLayout(self)
        space = self.fontMetrics().averageCharWidth()
        self._layout.setContentsMargins(space, 0, space, space // 2)
        self._layout.setSpacing(space // 2)
        self.hide()

    def tell(self, notes: Sequence[Message], query: str) -> None:
        """Show the notes of the answer to ``query`` in place of others."""
        self._notes = tuple(notes)
        self._query = query
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        while (item := self._layout.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self._buttons.clear()
        for note in self._notes:
            self._layout.addWidget(self._row(note))
        self.setVisible(bool(self._notes))

    def buttons(self) -> list[ActionButton]:
        """Return the buttons of the notes shown, from top to bottom."""
        return list(self._buttons)

    def _row(self, note: Message) -> QWidget:
        row = QWidget(self)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        label = Prose(readable(sentence(note)), row)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(label)
        if actions := actions_of(note, self._query):
            line = FlowLayout()
            line.setSpacing(self.fontMetrics().averageCharWidth() // 2)
            layout.addLayout(line)
            for action in actions:
                line.addWidget(self._button(action, row))
        return row

    def _button(self, action: NoteAction, row: QWidget) -> ActionButton:
        button = ActionButton(action, row)
        button.clicked.connect(self._act)
        self._buttons.append(button)
        return button

    @Slot()
    def _act(self) -> None:
        button = self.sender()
        if isinstance(button, ActionButton):
            self.action_requested.emit(button.query)
