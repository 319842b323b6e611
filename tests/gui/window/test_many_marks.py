"""Very many marks changed at once: in the background, as one step, stopped on request."""

import threading

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.gui.window.program import Program, click, wait_until
from tests.gui.window.test_marks import marks
from viewer.annotations.anchoring import anchor_at
from viewer.annotations.changes import adding
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.ui.carrying import errand
from viewer.ui.dialogs.tags import TagsDialog

COUNT = 250


def made(program: Program, count: int) -> list[Annotation]:
    """Highlights of the open section, not saved yet."""
    book, shown = program.window.navigation.book, program.window.navigation.shown
    assert book is not None
    assert shown is not None
    text = shown.content.text
    anchor = anchor_at(book.edition, text, 0, 0, 10)
    return [
        new_annotation(Motivation.HIGHLIGHTING, anchor, f"Mark {number}", colour="yellow")
        for number in range(count)
    ]


@pytest.fixture
def many(program: Program) -> Program:
    """The program with more marks than are changed at once, all of them chosen."""
    program.window.open_section("border-five")
    program.rest()
    program.controls.marks.store.apply(map(adding, made(program, COUNT)))
    program.controls.marks.changed.emit(None)
    program.keys("Ctrl+3", "Ctrl+A")
    assert len(program.controls.marks_list.chosen()) == COUNT
    return program


def test_all_are_deleted_taken_back_and_deleted_again(many: Program) -> None:
    many.keys("Del")
    assert marks(many) == []
    assert many.message() == f"{COUNT} marks deleted."
    many.act("edit.undo")
    assert len(marks(many)) == COUNT
    many.act("edit.redo")
    assert marks(many) == []
    many.act("marks.bin")
    many.keys("Ctrl+A")
    many.act("marks.restore")
    assert len(marks(many)) == COUNT


def test_all_get_another_colour_and_stay_chosen(many: Program) -> None:
    many.keys("Alt+2")
    assert {mark.colour for mark in marks(many)} == {"green"}
    assert len(many.controls.marks_list.chosen()) == COUNT
    many.act("edit.undo")
    assert {mark.colour for mark in marks(many)} == {"yellow"}


def test_all_get_tags(many: Program) -> None:
    many.act("marks.tags")
    (dialog,) = many.window.findChildren(TagsDialog)
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText("cabinet")
    dialog.accept()
    many.rest()
    assert {mark.tags for mark in marks(many)} == {("cabinet",)}
    many.act("edit.undo")
    assert {mark.tags for mark in marks(many)} == {()}


def test_the_bin_is_emptied_of_all(many: Program) -> None:
    many.keys("Del")
    many.act("marks.empty_bin")
    click(many.part("empty_bin_yes"))
    many.rest()
    assert many.message() == "The bin is empty."
    assert many.controls.store.find(deleted=True) == []


def test_when_it_is_stopped_nothing_is_changed(
    many: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog comes at once here, and is cancelled."""
    monkeypatch.setattr(errand, "PATIENCE_MS", 0)
    control = many.controls.marks
    waiting = control.many._waiting

    # The thread begins only when the reader has said that it is to stop.
    gate = threading.Event()
    many.controls.background._executor.submit(gate.wait)

    def cancel() -> None:
        dialog = waiting._errand.dialog
        assert dialog is not None
        dialog.reject()
        gate.set()

    waiting._errand.progress_shown.connect(cancel)
    many.keys("Del")
    assert len(marks(many)) == COUNT
    assert "Delete" not in control.changes.undo_name()
    waiting._errand.progress_shown.disconnect(cancel)
    # Where no window manager does it.
    many.window.activateWindow()
    wait_until(many.controls.marks_panel.has_focus)
    many.keys("Del")
    assert marks(many) == []
