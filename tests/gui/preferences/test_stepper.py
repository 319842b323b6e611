"""A number that steps through values of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from viewer.ui.preferences.stepper import Stepper

STEPS = (70, 80, 100, 150, 300)


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    made = Stepper("size", STEPS)
    qtbot.addWidget(made)
    made.show_value(100)
    made.show()
    return made


def button(stepper: Stepper, name: str) -> QToolButton:
    found = stepper.findChild(QToolButton, f"size_{name}")
    assert isinstance(found, QToolButton)
    return found


def test_it_shows_a_value_without_telling_it(stepper: Stepper, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(stepper.changed):
        stepper.show_value(150)
    assert stepper.box.value() == 150


def test_buttons_and_arrows_go_from_step_to_step(stepper: Stepper, qtbot: QtBot) -> None:
    told: list[int] = []
    stepper.changed.connect(told.append)
    qtbot.mouseClick(button(stepper, "more"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(stepper.box, Qt.Key.Key_Up)
    qtbot.keyClick(stepper.box, Qt.Key.Key_Down)
    qtbot.mouseClick(button(stepper, "less"), Qt.MouseButton.LeftButton)
    assert told == [150, 300, 150, 100]


@pytest.mark.parametrize(("value", "up", "down"), [(90, 100, 80), (299, 300, 150), (71, 80, 70)])
def test_from_between_two_steps_it_goes_to_the_nearest(
    stepper: Stepper, value: int, up: int, down: int
) -> None:
    stepper.show_value(value)
    stepper.box.stepUp()
    assert stepper.box.value() == up
    stepper.show_value(value)
    stepper.box.stepDown()
    assert stepper.box.value() == down


def test_at_the_ends_one_button_can_do_nothing(stepper: Stepper) -> None:
    stepper.show_value(300)
    assert not button(stepper, "more").isEnabled()
    stepper.show_value(70)
    assert not button(stepper, "less").isEnabled()
    assert button(stepper, "more").isEnabled()


def test_a_number_that_is_typed_counts_when_it_is_whole(stepper: Stepper, qtbot: QtBot) -> None:
    told: list[int] = []
    stepper.changed.connect(told.append)
    stepper.box.selectAll()
    qtbot.keyClicks(stepper.box, "123")
    assert told == []
    qtbot.keyClick(stepper.box, Qt.Key.Key_Return)
    assert told == [123]


def test_the_number_can_be_read(stepper: Stepper) -> None:
    inner = stepper.box.lineEdit().geometry()
    assert inner.width() > stepper.box.fontMetrics().horizontalAdvance("300")
