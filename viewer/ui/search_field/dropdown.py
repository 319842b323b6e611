"""The list under the field: part of the window, so that the keyboard stays in the field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.rows import LinesDelegate
from viewer.ui.search_field.choices import Choice
from viewer.ui.search_field.model import ChoicesModel

if TYPE_CHECKING:
    from viewer.ui.theme import Theme

_WIDTH = 82
"""Least width in average characters: 560 pixels at 100 %."""


class DropDown(QFrame):
    """The list of choices.

    It never takes the keyboard, and it is no window of its own: nothing is grabbed, nothing can be
    left behind, and it works without a window manager.

    Signals:
        chosen: A ``Choice`` was clicked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = ChoicesModel(self)
        self._rows = LinesDelegate(self)
        self._view = QListView(self)
        self._view.setObjectName("search_choices")
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._rows)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setMouseTracking(True)
        # Lays the rows out anew when a scroll bar takes some of their width.
        self._view.setWordWrap(True)
        self._view.setResizeMode(QListView.ResizeMode.Adjust)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._view)
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Choices"))
        self._view.setAccessibleName(_("Choices"))

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._rows.set_look(theme)
        self._view.viewport().update()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices; none is current."""
        self._model.set_choices(choices)

    def count(self) -> int:
        """Return the number of rows."""
        return self._model.rowCount()

    def current(self) -> Choice | None:
        """Return the current choice, if any."""
        return self._model.choice(self._view.currentIndex())

    def make_current(self, choice: Choice | None) -> None:
        """Make the choice that does the same the current one; without one, none is."""
        for row in self._model.rows():
            index = self._model.index(row, 0)
            here = self._model.choice(index)
            if choice is not None and here is not None and here.does_the_same(choice):
                self._view.setCurrentIndex(index)
                return
        self._view.setCurrentIndex(QModelIndex())
        self._view.clearSelection()
        self._view.scrollToTop()

    def step(self, by: int) -> None:
        """Go on by so many choices, or back; above the first there is none."""
        rows = self._model.rows()
        if not rows:
            return
        index = self._view.currentIndex()
        place = rows.index(index.row()) if index.row() in rows else -1
        place = min(place + by, len(rows) - 1)
        if place < 0:
            self.make_current(None)
            return
        self._view.setCurrentIndex(self._model.index(rows[place], 0))
        if place == 0:
            self._view.scrollToTop()

    def place_under(self, field: QWidget) -> None:
        """Take the room under the field, as much as the rows need and the window has."""
        window = self.parentWidget()
        if window is None:
            return
        corner = field.mapTo(window, QPoint(0, field.height()))
        width = max(field.width(), self.fontMetrics().averageCharWidth() * _WIDTH)
        width = min(width, window.width())
        left = max(0, min(corner.x(), window.width() - width))
        self.setGeometry(QRect(left, corner.y(), width, self.height()))
        room = window.height() - corner.y()
        self.resize(width, max(0, min(self._wanted_height(width), room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._view.scheduleDelayedItemsLayout()

    def _wanted_height(self, width: int) -> int:
        self._view.resize(width - 2, max(1, self._view.height()))
        rows = range(self._model.rowCount())
        heights = (self._view.sizeHintForIndex(self._model.index(row, 0)).height() for row in rows)
        return sum(heights) + 2 * (self.frameWidth() + 2)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        choice = self._model.choice(index)
        if choice is not None and choice.selectable:
            self.chosen.emit(choice)
