"""Passages in another language, and in large books that have to be read first."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from viewer.book.book import LARGE_MANIFEST, needs_reading
from viewer.messages import language


def large(folder: Path) -> Path:
    """Make the manifest of a book so large that it is read in a child process."""
    manifest = folder / "book.yaml"
    padding = "# The harbour master signs every page.\n" * (LARGE_MANIFEST // 15)
    manifest.write_text(padding + manifest.read_text("utf-8"), encoding="utf-8")
    return folder


def forget_books(program: Program) -> None:
    """Take from the cache what was read of the books."""
    shutil.rmtree(program.profile.cache / "books", ignore_errors=True)


def line_button(program: Program, text: str) -> QPushButton:
    (found,) = (one for one in program.window.line.findChildren(QPushButton) if one.text() == text)
    return found


def current_match(program: Program) -> str:
    """What is set off most on the page."""
    hits, shown = program.controls.hits, program.window.navigation.shown
    assert shown is not None
    assert hits.walk.current >= 0
    ordinal, start, end = hits.matches[hits.walk.current]
    return shown.content.text.blocks[ordinal].text[start:end]


def test_a_passage_in_another_language_says_so_and_offers_the_way_back(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    program.search("fentanyl committee")
    navigation = program.window.navigation
    assert navigation.language == "en"
    assert language() == "fr", "the interface stays as the reader chose"
    assert program.message().startswith("Ce texte est en anglais")
    section = program.section
    click(line_button(program, "Lire en français"))
    assert (navigation.language, program.section) == ("fr", section)
    assert program.message() == ""


def test_the_way_back_is_told_no_longer_in_another_book(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    program.search("fentanyl committee")
    assert program.message()
    program.controls.library.open_name("user-guide")
    program.rest()
    assert (program.window.navigation.language, program.message()) == ("fr", "")


def test_the_way_back_is_told_no_longer_once_the_reader_has_chosen(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    program.search("fentanyl committee")
    assert program.message()
    program.keys("Ctrl+Shift+L")
    assert program.window.navigation.language == "fr"
    assert program.message() == ""


def test_the_language_that_is_read_can_be_chosen_for_the_interface_too(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    program.search("fentanyl committee")
    click(program.part("language_en"))
    assert language() == "en"


def test_going_back_leads_to_the_language_before(program: Program) -> None:
    program.keys("Ctrl+Shift+L")
    program.search("fentanyl committee")
    program.keys("Alt+Left")
    assert program.window.navigation.language == "fr"
    assert program.message() == "", "nobody is led anywhere by going back"


def test_a_section_in_one_language_leaves_the_language_as_it_is(start: Start, tides: Path) -> None:
    program = start(str(tides), "log")
    wait_until(lambda: program.controls.search.book("tides") is not None)
    program.keys("Ctrl+Shift+L")
    program.search("log page")
    assert program.section == "harbour"
    assert program.window.navigation.language == "fr"
    assert "texte anglais affiché" in program.window.page.toPlainText()


@pytest.fixture
def far(start: Start, tides: Path) -> Program:
    """The program with another book open, a large book searched, and nothing of it read."""
    program = start(str(large(tides)), "log")
    wait_until(lambda: program.controls.search.book("tides") is not None)
    program.await_search()
    program.keys("Ctrl+D", "Return")
    program.controls.library.open_name("key-relationships")
    program.rest()
    forget_books(program)
    assert needs_reading(tides, program.window.services.cache)
    return program


def read_in_background(program: Program) -> list[str]:
    """What the line above the text says while something is opened."""
    told: list[str] = []
    program.window.navigation.reading_requested.connect(lambda: told.append(program.message()))
    return told


def test_a_book_that_is_opened_while_another_is_read_stays(far: Program, tides: Path) -> None:
    library, reader = far.controls.library, far.controls.reader
    library.open_name(str(tides))
    assert reader._pending is not None
    library.open_name("user-guide")
    assert reader._pending is None
    assert far.window.navigation.book is not None
    assert far.window.navigation.book.edition.book == "user-guide"
    assert "Tides" not in far.message()


def test_a_hit_in_a_book_that_was_not_read_is_opened_when_it_is(far: Program) -> None:
    asked = read_in_background(far)
    far.keys("Ctrl+K")
    far.type("full moon")
    far.keys("Ctrl+Return")
    wait_until(lambda: far.controls.results.query == "full moon")
    settle()
    far.keys("Return")
    assert asked, "it isn't read on the way"
    assert far.window.navigation.book is not None
    wait_until(lambda: far.window.windowTitle().startswith("Tides"))
    wait_until(lambda: far.hit()[0] > 0)
    far.rest()
    assert current_match(far).lower() in {"full", "moon"}


def test_a_bookmark_in_a_book_that_was_not_read_is_opened_when_it_is(far: Program) -> None:
    asked = read_in_background(far)
    (mark,) = far.controls.store.find("tides")
    far.controls.marking.open_mark(mark)
    assert asked
    wait_until(lambda: far.window.windowTitle().startswith("Tides"))
    assert far.section == "log"
    assert "unplaced" not in far.message()
