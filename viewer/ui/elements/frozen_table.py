"""A table whose header row and first column stay where they are."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from viewer.ui.elements.heard_rows import tell_current_soon
from viewer.ui.elements.rich_heads import RichHeads
from viewer.ui.elements.rich_words import LOOKS
from viewer.ui.elements.spaced_cells import SpacedCells

ROWS_FITTED = 300
"""Rows up to which all are measured at once; of a longer table, each when it comes into view."""

ROWS_WEIGHED = 200
"""Rows by which columns are as wide as they are; more would take too long."""

WIDEST = 40
"""Width of a column that isn't drawn wider by hand, in average characters."""

FIRST_SHARE = 0.4
"""Largest share of the view that the first column may take and still stay; if it isn't drawn wider
by hand, it takes no more. None of the others takes more than is left beside it.
"""


class CellSpan(NamedTuple):
    """A cell that spans others.

    Attributes:
        row: Its row, as it is shown.
        column: Its column.
        rows: How many rows it spans.
        columns: How many columns.
    """

    row: int
    column: int
    rows: int
    columns: int


class FrozenTable(QTableView):
    """A table to read and copy from, sorted by a click on a column's name.

    The first column is shown by a second view of the same model and selection above the first one;
    it takes no focus, so that keyboard and screen reader know only one table.

    Signals:
        order_changed: By which column the rows are sorted now, -1 for none, and in which order.
    """

    order_changed = Signal(int, Qt.SortOrder)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = QTableView(self)
        self._cells = SpacedCells(self), SpacedCells(self._first)
        self._columns = 0
        self._spans: Sequence[CellSpan] = ()
        # How wide columns are to be, and as how wide they were shown.
        self._wishes: list[int] = []
        self._given: list[int] = []
        self._order = -1, Qt.SortOrder.AscendingOrder
        self._measured: set[int] = set()
        self._measuring = _later(self, "table_rows", self._measure_rows)
        self._placing = _later(self, "table_heads", self._place)
        for view, cells in zip((self, self._first), self._cells, strict=True):
            _prepare(view, cells)
        self.setTabKeyNavigation(False)
        self._first.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._first.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first.setFrameShape(QTableView.Shape.NoFrame)
        for below in (self.viewport(), self.horizontalHeader()):
            below.stackUnder(self._first)
        self._join()

    def _join(self) -> None:
        """Let both views scroll, size and sort together."""
        first, head = self._first, self.horizontalHeader()
        head.sectionResized.connect(self._column_resized)
        self.verticalHeader().sectionResized.connect(self._row_resized)
        self.verticalScrollBar().valueChanged.connect(first.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        first.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        first.horizontalHeader().sectionResized.connect(self._first_resized)
        first.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        head.sortIndicatorChanged.connect(self._sorted)

    def views(self) -> tuple[QTableView, QTableView]:
        """Return what shows the cells: itself, and what shows the first column."""
        return self, self._first

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let screen readers know the current cell too, after Qt has told them of the table."""
        super().focusInEvent(event)
        tell_current_soon(self)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, in its own order, with columns as wide as their texts need."""
        super().setModel(model)
        self._columns = model.columnCount() if model is not None else 0
        if model is None:
            return
        model.layoutChanged.connect(self._rows_moved)
        self._first.setModel(model)
        self._first.setSelectionModel(self.selectionModel())
        for column in range(1, model.columnCount()):
            self._first.setColumnHidden(column, True)  # noqa: FBT003 - Qt's own signature
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._first.horizontalHeader().setSortIndicatorShown(True)
        self.fit()

    def set_spans(self, spans: Sequence[CellSpan]) -> None:
        """Let these cells, and no others, span what is beside and below them.

        What spans the first column and others is shown in the first, which stays.
        """
        if not spans and not self._spans:
            return
        self._spans = spans
        self.clearSpans()
        self._first.clearSpans()
        for part in (part for span in spans for part in _parts(span)):
            if part.rows > 1 or part.columns > 1:
                self.setSpan(*part)
            if part.column == 0 and part.rows > 1:
                self._first.setSpan(*part)
        high = any(span.rows > 1 for span in spans)
        for view in (self, self._first):
            # A ground of every second row would begin and end beside a cell that spans both.
            view.setAlternatingRowColors(not high)
        self._fit_rows()

    def fit(self) -> None:
        """Make columns and rows as large as their texts need, after a change of the font too."""
        # What the style sheet says of it is known only then.
        self.ensurePolished()
        self._forget()
        widest = self.fontMetrics().averageCharWidth() * WIDEST
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column), widest))
        for span in self._spans[:ROWS_WEIGHED]:
            _widen(self, span, widest)
        self._wishes = [self.columnWidth(column) for column in range(self._columns)]
        self._given = list(self._wishes)
        self._narrow()
        self._fit_rows()
        self._place()

    def _forget(self) -> None:
        for view, cells in zip((self, self._first), self._cells, strict=True):
            cells.forget()
            cast("RichHeads", view.horizontalHeader()).forget()

    def changeEvent(self, event: QEvent) -> None:
        """Draw with other fonts, colours and spaces."""
        super().changeEvent(event)
        if event.type() in LOOKS:
            self._forget()

    def _fit_rows(self) -> None:
        self._measured.clear()
        if self.model().rowCount() <= ROWS_FITTED:
            self.resizeRowsToContents()
        else:
            self._measuring.start()

    def _narrow(self) -> None:
        """Let columns be no wider than there is room for them; unless they were drawn by hand."""
        least, width = self.horizontalHeader().minimumSectionSize(), self.viewport().width()
        before = list(self._given)
        for column, wish in enumerate(self._wishes if self._columns > 1 else ()):
            if self.columnWidth(column) == self._given[column]:
                beside = width - self.columnWidth(0) if self.column_stays() else width
                room = beside if column else int(width * FIRST_SHARE)
                self._given[column] = min(wish, max(least, room))
                self.setColumnWidth(column, self._given[column])
        if self._given != before:
            self._fit_rows()

    @Slot()
    def _measure_rows(self) -> bool:
        """Make the rows in view as high as their words need; tell whether any was not yet."""
        if self._columns == 0 or self.model().rowCount() <= ROWS_FITTED:
            return False
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        until = last + 1 if last >= 0 else self.model().rowCount()
        rows = [row for row in range(max(0, first), until) if row not in self._measured]
        for row in rows:
            self.resizeRowToContents(row)
        self._measured.update(rows)
        return bool(rows)

    @Slot()
    def _rows_moved(self) -> None:
        """Measure the rows anew that other rows have become."""
        self._fit_rows()

    def sort_by_current(self) -> None:
        """Sort by the column of the current cell: rising, then falling, then in its own order."""
        head, column = self.horizontalHeader(), max(0, self.currentIndex().column())
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if head.sortIndicatorSection() != column:
            self.sortByColumn(column, rising)
        elif head.sortIndicatorOrder() == rising:
            self.sortByColumn(column, falling)
        else:
            self.sortByColumn(-1, rising)

    def column_stays(self) -> bool:
        """Return whether the first column stays while the others are scrolled."""
        if self._columns < 2:  # noqa: PLR2004 - the first and another
            return False
        return self.columnWidth(0) <= self.viewport().width() * FIRST_SHARE

    @Slot()
    def _place(self) -> None:
        """Give the names of columns as much room in both views, and put the second in its place."""
        heads = self.horizontalHeader()
        if heads.height() != heads.sizeHint().height():
            self.updateGeometries()
        self._first.horizontalHeader().setMinimumHeight(heads.height())
        self._first.setVisible(self.column_stays())
        top = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self._first.setGeometry(top, top, self.columnWidth(0), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the first column in its place."""
        super().resizeEvent(event)
        if self._columns:
            self._narrow()
            self._measuring.start()
        self._place()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, beside the first column and not below it."""
        if index.column() == 0 and self.column_stays():
            index = index.sibling(index.row(), max(1, self.columnAt(self.columnWidth(0) + 1)))
        super().scrollTo(index, hint)
        while self._measure_rows():
            # What came into view above it may have grown; Qt would see to the range only later.
            self.updateGeometries()
            super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and self.column_stays() and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    @Slot()
    def _scrolled(self) -> None:
        if not self._measuring.isActive():
            self._measuring.start()

    @Slot(int, Qt.SortOrder)
    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Show in both views what the rows are sorted by; neither tells again what it has."""
        for view in (self, self._first):
            view.horizontalHeader().setSortIndicator(column, order)
        if self._order != (column, order):
            self._order = column, order
            self.order_changed.emit(column, order)

    @Slot(int, int, int)
    def _column_resized(self, column: int, _old: int, size: int) -> None:
        if column == 0:
            self._first.setColumnWidth(0, size)
            self._place()
        # Many are resized at once, and each may need other lines for its name.
        self._placing.start()

    @Slot(int, int, int)
    def _first_resized(self, column: int, _old: int, size: int) -> None:
        if column == 0 and self.columnWidth(0) != size:
            self.setColumnWidth(0, size)

    @Slot(int, int, int)
    def _row_resized(self, row: int, _old: int, size: int) -> None:
        self._first.setRowHeight(row, size)


def _later(view: QWidget, name: str, work: Callable[[], object]) -> QTimer:
    """Return what does some work once the events that are waiting are done."""
    made = QTimer(view)
    made.setObjectName(name)
    made.setSingleShot(True)
    made.setInterval(0)
    made.timeout.connect(work)
    return made


def _prepare(view: QTableView, cells: SpacedCells) -> None:
    """Set up what both views have in common."""
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setWordWrap(True)
    view.setItemDelegate(cells)
    view.setHorizontalHeader(RichHeads(view, cells))
    view.verticalHeader().hide()
    view.horizontalHeader().setResizeContentsPrecision(ROWS_WEIGHED)
    view.horizontalHeader().setSortIndicatorClearable(True)
    view.horizontalHeader().setSectionsClickable(True)


def _parts(span: CellSpan) -> tuple[CellSpan, ...]:
    """Return a span, with its share of the first column apart from the rest."""
    if span.column or span.columns == 1:
        return (span,)
    return span._replace(columns=1), span._replace(column=1, columns=span.columns - 1)


def _widen(view: QTableView, span: CellSpan, widest: int) -> None:
    """Make columns wider by the same, where what spans them needs more than they have.

    It asks for no more than ``widest``. What spans the first column is shown in it alone.
    """
    first, count = span.column, span.columns
    if first == 0 or count == 1:
        return
    # Each cell asks for its share.
    needed = view.sizeHintForIndex(view.model().index(span.row, first)).width() * count
    missing = min(needed, widest) - sum(view.columnWidth(first + n) for n in range(count))
    for column in range(first, first + count):
        view.setColumnWidth(column, view.columnWidth(column) + max(0, ceil(missing / count)))
