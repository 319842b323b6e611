"""Highlights: by key, menu and bar; colours; undo; found again in any language and at any start."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.test_marks import marks, select
from viewer.annotations.model import Motivation
from viewer.book.model import Kind
from viewer.errors import StoreError
from viewer.ui.page.content import Passage
from viewer.ui.page.ink import Ink
from viewer.ui.window.marking import highlighting, mark_places

WORDS = "international discussion"


@pytest.fixture(autouse=True)
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are told about highlights."""
    told: list[str] = []
    for module in (highlighting, mark_places):
        monkeypatch.setattr(module, "announce", lambda _widget, text: told.append(text))
    return told


def inks(program: Program) -> list[Ink]:
    return list(program.window.page._inks)


def open_five(program: Program) -> None:
    program.window.open_section("border-five")


def select_between(program: Program, first: str, last: str) -> None:
    """Select from some words to others further down."""
    page = program.window.page
    start = page.document().find(first)
    end = page.document().find(last, start)
    assert not start.isNull()
    assert not end.isNull()
    start.setPosition(start.selectionStart())
    start.setPosition(end.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page.setFocus()
    page.setTextCursor(start)
    settle()


def test_a_key_highlights_the_selection(program: Program, announced: list[str]) -> None:
    open_five(program)
    select(program, WORDS)
    program.keys("Ctrl+Shift+H")
    (mark,) = marks(program)
    assert (mark.motivation, mark.colour) == (Motivation.HIGHLIGHTING, "yellow")
    assert mark.anchor.quote == WORDS
    assert [(ink.colour, ink.line) for ink in inks(program)] == [("yellow", "solid")]
    assert not program.window.page.textCursor().hasSelection()
    assert f"Highlighted, Yellow: {WORDS}" in announced


def test_each_colour_has_a_key_and_the_last_one_is_kept(program: Program, start: Start) -> None:
    open_five(program)
    select(program, WORDS)
    program.keys("Alt+4")
    select(program, "chair")
    program.keys("Ctrl+Shift+H")
    assert [mark.colour for mark in marks(program)] == ["pink", "pink"]
    program.close()
    again = start()
    open_five(again)
    select(again, "Kingdom")
    again.keys("Ctrl+Shift+H")
    assert marks(again)[-1].colour == "pink"


def test_a_title_alone_is_no_text_to_highlight(program: Program) -> None:
    open_five(program)
    select(program, "Border Five")
    program.keys("Ctrl+Shift+H")
    assert marks(program) == []
    assert program.message() == "There is no text here that could be highlighted."


def test_without_a_selection_the_block_with_the_caret_is_meant(program: Program) -> None:
    open_five(program)
    page = program.window.page
    page.setFocus()
    found = page.document().find(WORDS)
    found.setPosition(found.selectionStart())
    page.setTextCursor(found)
    program.keys("Ctrl+Shift+H")
    (mark,) = marks(program)
    assert WORDS in mark.anchor.quote
    shown = program.window.navigation.shown
    assert shown is not None
    assert mark.anchor.quote == shown.content.text.blocks[mark.anchor.ordinal].text


def test_the_same_words_change_their_colour_and_are_never_doubled(program: Program) -> None:
    open_five(program)
    for key in ("Alt+1", "Alt+3", "Alt+3"):
        select(program, WORDS)
        program.keys(key)
    assert [mark.colour for mark in marks(program)] == ["blue"]
    # With the caret in the words, no selection is needed.
    select(program, WORDS)
    caret = program.window.page.textCursor()
    caret.setPosition(caret.selectionStart() + 3)
    program.window.page.setTextCursor(caret)
    program.keys("Alt+5")
    assert [mark.colour for mark in marks(program)] == ["orange"]


def test_undo_and_redo_go_deep_and_are_named(program: Program) -> None:
    undo, redo = (program.controls.actions[f"edit.{name}"] for name in ("undo", "redo"))
    open_five(program)
    select(program, WORDS)
    program.keys("Alt+1", "Alt+2")
    program.act("marks.delete")
    assert marks(program) == []
    assert program.message() == f"Highlight “Border Five — {WORDS}” deleted."
    assert undo.text() == "&Undo – Delete highlight"
    program.keys("Ctrl+Z")
    assert undo.text() == "&Undo – Change colour"
    assert [ink.colour for ink in inks(program)] == ["green"]
    program.keys("Ctrl+Z")
    assert [ink.colour for ink in inks(program)] == ["yellow"]
    program.keys("Ctrl+Z")
    assert inks(program) == []
    assert redo.text() == "&Redo – Add highlight"
    program.keys("Ctrl+Y", "Ctrl+Y")
    assert [ink.colour for ink in inks(program)] == ["green"]
    program.keys("Ctrl+Y")
    assert marks(program) == []


def test_across_blocks_of_lists(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    select_between(program, "largest union", "Professional Institute")
    program.keys("Ctrl+Shift+H")
    (mark,) = marks(program)
    assert mark.anchor.last_block
    assert mark.anchor.quote.startswith("largest union")
    assert mark.anchor.quote.endswith("Professional Institute")
    (ink,) = inks(program)
    assert ink.passage.first_ordinal < ink.passage.last_ordinal


def test_cells_of_a_table(program: Program) -> None:
    book = program.window.navigation.book
    assert book is not None
    section = next(
        name
        for name in book.order
        if book.section(name).text
        and any(b.kind is Kind.TABLE for b in book.text(name, "en").blocks)
    )
    program.window.open_section(section)
    shown = program.window.navigation.shown
    assert shown is not None
    table = next(b for b in shown.content.text.blocks if b.kind is Kind.TABLE)
    rows = [row.split("\t") for row in table.text.split("\n")]
    page = program.window.page
    sheet = page._sheet
    assert sheet is not None
    wait_until(lambda: len(sheet.builder.map) > table.ordinal)
    start, end = table.text.index(rows[1][0]), table.text.index(rows[1][1]) + len(rows[1][1])
    first, last = sheet.builder.map.span(table.ordinal, start, end)
    page.setFocus()
    page.setTextCursor(sheet.cursor(first, last))
    program.keys("Ctrl+Shift+H")
    (mark,) = marks(program)
    assert mark.anchor.quote == f"{rows[1][0]}\t{rows[1][1]}"


def test_spaces_at_the_ends_of_a_selection_are_left_out(program: Program) -> None:
    open_five(program)
    select(program, f" {WORDS} ")
    program.keys("Ctrl+Shift+H")
    assert [mark.anchor.quote for mark in marks(program)] == [WORDS]


def test_nothing_to_highlight_is_told(start: Start, tides: object) -> None:
    program = start(str(tides), "basics")
    program.keys("Ctrl+Shift+H")
    assert marks(program) == []
    assert program.message() == "There is no text here that could be highlighted."


def test_what_is_not_saved_is_not_shown(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_changes: object) -> None:
        raise StoreError("store-disk-full", file="reader.sqlite3")

    open_five(program)
    monkeypatch.setattr(program.controls.store, "apply", full)
    select(program, WORDS)
    program.keys("Ctrl+Shift+H")
    assert inks(program) == []
    assert program.message() != ""
    assert program.window.page.textCursor().selectedText() == WORDS


def test_the_bar_comes_with_the_mouse_and_goes_with_a_key(program: Program) -> None:
    open_five(program)
    bar = program.part("selection_bar")
    select(program, WORDS)
    assert not bar.isVisible()
    program.window.page.selected.emit(program.window.page.selected_area())
    assert bar.isVisible()
    assert program.window.page.rect().contains(bar.geometry())
    program.keys("Right")
    assert not bar.isVisible()


def test_the_bar_highlights_and_bookmarks(program: Program) -> None:
    open_five(program)
    for name in ("selection_blue", "selection_bookmark"):
        select(program, WORDS)
        program.window.page.selected.emit(program.window.page.selected_area())
        click(program.part(name))
        assert not program.part("selection_bar").isVisible()
    assert [mark.motivation for mark in marks(program)] == [
        Motivation.HIGHLIGHTING,
        Motivation.BOOKMARKING,
    ]


def test_the_context_menu_means_the_highlight_under_the_pointer(program: Program) -> None:
    open_five(program)
    select(program, WORDS)
    program.keys("Ctrl+Shift+H")
    page = program.window.page
    area = page.cursorRect()
    page.setTextCursor(page.document().find("Border Five"))
    caret = page.textCursor()
    caret.clearSelection()
    page.setTextCursor(caret)
    page.point_at(page.viewport().mapToGlobal(area.center() + QPoint(2, 0)))
    program.act("marks.delete")
    assert marks(program) == []


def test_the_reader_names_the_colours(program: Program) -> None:
    program.act("marks.name_colours")
    field = program.part("meaning_pink")
    assert isinstance(field, QLineEdit)
    field.setText("  to be   asked ")
    click(program.part("colours_keep"))
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)
    action = program.controls.actions["marks.colour_pink"]
    assert action.text() == "Highlight in &pink – to be asked"
    assert program.part("selection_pink").accessibleName() == "Highlight: Pink – to be asked"
    program.keys("Ctrl+Z")
    assert action.text() == "Highlight in &pink"
    program.keys("Ctrl+Y")
    assert action.text() == "Highlight in &pink – to be asked"


def test_the_caret_that_enters_a_highlight_hears_of_it(
    program: Program, announced: list[str]
) -> None:
    open_five(program)
    select(program, WORDS)
    program.keys("Alt+2")
    page = program.window.page
    caret = page.textCursor()
    caret.setPosition(caret.position() - 2)
    page.setTextCursor(caret)
    program.keys("F7")
    announced.clear()
    program.keys("Right", "Right", "Right")
    assert announced == ["Highlight, Green"]


def test_a_highlight_in_the_other_language_is_a_sign_there(program: Program) -> None:
    open_five(program)
    select(program, WORDS)
    program.keys("Ctrl+Shift+H")
    assert program.window.page._signs == {}
    program.keys("Ctrl+Shift+L")
    assert inks(program) == []
    ((_ordinal, sign),) = program.window.page._signs.items()
    assert sign.icon == "highlight"


def test_it_is_there_at_the_next_start(program: Program, start: Start) -> None:
    open_five(program)
    select(program, WORDS)
    program.keys("Ctrl+Shift+H")
    before = [ink.passage for ink in inks(program)]
    program.close()
    again = start()
    assert [ink.passage for ink in inks(again)] == before
    assert isinstance(before[0], Passage)
