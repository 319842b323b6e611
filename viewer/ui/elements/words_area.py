"""Words that are scrolled where they would take the room of something else."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from viewer.ui.elements.prose import Prose

_LEAST = 2
"""Lines of which no share of a window is too small."""


class WordsArea(QScrollArea):
    """Holds a label; as high as its words, if there is room, and never lower than one line.

    A word without an end, as in an address, is scrolled sideways: it must not widen the window.
    """

    def __init__(self, label: Prose, share: float, parent: QWidget | None = None) -> None:
        """Make the area.

        Args:
            label: The words; ``refit`` is to be called when they change.
            share: Most of the height of the window that they take, 0 to 1.
            parent: The widget above.
        """
        super().__init__(parent)
        self._label, self._share = label, share
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setWidget(label)
        for ground in (self.viewport(), label):
            ground.setAutoFillBackground(False)
        self._height = 0

    def refit(self) -> None:
        """Take the height of the words at the width that there is, or as much as there may be."""
        line = self.fontMetrics().lineSpacing()
        most = max(_LEAST * line, round(self.window().height() * self._share))
        wanted = max(0, self._label.heightForWidth(max(self.width(), 1)))
        # Cut between two lines.
        self._height = wanted if wanted <= most else most - most % line
        self.setMaximumHeight(self._height)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another height when lines break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refit()

    def sizeHint(self) -> QSize:
        """Return the height of the words."""
        return QSize(0, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(0, min(self._height, self.fontMetrics().lineSpacing()))
