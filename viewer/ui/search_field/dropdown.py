"""The list under the field: part of the window, so that the keyboard stays in the field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.rows import LinesDelegate
from viewer.ui.search_field.choices import Choice
from viewer.ui.search_field.model import ChoicesModel

if TYPE_CHECKING:
    from viewer.ui.theme import Theme

_WIDTH = 82
"""Least width in average characters: 560 pixels at 100 %."""

_EDGE = 1
"""Pixels around the rows."""


class DropDown(QWidget):
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
        # Else what lies below is painted anew, too, with every key.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = self.palette().color(QPalette.ColorRole.Base)
        self._line = self.palette().color(QPalette.ColorRole.Dark)
        self._model = ChoicesModel(self)
        self._rows = LinesDelegate(self)
        self._view = QListView(self)
        self._view.setObjectName("search_choices")
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._rows)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setMouseTracking(True)
        # Whether there is a scroll bar is decided here, so that rows are laid out for one width.
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        layout.addWidget(self._view)
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Choices"))
        self._view.setAccessibleName(_("Choices"))

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._rows.set_look(theme)
        self._ground, self._line = QColor(theme.panel), QColor(theme.border)
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
        room = max(0, window.height() - corner.y())
        wanted = self._wanted_height(width, room)
        self.setGeometry(QRect(left, corner.y(), width, min(wanted, room)))

    def _wanted_height(self, width: int, room: int) -> int:
        """Return the height of all rows; where they don't fit, there is a scroll bar beside them.

        With the scroll bar or without it, as it was for the rows before, is tried first: mostly it
        stays so, and the rows are laid out once.
        """
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        has_bar = self._view.verticalScrollBarPolicy() == on
        height = self._height(width, has_bar=has_bar)
        if (height > room) != has_bar:
            has_bar = not has_bar
            height = self._height(width, has_bar=has_bar)
        self._view.setVerticalScrollBarPolicy(on if has_bar else off)
        return height

    def _height(self, width: int, *, has_bar: bool) -> int:
        inner = width - 2 * _EDGE
        if has_bar:
            inner -= self._view.verticalScrollBar().sizeHint().width()
        rows = (self._model.lines(row) for row in range(self._model.rowCount()))
        heights = (self._rows.size(lines, inner, self._view.font()).height() for lines in rows)
        return sum(heights) + 2 * _EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge, to which nobody else attends."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        painter.setPen(self._line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._view.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        choice = self._model.choice(index)
        if choice is not None and choice.selectable:
            self.chosen.emit(choice)
