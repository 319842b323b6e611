"""Reading with a finger: dragging scrolls and goes on for a while, holding opens the menu.

Qt makes presses of a mouse from touches, which would select what is dragged over. Here a touch is a
click only when it ends where it began.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QScroller,
    QScrollerProperties,
    QWidget,
)

_NAME = "touch"
_SCREEN = QInputDevice.DeviceType.TouchScreen
_PRESSES = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
}
_NEVER = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff


def has_touch_screen() -> bool:
    """Return whether there is anything to touch."""
    return any(device.type() == _SCREEN for device in QInputDevice.devices())


def make_touchable(root: QWidget) -> None:
    """Let fingers scroll all areas in a window that have room to scroll."""
    for area in root.findChildren(QAbstractScrollArea):
        if area.viewport().findChild(Touch, _NAME) is None:
            Touch(area)


class Touch(QObject):
    """Handles the touches of one area."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        viewport = area.viewport()
        super().__init__(viewport)
        self.setObjectName(_NAME)
        self._viewport = viewport
        self._place: QPoint | None = None
        self._spent = False
        self._passes = False
        self._press: QMouseEvent | None = None
        self._holding = QTimer(self)
        self._holding.setObjectName("touch_holding")
        self._holding.setSingleShot(True)
        self._holding.setInterval(QGuiApplication.styleHints().mousePressAndHoldInterval())
        self._holding.timeout.connect(self._open_menu)
        QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
        self._scroller = QScroller.scroller(viewport)
        self._scroller.stateChanged.connect(self._scrolls)
        # Beyond its end nothing is dragged: the text would leave its place beside margin and marks.
        how, metric = self._scroller.scrollerProperties(), QScrollerProperties.ScrollMetric
        for which in (metric.VerticalOvershootPolicy, metric.HorizontalOvershootPolicy):
            how.setScrollMetric(which, _NEVER)
        self._scroller.setScrollerProperties(how)
        viewport.installEventFilter(self)

    def eventFilter(self, _viewport: QObject, event: QEvent) -> bool:
        """Take touches, and the presses that Qt makes of them."""
        kind = event.type()
        if kind == QEvent.Type.TouchBegin and isinstance(event, QTouchEvent):
            self._place = self._at(event) if event.pointCount() == 1 else None
            self._spent = False
            self._holding.start()
        elif kind in {QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}:
            self._holding.stop()
        elif kind == QEvent.Type.TouchUpdate and isinstance(event, QTouchEvent):
            self._moved(event)
        elif kind in _PRESSES and isinstance(event, QMouseEvent) and not self._passes:
            return event.pointingDevice().type() == _SCREEN and self._pressed(event)
        return False

    def _at(self, event: QTouchEvent) -> QPoint:
        return self._viewport.mapFromGlobal(event.points()[0].globalPosition()).toPoint()

    def _moved(self, event: QTouchEvent) -> None:
        place = self._at(event)
        far = QApplication.startDragDistance()
        if self._place is None or (place - self._place).manhattanLength() > far:
            self._holding.stop()
        if event.pointCount() > 1:
            # Two fingers mean another size.
            self._spent = True
            self._holding.stop()

    def _pressed(self, event: QMouseEvent) -> bool:
        """Keep a press back until its end: a finger that goes on, or was held, means no click."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press = event.clone()
        elif event.type() == QEvent.Type.MouseButtonRelease and self._press is not None:
            press, self._press = self._press, None
            self._holding.stop()
            far = (event.position() - press.position()).manhattanLength()
            if not self._spent and far <= QApplication.startDragDistance():
                self._passes = True
                QApplication.sendEvent(self._viewport, press)
                QApplication.sendEvent(self._viewport, event.clone())
                self._passes = False
        return True

    @Slot(QScroller.State)
    def _scrolls(self, state: QScroller.State) -> None:
        if state in {QScroller.State.Dragging, QScroller.State.Scrolling}:
            self._spent = True
            self._holding.stop()

    @Slot()
    def _open_menu(self) -> None:
        """Open the menu of what the finger rests on."""
        if self._place is None or self._spent:
            return
        self._spent = True
        self._press = None
        reason = QContextMenuEvent.Reason.Mouse
        there = self._viewport.mapToGlobal(QPointF(self._place)).toPoint()
        QApplication.sendEvent(self._viewport, QContextMenuEvent(reason, self._place, there))


class TouchedWindow(QObject):
    """Prepares the areas of a window for fingers, also those that come later."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        window.installEventFilter(self)
        self.prepare()

    @Slot()
    def prepare(self) -> None:
        """Prepare what is there, if there is anything to touch."""
        if has_touch_screen():
            make_touchable(self._window)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """See a touch that nothing in the window took."""
        if event.type() == QEvent.Type.TouchBegin:
            make_touchable(self._window)
        return False
