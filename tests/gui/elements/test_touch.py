"""Reading with a finger: drag, tap and hold, as a touch screen tells of them."""

from collections.abc import Iterator
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTouchEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QScroller, QTextEdit
from pytestqt.qtbot import QtBot

from viewer.ui.elements.touch import Touch, TouchedWindow, make_touchable

PRESSES = {
    QEvent.Type.TouchBegin: QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchUpdate: QEvent.Type.MouseMove,
    QEvent.Type.TouchEnd: QEvent.Type.MouseButtonRelease,
}
CAPABLE = QInputDevice.Capability.Position | QInputDevice.Capability.Area
START = QPoint(80, 200)


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    """A touch screen; Qt isn't told of it, so that other tests have none."""
    kind, finger = QInputDevice.DeviceType.TouchScreen, QPointingDevice.PointerType.Finger
    return QPointingDevice("screen", 7001, kind, finger, CAPABLE, 10, 0, parent=qapp)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    made = QMainWindow()
    text = QTextEdit(made)
    text.setReadOnly(True)
    text.setPlainText("\n".join(f"Line {number} of the text." for number in range(400)))
    made.setCentralWidget(text)
    qtbot.addWidget(made)
    made.resize(300, 300)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    QScroller.scroller(text.viewport()).stop()


@pytest.fixture
def text(window: QMainWindow) -> QTextEdit:
    """A text that fingers can scroll."""
    found = window.centralWidget()
    assert isinstance(found, QTextEdit)
    make_touchable(window)
    return found


class Finger:
    """A finger on an area: its touches, and the presses that Qt makes of them."""

    def __init__(self, area: QTextEdit | QListWidget, screen: QPointingDevice) -> None:
        self._viewport = area.viewport()
        self._screen = screen

    def _tell(self, touch: QEvent.Type, state: QEventPoint.State, place: QPoint) -> None:
        there = QPointF(self._viewport.mapToGlobal(place))
        scene = QPointF(self._viewport.mapTo(self._viewport.window(), place))
        point = QEventPoint(0, state, scene, there)
        none = Qt.KeyboardModifier.NoModifier
        event = QTouchEvent(touch, self._screen, none, [point])
        event.setTimestamp(int(monotonic() * 1000))
        QApplication.sendEvent(self._viewport, event)
        left, kind = Qt.MouseButton.LeftButton, PRESSES[touch]
        held = left if touch != QEvent.Type.TouchEnd else Qt.MouseButton.NoButton
        button = left if touch != QEvent.Type.TouchUpdate else Qt.MouseButton.NoButton
        press = QMouseEvent(kind, QPointF(place), there, button, held, none, self._screen)
        QApplication.sendEvent(self._viewport, press)

    def press(self, place: QPoint) -> None:
        self._tell(QEvent.Type.TouchBegin, QEventPoint.State.Pressed, place)

    def move(self, place: QPoint) -> None:
        self._tell(QEvent.Type.TouchUpdate, QEventPoint.State.Updated, place)

    def release(self, place: QPoint) -> None:
        self._tell(QEvent.Type.TouchEnd, QEventPoint.State.Released, place)


def test_a_finger_scrolls_and_selects_nothing(
    text: QTextEdit, screen: QPointingDevice, qtbot: QtBot
) -> None:
    finger, bar = Finger(text, screen), text.verticalScrollBar()
    finger.press(START)
    for step in range(1, 13):
        finger.move(START - QPoint(0, 12 * step))
    qtbot.waitUntil(lambda: bar.value() > 60)
    finger.release(START - QPoint(0, 144))
    scroller = QScroller.scroller(text.viewport())
    qtbot.waitUntil(lambda: scroller.state() == QScroller.State.Inactive)
    assert bar.value() >= 60
    assert not text.textCursor().hasSelection()
    assert text.textCursor().position() == 0


def test_a_tap_is_a_click(text: QTextEdit, screen: QPointingDevice, qtbot: QtBot) -> None:
    finger = Finger(text, screen)
    finger.press(START)
    assert text.textCursor().position() == 0
    finger.release(START)
    qtbot.waitUntil(lambda: text.textCursor().position() > 0)
    assert not text.textCursor().hasSelection()


def test_holding_opens_the_menu_and_is_no_click(
    text: QTextEdit, screen: QPointingDevice, qtbot: QtBot
) -> None:
    text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    finger = Finger(text, screen)
    with qtbot.waitSignal(text.customContextMenuRequested) as asked:
        finger.press(START)
    assert asked.args == [START]
    finger.release(START)
    QApplication.processEvents()
    assert text.textCursor().position() == 0


def test_a_finger_that_goes_on_does_not_open_the_menu(
    text: QTextEdit, screen: QPointingDevice
) -> None:
    touch = text.viewport().findChild(Touch)
    assert touch is not None
    finger = Finger(text, screen)
    finger.press(START)
    assert touch._holding.isActive()
    finger.move(START - QPoint(0, 60))
    assert not touch._holding.isActive()
    finger.release(START - QPoint(0, 60))


def test_a_mouse_selects_as_ever(text: QTextEdit) -> None:
    start, end = QPoint(4, 10), QPoint(80, 60)
    QTest.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(text.viewport(), end)
    QTest.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert text.textCursor().hasSelection()


def test_what_came_later_is_prepared_by_its_first_touch(
    window: QMainWindow, screen: QPointingDevice
) -> None:
    TouchedWindow(window)
    later = QListWidget()
    window.setCentralWidget(later)
    assert later.viewport().findChild(Touch) is None
    Finger(later, screen).press(START)
    assert later.viewport().findChild(Touch) is not None
    Finger(later, screen).release(START)
    make_touchable(window)
    assert len(later.viewport().findChildren(Touch)) == 1
