"""Taking marks out of the window and bringing them in, as a reader does."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QRadioButton, QWidget

from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.test_marks import marks
from tests.gui.window.test_marks_list import make_three
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.ui.carrying.export_dialog import ExportDialog
from viewer.ui.carrying.import_dialog import ImportDialog


def everything(program: Program) -> tuple[object, ...]:
    """What a store holds of the reader's."""
    controls = program.controls
    order = ReadingList(controls.database).order()
    meanings = Palette(controls.database).meanings()
    return controls.store.all_records(), controls.store.all_placements(), order, meanings


def export_dialog(program: Program) -> ExportDialog:
    program.act("marks.export")
    dialog = program.controls.commands.carrying.exporting.dialog
    assert dialog is not None
    wait_until(lambda: dialog.marking is not None)
    return dialog


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    click(found)


def tick(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QRadioButton, name)
    assert found is not None
    found.click()


def export(program: Program, file: Path, which: str = "all", *, with_bin: bool = False) -> None:
    """Export as a reader does; the form is told by the file's ending."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
        dialog = export_dialog(program)
        tick(dialog, f"export_which_{which}")
        tick(dialog, f"export_form_{file.suffix[1:]}")
        if with_bin:
            dialog.bin.click()
        wait_until(lambda: dialog.marking is not None)
        press(dialog, "export_go")
    exporting = program.controls.commands.carrying.exporting
    wait_until(lambda: not exporting.errand.busy())
    settle()


def drop(program: Program, file: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, plain = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, plain))


def import_dialog(program: Program, file: Path) -> ImportDialog:
    """Drop a file on the window, and wait for what the import would do."""
    drop(program, file)
    importing = program.controls.commands.carrying.importing
    wait_until(lambda: importing.dialog is not None and not importing.errand.busy())
    settle()
    assert importing.dialog is not None
    return importing.dialog


def confirm(program: Program, dialog: ImportDialog) -> None:
    press(dialog, "import_go")
    importing = program.controls.commands.carrying.importing
    wait_until(lambda: not importing.errand.busy())
    settle()


def counts(dialog: ImportDialog) -> str:
    return dialog._counts.text()


def make_many(program: Program) -> None:
    """Marks of each kind, a tag, a note, one in the bin, a reading list, a meaning."""
    make_three(program)
    first, second, third = marks(program)
    program.controls.marks.set("Change tags", [first.id], tags=("urgent",))
    program.controls.marks.set("Change note", [second.id], note="Ask *why*.")
    program.controls.marks.delete(third.id)
    ReadingList(program.controls.database).add(second.id)
    ReadingList(program.controls.database).add(first.id)
    Palette(program.controls.database).set_meaning("yellow", "to be asked")
