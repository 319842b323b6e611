"""The list of an import, and its current row in full where the columns have no room for it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from viewer.ui.carrying.import_rows import MARK, WHAT, WHERE, ImportModel
from viewer.ui.elements.heard_rows import tell_current_soon
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.words_area import WordsArea

_SHARE = 0.2
"""Most of the height of the dialog that it takes."""


class ImportList(QTableView):
    """The rows: a table, which is laid out at once however many there are; a tree asks each row.

    Signals:
        resized: The columns have other widths.

    Attributes:
        rows: What is listed.
    """

    resized = Signal()

    def __init__(self, model: ImportModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_list")
        self.rows = model
        self.setModel(model)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, so that what is done is seen at every size of the text."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, percent in ((MARK, 50), (WHAT, 28)):
            self.horizontalHeader().resizeSection(column, width * percent // 100)
        self.resized.emit()

    def shows_all(self, at: int) -> bool:
        """Tell whether each column has room for what a row says there."""
        indexes = [self.model().index(at, column) for column in range(WHERE + 1)]
        return all(
            self.sizeHintForIndex(one).width() <= self.columnWidth(one.column()) for one in indexes
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let screen readers know the current row too, after Qt has told them of the table."""
        super().focusInEvent(event)
        tell_current_soon(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a row out, or take it in, with Space, in whatever column one is.

        The key for copying is left alone: only the report of the rows is copied, with their
        classification, and Qt would copy a cell.
        """
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Space:
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(MARK))
        super().keyPressEvent(event)


class RowInFull(WordsArea):
    """Says the current row of the list below it; hidden where the columns show all of it."""

    def __init__(self, view: ImportList, parent: QWidget) -> None:
        self._words = Prose("", None)
        super().__init__(self._words, _SHARE, parent)
        self._words.setObjectName("import_row")
        self._view = view
        view.selectionModel().currentRowChanged.connect(self._tell)
        view.rows.dataChanged.connect(self._tell)
        view.rows.modelReset.connect(self._tell)
        view.resized.connect(self._tell)
        self.hide()

    @Slot()
    def _tell(self) -> None:
        at = self._view.currentIndex().row()
        words = "" if at < 0 or self._view.shows_all(at) else self._view.rows.spoken(at)
        self._words.setText(words)
        self.setVisible(bool(words))
        self.refit()
