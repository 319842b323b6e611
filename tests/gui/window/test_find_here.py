"""Ctrl+F: letters in the open section, with a bar at the page's edge."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from tests.gui.window.program import Program, click, focused, settle, wait_until
from viewer.ui.window.searching import find_here


def count(program: Program) -> str:
    label = program.part("find_count")
    assert isinstance(label, QLabel)
    return label.text()


def found(program: Program) -> int:
    """Number of matches, once the section was searched."""
    hits = program.controls.hits
    wait_until(lambda: not hits._matching.busy())
    settle()
    return len(hits.matches)


def find(program: Program, words: str) -> int:
    program.keys("Ctrl+F")
    field = focused()
    assert isinstance(field, QLineEdit)
    assert field.objectName() == "find_field"
    program.type(words)
    return found(program)


def test_all_matches_are_counted_and_highlighted_as_one_types(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    number = find(program, "agree")
    assert number > 1
    assert count(program) == f"1 of {number}"
    assert program.window.page.extraSelections()
    program.type("zz")
    assert found(program) == 0
    assert count(program) == "None in this section"
    assert program.window.left.tab() == "contents"


def test_enter_and_f3_go_round(program: Program) -> None:
    program.window.open_section("border-five")
    number = find(program, "five")
    program.keys("Return")
    assert count(program) == f"2 of {number}"
    program.keys("F3")
    assert count(program) == f"3 of {number}"
    program.keys("Shift+F3", "Shift+F3", "Shift+F3")
    assert count(program) == f"{number} of {number}"
    click(program.part("find_next"))
    assert count(program) == f"1 of {number}"


def test_case_and_whole_words_can_be_asked_for(program: Program) -> None:
    program.window.open_section("border-five")
    number = find(program, "five")
    case, whole = program.part("find_case"), program.part("find_whole")
    assert isinstance(case, QToolButton)
    assert isinstance(whole, QToolButton)
    case.click()
    assert found(program) < number
    case.click()
    field = program.part("find_field")
    assert isinstance(field, QLineEdit)
    field.setText("fiv")
    assert found(program) > 0
    whole.click()
    assert found(program) == 0


def test_escape_closes_and_keeps_the_place(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    find(program, "agreement")
    program.keys("Return", "Return", "Return")
    bar = program.window.page.verticalScrollBar()
    before = bar.value()
    program.keys("Esc")
    found(program)
    assert not program.part("find_bar").isVisible()
    assert focused() is program.window.page
    assert bar.value() == before
    assert program.window.page.extraSelections() == []


def test_what_is_found_after_the_bar_was_closed_is_not_shown(program: Program) -> None:
    program.window.open_section("border-five")
    program.rest()
    with program.held():
        program.keys("Ctrl+F")
        program.type("five")
        program.keys("Esc")
    assert program.controls.hits.matches == []
    assert program.window.page.extraSelections() == []


def test_enter_before_anything_was_found_counts(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(find_here, "announce", lambda _field, words: said.append(words))
    program.window.open_section("border-five")
    program.rest()
    with program.held():
        program.keys("Ctrl+F")
        program.type("five")
        program.keys("Return", "Return")
    assert count(program) == f"3 of {len(program.controls.hits.matches)}"
    assert [words.partition(". ")[0] for words in said] == [count(program)]
    with program.held():
        program.type("zz")
        program.keys("Return")
    assert count(program) == "None in this section"
    assert found(program) == 0


def test_what_was_searched_before_is_highlighted_again(program: Program) -> None:
    program.search("who chairs the border five")
    before = program.hit()
    find(program, "kingdom")
    assert not program.window.hit_bar.isVisible()
    program.keys("Esc")
    wait_until(program.window.hit_bar.isVisible)
    assert program.hit() == before
    program.keys("F3")
    assert program.hit() == (before[0] + 1, before[1])


def test_words_in_the_field_are_found_here(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+K")
    program.type("chair")
    program.keys("Ctrl+F")
    assert found(program) > 0
    assert focused() is program.part("find_field")
    assert count(program).startswith("1 of")


def test_selected_words_are_found_here(program: Program) -> None:
    program.window.open_section("border-five")
    page = program.window.page
    page.setFocus()
    cursor = page.document().find("Kingdom")
    page.setTextCursor(cursor)
    program.keys("Ctrl+F")
    assert found(program) > 0
    field = program.part("find_field")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Kingdom"


def test_the_switches_stay_where_room_is_scarce(program: Program) -> None:
    program.window.look.choose(text_size=200)
    program.window.resize(1024, 640)
    program.window.open_section("border-five")
    number = find(program, "five")
    case = program.part("find_case")
    assert isinstance(case, QToolButton)
    assert case.isVisible()
    assert case.accessibleName() == "Match case"
    assert case.toolTip()
    case.click()
    assert found(program) < number


def test_the_text_stays_where_it_is_when_the_bar_comes(program: Program) -> None:
    program.window.open_section("border-five")
    for percent in (100, 150, 200, 300):
        program.window.look.choose(text_size=percent)
        settle()
        before = program.window.page.geometry()
        program.keys("Ctrl+F")
        program.type("a")
        program.rest()
        assert program.part("find_bar").isVisible()
        assert program.window.page.geometry() == before, percent
        program.keys("Esc")
        settle()
