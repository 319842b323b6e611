"""Several views in one place, of which one is seen."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget


class Views(QStackedWidget):
    """Views that need no more room than the one that is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._take_room)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the view that is seen."""
        view = self.currentWidget()
        return super().minimumSizeHint() if view is None else view.minimumSizeHint()

    @Slot()
    def _take_room(self) -> None:
        self.updateGeometry()
