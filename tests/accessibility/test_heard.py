"""What the program tells screen readers by itself: each thing, once, in the reader's language."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QTreeView, QWidget

from tests.gui.window.conftest import Start
from tests.gui.window.editions import mark_first, open_edition, press, write_editions
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, focused, settle, wait_until

pytestmark = pytest.mark.slow

TEXTS = {
    "en/one.md": (
        "See [the second one](section:two), [two](section:two), [nothing](section:none), "
        "[web](https://example.org/a)[^1].\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n## End\n\nThe end.\n\n"
        "[^1]: A note with [a link](section:two).\n"
    ),
    "en/two.md": "The second text.\n\n## Who\n\nBack to [one](section:one).\n",
    "fr/one.md": "Texte en français.\n\n## Fin\n",
}


@pytest.fixture
def harbour(start: Start, tmp_path: Path, said: list[str]) -> Program:
    """The program with a small book, its text with the keyboard."""
    program = start(str(write_harbour(tmp_path, TEXTS, part=("one", "two"))), "one")
    program.window.page.setFocus()
    settle()
    said.clear()
    return program


def test_each_link_is_told_in_its_own_words_with_where_it_leads(
    harbour: Program, said: list[str]
) -> None:
    for words in (
        "Link: the second one. Two. Part. The second text.",
        # Called as what it leads to, but for a capital: once is enough.
        "Link: Two. Part. The second text.",
        "Link: nothing. This link leads to a section that this book doesn’t have.",
        "Link: web. This link leads outside the book: https://example.org/a",
        "Footnote 1: A note with a link.",
        "Footnote 1, back to the text",
        "Link: a link. Two. Part. The second text.",
    ):
        harbour.keys("Tab")
        assert said == [words]
        said.clear()


def test_a_footnote_that_is_opened_is_told_by_its_name_alone_and_so_are_its_links(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Tab", "Tab", "Tab", "Tab", "Tab")
    said.clear()
    harbour.keys("Return")
    assert harbour.controls.explaining.bubble.has_focus()
    assert said == []
    harbour.keys("Tab")
    assert said == ["Link: a link"]


def test_a_list_tells_its_current_row_when_it_gets_the_keyboard(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+1")
    wait_until(lambda: "One" in said)
    assert said.count("One") == 1


def test_opening_and_closing_a_row_by_key_is_told(harbour: Program, said: list[str]) -> None:
    harbour.keys("Ctrl+1", "Up")
    said.clear()
    harbour.keys("Left", "Left", "Right", "Right")
    assert [words for words in said if words in {"Expanded", "Collapsed"}] == [
        "Collapsed",
        "Expanded",
    ]


def test_a_table_in_a_window_of_its_own_tells_its_first_cell(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+Shift+E")
    wait_until(lambda: "1" in said)
    assert said.count("1") == 1


def test_a_section_is_told_when_it_opens_and_not_when_it_is_shown_anew(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Alt+PgDown")
    assert said == ["Two"]
    said.clear()
    harbour.act("view.interface_fr")
    harbour.act("view.interface_system")
    assert "Two" not in said


def test_a_link_to_a_heading_tells_it_and_the_way_back_tells_the_section(
    harbour: Program, said: list[str]
) -> None:
    harbour.window.readings.link_requested.emit("section:two#who")
    harbour.rest()
    assert said == ["Two", "Who"]
    said.clear()
    harbour.window.readings.link_requested.emit("#who")
    harbour.rest()
    assert said == ["Who"]
    said.clear()
    harbour.keys("Alt+Left")
    assert said == ["Two"]


def test_the_language_that_is_chosen_is_told_with_the_title(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+Shift+L")
    assert said == ["Français\N{NO-BREAK SPACE}: Un"]
    harbour.window.open_section("two")
    harbour.keys("Ctrl+Shift+L")
    said.clear()
    harbour.keys("Ctrl+Shift+L")
    (told,) = said
    assert (
        told == "English\N{NO-BREAK SPACE}: Two. Non disponible en français; texte anglais affiché."
    )


def test_undoing_and_redoing_is_told(harbour: Program, said: list[str]) -> None:
    harbour.keys("Ctrl+D", "Return", "Ctrl+3", "Del")
    said.clear()
    harbour.keys("Ctrl+Z")
    assert "Undone: Delete bookmark" in said
    harbour.keys("Ctrl+Y")
    assert said.count("Redone: Delete bookmark") == 1


def test_the_size_of_the_text_is_told(harbour: Program, said: list[str]) -> None:
    harbour.keys("Ctrl++", "Ctrl+-")
    assert said == ["Text size 110 %", "Text size 100 %"]


def test_a_match_in_the_section_is_told_with_its_sentence(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+F")
    harbour.type("the end")
    harbour.rest()
    said.clear()
    harbour.keys("Return")
    assert said == ["1 of 1. The end."]


def test_a_line_that_goes_hands_the_keyboard_to_the_page_and_to_nothing_else(
    harbour: Program,
) -> None:
    window, visited = harbour.window, list[QWidget | None]()
    window.line.tell("Something", seconds=0)
    harbour.keys("F6")
    assert window.line.isAncestorOf(focused() or window)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _before, now: visited.append(now))
    harbour.keys("Esc", "Ctrl+D", "Esc")
    assert visited == [window.page, harbour.part("bookmark_name"), window.page]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Esc", "Left pane"),
        ("Esc", "Part"),
        ("Ctrl+F", "Match case"),
        ("Ctrl+D", "Remove the bookmark"),
    ],
)
def test_enter_presses_the_button_that_has_the_keyboard(
    harbour: Program, key: str, name: str
) -> None:
    harbour.keys(key)
    button = next(
        one
        for one in harbour.window.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName() == name
    )
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    harbour.keys("Return")
    assert pressed == [True]


def test_the_text_cursor_comes_with_a_screen_reader_that_is_started_later(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: False))
    program = start(str(write_harbour(tmp_path, TEXTS, part=("one", "two"))), "one")
    assert not program.window.page.has_text_cursor()
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    program.window.open_section("two")
    assert program.window.page.has_text_cursor()
    program.keys("F7")
    program.window.open_section("one")
    assert not program.window.page.has_text_cursor()


def test_a_section_chosen_in_the_contents_is_told_where_the_keyboard_stays(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+1", "Down", "Down")
    said.clear()
    harbour.keys("Return")
    wait_until(lambda: said != [])
    assert said == ["Two"]
    harbour.keys("Down", "Return")
    wait_until(lambda: len(said) > 1)
    assert said == ["Two", "Who"]


def test_a_section_that_opens_beside_the_keyboard_is_told(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+1", "Shift+Tab")
    said.clear()
    harbour.keys("Alt+PgDown")
    wait_until(lambda: said != [])
    assert said == ["Two"]


def test_how_many_matches_the_section_has_is_told_when_one_stops_typing(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+F")
    said.clear()
    harbour.type("the end")
    wait_until(lambda: said[-1:] == ["1 of 1"])
    harbour.type(" of all")
    wait_until(lambda: said[-1:] == ["None in this section"])
    assert said.count("1 of 1") == 1


def test_the_command_that_enter_carries_out_is_told(harbour: Program, said: list[str]) -> None:
    harbour.keys("Ctrl+K")
    said.clear()
    harbour.type("> outline")
    wait_until(lambda: said[-1:] == ["Outline of this section, Go   Ctrl+Shift+O"])
    harbour.type(" of nothing")
    wait_until(lambda: said[-1:] == ["No command of this name."])


def test_the_way_to_the_message_tells_what_it_says(harbour: Program, said: list[str]) -> None:
    harbour.window.line.tell("Something has happened.")
    said.clear()
    harbour.keys("F6")
    assert said == ["Message. Something has happened."]


def test_what_is_shown_first_is_not_told_again(harbour: Program, said: list[str]) -> None:
    harbour.window.open_section("one")
    assert said == []


def test_the_next_mark_is_told_once_with_its_kind_and_its_note(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+Shift+M")
    harbour.type("Ask them.")
    harbour.keys("Esc")
    harbour.window.open_section("two")
    harbour.keys("Ctrl+Home")
    said.clear()
    harbour.keys("Shift+F4")
    harbour.rest()
    assert said == ["One", "One. Note: Ask them."]


def test_the_reading_list_is_told_once_where_it_takes_the_place_of_the_marks(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Ctrl+Shift+D", "Ctrl+3")
    visited: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _before, now: visited.append(now))
    said.clear()
    harbour.keys("Ctrl+4")
    reading_list = harbour.part("reading_list")
    wait_until(lambda: focused() is reading_list and said != [])
    assert [one for one in visited if one is not None] == [reading_list]
    assert len(said) == 1


def test_a_list_that_is_no_longer_empty_has_the_keyboard_of_the_words_in_its_place(
    harbour: Program,
) -> None:
    harbour.keys("Ctrl+Shift+D", "Ctrl+4", "Home", "Down", "Del")
    assert focused() is not harbour.part("reading_list")
    visited: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _before, now: visited.append(now))
    harbour.keys("Ctrl+Z")
    assert visited == [harbour.part("reading_list")]


def test_keys_of_the_window_that_can_do_nothing_now_do_nothing_else(harbour: Program) -> None:
    """There is no way back yet, and none forward: the arrow alone is not what was meant."""
    window = harbour.window
    button = harbour.part("language_en")
    button.setFocus()
    harbour.keys("Alt+Left", "Alt+Right")
    assert (window.navigation.language, focused()) == ("en", button)
    tree = harbour.part("contents_tree")
    assert isinstance(tree, QTreeView)
    harbour.keys("Ctrl+1")
    row = tree.currentIndex()
    assert tree.isExpanded(row)
    harbour.keys("Alt+Left", "Alt+Right")
    assert tree.currentIndex() == row
    assert tree.isExpanded(row)


def test_a_highlight_is_not_told_again_where_the_page_is_made_anew(
    harbour: Program, said: list[str]
) -> None:
    harbour.keys("Alt+2", "Ctrl+Home", "F4")
    said.clear()
    harbour.keys("Ctrl+Shift+S", "Ctrl+Shift+S")
    assert said == ["Both languages are shown", "One language is shown"]


def test_the_way_to_the_books_and_back_leads_past_nothing_else(harbour: Program) -> None:
    visited: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _before, now: visited.append(now))
    harbour.keys("Ctrl+Shift+B", "Esc")
    seen = [one for one in visited if one is not None]
    assert seen == [harbour.part("books_list"), harbour.window.page]


def test_a_mark_to_be_checked_is_asked_about_once(
    start: Start, tmp_path: Path, said: list[str]
) -> None:
    first, second = write_editions(tmp_path / "books")
    program = start(str(first), "port")
    mark_first(program)
    program.window.line.tell("Something that stands there first.")
    open_edition(program, second)
    said.clear()
    program.keys("Ctrl+Shift+N")
    asked = "This note may belong here: the text has changed."
    assert said.count(asked) == 1
    said.clear()
    press(program, "Yes, keep")
    # And not how many there had been to be asked about.
    assert [words for words in said if "mark" in words] == ["1 mark kept here."]


def test_who_leaves_a_pane_over_the_page_passes_nothing_else(harbour: Program) -> None:
    harbour.window.resize(600, 640)
    harbour.keys("Ctrl+D", "Return", "Ctrl+3")
    visited: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _before, now: visited.append(now))
    harbour.window.leave_pane()
    harbour.rest()
    assert visited == [harbour.window.page]
    assert not harbour.window.left.isVisible()
