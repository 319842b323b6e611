"""What the search has to say about how it understood the words: sentences, some with a button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.errors import Message
from viewer.messages import sentence
from viewer.ui.elements.note_actions import NoteAction, actions_of


class NotesLine(QWidget):
    """The notes of an answer, one below the other; hidden while there are none.

    What the search did of its own accord can be taken back with a button beside its note.

    Signals:
        action_requested: The reader wants these words to be searched.
    """

    action_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_notes")
        self._notes: Sequence[Message] = ()
        self._query = ""
        self._buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        space = self.fontMetrics().averageCharWidth()
        self._layout.setContentsMargins(space, 0, space, space // 2)
        self.hide()

    def tell(self, notes: Sequence[Message], query: str = "") -> None:
        """Show the notes of the answer to ``query`` in place of others."""
        self._notes = tuple(notes)
        self._query = query
        self._rebuild()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._rebuild()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons of the notes shown, from top to bottom."""
        return list(self._buttons)

    def words(self) -> str:
        """Return all sentences, for a screen reader."""
        return " ".join(sentence(note) for note in self._notes)

    def _rebuild(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self._buttons.clear()
        for note in self._notes:
            self._layout.addWidget(self._row(note))
        self.setVisible(bool(self._notes))

    def _row(self, note: Message) -> QWidget:
        row = QWidget(self)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        label = QLabel(sentence(note), row)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        layout.addWidget(label)
        for action in actions_of(note, self._query):
            layout.addWidget(self._button(action, row), 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _button(self, action: NoteAction, row: QWidget) -> QPushButton:
        button = QPushButton(action.words, row)
        button.setAccessibleName(action.words)
        button.setProperty("query", action.query)
        button.clicked.connect(self._act)
        self._buttons.append(button)
        return button

    @Slot()
    def _act(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.action_requested.emit(str(button.property("query")))
