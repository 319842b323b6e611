"""Text of another size by Ctrl and the wheel, and by pinching a touchpad or the screen.

All of them reach the window from whatever is under the pointer, since nothing below takes them.
"""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from viewer.ui.window.look import Look

NOTCH = 120
"""What Qt reports for one notch of a wheel; fine wheels and touchpads report parts of it."""

PINCH = 0.15
"""Share by which fingers must move apart, or together, for the next size."""


class SizeGestures(QObject):
    """Watches a window for wheel and pinches."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._turned = 0
        self._pinched = 0.0
        window.grabGesture(Qt.GestureType.PinchGesture)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Take what is about the size, and leave all else."""
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            return self._wheel(cast("QWheelEvent", event))
        if kind == QEvent.Type.NativeGesture:
            return self._touchpad(cast("QNativeGestureEvent", event))
        if kind == QEvent.Type.Gesture:
            return self._screen(cast("QGestureEvent", event))
        return False

    def _wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        angle = event.angleDelta().y()
        # A turn the other way starts from nothing.
        self._turned = angle + (self._turned if angle * self._turned > 0 else 0)
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        self._step(steps)
        event.accept()
        return True

    def _touchpad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._pinch(event.value())
        event.accept()
        return True

    def _screen(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self._pinch(pinch.scaleFactor() - 1)
        event.accept(pinch)
        return True

    def _pinch(self, share: float) -> None:
        self._pinched = share + (self._pinched if share * self._pinched >= 0 else 0)
        steps = int(self._pinched / PINCH)
        self._pinched -= steps * PINCH
        self._step(steps)

    def _step(self, steps: int) -> None:
        for _time in range(abs(steps)):
            self._look.step(1 if steps > 0 else -1)
