"""Says what was found, and what Enter takes, once, when the reader stops typing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.messages import sentence
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.elements.counts import found_words
from viewer.ui.elements.note_actions import notes_to_tell
from viewer.ui.elements.shortening import readable
from viewer.ui.search_field.agreed import COMMAND_SIGN
from viewer.ui.search_field.field import SearchField
from viewer.ui.window.searching.search_control import SearchControl

if TYPE_CHECKING:
    from viewer.search.answers import Answer

PAUSE_MS = 700
"""Milliseconds without a key: to be told at each key would drown the keys."""


class TypedNews(QObject):
    """Has a screen reader say what the list under the field shows."""

    def __init__(self, field: SearchField, search: SearchControl, parent: QObject) -> None:
        super().__init__(parent)
        self._field = field
        self._answer: Answer | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._say)
        field.query_changed.connect(self._begin)
        search.answered.connect(self._hear)

    @Slot()
    def _begin(self) -> None:
        """Wait for the answer; commands are there at once."""
        self._answer = None
        self._pause.stop()
        if self._names_command():
            self._pause.start()

    @Slot(object)
    def _hear(self, answer: "Answer") -> None:
        self._answer = answer
        self._pause.start()

    @Slot()
    def _say(self) -> None:
        field, answer = self._field, self._answer
        self._answer = None
        if not field.list_is_open():
            return
        if self._names_command():
            announce(field, field.offered() or _("No command of this name."))
        elif answer is not None and answer.query.strip() == field.text().strip():
            announce(field, " ".join(filter(None, (words(answer), field.offered()))))

    def _names_command(self) -> bool:
        return self._field.text().lstrip().startswith(COMMAND_SIGN)


def words(answer: "Answer") -> str:
    """Return what was found, and how the query was understood, in sentences."""
    found = (
        f"{found_words(answer, listed=False)}."
        if answer.hits or answer.own
        else _("Nothing found in the text.")
    )
    return " ".join([found, *(readable(sentence(note)) for note in notes_to_tell(answer))])
