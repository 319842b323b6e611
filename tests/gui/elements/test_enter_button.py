"""Enter presses the button that has the keyboard, not the one that Enter means in fields."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from viewer.ui.elements.enter_button import EnterButton


@pytest.mark.parametrize(
    ("part", "pressed"),
    [("other", ["other"]), ("field", ["accept"]), ("accept", ["accept"])],
)
def test_enter_presses_what_has_the_keyboard(qtbot: QtBot, part: str, pressed: list[str]) -> None:
    dialog, told = QDialog(), list[str]()
    qtbot.addWidget(dialog)
    parts = {"field": QLineEdit(), "other": EnterButton(), "accept": QPushButton()}
    layout = QVBoxLayout(dialog)
    for name, one in parts.items():
        one.setObjectName(name)
        layout.addWidget(one)
        if isinstance(one, QPushButton):
            one.clicked.connect(lambda _on=False, name=name: told.append(name))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    parts[part].setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(parts[part], key)
        assert told == pressed
        told.clear()
