"""What a reader can do about a section whose file has a fault."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.gui.window.conftest import TEXTS, Start
from tests.gui.window.program import Program

GOOD = TEXTS["en/harbour.md"]


@pytest.fixture
def spoilt(start: Start, tides: Path) -> Program:
    """The program with a section open whose file isn't UTF-8."""
    (tides / "en" / "harbour.md").write_bytes(GOOD.encode() + b"\n\xff\xfe broken\n")
    return start(str(tides), "harbour")


def shown(program: Program) -> str:
    """The words on the page."""
    return program.window.page.toPlainText()


def test_the_page_says_it_without_technical_words(spoilt: Program) -> None:
    words = shown(spoilt)
    assert "This section can’t be shown" in words
    assert "The other sections are fine." in words
    assert "harbour.md" not in words


def test_a_book_that_is_gone_is_not_said_to_be_fine(start: Start, tides: Path) -> None:
    program = start(str(tides), "harbour")
    tides.rename(tides.with_name("stick"))
    program.keys("Alt+PgDown")
    assert program.section == "log"
    words = shown(program)
    assert "The book isn’t where it was" in words
    assert "The other sections are fine." not in words
    tides.with_name("stick").rename(tides)
    program.keys("Alt+Left", "Alt+Right")
    assert "The log of the harbour." in shown(program)


def test_details_are_shown_in_place_by_keyboard(spoilt: Program) -> None:
    spoilt.window.page.setFocus()
    spoilt.keys("Tab", "Return")
    words = shown(spoilt)
    assert "Book: Tides, edition 2" in words
    assert "Section: Harbour (harbour)" in words
    assert "en/harbour.md:" in words


def test_what_is_copied_tells_the_secretariat_everything(spoilt: Program) -> None:
    spoilt.window.page.setFocus()
    spoilt.keys("Tab", "Tab", "Return")
    assert "Protected A" in spoilt.message()
    spoilt.keys("Return")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("PROTECTED A / PROTÉGÉ A")
    assert "Book: Tides, edition 2" in copied
    assert "en/harbour.md:" in copied
    assert "Briefing Viewer" in copied
    assert spoilt.message() == "Details copied."


def test_details_are_in_the_language_of_the_interface(spoilt: Program) -> None:
    spoilt.act("view.interface_fr")
    spoilt.window.page.setFocus()
    spoilt.keys("Tab", "Return")
    assert "Cahier : Tides, édition 2" in shown(spoilt)


def test_a_file_that_was_mended_meanwhile_is_shown(spoilt: Program, tides: Path) -> None:
    (tides / "en" / "harbour.md").write_text(GOOD, "utf-8")
    spoilt.window.page.setFocus()
    spoilt.keys("Tab", "Return")
    assert "The other sections are fine." not in shown(spoilt)
    assert spoilt.section == "harbour"
