"""Notes: written beside the text, saved while they are written, never said too early."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit, QToolTip

from tests.gui.window.conftest import ROOT, Start
from tests.gui.window.program import Program, click, focused, settle, wait_until
from tests.gui.window.test_marks import marks, select
from viewer.annotations.model import Motivation
from viewer.errors import StoreError
from viewer.ui.companion.note_editor import NoteEditor
from viewer.ui.page import hints
from viewer.ui.window.marking import mark_places

WORDS = "international discussion"


def editor(program: Program) -> NoteEditor:
    found = program.part("note_editor")
    assert isinstance(found, NoteEditor)
    return found


def said(program: Program) -> str:
    """What the pane says of the saving."""
    found = program.part("note_state")
    assert isinstance(found, QLabel)
    return found.text()


def notes(program: Program) -> list[str]:
    return [mark.note for mark in marks(program)]


def write(program: Program, note: str, words: str = WORDS) -> None:
    """Write a note on words of the page, and wait until it is saved."""
    program.window.open_section("border-five")
    select(program, words)
    program.keys("Ctrl+Shift+M")
    program.type(note)
    wait_until(lambda: said(program) == "Saved")


def test_a_note_on_selected_words_is_saved_while_it_is_written(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    assert focused() is editor(program)
    assert marks(program) == []
    program.type("Ask")
    assert said(program) == "Not saved yet"
    wait_until(lambda: notes(program) == ["Ask"])
    assert said(program) == "Saved"
    (mark,) = marks(program)
    assert (mark.motivation, mark.anchor.quote) == (Motivation.COMMENTING, WORDS)
    program.type(" them")
    wait_until(lambda: notes(program) == ["Ask them"])


def test_typing_without_a_pause_is_saved_too(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    typed = 0

    def saved_while_typing() -> bool:
        nonlocal typed
        program.type("a")
        typed += 1
        return bool(marks(program))

    wait_until(saved_while_typing)
    assert typed > 1


def test_leaving_saves_at_once_and_leads_back(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    before = program.window.page.textCursor().position()
    program.keys("Ctrl+Shift+M")
    program.type("Ask them")
    program.keys("Esc")
    assert notes(program) == ["Ask them"]
    assert focused() is program.window.page
    assert program.window.page.textCursor().position() == before


@pytest.mark.parametrize("key", ["Ctrl+Return", "Tab"])
def test_these_keys_leave_the_editor_too(program: Program, key: str) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    program.type("Ask")
    program.keys(key)
    assert focused() is (program.part("note_tags") if key == "Tab" else program.window.page)
    assert notes(program) == ["Ask"]


def test_closing_the_window_saves(program: Program, start: Start) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    program.type("Ask")
    program.close()
    assert notes(start()) == ["Ask"]


def test_saved_is_said_only_after_the_commit(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_changes: object) -> None:
        raise StoreError("store-disk-full", file="reader.sqlite3")

    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    with monkeypatch.context() as broken:
        broken.setattr(program.controls.store, "apply", full)
        program.type("Ask")
        wait_until(lambda: said(program).startswith("Not saved:"))
        assert marks(program) == []
        assert program.message() != ""
    program.keys("Esc")
    assert notes(program) == ["Ask"]
    assert said(program) == "Saved"


def test_a_note_on_a_highlight_a_bookmark_and_a_section(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Alt+2")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    program.type("On a highlight")
    program.keys("Esc")
    select(program, "economic prosperity")
    program.keys("Ctrl+D")
    click(program.part("bookmark_note"))
    program.type("On a bookmark")
    program.keys("Esc")
    program.window.open_section("migration-five")
    program.window.page.setFocus()
    program.keys("Ctrl+Shift+M")
    program.type("On a section")
    program.keys("Esc")
    found = [(mark.motivation, mark.note, mark.anchor.block != "") for mark in marks(program)]
    assert found == [
        (Motivation.HIGHLIGHTING, "On a highlight", True),
        (Motivation.BOOKMARKING, "On a bookmark", True),
        (Motivation.COMMENTING, "On a section", False),
    ]


def test_the_same_place_opens_the_same_note(program: Program) -> None:
    write(program, "One")
    program.keys("Esc")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    assert editor(program).note() == "One"
    assert len(marks(program)) == 1


def test_a_note_of_a_session_is_one_step_of_undo(program: Program) -> None:
    write(program, "One")
    program.type(" and two")
    wait_until(lambda: notes(program) == ["One and two"])
    program.keys("Esc")
    undo = program.controls.actions["edit.undo"]
    assert undo.text() == "&Undo – Add note"
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    program.type(", three")
    program.keys("Esc")
    assert undo.text() == "&Undo – Edit note"
    program.keys("Ctrl+Z")
    assert notes(program) == ["One and two"]
    assert editor(program).note() == "One and two"
    program.keys("Ctrl+Z")
    assert notes(program) == []
    assert not program.part("note_pane").isVisible()
    program.keys("Ctrl+Y", "Ctrl+Y")
    assert notes(program) == ["One and two, three"]


def test_undo_in_the_editor_undoes_typing(program: Program) -> None:
    write(program, "One")
    program.keys("Ctrl+Z")
    assert editor(program).note() == ""
    assert len(marks(program)) == 1


def test_an_emptied_note_goes_when_it_is_left(program: Program) -> None:
    write(program, "One")
    program.keys("Ctrl+A", "Del", "Esc")
    assert marks(program) == []
    assert program.controls.actions["edit.undo"].text() == "&Undo – Delete note"


def test_nothing_typed_makes_nothing(program: Program) -> None:
    program.window.open_section("border-five")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M", "Esc")
    assert marks(program) == []


def test_the_margin_tells_of_a_note_and_opens_it(program: Program) -> None:
    write(program, "One")
    program.keys("Esc")
    click(program.part("note_close"))
    ((ordinal, sign),) = program.window.page._signs.items()
    assert (sign.icon, sign.words) == ("note", "Note: One")
    program.window.page.mark_requested.emit(ordinal)
    assert focused() is editor(program)
    assert editor(program).note() == "One"


def test_a_note_is_shown_under_the_pointer_and_told_to_screen_readers(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(program, "One")
    program.keys("Esc")
    page = program.window.page
    told: list[str] = []
    monkeypatch.setattr(mark_places, "announce", lambda _widget, text: told.append(text))
    caret = page.textCursor()
    caret.setPosition(caret.selectionStart() - 2)
    page.setTextCursor(caret)
    program.keys("F7", "Right", "Right", "Right")
    assert told == ["Note: One"]
    spot = page.caret()
    assert [ink.words for ink in page.highlights_at(spot.ordinal, spot.start)] == ["One"]


def test_tags_can_be_written_beside_the_note(program: Program) -> None:
    write(program, "One")
    tags = program.part("note_tags")
    assert isinstance(tags, QLineEdit)
    tags.setFocus()
    program.type("urgent, cabinet")
    program.keys("Return")
    assert [mark.tags for mark in marks(program)] == [("urgent", "cabinet")]
    assert notes(program) == ["One"]


def test_another_window_s_note_appears_and_neither_text_is_lost(program: Program) -> None:
    write(program, "One")

    def elsewhere(note: str) -> None:
        script = (
            "import sys; from dataclasses import replace; from pathlib import Path\n"
            "from viewer.annotations.store import AnnotationStore\n"
            "store = AnnotationStore(Path(sys.argv[1])); mark = store.find()[0]\n"
            "store.update(replace(mark, note=sys.argv[2])); store.close()\n"
        )
        command = [sys.executable, "-c", script, str(program.profile.store_file), note]
        subprocess.run(command, cwd=ROOT, check=True, timeout=60)

    elsewhere("Theirs")
    wait_until(lambda: editor(program).note() == "Theirs")
    program.type(", mine")
    elsewhere("Theirs anew")
    program.keys("Esc")
    (note,) = notes(program)
    assert "Theirs anew" in note
    assert "Theirs, mine" in note
    assert program.message() != ""


def test_signs_of_markdown_are_put_around_the_selection(program: Program) -> None:
    write(program, "One")
    program.keys("Ctrl+A", "Ctrl+B")
    assert editor(program).note() == "**One**"
    program.keys("Ctrl+A", "Del", "Ctrl+I")
    program.type("two")
    assert editor(program).note() == "*two*"


def test_the_pane_stands_below_the_page_in_a_narrow_window(program: Program) -> None:
    program.window.resize(1280, 700)
    write(program, "One")
    page, pane = program.window.page, program.part("note_pane")
    assert pane.geometry().left() >= page.geometry().right()
    program.window.resize(640, 640)
    settle()
    assert pane.geometry().top() >= page.geometry().bottom()
    assert page.height() > 100


def test_f6_reaches_the_note(program: Program) -> None:
    write(program, "One")
    program.window.page.setFocus()
    program.keys("F6")
    assert focused() is editor(program)


def test_a_long_note_is_kept_whole(program: Program) -> None:
    write(program, "One")
    note = "A sentence of a long note. 🛂\n" * 40_000
    editor(program).setPlainText(note)
    program.keys("Esc")
    assert notes(program) == [note]


def test_a_selected_title_is_what_is_noted(program: Program) -> None:
    program.window.open_section("border-five")
    settle()
    select(program, "Border Five")
    assert program.window.page.title_selected()
    program.keys("Ctrl+Shift+M")
    program.type("Ask")
    program.keys("Esc")
    (mark,) = marks(program)
    assert (mark.anchor.section, mark.anchor.block, mark.anchor.quote) == ("border-five", "", "")


def test_the_markdown_of_a_note_is_set_where_the_pointer_rests(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: told.append(text))
    page = program.window.page
    hints.show_words(page.viewport(), QPoint(5, 5), ["**Ask** <b>x</b>", "two"])
    assert told == ["<p><strong>Ask</strong> &lt;b&gt;x&lt;/b&gt;</p>\n<hr><p>two</p>\n"]
