"""Where the companion pane stands: beside the page, or below it where there is no room."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from viewer.ui.companion.note_pane import NotePane

ROOM = 60
"""Average characters that the page needs beside the pane."""

WIDTH = 36
"""Width of the pane, likewise."""

SHARE = 0.6
"""Share of the height that the pane takes below the page."""


class CompanionPlace(QObject):
    """Turns the row of page and pane as the width allows."""

    def __init__(self, column: QWidget, row: QBoxLayout, pane: NotePane) -> None:
        super().__init__(pane)
        self._column = column
        self._row = row
        self._pane = pane
        row.addWidget(pane)
        column.installEventFilter(self)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange anew with each size of the column."""
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Put the pane beside the page, or below it."""
        character = self._pane.fontMetrics().averageCharWidth()
        beside = self._column.width() >= character * (ROOM + WIDTH)
        self._pane.set_tight(on=not beside)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        most = (1 << 24) - 1
        width = character * WIDTH if beside else most
        self._pane.setMinimumWidth(width if beside else 0)
        self._pane.setMaximumWidth(width)
        self._pane.setMaximumHeight(most if beside else round(self._column.height() * SHARE))
