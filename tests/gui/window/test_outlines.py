"""The outline of the open section, and the way from heading to heading."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.accessibility.walk import unnamed
from tests.gui.window.program import Program, focused, settle
from viewer.book.model import Kind
from viewer.ui.dialogs.outline import OutlineDialog


def opened(program: Program) -> OutlineDialog:
    dialog = program.controls.commands.go.outlines.dialog
    assert dialog is not None
    return dialog


def titles(dialog: OutlineDialog) -> list[str]:
    model = dialog._outline
    return [str(index.data()) for index in model.indexes()]


def caret_text(program: Program) -> str:
    shown = program.window.navigation.shown
    assert shown is not None
    ordinal = program.window.page.caret().ordinal
    return shown.content.text.blocks[ordinal].text if ordinal >= 0 else shown.content.title


def test_the_outline_lists_what_is_in_the_section(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+D", "Return", "Ctrl+Shift+O")
    dialog = opened(program)
    listed = titles(dialog)
    shown = program.window.navigation.shown
    assert shown is not None
    found = [b.text for b in shown.content.text.blocks if b.kind is Kind.HEADING]
    assert listed[: len(found) + 1] == [f"Headings ({len(found)})", *found]
    assert "My marks (1)" in listed
    assert unnamed(dialog) == []


def test_enter_goes_there_and_back_returns(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+Shift+O")
    list_ = focused()
    assert list_ is opened(program)._list
    QTest.keyClick(list_, Qt.Key.Key_Down)
    QTest.keyClick(list_, Qt.Key.Key_Return)
    settle()
    assert program.controls.commands.go.outlines.dialog is None
    assert caret_text(program) == "Who chairs it"
    assert program.window.focusWidget() is program.window.page
    program.act("go.back")
    assert program.window.page.position().ordinal < 1


def test_the_filter_narrows_the_outline(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+Shift+O")
    dialog = opened(program)
    dialog._filter.setText("chairs")
    assert [title for title in titles(dialog) if title == "Who chairs it"] == ["Who chairs it"]
    dialog._go.click()
    assert caret_text(program) == "Who chairs it"


def test_a_filter_that_fits_nothing_says_so(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+Shift+O")
    dialog = opened(program)
    dialog._filter.setText("zzz")
    assert "zzz" in dialog._empty.text()
    dialog._go.click()
    assert QApplication.activeModalWidget() is dialog


def test_headings_are_walked_one_by_one(program: Program) -> None:
    program.window.open_section("border-five")
    shown = program.window.navigation.shown
    assert shown is not None
    found = [b.text for b in shown.content.text.blocks if b.kind is Kind.HEADING]
    assert len(found) > 1
    visited = []
    for _heading in found:
        program.keys("F8")
        visited.append(caret_text(program))
    assert visited == found
    program.keys("F8")
    assert program.message() == "No further heading"
    assert caret_text(program) == found[-1]
    for heading in (*reversed(found[:-1]), shown.content.title):
        program.keys("Shift+F8")
        assert caret_text(program) == heading
    program.keys("Shift+F8")
    assert program.message() == "No earlier heading"


def test_the_walk_starts_where_the_reader_has_scrolled_to(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    page = program.window.page
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    first = page.first_visible_block()
    program.keys("Shift+F8")
    assert page.caret().ordinal < first
    assert page.caret().ordinal >= 0


def test_single_letters_walk_headings_while_the_page_has_the_keyboard(program: Program) -> None:
    program.window.open_section("border-five")
    program.window.page.setFocus()
    program.keys("H")
    first = caret_text(program)
    assert first == "What the partners have in common"
    program.keys("H")
    assert caret_text(program) != first
    program.keys("Shift+H")
    assert caret_text(program) == first
    program.keys("Shift+H", "Shift+H")
    assert program.message() == "No earlier heading"
    for _heading in range(20):
        program.keys("H")
    assert program.message() == "No further heading"


def test_single_letters_are_letters_everywhere_else(program: Program) -> None:
    program.window.open_section("border-five")
    before = caret_text(program)
    program.keys("Ctrl+K")
    program.type("hH")
    assert program.window.field.text() == "hH"
    program.keys("Escape", "Ctrl+1")
    tree = focused()
    assert tree is not None
    assert tree is not program.window.page
    QTest.keyClick(tree, Qt.Key.Key_H)
    settle()
    assert caret_text(program) == before
    program.window.page.setFocus()
    program.keys("Ctrl+H")
    assert caret_text(program) == before


def test_single_letters_can_be_switched_off(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+,")
    dialog = program.controls.commands.preferences.dialog
    assert dialog is not None
    dialog.general.letters._buttons["no"].click()
    assert not program.window.services.preferences.heading_keys
    dialog.close()
    page = program.window.page
    before = caret_text(program)
    QTest.keyClick(page, Qt.Key.Key_H)
    assert caret_text(program) == before
    dialog.changed.emit({"heading_keys": True})
    QTest.keyClick(page, Qt.Key.Key_H)
    assert caret_text(program) != before
