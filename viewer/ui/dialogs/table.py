"""One table of the text as a real table: header row and first column stay, sorted, copied."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from viewer.book.model import Block
from viewer.messages import translate as _
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, lay_out_below, say
from viewer.ui.elements.frozen_table import FrozenTable
from viewer.ui.message_line import MessageLine


class TableContent(NamedTuple):
    """What a table window shows.

    Attributes:
        block: A block of kind table.
        title: Title of its section.
        language: Language of the text.
    """

    block: Block
    title: str
    language: str


class TableDialog(QDialog):
    """Shows a table in a window of its own.

    Signals:
        copy_requested: Cells are to be copied: as plain text, and as a table in HTML.

    Attributes:
        line: Where something is asked or told.
    """

    copy_requested = Signal(str, str)

    def __init__(
        self, content: TableContent, strip: QWidget, parent: QWidget | None = None
    ) -> None:
        """Make the window.

        Args:
            content: What it shows.
            strip: Tells how it is to be handled; goes to the top.
            parent: The main window.
        """
        super().__init__(parent)
        self.setObjectName("table_dialog")
        self._content = content
        self._model = CellsModel(content.block, content.language, self)
        self._table = FrozenTable(self)
        self._table.setObjectName("table_cells")
        self._table.setModel(self._model)
        self.line = MessageLine(self)
        self.line.left.connect(self._table.setFocus)
        self._buttons = QDialogButtonBox(self)
        self._copy = button(self._buttons, "table_copy", ROLE.ActionRole)
        self._close = button(self._buttons, "table_close", ROLE.RejectRole)
        lay_out_below(strip, self, self._table, self.line, self._buttons)
        # On the dialog: in the table alone it would not work from the buttons.
        copy = QAction(self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(self._copy_cells)
        self.addAction(copy)
        self._copy.clicked.connect(self._copy_cells)
        self._buttons.rejected.connect(self.reject)
        self._name()
        fit_to_screen(self, 100, 30)
        if self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, 0))
            self._table.clearSelection()
        self._table.setFocus()

    def _name(self) -> None:
        title = self._content.title
        self.setWindowTitle(_("Table – {title}").format(title=title))
        name = _("Table in {title}, {rows} rows, {columns} columns")
        rows, columns = self._model.rowCount(), self._model.columnCount()
        self._table.setAccessibleName(name.format(title=title, rows=rows, columns=columns))
        say(self._copy, _("Copy cells"))
        say(self._close, _("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Let rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._table.fit()

    @Slot()
    def _copy_cells(self) -> None:
        """Copy the selected cells, or the whole table with the names of its columns."""
        chosen = self._table.selectionModel().selectedIndexes()
        all_rows, all_columns = range(self._model.rowCount()), range(self._model.columnCount())
        rows = sorted({index.row() for index in chosen}) or list(all_rows)
        columns = sorted({index.column() for index in chosen}) or list(all_columns)
        whole = len(rows) == len(all_rows)
        copied = self._model.copied(rows, columns, heads=whole)
        self.copy_requested.emit(copied.text(), copied.html())
