"""The lines above the results; the list keeps most of the room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from viewer.ui.elements.room import QWIDGETSIZE_MAX


class ResultsHead(QScrollArea):
    """Lines one below the other, scrolled where they get higher than the room for them.

    A pasted page has many notes, and three lines of large letters fill a small window.
    """

    def __init__(self, lines: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results_head")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self._most = QWIDGETSIZE_MAX
        self._lines = QWidget()
        self._lines.setObjectName("results_head_lines")
        layout = QVBoxLayout(self._lines)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for line in lines:
            layout.addWidget(line)
        self.setWidget(self._lines)

    def limit(self, height: int) -> None:
        """Take so many pixels at most."""
        self._most = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the lines at the width that they have, as far as there is room."""
        height = self._lines.heightForWidth(self.width())
        wanted = height if height >= 0 else self._lines.sizeHint().height()
        return QSize(0, min(wanted, self._most))

    def minimumSizeHint(self) -> QSize:
        """Return the height of two lines, and a width at which every button can be read."""
        least = min(self.sizeHint().height(), 2 * self.fontMetrics().height())
        return QSize(self._lines.minimumSizeHint().width(), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the lines have at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the height of the lines when they change."""
        if watched is self._lines and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
