"""From one section to another, and back to the very line."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from shiboken6 import isValid

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, focused, settle, wait_until
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.page.content import Target

Key = Qt.Key


def tree(program: Program) -> RowsView:
    found = program.part("contents_tree")
    assert isinstance(found, RowsView)
    return found


def scroll(program: Program, value: int) -> int:
    """Scroll the page, and return where it is then."""
    bar = program.window.page.verticalScrollBar()
    bar.setValue(value)
    settle()
    return bar.value()


def click_row(program: Program, title: str) -> None:
    view = tree(program)
    index = view.model().index(0, 0)
    while index.isValid() and index.data() != title:
        index = view.indexBelow(index)
    assert index.isValid(), f"no row {title}"
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(index).center(),
    )
    settle()


def test_it_opens_in_the_book(program: Program) -> None:
    assert program.section == "about"
    assert program.window.windowTitle() == "Key relationships, edition 2023-09 — Briefing Viewer"
    assert program.window.strip.words() == "UNCLASSIFIED / NON CLASSIFIÉ"
    assert focused() is program.window.page


def test_a_click_in_the_contents_opens_the_section(program: Program) -> None:
    click_row(program, "Border Five")
    assert program.section == "border-five"
    assert program.window.page.accessibleName() == "Text of the section: Border Five"
    assert tree(program).currentIndex().data() == "Border Five"


def test_the_contents_work_by_keyboard(program: Program) -> None:
    program.keys("Ctrl+1")
    assert focused() is tree(program)
    # Left folds the headings of the open section in.
    program.keys("Left", "Down", "Return")
    assert program.section == "essentials"
    assert focused() is tree(program)
    program.keys("Esc")
    assert focused() is program.window.page


def test_back_and_forward_return_to_the_same_line(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    settle()
    left = scroll(program, 240)
    assert left == 240
    program.window.open_section("border-five")
    settle()
    beyond = scroll(program, 55)
    program.keys("Alt+Left")
    assert program.section == "bargaining-agents"
    assert program.window.page.verticalScrollBar().value() == left
    program.keys("Alt+Right")
    assert program.section == "border-five"
    assert program.window.page.verticalScrollBar().value() == beyond


def test_back_is_possible_only_where_there_is_a_way(program: Program) -> None:
    back, forward = (program.controls.actions[f"go.{name}"] for name in ("back", "forward"))
    assert not back.isEnabled()
    assert not forward.isEnabled()
    program.window.open_section("border-five")
    assert back.isEnabled()
    click(program.part("tool_back"))
    assert program.section == "about"
    assert not back.isEnabled()
    assert forward.isEnabled()
    assert not program.part("tool_back").isEnabled()


def test_the_mouse_has_buttons_for_back_and_forward(program: Program) -> None:
    program.window.open_section("border-five")
    settle()
    QTest.mouseClick(program.window.page.viewport(), Qt.MouseButton.BackButton)
    assert program.section == "about"
    QTest.mouseClick(tree(program).viewport(), Qt.MouseButton.ForwardButton)
    assert program.section == "border-five"


def test_next_and_previous_follow_the_reading_order(program: Program) -> None:
    book = program.window.navigation.book
    assert book is not None
    seen = [program.section]
    while program.controls.actions["go.next"].isEnabled():
        program.keys("Alt+PgDown")
        seen.append(program.section)
    assert seen == list(book.order)
    program.keys("Alt+PgUp")
    assert program.section == seen[-2]


def test_alt_up_opens_the_section_above(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Alt+Up")
    assert program.section == "multilateral"
    program.keys("Alt+Up", "Alt+Up")
    assert program.section == "international-partners"
    assert not program.controls.actions["go.parent"].isEnabled()


def test_the_path_above_the_text_leads_up(program: Program) -> None:
    program.window.open_section("border-five")
    settle()
    buttons = program.window.breadcrumb.findChildren(QToolButton)
    shown = [button for button in buttons if button.isVisible()]
    assert [button.text() for button in shown] == [
        "International partners",
        "Multilateral relations",
    ]
    click(shown[0])
    assert program.section == "international-partners"


def test_a_link_of_the_text_opens_its_section_by_keyboard(start: Start, tides: Path) -> None:
    program = start(str(tides), "harbour")
    program.keys("Tab", "Return")
    assert program.section == "log"
    program.keys("Alt+Left")
    assert program.section == "harbour"


def test_a_link_of_the_text_opens_a_section_of_another_book(start: Start, tides: Path) -> None:
    text = "See [the five](briefing:key-relationships/border-five)."
    (tides / "en" / "harbour.md").write_text(text, encoding="utf-8")
    program = start(str(tides), "harbour")
    program.keys("Tab", "Return")
    assert program.section == "border-five"
    program.keys("Alt+Left")
    assert program.section == "harbour"


def test_a_web_address_can_only_be_copied(start: Start, tides: Path) -> None:
    program = start(str(tides), "harbour")
    program.keys("Tab", "Tab", "Return")
    assert program.section == "harbour"
    assert "https://example.org/" in program.message()
    buttons = program.window.line.findChildren(QPushButton)
    click(next(button for button in buttons if button.text() == "Copy the address"))
    assert "Protected A" in program.message()
    program.keys("Return")
    assert QGuiApplication.clipboard().text() == "https://example.org/"
    assert program.message() == ""


def test_a_section_that_does_not_exist_is_told(start: Start) -> None:
    program = start("key-relationships", "no-such-section")
    assert program.section == "about"
    assert "no-such-section" in program.message()


def test_a_section_without_text_lists_what_is_below(start: Start, tides: Path) -> None:
    program = start(str(tides), "basics")
    *_title, spring, harbour, onward = program.window.page.toPlainText().splitlines()
    assert (spring, harbour) == ("Spring tides", "Harbour")
    assert onward == "Next section: Spring tides ›"
    program.keys("Tab", "Return")
    assert program.section == "spring"


def test_the_strip_shows_the_higher_of_book_and_section(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    strip = program.window.strip
    assert strip.words() == "PROTECTED A / PROTÉGÉ A  –  For the harbour master"
    program.window.open_section("log")
    assert strip.words() == "PROTECTED B / PROTÉGÉ B  –  For the harbour master"
    program.window.navigation.set_language("fr")
    assert strip.words() == "PROTECTED B / PROTÉGÉ B  –  Pour le capitaine de port"


@pytest.mark.parametrize("state", ["reading", "books", "full screen"])
def test_the_strip_is_there_in_every_view(program: Program, state: str) -> None:
    if state == "books":
        program.act("file.books")
    elif state == "full screen":
        program.keys("F11")
        wait_until(program.window.isFullScreen)
    strip = program.window.strip
    assert strip.isVisible()
    assert strip.mapTo(program.window, QPoint(0, 0)).x() == 0
    assert strip.width() == program.window.width()


def test_a_heading_can_be_the_target_of_a_link(program: Program) -> None:
    page = program.window.page
    page.link_requested.emit("section:border-five#who-chairs-it")
    assert program.section == "border-five"
    shown = program.window.navigation.shown
    assert shown is not None
    top = page.position()
    assert shown.content.text.blocks[top.ordinal].text == "Who chairs it"
    program.await_search()
    program.rest()
    assert page.position() == top, "whatever is found in the background, the heading stays"


def test_history_remembers_jumps_inside_a_section(program: Program) -> None:
    program.window.navigation.open_section("bargaining-agents", Target(6))
    settle()
    below = program.window.page.verticalScrollBar().value()
    program.window.open_section("bargaining-agents")
    settle()
    program.keys("Alt+Left")
    assert program.window.page.verticalScrollBar().value() == below


def test_the_path_of_the_section_before_is_gone_at_once(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    before = program.window.breadcrumb.stops()
    assert before
    assert before[0].isVisible()
    program.window.open_section("border-five")
    assert not any(isValid(button) and button.isVisible() for button in before)
