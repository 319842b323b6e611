"""My marks in the window: arranged as the reader likes, several at once, and the bin."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.test_marks import listed, marks, select
from viewer.errors import StoreError
from viewer.ui.elements.rows_view import RowsView


def make_three(program: Program) -> None:
    """A bookmark, and two highlights in two sections."""
    program.window.open_section("border-five")
    program.keys("Ctrl+D", "Return")
    select(program, "international discussion")
    program.keys("Alt+1")
    program.window.open_section("migration-five")
    select(program, "forum")
    program.keys("Alt+4")
    program.keys("Ctrl+3")


def view(program: Program) -> RowsView:
    found = program.part("marks_list")
    assert isinstance(found, RowsView)
    return found


def spoken(program: Program) -> list[str]:
    """What a screen reader says of the rows."""
    model, index, said = view(program).model(), view(program).model().index(0, 0), []
    while index.isValid():
        said.append(str(model.data(index, Qt.ItemDataRole.AccessibleTextRole)))
        index = view(program).indexBelow(index)
    return said


def test_each_kind_is_told(program: Program) -> None:
    make_three(program)
    said = spoken(program)
    assert said[0].startswith("Border Five, Bookmark")
    assert ", Highlight, Yellow" in said[1]
    assert ", Highlight, Pink" in said[2]


def test_groups_and_order_are_chosen_and_kept(program: Program, start: Start) -> None:
    make_three(program)
    program.act("marks.group_colour")
    assert [words for words in listed(program) if "—" not in words] == [
        "Yellow",
        "Pink",
        "Without a colour",
        "Border Five",
    ]
    assert program.controls.actions["marks.group_colour"].isChecked()
    program.act("marks.order_name")
    program.close()
    again = start()
    assert again.controls.marks_list.grouping == "colour"
    assert again.controls.marks_list.order == "name"


def test_only_this_book(start: Start, tides: object) -> None:
    program = start(str(tides), "log")
    program.keys("Ctrl+D", "Return")
    program.controls.library.open_name("key-relationships")
    settle()
    program.keys("Ctrl+D", "Return", "Ctrl+3")
    assert "Log" in listed(program)
    program.act("marks.this_book")
    assert listed(program) == ["About this briefing"]
    program.act("marks.this_book")
    assert "Log" in listed(program)


def test_the_filter_finds_words_of_notes_and_colours(program: Program) -> None:
    make_three(program)
    field = program.part("marks_filter")
    field.setFocus()
    program.type("pink")
    assert listed(program) == ["Migration Five — forum"]


def test_several_are_recoloured_and_deleted_as_one_step(program: Program) -> None:
    make_three(program)
    view(program).selectAll()
    assert len(program.controls.marks_panel.selected()) == 3
    program.keys("Alt+3")
    assert [mark.colour for mark in marks(program)] == ["", "blue", "blue"]
    assert len(program.controls.marks_panel.selected()) == 3
    program.keys("Del")
    assert marks(program) == []
    assert program.message() == "3 marks deleted."
    program.keys("Ctrl+Z")
    assert len(marks(program)) == 3
    program.keys("Ctrl+Z")
    assert [mark.colour for mark in marks(program)] == ["", "yellow", "pink"]


def test_tags_of_several(program: Program) -> None:
    make_three(program)
    view(program).selectAll()
    program.act("marks.tags")
    field = program.part("tags_new")
    assert isinstance(field, QLineEdit)
    field.setText("urgent, cabinet")
    click(program.part("tags_keep"))
    assert {mark.tags for mark in marks(program)} == {("urgent", "cabinet")}
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)
    view(program).setFocus()
    view(program).selectAll()
    program.act("marks.tags")
    tags = program.window.findChildren(QListWidget, "tags_list")[-1]
    assert [tags.item(row).checkState() for row in range(2)] == [Qt.CheckState.Checked] * 2
    tags.item(0).setCheckState(Qt.CheckState.Unchecked)
    click(program.window.findChildren(type(program.part("tags_keep")), "tags_keep")[-1])
    assert {mark.tags for mark in marks(program)} == {("urgent",)}
    program.act("edit.undo")
    assert {mark.tags for mark in marks(program)} == {("urgent", "cabinet")}


def test_the_bin_gives_back_and_is_emptied_after_a_question(program: Program) -> None:
    make_three(program)
    view(program).selectAll()
    program.keys("Del")
    assert not program.part("bin_bar").isVisible()
    program.act("marks.bin")
    said = program.part("bin_said")
    assert isinstance(said, QLabel)
    assert said.text().startswith("Bin: ")
    assert program.part("bin_bar").isVisible()
    assert len(listed(program)) == 3
    first = view(program).model().index(0, 0)
    view(program).setCurrentIndex(first)
    program.keys("Del")
    assert len(listed(program)) == 3
    program.act("marks.restore")
    assert len(marks(program)) == 1
    assert len(listed(program)) == 2
    program.act("marks.empty_bin")
    assert program.controls.store.find(deleted=True)
    click(program.part("empty_bin_yes"))
    assert program.controls.store.find(deleted=True) == []
    assert len(marks(program)) == 1


def test_a_note_of_a_mark_is_opened_from_its_row(program: Program) -> None:
    make_three(program)
    program.controls.marks_panel.select(marks(program)[1].id)
    program.keys("Ctrl+Shift+M")
    program.type("Ask")
    program.keys("Esc")
    assert [mark.note for mark in marks(program)] == ["", "Ask", ""]


def test_a_store_that_fails_is_told_when_the_next_mark_is_asked_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.keys("Ctrl+D", "Return")

    def fail(_book: str | None = None) -> set[tuple[str, str]]:
        raise StoreError("store-unreadable", file="reader.sqlite3")

    monkeypatch.setattr(program.controls.marks.overview, "sections", fail)
    told: list[str] = []
    program.controls.marks.failed.connect(lambda message: told.append(message.code))
    program.keys("F4")
    assert told == ["store-unreadable"]
