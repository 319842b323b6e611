"""Full screen: the text and its classification, and everything as it was afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, focused, settle, wait_until

BARS = ("toolbar", "breadcrumb", "status_line", "tabs", "left_pane")


def bars(program: Program) -> list[str]:
    """Which bars can be seen."""
    found = [name for name in BARS if program.part(name).isVisible()]
    return [*found, *(["menus"] if program.window.menuBar().height() else [])]


@pytest.fixture
def program(start: Start) -> Program:
    made = start(section="border-five")
    made.window.resize(1300, 800)
    settle()
    made.window.page.setFocus()
    made.keys("Ctrl+T")
    assert bars(made) == [*BARS, "menus"]
    return made


def fill(program: Program) -> None:
    program.keys("F11")
    wait_until(program.window.isFullScreen)
    settle()


def leave(program: Program, key: str = "F11") -> None:
    program.keys(key)
    wait_until(lambda: not program.window.isFullScreen())
    settle()


@pytest.mark.parametrize("key", ["F11", "Esc"])
def test_only_the_text_and_its_classification_stay(program: Program, key: str) -> None:
    fill(program)
    assert bars(program) == []
    assert program.window.strip.isVisible()
    assert program.window.page.isVisible()
    assert focused() is program.window.page
    assert program.message() == "Full screen: Escape or F11 leads back."
    assert program.controls.actions["view.full_screen"].isChecked()
    leave(program, key)
    assert bars(program) == [*BARS, "menus"]
    assert program.message() == ""
    assert focused() is program.window.page


def test_what_was_hidden_before_stays_hidden(program: Program) -> None:
    program.keys("F9")
    fill(program)
    leave(program)
    assert not program.part("left_pane").isVisible()


def test_panes_come_over_the_text_and_go_when_something_is_chosen(program: Program) -> None:
    fill(program)
    width = program.window.page.width()
    program.keys("Ctrl+1")
    pane = program.part("left_pane")
    assert pane.isVisible()
    assert program.window.page.width() == width
    program.keys("Down", "Return")
    assert not pane.isVisible()
    program.keys("F9")
    assert pane.isVisible()
    program.keys("Esc")
    assert not pane.isVisible()
    assert program.window.isFullScreen()
    assert focused() is program.window.page


def test_the_search_field_comes_when_it_is_wanted(program: Program) -> None:
    fill(program)
    program.keys("Ctrl+K")
    assert bars(program) == ["toolbar"]
    assert focused() is program.window.field
    program.type("Migration Five")
    program.await_search()
    program.keys("Return")
    wait_until(lambda: program.section == "migration-five")
    program.window.page.setFocus()
    settle()
    assert "toolbar" not in bars(program)


def test_keys_work_without_the_menus(program: Program) -> None:
    fill(program)
    before = program.section
    program.keys("Alt+PgDown")
    assert program.section != before
    program.keys("Ctrl+D")
    assert program.window.bookmark_line.isVisible()
    program.keys("Return", "Ctrl+W")
    assert bars(program) == []


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_menus_answer_their_letters_and_show_when_they_have_the_keyboard(
    program: Program,
) -> None:
    fill(program)
    program.keys("Alt+G")
    wait_until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == "menu_go"
    menu.close()
    program.window.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
    wait_until(lambda: bars(program) == ["menus"])
    program.window.page.setFocus()
    wait_until(lambda: bars(program) == [])


def test_tabs_that_come_meanwhile_are_seen_afterwards(start: Start) -> None:
    program = start(section="border-five")
    fill(program)
    program.keys("Ctrl+T")
    assert not program.part("tabs").isVisible()
    leave(program)
    assert program.part("tabs").isVisible()


def test_a_note_beside_the_page_is_put_aside_and_comes_back(program: Program) -> None:
    program.keys("Ctrl+Shift+M")
    program.type("Ask.")
    companion = program.window.companion
    assert isinstance(companion, QWidget)
    assert companion.isVisible()
    fill(program)
    assert not companion.isVisible()
    assert focused() is program.window.page
    leave(program)
    assert companion.isVisible()


def test_the_next_start_has_all_tools(start: Start, program: Program) -> None:
    fill(program)
    program.close()
    again = start()
    settle()
    assert not again.window.isFullScreen()
    assert bars(again) == [*BARS, "menus"]


def test_the_books_fill_the_screen_as_well(program: Program, tides: Path) -> None:
    program.controls.library.open_path(tides)
    program.keys("Ctrl+Shift+B")
    fill(program)
    assert program.part("books_list").isVisible()
    assert bars(program) == []
    leave(program)
    assert program.part("books_list").isVisible()
