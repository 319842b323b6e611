"""An import offers what was deleted here, and brings it back if it is asked to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from tests.gui.window.carried import confirm, counts, export, import_dialog, press
from tests.gui.window.program import Program
from tests.gui.window.test_marks import marks
from tests.gui.window.test_marks_list import make_three


def test_what_was_deleted_is_brought_back_if_it_is_asked_for(
    program: Program, tmp_path: Path
) -> None:
    make_three(program)
    file = tmp_path / "marks.json"
    export(program, file)
    program.controls.marks.delete(*(mark.id for mark in marks(program)))
    program.controls.store.empty_bin()
    dialog = import_dialog(program, file)
    assert counts(dialog) == f"{file.name}: 3 unchanged, as you deleted it here"
    go = dialog.findChild(QPushButton, "import_go")
    assert go is not None
    assert not go.isEnabled()
    view = dialog.findChild(QTableView)
    assert view is not None
    view.setCurrentIndex(dialog.model.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert dialog.model.what(1) == "to be brought back"
    assert go.text() == "&Import 1 mark"
    press(dialog, "import_all")
    assert go.text() == "&Import 3 marks"
    confirm(program, dialog)
    assert dialog.model.what(1) == "brought back"
    assert len(marks(program)) == 3
    press(dialog, "import_undo")
    assert marks(program) == []
