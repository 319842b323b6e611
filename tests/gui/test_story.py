"""A new reader's first hour: open, find a passage, bookmark it, close, and be back there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.window.program import Program, focused, settle
from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.ui.elements.rows_view import RowsView

Open = Callable[[], Program]


@dataclass(frozen=True, slots=True)
class Words:
    """What differs between the two languages.

    Attributes:
        greeting: How a new reader is greeted, its beginning.
        query: What is typed into the field.
        section: Where its best passage is.
        found: A word that the passage has.
        name: How the bookmark is called.
    """

    greeting: str
    query: str
    section: str
    found: str
    name: str


STORY = {
    "en": Words(
        "Type to search in both languages",
        "who chairs the border five",
        "border-five",
        "chair",
        "Ask on Monday",
    ),
    "fr": Words(
        "Tapez pour chercher dans les deux langues",
        "qui préside le border five",
        "border-five",
        "préside",
        "À demander lundi",
    ),
}


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """The language that the reader reads in."""
    return str(request.param)


@pytest.fixture
def open_program(empty_profile: Profile, running: list[Program], language: str) -> Open:
    """Start the program in a profile that nobody has used."""

    def opened() -> Program:
        first = not empty_profile.folder.exists()
        program = Program(empty_profile, OpenOptions(language=language if first else None))
        running.append(program)
        return program

    return opened


def listed(program: Program) -> list[str]:
    """Names in My marks, which shows: nothing is read for a list that can't be seen."""
    program.window.left.show_tab("marks")
    settle()
    view = program.part("marks_list")
    assert isinstance(view, RowsView)
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def passage_in_view(program: Program, word: str) -> bool:
    """Whether the current match on the page is this word, and can be seen."""
    page = program.window.page
    cursor = page.textCursor()
    shown = page.viewport().rect().intersects(page.cursorRect())
    return shown and word in cursor.block().text()


def test_open_find_bookmark_close_and_be_back(open_program: Open, language: str) -> None:
    words = STORY[language]
    program = open_program()
    assert program.section == "about"
    assert program.message().startswith(words.greeting)
    program.keys("F6", "F6", "F6")  # wherever that leads, it is not lost
    assert focused() is not None

    program.search(words.query)
    assert program.section == words.section
    assert focused() is program.window.page
    assert passage_in_view(program, words.found)

    program.keys("Ctrl+D")
    program.type(words.name)
    program.keys("Return")
    assert listed(program) == [words.name]
    program.window.page.verticalScrollBar().setValue(60)
    settle()
    place = program.window.page.verticalScrollBar().value()
    program.close()

    again = open_program()
    assert again.section == words.section
    assert again.window.navigation.language == language
    assert again.window.page.verticalScrollBar().value() == place
    assert again.message() == "", "nobody is greeted twice"
    assert listed(again) == [words.name]


def test_the_bookmark_leads_back_from_anywhere(open_program: Open, language: str) -> None:
    words = STORY[language]
    program = open_program()
    program.search(words.query)
    program.keys("Ctrl+D")
    program.type(words.name)
    program.keys("Return", "F1")
    assert program.window.navigation.book is not None
    assert program.window.navigation.book.edition.book == "user-guide"
    program.keys("Ctrl+K")
    program.type(words.name)
    # Its title fits, so that it is chosen already.
    program.keys("Return")
    assert program.section == words.section
    assert program.window.navigation.book.edition.book == "key-relationships"


def test_a_mistake_is_taken_back(open_program: Open, language: str) -> None:
    program = open_program()
    program.search(STORY[language].query)
    program.keys("Ctrl+D", "Return", "Ctrl+3", "Del")
    assert listed(program) == []
    buttons = program.window.line.findChildren(QPushButton)
    assert len([button for button in buttons if button.isVisible()]) == 1
    program.keys("Ctrl+Z")
    assert len(listed(program)) == 1
    assert program.message() == ""
