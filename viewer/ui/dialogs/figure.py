"""A figure in a window of its own: as large as one likes."""

from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QImage,
    QKeyEvent,
    QKeySequence,
    QNativeGestureEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, lay_out_below, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose, breakable, upright

STEP = 1.25
"""Factor of one step larger."""

LEAST, MOST = 0.05, 16.0
"""Smallest and largest scale, 1 for a pixel of the image on a pixel of the screen."""


class FigureContent(NamedTuple):
    """What a figure window shows.

    Attributes:
        image: The image.
        alternative: What is to be seen in it, for those who can't; may be empty.
        caption: Its caption; may be empty.
    """

    image: QImage
    alternative: str
    caption: str


class FigureView(QGraphicsView):
    """An image that is scaled with wheel and keys, and moved by dragging or with the arrows."""

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scene = QGraphicsScene(self)
        self._item = scene.addPixmap(QPixmap.fromImage(image))
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._fitted = True

    def percent(self) -> int:
        """Return the scale in percent."""
        return round(self.transform().m11() * 100)

    def fit(self) -> None:
        """Show the whole image, and go on doing so when the window changes; never enlarged."""
        self._fitted = True
        self.resetTransform()
        room, size = self.viewport().size(), self._item.pixmap().size()
        scale = min(room.width() / size.width(), room.height() / size.height(), 1.0)
        self.scale(max(scale, LEAST), max(scale, LEAST))

    def zoom(self, factor: float) -> None:
        """Make the image larger, or with a factor below 1 smaller."""
        self._fitted = False
        now = self.transform().m11()
        factor = min(max(now * factor, LEAST), MOST) / now
        self.scale(factor, factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a whole image whole."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scale with + - 0 alone, which only act while the figure has the focus."""
        factor = {"+": STEP, "-": 1 / STEP}.get(event.text())
        if factor is not None:
            self.zoom(factor)
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scale with Ctrl, else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Scale with two fingers on a touch pad."""
        pinch = event.type() == QEvent.Type.NativeGesture and cast("QNativeGestureEvent", event)
        if pinch and pinch.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + pinch.value())
            return True
        return super().viewportEvent(event)


class FigureDialog(QDialog):
    """Shows a figure with its caption."""

    def __init__(
        self, content: FigureContent, strip: QWidget, parent: QWidget | None = None
    ) -> None:
        """Make the window.

        Args:
            content: What it shows.
            strip: Tells how it is to be handled; goes to the top.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("figure_dialog")
        self.view = FigureView(content.image, self)
        self.view.setObjectName("figure_view")
        caption = Prose(breakable(content.caption), self)
        caption.setObjectName("figure_caption")
        caption.setMargin(8)
        caption.setVisible(bool(content.caption))
        name = content.alternative or content.caption or _("Figure")
        self.view.setAccessibleName(name)
        self.view.viewport().setAccessibleName(name)
        self.setWindowTitle(_("Figure – {title}").format(title=upright(content.caption or name)))
        lay_out_below(strip, self, self.view, caption, self._buttons())
        fit_to_screen(self, 110, 38)
        self.view.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = ButtonBox(self)
        for short, words, keys, work in (
            ("larger", _("Larger"), ("Ctrl++", "Ctrl+="), self._larger),
            ("smaller", _("Smaller"), ("Ctrl+-",), self._smaller),
            ("fit", _("Whole figure"), ("Ctrl+0",), self.view.fit),
        ):
            made = button(buttons, f"figure_{short}", ROLE.ActionRole)
            say(made, words)
            made.clicked.connect(work)
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(work)
            self.addAction(action)
        say(button(buttons, "figure_close", ROLE.RejectRole), _("Close"))
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot()
    def _larger(self) -> None:
        self.view.zoom(STEP)

    @Slot()
    def _smaller(self) -> None:
        self.view.zoom(1 / STEP)
