"""The list of marks: it grows when it is scrolled, and keeps what is current and chosen.

Only a stretch of a long list is there, since each row has to be measured. What is chosen beyond it
is kept by its ids, and is chosen in the view as soon as its rows come.
"""

from collections.abc import Collection, Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from viewer.messages import plural
from viewer.ui.announce import announce
from viewer.ui.elements.roles import Index
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.marks.delegate import MarksDelegate
from viewer.ui.marks.groups import Heading
from viewer.ui.marks.model import PAGE, MarkRow, MarksModel

NEAR = 1_000
"""Marks that are taken into the list to find one while the places of all aren't known yet."""

STRETCH = 200
"""Most marks that are there after the list was scrolled upwards."""

_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
_FLAGS = QItemSelectionModel.SelectionFlag
_KEYS = Qt.KeyboardModifier


class Source(Protocol):
    """The marks that are listed."""

    def pull(self, first: int, count: int) -> tuple[list[tuple[Heading, MarkRow]], bool]:
        """Return rows from a place of the list on, and whether that is its end."""

    def headed(self) -> bool:
        """Return whether the groups need headings."""

    @property
    def whole(self) -> bool:
        """Whether the place of every mark is known."""

    def total(self) -> int:
        """Return how many rows the list has."""

    def ids(self, first: int = 0, last: int | None = None) -> list[str]:
        """Return the ids of the marks from one place of the list to before another."""


class MarksView(RowsView):
    """The list.

    Attributes:
        marks: Its model.

    Signals:
        whole_wanted: This is to be called once the place of every mark in the list is known.
    """

    whole_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, MarksDelegate())
        self.marks = MarksModel(self)
        self._source: Source | None = None
        self._far: set[str] = set()
        self._sliding = False
        self.setModel(self.marks)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.marks.rowsInserted.connect(self._take_rows)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._grow)
        bar.rangeChanged.connect(self._grow)

    def show_marks(self, source: Source) -> None:
        """Show marks in place of all; the current row stays at its mark, or at its place."""
        current, chosen = self.current(), self._chosen()
        rows, index = self.marks.mark_rows(), self.currentIndex()
        place = rows.index(index) if index in rows else -1
        self._source = source
        first = self.marks.first if source.whole else 0
        if first and first >= source.total():
            first = max(0, source.total() - PAGE)
        self.marks.show(source.pull, headed=source.headed(), first=first, least=self.marks.size())
        self.expandAll()
        index = self.marks.index_of(current)
        if index.isValid():
            self._choose_again(index, chosen if len(chosen) > 1 else ())
        elif place >= 0:
            self.make_near_current(place)

    def current(self) -> str:
        """Return the id of the current mark, or nothing."""
        return self.marks.mark_at(self.currentIndex())

    def chosen_marks(self) -> list[str]:
        """Return the ids of the marks that are chosen, in the order of the list."""
        chosen = self.selectionModel()
        rows = (index for index in self.marks.mark_rows() if chosen.isSelected(index))
        here = dict.fromkeys(map(self.marks.mark_at, rows))
        if not self._far or self._source is None:
            return list(here)
        wanted = self._far | here.keys()
        return [one for one in dict.fromkeys(self._source.ids()) if one in wanted]

    def chooses_far(self) -> bool:
        """Return whether marks are chosen that are not there."""
        return bool(self._far)

    def _chosen(self) -> set[str]:
        chosen = self.selectionModel()
        rows = (index for index in self.marks.mark_rows() if chosen.isSelected(index))
        return self._far | set(map(self.marks.mark_at, rows))

    def row_of(self, mark: str) -> QModelIndex:
        """Return the row of a mark, scrolled to or not; an invalid index if it is too far away."""
        index = self.marks.index_of(mark)
        source = self._source
        if not index.isValid() and source is not None and source.whole:
            ids = source.ids()
            if mark in ids:
                self._slide(max(0, ids.index(mark) - PAGE // 2), 2 * PAGE)
                return self.marks.index_of(mark)
        while not index.isValid() and not self.marks.is_whole() and self.marks.size() < NEAR:
            self.marks.grow(max(PAGE, self.marks.size()))
            index = self.marks.index_of(mark)
        return index

    def make_current(self, index: QModelIndex) -> None:
        """Make a row the current one, and the only one that is chosen.

        The view itself would heed the keys that are held down: those of the shortcut, for example.
        """
        self._far.clear()
        self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect)

    def make_near_current(self, place: int) -> None:
        """Make the mark at a place of the rows the current one, or the last one before it."""
        rows = self.marks.mark_rows()
        if rows:
            self.make_current(rows[min(place, len(rows) - 1)])

    # -- choosing --------------------------------------------------------------------------------

    def selectAll(self) -> None:
        """Choose all marks, also those that were not scrolled to yet."""
        self.whole_wanted.emit(self._choose_all)

    def _choose_all(self) -> None:
        if self._source is not None:
            ids = set(self._source.ids())
            self._choose_again(self.currentIndex(), ids)
            words = plural("{count} mark chosen", "{count} marks chosen", len(ids))
            announce(self, words.format(count=len(ids)))

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Return what becomes of the choice; where it is a new one, that counts far away, too."""
        made = super().selectionCommand(index, event)
        if made & _FLAGS.Clear:
            self._far.clear()
        return made

    def _choose_again(self, current: QModelIndex, chosen: Collection[str]) -> None:
        """Make a row current, and choose these marks, or that one where there are none."""
        self.make_current(current)
        if chosen:
            self._far = set(chosen)
            self._choose_here(self.marks.mark_rows())

    def _choose_here(self, rows: Iterable[QModelIndex]) -> None:
        """Choose those rows whose marks are chosen."""
        found = {}
        for index in rows:
            mark = self.marks.mark_at(index)
            if mark in self._far:
                found[mark] = mark
                self.selectionModel().select(index, _FLAGS.Select)
        self._far -= found.keys()

    # -- from end to end -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the very first and last mark with Home and End, choosing with Shift."""
        modifiers = event.modifiers() & ~_KEYS.KeypadModifier
        plain = modifiers in {_KEYS.NoModifier, _KEYS.ShiftModifier}
        renaming = self.state() == QAbstractItemView.State.EditingState
        if event.key() not in _ENDS or not plain or renaming:
            super().keyPressEvent(event)
            return
        end, choosing = event.key() == Qt.Key.Key_End, bool(modifiers)
        if self.marks.is_whole() if end else not self.marks.first:
            super().keyPressEvent(event)
        else:
            self.whole_wanted.emit(lambda: self._go_to_end(end, choosing))

    def _go_to_end(self, end: bool, choosing: bool) -> None:  # noqa: FBT001 - bound above
        source = self._source
        if source is None:
            return
        chosen: set[str] = set()
        if choosing:
            rows, index = self.marks.mark_rows(), self.currentIndex()
            place = self.marks.first + (rows.index(index) if index in rows else 0)
            ids = source.ids(place) if end else source.ids(0, place + 1)
            chosen = self._chosen() | set(ids)
        self.marks.slide(max(0, source.total() - PAGE) if end else 0, PAGE)
        self.expandAll()
        rows = self.marks.mark_rows()
        if rows:
            self._choose_again(rows[-1 if end else 0], chosen)

    def _slide(self, first: int, count: int) -> None:
        """Have other marks of the list there; what is current and chosen stays so."""
        current, chosen = self.current(), self._chosen()
        self.marks.slide(first, count)
        self.expandAll()
        self._far = chosen
        index = self.marks.index_of(current)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)
        self._choose_here(self.marks.mark_rows())

    @Slot(QModelIndex, int, int)
    def _take_rows(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open the groups that came when the list was scrolled, and choose what is chosen."""
        rows = [self.marks.index(row, 0, parent) for row in range(first, last + 1)]
        if not parent.isValid():
            for index in rows:
                self.expand(index)
        if self._far:
            below = (
                self.marks.index(row, 0, one)
                for one in rows
                for row in range(self.marks.rowCount(one))
            )
            self._choose_here([*rows, *below])

    @Slot()
    def _grow(self) -> None:
        """Take in further marks near either end of what is there."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not self.isVisible():
            return
        if bar.maximum() - bar.value() <= height:
            self.marks.grow(PAGE)
        if self.marks.first and bar.value() <= height and not self._sliding:
            self._grow_upwards()

    def _grow_upwards(self) -> None:
        """Take in marks above; what is seen stays where it is."""
        seen = self.indexAt(QPoint(1, 1))
        if not self.marks.mark_at(seen):
            seen = self.indexBelow(seen)
        mark, top = self.marks.mark_at(seen), self.visualRect(seen).top()
        first = max(0, self.marks.first - PAGE)
        self._sliding = True
        self._slide(first, min(STRETCH, self.marks.size() + self.marks.first - first))
        index = self.marks.index_of(mark)
        if index.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(index).top() - top)
        self._sliding = False
