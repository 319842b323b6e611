"""The whole window as a screen reader and a keyboard meet it, in each of its states."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QRadioButton, QWidget

from tests.accessibility.walk import interfaces, names, unnamed
from tests.gui.window.program import Program, focused, settle, wait_until
from viewer.messages import set_language

Role = QAccessible.Role
State: TypeAlias = Callable[[Program], None]

MOST_STEPS = 150
"""Presses of Tab after which the keyboard counts as trapped."""


def reading(program: Program) -> None:
    program.window.open_section("border-five")


def results(program: Program) -> None:
    reading_french = program.window.navigation.language == "fr"
    program.search("qui préside le border five" if reading_french else "who chairs the border five")
    program.keys("Ctrl+2")


def nothing_found(program: Program) -> None:
    program.await_search()
    program.keys("Ctrl+K")
    program.type("zzzyx")
    program.keys("Ctrl+Return")
    wait_until(lambda: program.window.left.tab() == "results")
    settle()


def marks(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3")


def no_marks(program: Program) -> None:
    program.keys("Ctrl+3")


def renaming(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3", "F2")


def books(program: Program) -> None:
    program.keys("Ctrl+Shift+B")


def list_open(program: Program) -> None:
    program.await_search()
    program.keys("Ctrl+K")
    program.type("border five")
    settle()


def bookmark_line(program: Program) -> None:
    program.keys("Ctrl+D")


def message_line(program: Program) -> None:
    program.controls.library.open_name("no-such-book")


def undo_offered(program: Program) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3", "Del")


def words_selected(program: Program) -> None:
    reading(program)
    page = program.window.page
    page.setTextCursor(page.document().find("Border Five"))
    page.selected.emit(page.selected_area())
    settle()


def note(program: Program) -> None:
    reading(program)
    page = program.window.page
    page.setTextCursor(page.document().find("Border Five"))
    program.keys("Ctrl+Shift+M")
    program.type("Ask")


def one_under_the_other(program: Program) -> None:
    reading(program)
    program.keys("Ctrl+Shift+S")


def side_by_side(program: Program) -> None:
    one_under_the_other(program)
    program.window.resize(1500, 800)
    settle()


def bin_of_marks(program: Program) -> None:
    marks(program)
    program.keys("Del")
    program.act("marks.bin")


def pane_over_the_page(program: Program) -> None:
    program.window.resize(600, 560)
    settle()
    program.keys("F9")


def large_text(program: Program) -> None:
    program.set_text_size(225)


STATES: list[State] = [
    reading,
    results,
    nothing_found,
    marks,
    no_marks,
    renaming,
    books,
    list_open,
    bookmark_line,
    message_line,
    undo_offered,
    pane_over_the_page,
    large_text,
    words_selected,
    note,
    one_under_the_other,
    side_by_side,
    bin_of_marks,
]

DIALOGS = ("help.shortcuts", "help.log", "help.about", "marks.name_colours", "marks.tags")


def in_state(program: Program, state: State) -> QWidget:
    state(program)
    program.rest()
    return program.window


def stops(widget: QWidget) -> set[QWidget]:
    """Everything in a widget that Tab has to reach."""
    return {
        child
        for child in widget.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
        and not is_reached_by_arrows(child)
    }


def is_reached_by_arrows(widget: QWidget) -> bool:
    """Whether it is one of several buttons of which one is on: Tab goes to that one."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and not widget.property("checked")


def walk(key: Qt.Key) -> list[QWidget]:
    """Press a key until the keyboard is back where it was; return where it went."""
    first = focused()
    assert first is not None
    visited: list[QWidget] = []
    for _step in range(MOST_STEPS):
        here = focused()
        assert here is not None
        if visited and here is first and visited[-1] is not first:
            return visited
        visited.append(here)
        QTest.keyClick(here, key)
    pytest.fail(f"the keyboard is trapped in {visited[-1].objectName()}")


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_name(program: Program, state: State) -> None:
    window = in_state(program, state)
    for language in ("en", "fr"):
        set_language(language)
        program.window.retranslate()
        settle()
        count = sum(1 for _found in interfaces(window))
        assert count > 30, language
        assert unnamed(window) == [], language


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(program: Program, name: str) -> None:
    program.keys("Ctrl+D", "Return", "Ctrl+3")
    program.act(name)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert unnamed(dialog) == []
    assert dialog.windowTitle()


@pytest.mark.parametrize("state", [s for s in STATES if s is not renaming])
def test_tab_goes_through_everything_and_comes_back(program: Program, state: State) -> None:
    window = in_state(program, state)
    program.window.field.setFocus()
    reachable = stops(window)
    forward = walk(Qt.Key.Key_Tab)
    assert reachable - set(forward) == set()
    backward = walk(Qt.Key.Key_Backtab)
    assert set(backward) == set(forward)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", [results, marks, books, bookmark_line, undo_offered, note])
def test_the_focus_can_be_seen_everywhere(program: Program, state: State, theme: str) -> None:
    program.act(f"view.theme_{theme}")
    in_state(program, state)
    field, page = program.window.field, program.window.page
    field.setFocus(Qt.FocusReason.TabFocusReason)
    with_focus: dict[QWidget, QImage] = {}
    for here in walk(Qt.Key.Key_Tab):
        here.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        with_focus.setdefault(here, here.grab().toImage())
    hidden = []
    for widget, image in with_focus.items():
        (page if widget is field else field).setFocus()
        settle()
        if widget.isVisible() and widget.grab().toImage() == image:
            hidden.append(widget.objectName())
    assert hidden == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hints_of_the_tools_are_in_the_language_of_the_interface(
    program: Program, language: str
) -> None:
    program.keys("Ctrl+Shift+L", *(["Ctrl+Shift+L"] if language == "en" else []))
    hints = {
        button.objectName(): button.toolTip()
        for button in program.window.toolbar.findChildren(QAbstractButton)
    }
    hidden, back = {"en": ("Left pane", "Back"), "fr": ("Volet gauche", "Reculer")}[language]
    assert hints["tool_contents"].startswith(hidden)
    assert hints["tool_back"].startswith(back)


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_said_in_the_wrong_language(program: Program, state: State) -> None:
    program.keys("Ctrl+Shift+L")
    window = in_state(program, state)
    said = {
        name
        for role in (Role.Button, Role.PageTab, Role.EditableText, Role.MenuItem, Role.CheckBox)
        for name in names(window, role)
    }
    english = {"Back", "Forward", "Contents", "Results", "My marks", "Clear", "Filter", "File"}
    assert said & english == set()


def test_menus_have_names(program: Program) -> None:
    titles = names(program.window.menuBar(), Role.MenuItem)
    assert titles[:6] == ["File", "Edit", "View", "Go", "Marks", "Help"]
    menu = program.part("more_menu")
    assert isinstance(menu, QMenu)
    assert unnamed(menu) == []


def test_the_window_tells_its_parts(program: Program) -> None:
    results(program)
    found = {
        interface.text(QAccessible.Text.Name)
        for interface, _path in interfaces(program.window)
        if interface.text(QAccessible.Text.Name)
    }
    for name in (
        "Unclassified / Non classifié",
        "Search or go to",
        "Left pane",
        "Results",
        "Width of the left pane",
        "Text of the section: Border Five",
        "Passages found",
        "Status",
    ):
        assert name in found, name


def test_buttons_that_show_a_state_tell_it(program: Program) -> None:
    reading(program)
    checked = {
        interface.text(QAccessible.Text.Name)
        for interface, _path in interfaces(program.window)
        if interface.state().checked
    }
    assert "English" in checked
    assert "Français" not in checked
    program.keys("Ctrl+Shift+L")
    checked = {
        interface.text(QAccessible.Text.Name)
        for interface, _path in interfaces(program.window)
        if interface.state().checked
    }
    assert "Français" in checked
    assert "English" not in checked


def test_buttons_that_are_turned_without_a_click_do_what_they_say(program: Program) -> None:
    """What Qt's bridges do for assistive technology with a button that shows a state."""
    reading(program)
    for name, language, both in (("fr", "fr", False), ("both", "fr", True), ("en", "en", False)):
        button = program.part(f"language_{name}")
        assert isinstance(button, QAbstractButton)
        button.toggle()
        program.rest()
        assert program.window.navigation.language == language
        assert program.controls.both.is_on() == both
    program.act("edit.preferences")
    sepia = next(
        one
        for one in program.window.findChildren(QRadioButton)
        if one.objectName().endswith("_sepia")
    )
    sepia.toggle()
    settle()
    assert program.window.services.preferences.theme == "sepia"
