"""Ctrl+P: a preview of the open section, with a question where the text is classified."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.rivers import write_rivers
from viewer.ui.printing.preview import PreviewDialog


def preview(program: Program) -> PreviewDialog:
    dialog = program.controls.commands.printing.dialog
    assert dialog is not None
    wait_until(lambda: dialog._paper.done)
    settle()
    return dialog


def agree(program: Program) -> None:
    # What stood in the line before goes when Qt comes to it.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (button,) = program.window.line.findChildren(QPushButton)
    assert button.text() == "Print it"
    click(button)


def test_the_open_section_is_shown_page_by_page(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+P")
    dialog = preview(program)
    count = dialog._paper.count()
    assert dialog._where.text() == f"Page 1 of {count}"
    said = dialog.page.accessibleDescription()
    for part in ("Key relationships · edition 2023-09", "UNCLASSIFIED / NON CLASSIFIÉ"):
        assert part in said
    assert "Labour relations › " in said
    QTest.keyClick(dialog.page, Qt.Key.Key_End)
    assert dialog._where.text() == f"Page {count} of {count}"
    assert not dialog._next.isEnabled()
    assert unnamed(dialog) == []
    dialog.reject()
    wait_until(lambda: program.controls.commands.printing.dialog is None)


def test_a_pdf_is_made(program: Program, tmp_path: Path) -> None:
    program.keys("Ctrl+P")
    dialog = preview(program)
    dialog.print_to(tmp_path / "section.pdf")
    wait_until(lambda: dialog.job is None)
    assert (tmp_path / "section.pdf").read_bytes().startswith(b"%PDF")
    assert dialog._where.text() == "All pages were printed."
    dialog.reject()


@pytest.mark.qt_log_ignore("QPdf|QPainter|cannot|Cannot", extend=True)
def test_a_pdf_that_can_not_be_written_is_told(program: Program, tmp_path: Path) -> None:
    program.keys("Ctrl+P")
    dialog = preview(program)
    dialog.print_to(tmp_path / "no such folder" / "section.pdf")
    wait_until(lambda: dialog.job is None)
    assert dialog._where.text() == "The pages could not be printed."
    dialog.reject()


def test_closing_stops_what_goes_on(program: Program) -> None:
    program.keys("Ctrl+P")
    dialog = program.controls.commands.printing.dialog
    assert dialog is not None
    dialog.reject()
    assert not dialog._building.isActive()


def test_classified_text_asks_once_for_each_level(program: Program, tides: Path) -> None:
    program.controls.library.open_path(tides)
    program.window.open_section("spring")
    program.keys("Ctrl+P")
    printing = program.controls.commands.printing
    assert printing.dialog is None
    assert program.message() == (
        "This text is marked Protected A. What leaves the program has to be handled as such."
    )
    agree(program)
    dialog = preview(program)
    assert (
        "PROTECTED A / PROTÉGÉ A  –  For the harbour master" in dialog.page.accessibleDescription()
    )
    dialog.reject()
    settle()
    program.act("file.print")
    preview(program).reject()
    settle()
    program.window.open_section("log")
    program.act("file.print")
    assert printing.dialog is None
    assert "Protected B" in program.message()
    agree(program)
    dialog = preview(program)
    assert "PROTECTED B / PROTÉGÉ B" in dialog.page.accessibleDescription()
    dialog.reject()


def test_both_languages_are_printed_when_both_are_read(start: Start, tmp_path: Path) -> None:
    program = start(str(write_rivers(tmp_path / "books" / "rivers")), "ottawa")
    program.keys("Ctrl+Shift+S")
    program.keys("Ctrl+P", "Return")
    dialog = preview(program)
    paper = dialog._paper
    pages = [paper.plain_text(number) for number in range(paper.count())]
    text = "\n".join(pages)
    first = text.index("lake number 10 ")
    assert first < text.index("lac numéro 10,") < text.index("lake number 11 ")
    assert "L’Outaouais" in text
    assert "(no French paragraph here)" in text
    for number, page in enumerate(pages):
        assert "PROTECTED A / PROTÉGÉ A" in page
        assert "Rivers · edition 1" in page
        assert "Rivières › L’Outaouais" in page
        assert f"Page {number + 1} of {len(pages)}" in page
    dialog.reject()
    program.act("view.both")
    program.act("file.print")
    alone = preview(program)._paper
    words = "\n".join(alone.plain_text(number) for number in range(alone.count()))
    assert "lac numéro" not in words
    assert "Rivières" not in words
    preview(program).reject()


def test_a_section_in_one_language_is_printed_in_that(start: Start, tmp_path: Path) -> None:
    program = start(str(write_rivers(tmp_path / "books" / "rivers")), "english")
    program.keys("Ctrl+Shift+S")
    program.keys("Ctrl+P", "Return")
    dialog = preview(program)
    assert "Nothing in French." in dialog._paper.plain_text(0)
    dialog.reject()
