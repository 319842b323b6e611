"""Rows of the list that do something: commands, and steps of the search taken back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.search_field.field_window import FieldWindow
from viewer.errors import Message
from viewer.search.answers import Answer
from viewer.ui.search_field.places import PlaceFinder, PlaceItem, PlaceKind


def type_text(qtbot: QtBot, window: FieldWindow, text: str) -> None:
    window.field.setFocus()
    qtbot.keyClicks(window.field, text)


def test_a_step_of_the_search_can_be_taken_back(
    qtbot: QtBot, window: FieldWindow, answer: Answer
) -> None:
    told = {"typed": "bordr", "used": "border", "instead": "+bordr", "others": (("bard", "bard"),)}
    type_text(qtbot, window, "bordr")
    notes = (Message("search-corrected", told),)
    window.field.show_answer(Answer("bordr", "en", 2, notes=notes, hits=answer.hits))
    assert "Search “bard”" not in window.rows(), "other spellings are in the left pane"
    row = window.rows().index("Search “bordr” instead")
    qtbot.mouseClick(
        window.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window.view.visualRect(window.view.model().index(row, 0)).center(),
    )
    assert window.field.text() == "+bordr"
    assert window.searched[-1] == "+bordr"


def commands(text: str) -> list[PlaceItem]:
    return PlaceFinder([PlaceItem(PlaceKind.COMMAND, "Dark", ("F5", "View"))]).find(text)


def test_a_text_after_the_sign_names_commands(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.set_commands(commands)
    type_text(qtbot, window, "> da")
    assert window.rows() == ["COMMANDS", "Dark"]
    assert window.current() == "Dark"
    assert window.searched[-1] == "", "a command isn't searched for"
    with qtbot.waitSignal(window.field.command_requested) as asked:
        qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert asked.args[0].title == "Dark"
    assert window.field.text() == ""


def test_an_unknown_command_does_nothing(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.set_commands(commands)
    type_text(qtbot, window, ">zzz")
    assert window.rows() == ["COMMANDS", "No command of this name."]
    with qtbot.assertNotEmitted(window.field.first_requested):
        qtbot.keyClick(window.field, Qt.Key.Key_Return)


def test_the_empty_field_leads_to_the_commands(qtbot: QtBot, window: FieldWindow) -> None:
    window.field.set_commands(commands)
    window.field.activate()
    assert window.rows() == ["Commands"]
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert window.field.text() == "> "
    assert window.rows()[0] == "COMMANDS"
