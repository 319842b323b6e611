"""How long the line above the text keeps what it says."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from viewer.ui.message_line import LineButton, MessageLine


@pytest.fixture
def line(qtbot: QtBot) -> MessageLine:
    made = MessageLine()
    qtbot.addWidget(made)
    return made


def test_a_message_that_has_its_time_goes_by_itself(qtbot: QtBot, line: MessageLine) -> None:
    with qtbot.waitSignal(line.closed):
        line.tell("The list was copied", seconds=1)
        assert line.text() == "The list was copied"
    assert line.text() == ""


def test_the_time_of_a_message_ends_with_it(line: MessageLine) -> None:
    line.tell("The list was copied", seconds=1)
    line.tell("This book has a newer edition.")
    assert not line._expiry.isActive()
    line.tell("The list was copied", seconds=1)
    line.dismiss()
    assert not line._expiry.isActive()


def test_a_question_has_the_keyboard_at_once_where_something_was_told(
    qtbot: QtBot, line: MessageLine
) -> None:
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    line.tell("The list was copied", [LineButton("Open folder", lambda: None)])
    line.tell("It is classified.", [LineButton("Copy it", lambda: None)])
    line.take_focus()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Copy it"
