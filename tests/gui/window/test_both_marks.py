"""Marks, hits, tables and links where two languages are side by side."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until
from tests.gui.window.rivers import top, twin, words, write_rivers
from viewer.annotations.model import Annotation, Motivation
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    made = start(str(write_rivers(tmp_path / "books" / "rivers")), "ottawa")
    made.window.resize(1500, 700)
    settle()
    made.keys("Ctrl+Shift+S")
    return made


def select(page: PageView, ordinal: int, start: int, end: int) -> None:
    """Select words of a block, with the keyboard on the page."""
    sheet = page.sheet()
    assert sheet is not None
    page.setFocus()
    page.go_to(Target(ordinal))
    page.setTextCursor(sheet.cursor(*sheet.builder.map.span(ordinal, start, end)))
    settle()


def only_mark(program: Program) -> Annotation:
    (mark,) = program.controls.store.find()
    return mark


def sign_at(page: PageView, ordinal: int) -> bool:
    return ordinal in page._signs


def test_a_highlight_shows_in_its_words_and_as_a_sign_beside(program: Program) -> None:
    page = program.window.page
    select(page, 3, 0, 9)
    program.keys("Ctrl+Shift+H")
    assert page.highlights_at(3, 4)
    assert not sign_at(page, 3)
    assert sign_at(twin(program), 2)
    assert not twin(program).highlights_at(2, 4)


def test_what_is_selected_in_the_other_language_is_marked_there(program: Program) -> None:
    select(twin(program), 2, 0, 10)
    program.keys("Ctrl+Shift+H")
    mark = only_mark(program)
    assert mark.anchor.language == "fr"
    assert mark.anchor.quote == "La rivière"
    assert twin(program).highlights_at(2, 4)
    assert not twin(program).textCursor().hasSelection()
    assert sign_at(program.window.page, 3)
    # Once more it is the same one, in another colour.
    select(twin(program), 2, 0, 10)
    program.keys("Alt+3")
    assert only_mark(program).colour == "blue"


def test_bookmark_and_note_are_made_where_the_keyboard_is(program: Program) -> None:
    twin(program).setFocus()
    twin(program).go_to(Target(20))
    settle()
    program.keys("Ctrl+D", "Return")
    assert only_mark(program).motivation is Motivation.BOOKMARKING
    assert only_mark(program).anchor.language == "fr"
    assert only_mark(program).anchor.ordinal == 20
    program.window.page.setFocus()
    program.keys("Ctrl+D", "Return")
    assert {mark.anchor.language for mark in program.controls.store.find()} == {"en", "fr"}


def test_a_sign_in_the_other_language_opens_its_note(program: Program) -> None:
    select(program.window.page, 3, 0, 9)
    program.keys("Ctrl+Shift+M")
    program.type("Ask why")
    program.controls.notes.save()
    program.controls.notes.close_pane()
    page = twin(program)
    margin = page._margin
    middle, _sign = page._visible_signs()[2]
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=QPoint(margin.width() - 14, middle))
    settle()
    assert program.window.companion_shows()
    assert program.controls.notes.pane.editor.note() == "Ask why"


def test_the_notes_pane_stands_beside_both_or_turns_them_into_stacks(program: Program) -> None:
    select(program.window.page, 3, 0, 9)
    program.keys("Ctrl+Shift+M")
    program.type("Ask why")
    program.window.resize(1900, 700)
    program.rest()
    pane = program.controls.notes.pane
    assert pane.isVisible()
    assert abs(twin(program).width() - program.window.page.width()) <= 1
    for ordinal in (1, 7, 20):
        here, there = top(program.window.page, ordinal), top(twin(program), ordinal - 1)
        assert here == pytest.approx(there, abs=1)
    program.window.resize(1100, 700)
    program.rest()
    assert pane.isVisible()
    assert program.controls.both.twin() is None
    assert "lac numéro 10" in words(program.window.page)
    program.controls.notes.close_pane()
    program.window.resize(1500, 700)
    program.rest()
    assert twin(program).isVisible()


def hits(page: PageView) -> list[tuple[int, int, int]]:
    return list(page._marked.hits)


def test_what_was_found_shows_in_both_languages(program: Program) -> None:
    program.window.page.setFocus()
    program.keys("Ctrl+F")
    program.type("1912")
    wait_until(lambda: len(hits(program.window.page)) == 3)
    wait_until(lambda: len(hits(twin(program))) == 3)
    assert hits(twin(program))[0][0] == hits(program.window.page)[0][0] - 1
    assert program.window.page._marked.current >= 0
    assert twin(program)._marked.current == -1
    program.keys("Escape")
    wait_until(lambda: not hits(twin(program)))


def test_what_was_found_follows_to_the_next_section_and_language(program: Program) -> None:
    program.window.page.setFocus()
    program.keys("Ctrl+F")
    program.type("1912")
    wait_until(lambda: len(hits(twin(program))) == 3)
    before = hits(twin(program))
    program.keys("Ctrl+Shift+L")
    wait_until(lambda: hits(program.window.page) == before)
    wait_until(lambda: len(hits(twin(program))) == 3)


def test_a_table_of_the_other_language_opens(program: Program) -> None:
    twin(program).setFocus()
    twin(program).table_requested.emit(31)
    settle()
    dialog = program.controls.commands.view.tables.dialog
    assert dialog is not None
    assert "Outaouais" in dialog.windowTitle()
    dialog.reject()
    settle()
    assert program.window.focusWidget() is twin(program)


def test_the_text_cursor_and_headings_serve_both(program: Program) -> None:
    on = program.window.page.has_text_cursor()
    twin(program).setFocus()
    program.keys("F7")
    assert program.window.page.has_text_cursor() is not on
    assert twin(program).has_text_cursor() is not on
    twin(program).go_to(Target(-1))
    program.keys("F8")
    assert top(twin(program), 0) < 40
    program.keys("Ctrl+Shift+S")
    assert program.window.page.hasFocus()


def test_both_are_copied_from_the_side_where_words_are_selected(program: Program) -> None:
    select(twin(program), 2, 0, 10)
    program.act("edit.copy_both")
    program.keys("Return")
    text = QGuiApplication.clipboard().text()
    assert "lake number 11" in text
    assert "lac numéro 11" in text
    assert "10 " not in text


def test_a_heading_named_in_the_other_language_is_found(start: Start) -> None:
    program = start("key-relationships", "border-five")
    program.window.resize(1500, 800)
    program.keys("Ctrl+Shift+S")
    twin(program).link_requested.emit("section:border-five#qui-en-assure-la-presidence")
    program.rest()
    shown = program.window.readings.shown(twin(program))
    assert shown is not None
    here = twin(program).caret().ordinal
    assert shown.content.text.blocks[here].data["slug"] == "qui-en-assure-la-presidence"
    assert program.window.readings.page() is twin(program)
    assert program.window.navigation.language == "en"
    read = program.window.navigation.shown
    assert read is not None
    slugs = [block.data.get("slug") for block in read.content.text.blocks]
    there = slugs.index("who-chairs-it")
    wait_until(lambda: abs(top(program.window.page, there) - top(twin(program), here)) <= 1)
