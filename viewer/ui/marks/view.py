"""The list of marks: it grows when it is scrolled, and keeps what is current and chosen."""

from collections.abc import Collection

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Slot
from PySide6.QtWidgets import QAbstractItemView, QWidget

from viewer.ui.elements.rows_view import RowsView
from viewer.ui.marks.delegate import MarksDelegate
from viewer.ui.marks.model import PAGE, MarksModel, Pull

MOST = 3000
"""Marks that are taken into the list to find one, or to choose all: each has to be measured."""


class MarksView(RowsView):
    """The list.

    Attributes:
        marks: Its model.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, MarksDelegate())
        self.marks = MarksModel(self)
        self.setModel(self.marks)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.marks.rowsInserted.connect(self._open_groups)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._grow)
        bar.rangeChanged.connect(self._grow)

    def show_marks(self, pull: Pull, *, headed: bool) -> None:
        """Show marks in place of all; the current row stays at its mark, or at its place.

        Args:
            pull: Gives them, part by part.
            headed: Whether their groups have headings.
        """
        current, chosen = self.current(), self.chosen_marks()
        rows, index = self.marks.mark_rows(), self.currentIndex()
        place = rows.index(index) if index in rows else -1
        self.marks.show(pull, headed=headed, least=self.marks.size())
        self.expandAll()
        index = self.marks.index_of(current)
        if index.isValid():
            self._choose_again(index, chosen)
        elif place >= 0:
            self.make_near_current(place)

    def current(self) -> str:
        """Return the id of the current mark, or nothing."""
        return self.marks.mark_at(self.currentIndex())

    def chosen_marks(self) -> list[str]:
        """Return the ids of the marks that are chosen, in the order of the list."""
        chosen = self.selectionModel()
        rows = (index for index in self.marks.mark_rows() if chosen.isSelected(index))
        return list(dict.fromkeys(map(self.marks.mark_at, rows)))

    def row_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark, scrolled to or not; an invalid index if it is too far away."""
        while not (index := self.marks.index_of(mark)).isValid():
            if self.marks.is_whole() or self.marks.size() >= MOST:
                break
            self.marks.grow(max(PAGE, self.marks.size()))
        return index

    def make_current(self, index: QModelIndex) -> None:
        """Make a row the current one, and the only one that is chosen.

        The view itself would heed the keys that are held down: those of the shortcut, for example.
        """
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)

    def make_near_current(self, place: int) -> None:
        """Make the mark at a place of the list the current one, or the last one before it."""
        rows = self.marks.mark_rows()
        if rows:
            self.make_current(rows[min(place, len(rows) - 1)])

    def selectAll(self) -> None:
        """Choose all marks, also those that were not scrolled to yet."""
        self.marks.grow(MOST - self.marks.size())
        super().selectAll()

    def _choose_again(self, current: QModelIndex, chosen: Collection[str]) -> None:
        """Make a row current, and choose those that were chosen before."""
        flags = QItemSelectionModel.SelectionFlag
        self.make_current(current)
        for index in self.marks.mark_rows() if len(chosen) > 1 else ():
            if self.marks.mark_at(index) in chosen:
                self.selectionModel().select(index, flags.Select)

    @Slot(QModelIndex, int, int)
    def _open_groups(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open the groups that came when the list was scrolled."""
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self.marks.index(row, 0))

    @Slot()
    def _grow(self) -> None:
        """Take in further marks near the end of the list."""
        bar = self.verticalScrollBar()
        if self.isVisible() and bar.maximum() - bar.value() <= self.viewport().height():
            self.marks.grow(PAGE)
