"""What stands beside what: nothing is squeezed, cut without need, or out of line."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QScrollArea, QToolButton, QWidget

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.theme import theme
from viewer.ui.window.languages.language_switch import LanguageSwitch
from viewer.ui.window.searching.hit_bar import HitBar
from viewer.ui.window.status import StatusLine


def middle(part: QWidget) -> int:
    return part.mapTo(part.window(), part.rect().center()).y()


def right(part: QWidget) -> int:
    return part.mapTo(part.window(), part.rect().topRight()).x()


@pytest.fixture
def large(start: Start) -> Program:
    """The program at 300 % in a small window."""
    program = start()
    program.window.look.choose(text_size=300)
    program.window.resize(1024, 640)
    settle()
    return program


def test_books_do_not_squeeze_the_tools(large: Program) -> None:
    tools = large.part("toolbar")
    before = tools.height()
    large.keys("Ctrl+Shift+B")
    wait_until(large.part("books_list").isVisible)
    settle()
    assert tools.height() == before == tools.sizeHint().height()
    assert large.window.height() == 640
    assert large.part("books_list").height() >= 3 * large.window.fontMetrics().height()


def test_both_buttons_of_the_text_size_fold_together(program: Program) -> None:
    smaller, larger = program.part("tool_smaller"), program.part("tool_larger")
    for width in range(1280, 480, -40):
        program.window.resize(width, 640)
        settle()
        assert smaller.isHidden() == larger.isHidden(), width
    assert smaller.isHidden()


def test_where_the_button_for_both_has_no_room_both_languages_are_down(program: Program) -> None:
    program.window.resize(480, 640)
    settle()
    program.keys("Ctrl+Shift+S")
    switch = program.part("language_switch")
    assert isinstance(switch, LanguageSwitch)
    english, french = (program.part(f"language_{code}") for code in ("en", "fr"))
    assert isinstance(english, QToolButton)
    assert isinstance(french, QToolButton)
    wait_until(lambda: english.isChecked() and french.isChecked())
    french.click()
    wait_until(lambda: french.isChecked() and not english.isChecked())
    assert program.window.navigation.language == "fr"


def test_the_ring_of_a_row_has_its_whole_width_and_the_colour_of_the_focus(
    program: Program,
) -> None:
    program.act("view.theme_contrast_dark")
    program.keys("Ctrl+1")
    tree = program.part("contents_tree")
    assert isinstance(tree, RowsView)
    rows = tree.model()
    part = next(
        index for row in range(rows.rowCount()) if rows.hasChildren(index := rows.index(row, 0))
    )
    tree.expand(part)
    tree.setCurrentIndex(rows.index(0, 0, part))
    wait_until(tree.hasFocus)
    settle()
    row = tree.visualRect(tree.currentIndex())
    assert row.left() > 0
    drawn = tree.viewport().grab().toImage()
    top = {drawn.pixelColor(x, row.top()).name() for x in (1, row.left() + 9, row.right() - 9)}
    assert top == {QColor(theme("contrast_dark").focus).name()}


def test_the_parts_of_the_find_bar_are_in_line(program: Program) -> None:
    program.keys("Ctrl+F")
    names = ("find_field", "find_previous", "find_case", "find_whole", "find_close")
    parts = [program.part(name) for name in names]
    settle()
    heights = [part.height() for part in parts]
    assert max(heights) - min(heights) <= 4
    assert max(map(middle, parts)) - min(map(middle, parts)) <= 1


def test_all_of_a_note_is_seen_below_the_page(program: Program) -> None:
    program.window.resize(1024, 640)
    program.window.open_section("border-five")
    settle()
    program.window.page.setFocus()
    program.keys("Ctrl+Shift+M")
    scroll = program.part("note_scroll")
    assert isinstance(scroll, QScrollArea)
    wait_until(program.part("note_editor").hasFocus)
    settle()
    assert scroll.verticalScrollBar().maximum() == 0
    assert program.part("note_editor").height() >= 3 * program.window.fontMetrics().height()


def test_without_marks_the_button_of_the_list_stays_at_the_right(program: Program) -> None:
    program.keys("Ctrl+3")
    button = program.part("marks_arrange")
    wait_until(button.isVisible)
    settle()
    panel = program.part("marks_panel")
    assert right(panel) - right(button) <= 2 * panel.fontMetrics().averageCharWidth()


def test_buttons_of_a_bookmark_are_as_wide_as_their_words(program: Program) -> None:
    program.keys("Ctrl+D")
    wait_until(program.part("bookmark_line").isVisible)
    settle()
    buttons = program.part("bookmark_line").findChildren(QPushButton)
    assert all(one.width() == one.sizeHint().width() for one in buttons if one.isVisible())


def test_a_query_is_whole_where_there_is_room(program: Program) -> None:
    bar = program.part("hit_bar")
    assert isinstance(bar, HitBar)
    query = "who chairs the border five this year"
    bar.show_hits(1, 15, query)
    words = bar._words
    bar.fit(1000)
    assert words.text().endswith(query)
    bar.fit(500)
    assert "…" in words.text()
    bar.fit(60)
    assert words.text() == "1 of 15"


def test_that_the_program_is_ready_is_not_told_where_the_title_would_be_cut(
    program: Program,
) -> None:
    line = program.part("status_line")
    assert isinstance(line, StatusLine)
    line.show_progress("", -1)
    program.window.resize(1024, 640)
    settle()
    assert not line._state.isHidden()
    assert right(line._state) == right(line) - 12
    program.window.resize(480, 640)
    settle()
    assert line._state.isHidden()
    line.show_progress("Tides", 40)
    assert not line._state.isHidden()


def test_pages_below_tabs_begin_and_end_where_tabs_and_buttons_do(program: Program) -> None:
    program.keys("Ctrl+,")
    dialog = program.controls.commands.preferences.dialog
    assert dialog is not None
    settle()
    preview = dialog.findChild(QWidget, "pref_preview")
    assert preview is not None
    assert right(preview) == right(dialog._close)
    dialog.close()
