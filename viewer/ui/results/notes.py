"""What the search has to say about how it understood the words: sentences, some with buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

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


class NotesLine(QScrollArea):
    """The notes of an answer, one below the other; hidden while there are none.

    What the search did of its own accord can be taken back with a button below its note. A pasted
    page has many notes: where they get higher than the room for them, they are scrolled.

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
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.hide()

    def tell(self, notes: Sequence[Message], query: str) -> None:
        """Show the notes of the answer to ``query`` in place of others."""
        self._notes = tuple(notes)
        self._query = query
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._buttons.clear()
        rows = QWidget()
        rows.setObjectName("note_rows")
        layout = QVBoxLayout(rows)
        space = self.fontMetrics().averageCharWidth()
        layout.setContentsMargins(space, 0, space, space // 2)
        layout.setSpacing(space // 2)
        for note in self._notes:
            layout.addWidget(self._row(note, rows))
        # In place of the ones before, which go with their buttons.
        self.setWidget(rows)
        self.setVisible(bool(self._notes))
        self.updateGeometry()

    def buttons(self) -> list[ActionButton]:
        """Return the buttons of the notes shown, from top to bottom."""
        return list(self._buttons)

    def sizeHint(self) -> QSize:
        """Return the size of all notes."""
        rows = self.widget()
        return QSize(0, rows.heightForWidth(self.width()) if rows is not None else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(0, min(self.sizeHint().height(), 2 * self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _row(self, note: Message, rows: QWidget) -> QWidget:
        row = QWidget(rows)
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
