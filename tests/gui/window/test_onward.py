"""Links to the sections before and after, at the end of the text of each."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until
from viewer.ui.page.content import Onward
from viewer.ui.page.offsets import utf16_length


def end_of_page(program: Program) -> str:
    """What stands on the page after the last block of the text."""
    page = program.window.page
    wait_until(lambda: page._sheet is not None and page._sheet.builder.done)
    assert page._sheet is not None
    shown = page._sheet.builder.map
    cursor = page._sheet.cursor(shown.last(len(shown) - 1), page.document().characterCount() - 1)
    return cursor.selectedText().replace("\u2029", "\n").strip()


def test_the_end_of_a_section_leads_on_and_back(program: Program) -> None:
    program.window.open_section("border-five")
    assert end_of_page(program) == (
        "‹\u00a0Previous section: Five Country Ministerial\nNext section: Migration Five\u00a0›"
    )
    program.keys("Ctrl+Shift+L")
    assert end_of_page(program).startswith("‹\u00a0Section précédente\u00a0: Réunion ministérielle")


def test_the_first_and_the_last_section_lead_one_way(program: Program) -> None:
    book = program.window.navigation.book
    assert book is not None
    program.window.open_section(book.order[-1])
    assert "Next section" not in end_of_page(program)
    program.window.open_section(book.order[0])
    assert end_of_page(program) == f"Next section: {book.title(book.order[1], 'en')}\u00a0›"


def test_the_links_are_reached_and_followed_by_key(program: Program) -> None:
    program.window.open_section("border-five")
    end_of_page(program)
    page = program.window.page
    page.setFocus()
    page.moveCursor(QTextCursor.MoveOperation.End)
    cursor = page.textCursor()
    for _stop in range(40):
        QTest.keyClick(page, Qt.Key.Key_Tab)
        cursor = page.textCursor()
        if cursor.selectedText().startswith("Next section"):
            break
    assert cursor.selectedText().startswith("Next section: Migration Five")
    QTest.keyClick(page, Qt.Key.Key_Return)
    settle()
    assert program.section == "migration-five"
    assert page.position().ordinal == -1


def test_they_are_no_part_of_the_text(program: Program) -> None:
    program.window.open_section("border-five")
    end_of_page(program)
    page, shown = program.window.page, program.window.navigation.shown
    assert shown is not None
    assert Onward("migration-five", "Next section: Migration Five") in shown.content.onward
    page.setFocus()
    page.selectAll()
    passage = page.selection()
    assert passage is not None
    blocks = shown.content.text.blocks
    assert (passage.last_ordinal, passage.end) == (len(blocks) - 1, len(blocks[-1].text))
    program.act("edit.copy")
    copied = QGuiApplication.clipboard().text()
    assert utf16_length(copied) > 100
    assert "Next section" not in copied
    assert "Previous section" not in copied


def test_titles_are_in_the_language_of_reading_though_the_text_is_in_another(
    start: Start, tides: Path
) -> None:
    program = start(str(tides), "harbour")
    program.window.navigation.set_language("fr")
    assert "See the log" in program.window.page.toPlainText()
    shown = end_of_page(program)
    assert "Marées de vive-eau" in shown
    assert "Journal" in shown
