"""What the actions of the menus Edit and Marks do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class EditCommands(QObject):
    """Undo, copy, find, bookmark."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls

    @Slot()
    def undo(self) -> None:
        """Undo in the field that has the keyboard, else the last change of the marks."""
        field = _text_field()
        if field is not None and field.isUndoAvailable():
            field.undo()
        else:
            self._controls.marks.undo()
            self._window.line.withdraw("deleted")

    @Slot()
    def redo(self) -> None:
        """Redo in the field that has the keyboard, else the last undone change of the marks."""
        field = _text_field()
        if field is not None and field.isRedoAvailable():
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
            self._window.page.copy()

    @Slot()
    def select_all(self) -> None:
        """Select the whole field or the whole section."""
        field = _text_field()
        if field is not None:
            field.selectAll()
        else:
            self._window.page.selectAll()

    @Slot()
    def find_here(self) -> None:
        """Search the open section for what is being typed in the field, else ask for words."""
        field = self._window.field
        if field.hasFocus() and field.text().strip():
            self._controls.finding.find_here(field.text().strip())
        else:
            field.activate(here=True)

    @Slot()
    def bookmark(self) -> None:
        """Bookmark this place."""
        self._controls.marks.bookmark_here()

    @Slot()
    def rename_mark(self) -> None:
        """Rename the bookmark that is chosen in My marks, else the one at this place."""
        self._controls.commands.view.show_marks()
        self._controls.marks_panel.rename_current()

    @Slot()
    def delete_mark(self) -> None:
        """Delete the bookmark that is chosen in My marks."""
        self._controls.commands.view.show_marks()
        self._controls.marks_panel.delete_current()


def _text_field() -> QLineEdit | None:
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, QLineEdit) else None
