"""A book that asks for it has its headings numbered wherever they are shown."""

from pathlib import Path

import pytest

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, settle, write_book
from viewer.reading.web_page import web_page

SPRING = "Spring tides.\n\n## When\n\nAt new moon.\n\n### By day\n\nOnce.\n\n## Where\n\nHere.\n"


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    manifest = MANIFEST.replace("languages: [en, fr]", "languages: [en, fr]\nnumbered: true")
    texts = {**TEXTS, "en/spring.md": SPRING}
    return start(str(write_book(tmp_path / "tides", manifest, texts)), "spring")


def test_numbers_stand_on_the_page_but_are_no_part_of_the_text(program: Program) -> None:
    page = program.window.page
    settle()
    lines = page.toPlainText().splitlines()
    assert [line for line in lines if line[:1].isdigit()] == [
        "1\u2002When",
        "1.1\u2002By day",
        "2\u2002Where",
    ]
    page.setTextCursor(page.document().find("day"))
    passage = page.selection()
    assert passage is not None
    assert (passage.start, passage.end) == (3, 6)
    page.selectAll()
    assert "1.1" not in page.selected_words()
    assert "By day" in page.selected_words()


def test_numbers_stand_in_the_outline_the_contents_and_the_web_page(program: Program) -> None:
    outlines = program.controls.commands.go.outlines
    words = [row.text for row in outlines.rows() if row.group == "Headings"]
    assert words == ["1  When", "1.1  By day", "2  Where"]
    book = program.window.navigation.book
    assert book is not None
    html = web_page(book, book.text("spring", "en"))
    assert '<h3 id="by-day">1.1\u2002By day</h3>' in html


def test_a_book_that_does_not_ask_has_no_numbers(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    assert "When" in program.window.page.toPlainText().splitlines()
