"""Several views in one place, of which one is seen."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class Views(QStackedWidget):
    """Views that need no more room than the one that is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._take_room)

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Show a view; the keyboard goes from one to the other, and nowhere between them."""
        focus = QApplication.focusWidget()
        leaves = focus is not None and self.isAncestorOf(focus) and not widget.isAncestorOf(focus)
        if focus is not None and leaves:
            # Qt would hand it on from part to part, each of which would be told.
            focus.clearFocus()
        super().setCurrentWidget(widget)
        last = widget.focusWidget()
        if leaves and last is not None:
            last.setFocus()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the view that is seen."""
        view = self.currentWidget()
        return super().minimumSizeHint() if view is None else view.minimumSizeHint()

    @Slot()
    def _take_room(self) -> None:
        self.updateGeometry()
