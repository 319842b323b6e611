"""Menus in large text on a small screen."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QActionEvent, QFont, QResizeEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

_STEP = 0.95
"""Factor of one step smaller."""

_LEAST = 0.5
"""Smallest part of the chosen size."""


class Menu(QMenu):
    """A menu that is never wider than the screen.

    Qt scrolls a menu that is too high, but cuts off one that is too wide.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.aboutToShow.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Be set in letters as large as the interface's, or so much smaller that there is room.

        To be called again if entries come while the menu opens.
        """
        _fit(self, self.screen().availableSize().width())


class MenuBar(QMenuBar):
    """A bar in which every title is seen, however narrow the window is.

    Qt hides those for which there is no room behind a sign that style sheets leave hardly visible.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the titles have room."""
        super().resizeEvent(event)
        self._refit()

    def actionEvent(self, event: QActionEvent) -> None:
        """Likewise when they come, or get other words."""
        super().actionEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        """Likewise when they get larger or smaller."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._refit()

    def _refit(self) -> None:
        if not self._fitting and self.isVisible():
            self._fitting = True
            _fit(self, self.width())
            self._fitting = False


def _fit(part: QWidget, room: int) -> None:
    """Set a part in letters as large as the interface's, or so much smaller that it has room.

    Args:
        part: A menu or a bar.
        room: Width that there is, in pixels.
    """
    # That of the interface, whatever it is now.
    part.setFont(QFont())
    part.ensurePolished()
    whole = points = part.font().pointSizeF()
    while part.sizeHint().width() > room and points > whole * _LEAST:
        points *= _STEP
        font = part.font()
        font.setPointSizeF(points)
        part.setFont(font)
