"""Menus in large text on a small screen."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu, QWidget

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
        # That of the interface, whatever it is now.
        self.setFont(QFont())
        self.ensurePolished()
        room = self.screen().availableSize().width()
        whole = points = self.font().pointSizeF()
        while self.sizeHint().width() > room and points > whole * _LEAST:
            points *= _STEP
            font = self.font()
            font.setPointSizeF(points)
            self.setFont(font)
