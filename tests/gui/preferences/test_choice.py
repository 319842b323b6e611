"""Round buttons of which one is on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.preferences.choice import Choice

VALUES = ("system", "light", "dark")


@pytest.mark.parametrize("value", VALUES)
def test_tab_leads_to_what_is_chosen(qtbot: QtBot, value: str) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    field, choice = QLineEdit(whole), Choice("theme", VALUES)
    layout = QVBoxLayout(whole)
    layout.addWidget(field)
    layout.addWidget(choice)
    for shown in ("dark", value):
        choice.show_value(shown)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    reached = QApplication.focusWidget()
    assert reached is not None
    assert reached.objectName() == f"theme_{value}"
    qtbot.keyClick(reached, Qt.Key.Key_Left if value == "dark" else Qt.Key.Key_Right)
    after = QApplication.focusWidget()
    assert after is not None
    assert after is not reached
