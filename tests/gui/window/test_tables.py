"""Tables opened from the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.dialogs.table import TableDialog
from viewer.ui.window.strip import ClassificationStrip

MANIFEST = """\
format: 1
id: figures
edition: "1"
issued: 2024-02-01
title: {en: Figures}
classification: unclassified
languages: [en]
contents:
  - id: plain
    title: {en: Plain}
    text: {en: plain.md}
  - id: tables
    title: {en: Tables}
    classification: protected-b
    text: {en: tables.md}
"""

WIDE = "|" + " Responsibility |" * 30 + "\n|" + "---|" * 30 + "\n|" + " word |" * 30 + "\n"
TEXTS = {
    "plain.md": "Nothing but words.\n",
    "tables.md": "| A | B |\n|---|---|\n| 1 | [2](section:plain) |\n\nBetween.\n\n"
    + WIDE
    + "\nThe end.\n",
}


def opened(start: Start, folder: Path, section: str) -> Program:
    return start(book=str(write_book(folder / "figures", MANIFEST, TEXTS)), section=section)


def dialog(program: Program) -> TableDialog:
    settle()
    found = program.controls.commands.view.tables.dialog
    assert found is not None
    return found


def test_a_section_without_a_table_offers_none(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, "plain")
    assert not program.controls.actions["view.table"].isEnabled()
    program.window.open_section("tables")
    assert program.controls.actions["view.table"].isEnabled()


def test_the_table_in_view_opens_with_the_handling_of_its_section(
    start: Start, tmp_path: Path
) -> None:
    program = opened(start, tmp_path, "tables")
    program.keys("Ctrl+Shift+E")
    made = dialog(program)
    assert made._model.heads == ["A", "B"]
    strip = made.findChild(ClassificationStrip)
    assert strip is not None
    assert strip.words().startswith("PROTECTED B")
    assert QApplication.activeModalWidget() is made
    program.keys("Esc")
    assert program.controls.commands.view.tables.dialog is None
    # Without a window system nothing makes the window active again.
    assert program.window.focusWidget() is program.window.page


def test_classified_cells_ask_and_carry_their_label(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, "tables")
    program.keys("Ctrl+Shift+E")
    made = dialog(program)
    QGuiApplication.clipboard().setText("before")
    program.keys("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "before"
    assert "Protected B" in made.line.text()
    program.keys("Return")
    assert QGuiApplication.clipboard().text() == "PROTECTED B / PROTÉGÉ B\n\nA\tB\n1\t2"
    assert made.line.text() == "Copied"
    assert made._table.hasFocus()
    program.keys("Ctrl+C")
    assert made.line.text() == "Copied"


def test_enter_opens_the_table_of_the_caret(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, "tables")
    page = program.window.page
    page.setFocus()
    page.setTextCursor(page.document().find("word", page.document().find("Between").position()))
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert len(dialog(program)._model.heads) == 30


def test_a_table_that_is_too_wide_for_the_page_has_a_link_that_opens_it(
    start: Start, tmp_path: Path
) -> None:
    program = opened(start, tmp_path, "tables")
    page = program.window.page
    assert page.toPlainText().count("Open table") == 1
    link = page.document().find("Open table")
    assert page.caret().ordinal != 2
    page.setTextCursor(link)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert len(dialog(program)._model.heads) == 30


def test_the_word_that_opens_a_table_is_no_part_of_its_text(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, "tables")
    page = program.window.page
    cursor = page.document().find("Open table")
    page.setTextCursor(cursor)
    passage = page.selection()
    assert passage is None or passage.first_ordinal == passage.last_ordinal == 2


def lines_of_tables(document: QTextDocument) -> list[str]:
    """The lines that stand in tables, as they are laid out."""
    lines = []
    block = document.begin()
    while block.isValid():
        if QTextCursor(block).currentTable() is not None:
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                lines.append(block.text()[line.textStart() :][: line.textLength()])
        block = block.next()
    return lines


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_a_table_is_broken_in_a_small_window(
    profile: Profile, start: Start, tmp_path: Path, language: str
) -> None:
    save_preferences(profile, Preferences(text_size=300))
    names = "|Responsibility|Employees|Parliamentary secretary|"
    row = "|International|14\u00a0577|Internationalisation|"
    folder = tmp_path / "narrow"
    manifest = MANIFEST.replace("languages: [en]", f"languages: [{language}]")
    manifest = manifest.replace("{en:", f"{{{language}:")
    write_book(folder, manifest, {"plain.md": "-\n", "tables.md": f"{names}\n|-|-|-|\n{row}\n"})
    program = start(book=str(folder), section="tables")
    program.window.resize(1024, 640)
    settle()
    page, shown = program.window.page, program.window.navigation.shown
    assert shown is not None
    lines = [line.strip() for line in lines_of_tables(page.document())]
    colon = "\u00a0:" if language == "fr" else ":"
    assert " ".join(lines) == (
        "Responsibility · Employees · Parliamentary secretary"
        f" Responsibility{colon} International Employees{colon} 14\u00a0577"
        f" Parliamentary secretary{colon} Internationalisation"
    )
    words = {word for line in lines for word in line.split(" ")}
    assert {"Responsibility", "International", "14\u00a0577", "Internationalisation"} <= words
    # What is selected is what is told.
    text = shown.content.text.blocks[0].text
    for word in ("Internationalisation", "14\u00a0577"):
        page.setTextCursor(page.document().find(word.replace("\u00a0", " ")))
        passage = page.selection()
        assert passage is not None
        assert text[passage.start : passage.end] == word


def test_a_link_in_a_cell_leads_to_its_section_and_back(start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path, "tables")
    program.keys("Ctrl+Shift+E")
    made = dialog(program)
    made._table.setCurrentIndex(made._model.index(0, 1))
    QTest.keyClick(made._table, Qt.Key.Key_Return)
    wait_until(lambda: program.window.navigation.section == "plain")
    assert program.controls.commands.view.tables.dialog is None
    program.controls.actions["go.back"].trigger()
    wait_until(lambda: program.window.navigation.section == "tables")
