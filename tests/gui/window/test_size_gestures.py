"""Ctrl and the wheel, and pinching a touchpad or the screen, change the size of the text."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tests.gui.window.program import Program, settle

PLACES = ("page", "contents_tree", "breadcrumb", "status_line")


def under_the_pointer(program: Program, name: str) -> QWidget:
    part = program.window.page if name == "page" else program.part(name)
    return part.viewport() if isinstance(part, QAbstractScrollArea) else part


def turn(
    program: Program,
    widget: QWidget,
    angle: int,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier,
) -> None:
    """Turn the wheel over a widget by eighths of a degree, with Ctrl held."""
    where = QPointF(widget.mapTo(program.window, widget.rect().center()))
    QTest.wheelEvent(program.window.windowHandle(), where, QPoint(0, angle), QPoint(), keys)
    settle()


def pinch_touchpad(widget: QWidget, share: float) -> None:
    where = QPointF(widget.rect().center())
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        where,
        where,
        QPointF(widget.mapToGlobal(where.toPoint())),
        share,
        QPointF(),
    )
    QApplication.sendEvent(widget, event)
    settle()


def pinch_screen(widget: QWidget, start: int, end: int) -> None:
    """Move two fingers that are ``start`` pixels apart until they are ``end`` pixels apart."""
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    middle = widget.rect().center()

    def fingers(apart: int) -> tuple[QPoint, QPoint]:
        half = QPoint(apart // 2, 0)
        return middle - half, middle + half

    first, second = fingers(start)
    QTest.touchEvent(widget, device).press(0, first, widget).press(1, second, widget).commit()
    for step in range(1, 11):
        first, second = fingers(start + (end - start) * step // 10)
        QTest.touchEvent(widget, device).move(0, first, widget).move(1, second, widget).commit()
        settle()
    QTest.touchEvent(widget, device).release(0, first, widget).release(1, second, widget).commit()
    settle()


@pytest.mark.parametrize("place", PLACES)
def test_a_notch_of_the_wheel_is_one_size(program: Program, place: str) -> None:
    widget = under_the_pointer(program, place)
    turn(program, widget, 120)
    assert program.window.look.percent == 110
    turn(program, widget, -120)
    assert program.window.look.percent == 100


def test_fine_wheels_need_as_much_for_one_size(program: Program) -> None:
    widget = under_the_pointer(program, "page")
    for _time in range(7):
        turn(program, widget, 15)
    assert program.window.look.percent == 100
    turn(program, widget, 15)
    assert program.window.look.percent == 110
    turn(program, widget, 60)
    turn(program, widget, -60)
    assert program.window.look.percent == 110


@pytest.mark.parametrize("place", PLACES)
def test_a_pinch_on_the_touchpad_changes_the_size(program: Program, place: str) -> None:
    widget = under_the_pointer(program, place)
    for _time in range(4):
        pinch_touchpad(widget, 0.08)
    assert program.window.look.percent == 120
    for _time in range(4):
        pinch_touchpad(widget, -0.08)
    assert program.window.look.percent == 100


def test_a_pinch_on_the_screen_changes_the_size(program: Program) -> None:
    page = under_the_pointer(program, "page")
    pinch_screen(page, 100, 200)
    assert program.window.look.percent > 120
    pinch_screen(page, 200, 100)
    assert program.window.look.percent < 120


def test_the_wheel_alone_scrolls(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    settle()
    turn(program, under_the_pointer(program, "page"), -120, Qt.KeyboardModifier.NoModifier)
    assert program.window.look.percent == 100
    assert program.window.page.verticalScrollBar().value() > 0
