"""The table of actions: menus, handlers, keys, and where the keys work."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QTabBar, QWidget

from tests.gui.window.program import Program, click, focused, settle, wait_until
from viewer.messages import set_language, translate
from viewer.ui.actions import ACTIONS, key_texts

PLACES = ("page", "contents_tree", "contents_filter", "search_field", "marks_list")
"""Where the keyboard is when a shortcut is pressed."""

TYPED_IN_FIELDS = {"edit.undo", "edit.redo", "edit.copy", "edit.select_all"}
"""What a field does for itself with the same keys."""


def menus(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from menus(below)


def holds(pane: QWidget) -> bool:
    """Whether the keyboard is somewhere in a pane."""
    widget = focused()
    return widget is not None and pane.isAncestorOf(widget)


def all_menus(program: Program) -> list[QMenu]:
    found: list[QMenu] = []
    for action in program.window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        found += menus(menu)
    return found


def mnemonic(text: str) -> str:
    """The letter that a menu entry is chosen with."""
    place = text.replace("&&", "").find("&")
    return text.replace("&&", "")[place + 1].casefold() if place >= 0 else ""


def test_every_action_is_in_exactly_one_menu(program: Program) -> None:
    entries = Counter(
        action.objectName()
        for menu in all_menus(program)
        for action in menu.actions()
        if action.objectName() and action.menu() is None
    )
    assert entries == Counter({spec.id: 1 for spec in ACTIONS})


def test_every_action_has_a_handler(program: Program) -> None:
    handlers = program.controls.commands._works()
    assert set(handlers) == {spec.id for spec in ACTIONS}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_mnemonics_are_there_and_unique_in_each_menu(program: Program, language: str) -> None:
    set_language(language)
    program.window.retranslate()
    groups = [program.window.menuBar().actions(), *(menu.actions() for menu in all_menus(program))]
    problems = []
    for actions in groups:
        texts = [action.text() for action in actions if not action.isSeparator()]
        letters = Counter(mnemonic(text) for text in texts)
        problems += [text for text in texts if letters[mnemonic(text)] > 1 or not mnemonic(text)]
    assert problems == []


def test_shortcuts_are_unique() -> None:
    keys = Counter(QKeySequence(text).toString() for spec in ACTIONS for text in key_texts(spec))
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_shortcut_takes_keys_of_screen_readers_or_of_typing() -> None:
    bad = ("Alt+Ctrl", "Ctrl+Alt", "Ins", "CapsLock", "Meta", "F10", "F12")
    for spec in ACTIONS:
        for text in key_texts(spec):
            assert not any(part in text for part in bad), text
            assert "+" in text or text.startswith("F"), f"{text} is typed in fields"


def test_the_keys_of_the_map_are_there() -> None:
    keys = {spec.id: key_texts(spec) for spec in ACTIONS}
    expected = {
        "go.search": ["Ctrl+K", "Ctrl+Shift+F", "Ctrl+L"],
        "edit.find": ["Ctrl+F"],
        "go.next_hit": ["F3"],
        "go.previous_hit": ["Shift+F3"],
        "go.back": ["Alt+Left"],
        "go.forward": ["Alt+Right"],
        "go.next": ["Alt+PgDown"],
        "go.previous": ["Alt+PgUp"],
        "go.parent": ["Alt+Up"],
        "go.next_mark": ["F4"],
        "go.previous_mark": ["Shift+F4"],
        "go.next_pane": ["F6"],
        "go.previous_pane": ["Shift+F6"],
        "view.left": ["F9"],
        "view.contents": ["Ctrl+1"],
        "view.results": ["Ctrl+2"],
        "view.marks": ["Ctrl+3"],
        "marks.bookmark": ["Ctrl+D"],
        "view.other_language": ["Ctrl+Shift+L"],
        "view.larger": ["Ctrl++", "Ctrl+="],
        "view.smaller": ["Ctrl+-"],
        "view.normal": ["Ctrl+0"],
        "view.full_screen": ["F11"],
        "help.guide": ["F1"],
        "file.books": ["Ctrl+Shift+B"],
    }
    assert {name: keys[name] for name in expected} == expected


@pytest.mark.parametrize("place", PLACES)
def test_shortcuts_reach_their_action_from_everywhere(program: Program, place: str) -> None:
    program.keys("Ctrl+D", "Return")
    wanted, done = [], []
    for spec in ACTIONS:
        action = program.controls.actions[spec.id]
        action.triggered.disconnect()
        action.triggered.connect(lambda _on=False, name=spec.id: done.append(name))
        action.setEnabled(True)
    tab = {"contents_tree": 0, "contents_filter": 0, "marks_list": 2}.get(place, 0)
    program.window.left.setCurrentIndex(tab)
    settle()
    widget = program.part(place)
    for spec in ACTIONS:
        if spec.id in TYPED_IN_FIELDS:
            continue
        for text in key_texts(spec):
            widget.setFocus()
            assert focused() is widget
            QTest.keySequence(widget, QKeySequence(text))
            wanted.append(spec.id)
            assert done == wanted, f"{text} in {place}"


@pytest.mark.usefixtures("unhurried")
def test_letters_in_the_tree_find_titles_and_nothing_else(program: Program) -> None:
    program.keys("Ctrl+1")
    program.type("borde")
    view = program.part("contents_tree")
    assert view.property("objectName") == "contents_tree"
    assert program.section == "about"
    program.keys("Return")
    assert program.section == "border-five"


def test_f6_walks_the_panes_in_their_order(program: Program) -> None:
    program.controls.library.open_name("no-such-book")
    assert program.message() != ""
    window = program.window
    window.page.setFocus()
    order: list[Callable[[], bool]] = [
        lambda: holds(window.line),
        lambda: focused() is window.field,
        lambda: holds(window.left),
        lambda: focused() is window.page,
    ]
    for here in (*order, *order):
        program.keys("F6")
        assert here(), focused()
    for here in (*reversed(order[:-1]), order[-1]):
        program.keys("Shift+F6")
        assert here(), focused()


def test_f6_knows_the_books(program: Program) -> None:
    program.keys("Ctrl+Shift+B", "F6")
    assert focused() is program.window.field
    program.keys("F6")
    assert focused() is program.part("books_list")


def test_f9_hides_the_pane_and_the_page_gets_the_keyboard(program: Program) -> None:
    program.keys("F9")
    assert not program.window.left.isVisible()
    assert focused() is program.window.page
    assert not program.controls.actions["view.left"].isChecked()
    program.keys("F9")
    assert program.window.left.isVisible()
    assert holds(program.window.left)


def test_ctrl_1_2_3_show_the_tabs_and_give_them_the_keyboard(program: Program) -> None:
    for number, name in enumerate(("contents", "results", "marks"), 1):
        program.keys("F9")
        program.keys(f"Ctrl+{number}")
        assert program.window.left.tab() == name
        assert program.window.left.isVisible()
        assert holds(program.window.left)
        program.keys("Esc")
        assert focused() is program.window.page


def test_a_narrow_window_shows_the_pane_over_the_page_until_one_has_chosen(
    program: Program,
) -> None:
    program.window.resize(620, 560)
    settle()
    left = program.window.left
    assert not left.isVisible()
    click(program.part("tool_contents"))
    assert left.isVisible()
    page = program.window.page
    assert page.width() > 500, "the page keeps its width"
    program.keys("Left", "Down", "Return")
    assert program.section == "essentials"
    assert not left.isVisible()
    assert focused() is page
    program.keys("F9", "Esc")
    assert not left.isVisible()
    assert focused() is page
    program.window.resize(1100, 700)
    settle()
    assert left.isVisible()


def test_the_pane_goes_over_the_page_when_the_text_grows(program: Program) -> None:
    program.window.resize(1000, 700)
    settle()
    assert not program.window.reading.is_over()
    program.set_text_size(225)
    assert program.window.reading.is_over()
    program.keys("Ctrl+0")
    assert not program.window.reading.is_over()
    assert program.window.left.isVisible()


def test_an_empty_list_says_so_to_whoever_comes_by_keyboard(program: Program) -> None:
    program.keys("Ctrl+3")
    here = focused()
    assert here is not None
    assert str(here.property("text")).startswith("Nothing marked yet.")
    program.keys("Esc")
    assert focused() is program.window.page
    program.keys("Ctrl+D", "Return", "Ctrl+3")
    assert focused() is program.part("marks_list")


def test_escape_leaves_full_screen(program: Program) -> None:
    program.keys("F11")
    wait_until(program.window.isFullScreen)
    assert program.controls.actions["view.full_screen"].isChecked()
    program.keys("Esc")
    wait_until(lambda: not program.window.isFullScreen())
    assert not program.controls.actions["view.full_screen"].isChecked()


def test_copying_takes_the_selection_of_the_page(program: Program) -> None:
    page = program.window.page
    page.setTextCursor(page.document().find("incoming minister"))
    program.keys("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "incoming minister"
    program.keys("Ctrl+A")
    assert page.textCursor().hasSelection()


def test_copying_in_a_field_takes_the_field_s(program: Program) -> None:
    program.keys("Ctrl+K")
    program.type("fentanyl")
    program.keys("Ctrl+A")
    program.act("edit.copy")
    assert QGuiApplication.clipboard().text() == "fentanyl"
    field = focused()
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == "fentanyl"


@pytest.mark.parametrize("name", ["help.shortcuts", "help.log", "help.about"])
def test_help_opens_a_dialog_that_escape_closes(program: Program, name: str) -> None:
    program.act(name)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle() != ""
    wait_until(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    wait_until(lambda: not dialog.isVisible())
    # The platform of the tests leaves that to a window manager.
    program.window.activateWindow()
    wait_until(lambda: focused() is program.window.page)


def test_details_are_copied(program: Program) -> None:
    program.act("help.copy_details")
    assert "Briefing Viewer" in QGuiApplication.clipboard().text()
    assert program.message() != ""


def test_the_guide_opens_and_back_returns(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("F1")
    assert program.window.windowTitle().startswith("User guide")
    program.keys("Alt+Left")
    assert program.section == "border-five"


def test_closing_a_message_gives_the_keyboard_back(program: Program) -> None:
    program.controls.library.open_name("no-such-book")
    program.keys("F6")
    assert holds(program.window.line)
    program.keys("Esc")
    assert program.message() == ""
    assert focused() is program.window.page


def test_the_menu_of_the_last_button_has_what_was_folded_away(program: Program) -> None:
    program.window.resize(560, 560)
    settle()
    menu = program.part("more_menu")
    assert isinstance(menu, QMenu)
    texts = {action.objectName() for action in menu.actions()}
    for name in (
        "view.toggle_theme",
        "view.smaller",
        "view.larger",
        "marks.bookmark",
        "go.forward",
    ):
        assert name in texts
    for action in menu.actions():
        assert action.isSeparator() or action.text(), "every entry has words"


def test_the_words_of_every_entry_are_translated(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    entries: list[QAction] = [action for menu in all_menus(program) for action in menu.actions()]
    english = {spec.text for spec in ACTIONS if translate(spec.text) != spec.text}
    assert [action.text() for action in entries if action.text() in english] == []


def test_the_tabs_can_be_walked_by_keyboard(program: Program) -> None:
    bar = program.window.left.tabBar()
    assert isinstance(bar, QTabBar)
    bar.setFocus()
    program.keys("Right")
    assert program.window.left.tab() == "results"
    assert focused() is bar
