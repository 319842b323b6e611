"""What the actions of the menu Edit do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from viewer.messages import translate
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.companion.note_editor import NoteEditor
from viewer.ui.companion.note_reading import NoteReading
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.undo import Change

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls

_LONGEST = 80
"""Characters of a selection that one may want to find; what is longer was selected to be copied."""


class EditCommands(QObject):
    """Undo, copy, find."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        controls.marks.went_back.connect(self._tell)

    @Slot(object, bool)
    def _tell(self, change: Change, back: bool) -> None:  # noqa: FBT001 - a signal's
        """Announce what was undone or redone: often nothing of it is in view."""
        words = _("Undone: {what}") if back else _("Redone: {what}")
        announce(self._window, words.format(what=translate(change.name)))

    @Slot()
    def undo(self) -> None:
        """Undo in the field that has the keyboard, else the last change of the marks."""
        field = _text_field()
        if field is not None and _undoable(field).isUndoAvailable():
            field.undo()
        else:
            self._controls.marks.undo()
            self._window.line.withdraw("deleted")

    @Slot()
    def redo(self) -> None:
        """Redo in the field that has the keyboard, else the last undone change of the marks."""
        field = _text_field()
        if field is not None and _undoable(field).isRedoAvailable():
            field.redo()
        else:
            self._controls.marks.redo()

    @Slot()
    def copy(self) -> None:
        """Copy what is selected."""
        field = _text_field()
        if field is not None:
            field.copy()
        else:
            self._controls.copying.copy()

    @Slot()
    def select_all(self) -> None:
        """Select the whole field, all rows of a list, or the whole section."""
        field, widget = _text_field(), QApplication.focusWidget()
        several = QAbstractItemView.SelectionMode.ExtendedSelection
        if field is not None:
            field.selectAll()
        elif isinstance(widget, QAbstractItemView) and widget.selectionMode() == several:
            widget.selectAll()
        else:
            self._window.readings.page().selectAll()

    @Slot()
    def find_here(self) -> None:
        """Find in the open section what is typed in the field or selected; else ask for words."""
        field, page, words = self._window.field, self._window.readings.page(), ""
        if field.hasFocus():
            words = field.text().strip()
        elif page.hasFocus():
            words = page.textCursor().selectedText().strip()
        several = "\u2029" in words or len(words) > _LONGEST
        self._controls.finding.here.open("" if several else words)


def _text_field() -> QLineEdit | NoteEditor | NoteReading | None:
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, (QLineEdit, NoteEditor, NoteReading)) else None


def _undoable(field: QLineEdit | NoteEditor | NoteReading) -> QLineEdit | QTextDocument:
    """Return what knows whether typing in a field can be undone."""
    return field if isinstance(field, QLineEdit) else field.document()
