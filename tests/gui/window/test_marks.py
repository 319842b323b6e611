"""Bookmarks: made at once, named at once, found again, never lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.gui.window.conftest import ROOT, Start
from tests.gui.window.program import Program, click, focused, settle, wait_until
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore
from viewer.settings import Profile
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.page.content import Target


def marks(program: Program) -> list[Annotation]:
    return program.controls.store.find()


def name_field(program: Program) -> QLineEdit:
    field = program.part("bookmark_name")
    assert isinstance(field, QLineEdit)
    return field


def listed(program: Program) -> list[str]:
    """Names in My marks, which shows: nothing is read for a list that can't be seen."""
    program.window.left.show_tab("marks")
    settle()
    view = program.part("marks_list")
    assert isinstance(view, RowsView)
    index = view.model().index(0, 0)
    names = []
    while index.isValid():
        names.append(str(index.data()))
        index = view.indexBelow(index)
    return names


def select(program: Program, words: str) -> None:
    """Select words on the page, with the keyboard there."""
    page = program.window.page
    page.setFocus()
    found = page.document().find(words)
    assert not found.isNull(), f"{words} is not on the page"
    page.setTextCursor(found)
    settle()


def scroll_to(program: Program, text: str) -> int:
    """Bring the block with this text to the top, and return its ordinal."""
    shown = program.window.navigation.shown
    assert shown is not None
    ordinal = next(b.ordinal for b in shown.content.text.blocks if b.text.startswith(text))
    program.window.page.go_to(Target(ordinal))
    settle()
    return ordinal


def delete_first(program: Program) -> None:
    program.keys("Ctrl+3")
    program.keys("Del")


def test_ctrl_d_at_the_top_bookmarks_the_section(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+D")
    (mark,) = marks(program)
    assert mark.title == "Border Five"
    assert (mark.anchor.section, mark.anchor.block) == ("border-five", "")
    assert focused() is name_field(program)
    assert name_field(program).selectedText() == "Border Five"


def test_ctrl_d_bookmarks_the_selection(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, "international discussion")
    program.keys("Ctrl+D")
    (mark,) = marks(program)
    assert mark.anchor.quote == "international discussion"
    assert mark.title == "Border Five — international discussion"


def test_ctrl_d_further_down_bookmarks_the_first_block_in_view(program: Program) -> None:
    program.window.resize(900, 420)
    program.window.open_section("border-five")
    ordinal = scroll_to(program, "Who chairs it")
    program.keys("Ctrl+D")
    (mark,) = marks(program)
    assert mark.anchor.ordinal == ordinal
    assert mark.title == "Border Five — Who chairs it"


def test_ctrl_d_on_a_passage_that_was_found_bookmarks_it(program: Program) -> None:
    program.window.resize(700, 360)
    program.search("who chairs the border five")
    assert not program.window.page.title_visible()
    shown = program.window.navigation.shown
    assert shown is not None
    program.keys("Ctrl+D")
    (mark,) = marks(program)
    assert "chair" in shown.content.text.blocks[mark.anchor.ordinal].text
    assert mark.title == "Border Five — Who chairs it"


def test_it_exists_before_it_is_named_and_typing_names_it(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+D")
    assert [mark.title for mark in marks(program)] == ["Border Five"]
    program.type("For Monday")
    program.keys("Return")
    assert [mark.title for mark in marks(program)] == ["For Monday"]
    assert not program.window.bookmark_line.isVisible()
    assert focused() is program.window.page
    assert listed(program) == ["For Monday"]


def test_escape_keeps_the_bookmark(program: Program) -> None:
    program.keys("Ctrl+D", "Esc")
    assert [mark.title for mark in marks(program)] == ["About this briefing"]
    assert focused() is program.window.page


def test_the_same_place_is_never_bookmarked_twice(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+D")
    assert len(marks(program)) == 1
    assert program.window.bookmark_line.isVisible()
    said = program.part("bookmark_said")
    assert said.property("text") == "Bookmarked already"
    program.keys("Return")
    select(program, "incoming minister")
    program.keys("Ctrl+D", "Esc")
    select(program, "incoming minister")
    program.keys("Ctrl+D", "Esc")
    assert len(marks(program)) == 2


def test_the_star_of_the_bar_does_the_same(program: Program) -> None:
    click(program.part("tool_bookmark"))
    assert len(marks(program)) == 1
    assert focused() is name_field(program)


def test_a_bookmark_leads_back_to_its_place(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, "international discussion")
    program.keys("Ctrl+D", "Return")
    program.window.open_section("about")
    program.keys("Ctrl+3", "Return")
    assert program.section == "border-five"
    assert focused() is program.window.page
    page = program.window.page
    assert page.viewport().rect().intersects(page.cursorRect())


def test_a_bookmark_made_in_french_is_found_in_english(program: Program) -> None:
    program.window.resize(900, 420)
    program.window.open_section("border-five")
    program.keys("Ctrl+Shift+L")
    scroll_to(program, "Qui en assure la présidence")
    program.keys("Ctrl+D", "Return", "Ctrl+Shift+L")
    signs = program.window.page._signs
    shown = program.window.navigation.shown
    assert shown is not None
    assert [shown.content.text.blocks[ordinal].text for ordinal in signs] == ["Who chairs it"]


def test_the_margin_shows_it_and_a_click_there_names_it(program: Program) -> None:
    program.keys("Ctrl+D", "Return")
    margin = program.window.page._margin
    ((height, _sign),) = program.window.page._visible_signs().values()
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=QPoint(margin.width() // 2, height))
    assert focused() is name_field(program)


def test_renaming_in_the_list(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3", "F2")
    editor = focused()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    program.type("Renamed")
    program.keys("Return")
    assert focused() is program.part("marks_list")
    assert [mark.title for mark in marks(program)] == ["Renamed"]
    assert listed(program) == ["Renamed"]


def test_a_change_from_elsewhere_leaves_a_name_that_is_being_typed(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3", "F2")
    editor = focused()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    program.type("Half")
    program.controls.marks.changed.emit(None)
    settle()
    assert focused() is editor
    program.type(" and half")
    program.keys("Return")
    assert listed(program) == ["Half and half"]


def test_deleting_can_be_undone_from_the_line(program: Program) -> None:
    program.keys("Ctrl+D", "Return")
    delete_first(program)
    assert marks(program) == []
    assert listed(program) == []
    assert program.message() == "Bookmark “About this briefing” deleted."
    buttons = program.window.line.findChildren(QPushButton)
    click(next(button for button in buttons if button.text() == "Undo delete bookmark"))
    assert [mark.title for mark in marks(program)] == ["About this briefing"]
    assert program.message() == ""


def test_undo_and_redo_name_what_they_do(program: Program) -> None:
    undo, redo = (program.controls.actions[f"edit.{name}"] for name in ("undo", "redo"))
    assert not undo.isEnabled()
    program.keys("Ctrl+D")
    program.type("First")
    program.keys("Return")
    delete_first(program)
    assert undo.text() == "&Undo – Delete bookmark"
    program.keys("Ctrl+Z")
    assert [mark.title for mark in marks(program)] == ["First"]
    assert undo.text() == "&Undo – Rename bookmark"
    assert redo.text() == "&Redo – Delete bookmark"
    program.keys("Ctrl+Z")
    assert [mark.title for mark in marks(program)] == ["About this briefing"]
    program.keys("Ctrl+Z")
    assert marks(program) == []
    assert not undo.isEnabled()
    program.keys("Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+Y")
    assert marks(program) == []
    assert not redo.isEnabled()


def test_the_name_of_what_is_undone_follows_the_language(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+Shift+L")
    undo = program.controls.actions["edit.undo"]
    assert undo.text() == "&Annuler – Ajouter un signet"


def test_ctrl_z_in_a_field_undoes_typing_only(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+K")
    program.type("fent")
    program.keys("Ctrl+Z")
    assert program.window.field.text() == ""
    assert len(marks(program)) == 1


def test_removing_from_the_line(program: Program) -> None:
    program.keys("Ctrl+D")
    click(program.part("bookmark_remove"))
    assert marks(program) == []
    assert focused() is program.window.page


def test_tags_from_the_line(program: Program) -> None:
    program.keys("Ctrl+D")
    click(program.part("bookmark_tag_button"))
    program.type("urgent, cabinet")
    program.keys("Return")
    assert [mark.tags for mark in marks(program)] == [("urgent", "cabinet")]


def test_f4_goes_from_mark_to_mark(program: Program) -> None:
    for section in ("border-five", "migration-five"):
        program.window.open_section(section)
        program.keys("Ctrl+D", "Return")
    program.window.open_section("about")
    program.keys("F4")
    assert program.section == "border-five"
    program.keys("F4")
    assert program.section == "migration-five"
    program.keys("F4")
    assert program.message() == "No further mark"
    program.keys("Shift+F4")
    assert program.section == "border-five"


def test_another_window_s_bookmark_appears(program: Program) -> None:
    program.keys("Ctrl+D", "Return")
    script = (
        "import sys; from dataclasses import replace; from pathlib import Path\n"
        "from viewer.annotations.store import AnnotationStore\n"
        "store = AnnotationStore(Path(sys.argv[1])); mark = store.find()[0]\n"
        "store.update(replace(mark, title='From elsewhere')); store.close()\n"
    )
    command = [sys.executable, "-c", script, str(program.profile.store_file)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    wait_until(lambda: listed(program) == ["From elsewhere"])


def test_everything_is_there_at_the_next_start(program: Program, start: Start) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+D")
    program.type("For Monday")
    program.close()
    again = start()
    assert listed(again) == ["For Monday"]
    assert again.window.page._signs


def test_the_command_line_lists_what_the_window_made(program: Program) -> None:
    select(program, "incoming minister")
    program.keys("Ctrl+D")
    program.type("Who it is for")
    program.keys("Return")
    program.close()
    options = ["--profile", str(program.profile.folder)]
    command = [sys.executable, "-m", "viewer", "annotations", "list", "--json", *options]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60).stdout
    (entry,) = json.loads(output)
    assert entry["quote"] == "incoming minister"
    assert entry["state"] == "placed"
    assert entry["section"] == "about"


def test_a_mark_whose_text_went_says_so(start: Start, tides: Path) -> None:
    program = start(str(tides), "log")
    select(program, "the harbour")
    program.keys("Ctrl+D", "Return")
    program.close()
    (tides / "en" / "log.md").write_text("Nothing of it is left.\n", encoding="utf-8")
    again = start(str(tides), "spring")
    wait_until(lambda: not again.controls.following.busy())
    again.rest()
    again.keys("Ctrl+3", "Return")
    assert again.message() == (
        "The bookmark “Log — the harbour” has no place in this edition. It stood at: “the harbour”"
    )
    assert len(marks(again)) == 1


def test_a_mark_in_a_section_that_can_not_be_read_does_not_call_its_text_gone(
    start: Start, tides: Path
) -> None:
    program = start(str(tides), "log")
    program.keys("Ctrl+D", "Return")
    program.window.open_section("spring")
    for code in ("en", "fr"):
        (tides / code / "log.md").write_bytes(b"\xff\xfe")
    program.window.line.dismiss()
    program.keys("Ctrl+3", "Return")
    wait_until(lambda: program.section == "log")
    settle()
    assert program.window.navigation.shown is None
    assert program.message() == ""


def test_a_filter_narrows_my_marks(program: Program) -> None:
    for section in ("border-five", "migration-five"):
        program.window.open_section(section)
        program.keys("Ctrl+D", "Return")
    program.keys("Ctrl+3")
    program.part("marks_filter").setFocus()
    program.type("migr")
    assert listed(program) == ["Migration Five"]
    program.keys("Return")
    assert program.section == "migration-five"


def test_the_caret_keeps_the_selection_when_the_line_opens(program: Program) -> None:
    select(program, "incoming minister")
    program.keys("Ctrl+D", "Esc")
    assert program.window.page.textCursor().selectedText() == "incoming minister"


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough" * 40])
def test_an_unreadable_store_is_set_aside_and_told(
    profile: Profile, start: Start, damage: bytes
) -> None:
    profile.store_file.write_bytes(damage)
    program = start()
    program.keys("Ctrl+D", "Return")
    assert len(marks(program)) == 1
    if damage:
        assert program.message() != ""
        aside = [p for p in profile.folder.iterdir() if p.name.startswith(profile.store_file.stem)]
        assert any(p.read_bytes() == damage for p in aside if p.is_file())


def test_a_closed_store_can_be_opened_by_others(program: Program) -> None:
    program.keys("Ctrl+D", "Return")
    program.close()
    store = AnnotationStore(program.profile.store_file)
    assert [mark.title for mark in store.find()] == ["About this briefing"]
    store.close()
