"""Notes as they are read: their Markdown set beside the text, their plain words elsewhere."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QTextDocument
from PySide6.QtWidgets import QApplication

from tests.gui.window.program import Program, click, focused
from tests.gui.window.test_marks import select
from tests.gui.window.test_notes import WORDS, editor, write
from viewer.ui.companion.note_reading import NoteReading
from viewer.ui.elements.roles import Role


def reading(program: Program) -> NoteReading:
    found = program.part("note_reading")
    assert isinstance(found, NoteReading)
    return found


def test_the_markdown_of_a_note_is_set_when_the_editor_is_left(program: Program) -> None:
    write(program, "Ask **why**.")
    assert not reading(program).isVisible()
    program.keys("Tab")
    assert not editor(program).isVisible()
    assert reading(program).isVisible()
    assert reading(program).toPlainText() == "Ask why."
    assert reading(program).accessibleName() == "Note: Note"
    program.keys("Shift+Tab")
    assert focused() is reading(program)
    program.keys("Return")
    assert focused() is editor(program)
    assert editor(program).note() == "Ask **why**."
    assert not reading(program).isVisible()


def test_a_click_on_the_note_leads_to_where_it_is_written(program: Program) -> None:
    write(program, "Ask **why**.")
    program.keys("Esc")
    click(reading(program).viewport())
    assert focused() is editor(program)


def test_a_menu_of_the_editor_and_an_empty_note_leave_it_where_it_is_written(
    program: Program,
) -> None:
    write(program, "Ask")
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        QApplication.sendEvent(editor(program), QFocusEvent(QEvent.Type.FocusOut, reason))
        assert editor(program).isVisible()
    program.keys("Ctrl+A", "Del", "Tab")
    assert not reading(program).isVisible()


def test_undo_shows_in_the_note_that_is_read(program: Program) -> None:
    write(program, "One")
    program.keys("Esc")
    select(program, WORDS)
    program.keys("Ctrl+Shift+M")
    program.type(" *two*")
    program.keys("Esc")
    assert reading(program).toPlainText() == "One two"
    program.keys("Ctrl+Z")
    assert reading(program).toPlainText() == "One"


def test_links_of_a_note_lead_where_those_of_the_text_lead(program: Program) -> None:
    write(program, "x")
    editor(program).setPlainText(
        "briefing:key-relationships/migration-five and [y](https://a.example)"
    )
    program.keys("Esc")
    place, web = (
        QUrl("briefing:key-relationships/migration-five"),
        QUrl("https://a.example"),
    )
    reading(program).anchorClicked.emit(web)
    program.rest()
    assert "a.example" in program.message()
    reading(program).anchorClicked.emit(place)
    program.rest()
    assert program.section == "migration-five"


def test_a_hostile_note_is_words_and_loads_nothing(program: Program, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    write(program, "x")
    note = f"<img src='file://{secret}'> <script>x</script> ![a](file://{secret}) [b](javascript:c)"
    editor(program).setPlainText(note)
    program.keys("Esc")
    assert reading(program).toPlainText() == note
    assert "href" not in reading(program).toHtml()
    kind = QTextDocument.ResourceType.ImageResource.value
    assert reading(program).loadResource(kind, QUrl.fromLocalFile(str(secret))).isEmpty()


def test_lists_margin_and_screen_readers_have_the_words_of_a_note_only(program: Program) -> None:
    write(program, "Ask **why**, *today*")
    program.keys("Esc")
    assert [sign.words for sign in program.window.page._signs.values()] == ["Note: Ask why, today"]
    program.keys("Ctrl+3")
    (row,) = program.controls.marks_panel._model.mark_rows()
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Note: Ask why, today" in spoken
    assert any("Note: Ask why, today" in line.text for line in row.data(Role.LINES))


def test_a_very_long_note_is_read_where_it_is_written(program: Program) -> None:
    write(program, "One")
    editor(program).setPlainText("A *sentence*.\n" * 1000)
    program.keys("Esc")
    assert editor(program).isVisible()


def test_the_note_that_is_read_is_selected_and_copied(program: Program) -> None:
    write(program, "Ask **why**.")
    program.keys("Tab", "Shift+Tab", "Ctrl+A", "Ctrl+C")
    assert QApplication.clipboard().text() == "Ask why."


def test_tab_goes_through_the_pane_from_the_text_and_on(program: Program) -> None:
    write(program, "Ask")
    seen = []
    for _stop in range(3):
        program.keys("Tab")
        widget = focused()
        assert widget is not None
        seen.append(widget.objectName())
    assert seen == ["note_tags", "note_delete", "note_close"]
    program.keys("Shift+Tab", "Shift+Tab", "Shift+Tab")
    assert focused() is reading(program)
