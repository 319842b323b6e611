"""One table of the text as a real table: header row and first column stay, sorted, copied."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from viewer.book.model import Block
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.cell_links import CellLinks
from viewer.ui.dialogs.cell_words import FOOTNOTE
from viewer.ui.dialogs.cells import CellsModel
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, lay_out_below, say
from viewer.ui.dialogs.table_notes import Note, TableNotes, notes_for
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.frozen_table import FrozenTable
from viewer.ui.message_line import MessageLine


class TableContent(NamedTuple):
    """What a table window shows.

    Attributes:
        block: A block of kind table.
        title: Title of its section.
        language: Language of the text.
        notes: The footnotes of its section.
    """

    block: Block
    title: str
    language: str
    notes: tuple[Note, ...] = ()


class TableDialog(QDialog):
    """Shows a table in a window of its own.

    Signals:
        copy_requested: Cells are to be copied: as plain text, and as a table in HTML.
        link_requested: A link was followed, and the window closed; gives its target.

    Attributes:
        line: Where something is asked or told.
    """

    copy_requested = Signal(str, str)
    link_requested = Signal(str)

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
        notes = notes_for(content.block, content.notes)
        numbers = {note.label: note.number for note in notes}
        self._model = CellsModel(content.block, content.language, self, numbers)
        self._table = FrozenTable(self)
        self._show_cells()
        self._notes = TableNotes(notes, content.language, self) if notes else None
        self.line = MessageLine(self)
        self.line.left.connect(self._table.setFocus)
        self._buttons = ButtonBox(self)
        self._sort = button(self._buttons, "table_sort", ROLE.ActionRole)
        self._copy = button(self._buttons, "table_copy", ROLE.ActionRole)
        self._close = button(self._buttons, "table_close", ROLE.RejectRole)
        below = [self._notes] if self._notes is not None else []
        parts: list[QWidget] = [self._table, *below, self.line, self._buttons]
        lay_out_below(strip, self, *parts)
        self._connect()
        self._name()
        fit_to_screen(self, 100, 30)
        self._table.setFocus()

    def _show_cells(self) -> None:
        self._table.setObjectName("table_cells")
        self._table.setModel(self._model)
        self._model.layoutChanged.connect(self._span)
        if self._model.spans():
            self._span()
            # Now that it is known what spans columns, these are as wide as they need to be.
            self._table.fit()
        if self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, 0))
            self._table.clearSelection()

    def _connect(self) -> None:
        # On the dialog: in the table alone it would not work from the buttons.
        copy = QAction(self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(self._copy_cells)
        self.addAction(copy)
        self._of_menu = copy, QAction(self)
        self._of_menu[1].triggered.connect(self._sort_here)
        links = CellLinks(self._table, self._model, self._of_menu)
        links.followed.connect(self._follow)
        self._copy.clicked.connect(self._copy_cells)
        self._sort.clicked.connect(self._sort_here)
        self._table.order_changed.connect(self._say_order)
        self._buttons.rejected.connect(self.reject)

    def _name(self) -> None:
        title = self._content.title
        self.setWindowTitle(_("Table – {title}").format(title=self._model.title or title))
        name = _("Table in {title}, {rows} rows, {columns} columns")
        rows, columns = self._model.rowCount(), self._model.columnCount()
        self._table.setAccessibleName(name.format(title=title, rows=rows, columns=columns))
        for action, words in zip(
            self._of_menu, (_("Copy cells"), _("&Sort by this column")), strict=True
        ):
            action.setText(words)
        say(self._sort, _("&Sort by this column"))
        say(self._copy, _("Copy cells"))
        say(self._close, _("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Let rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._table.fit()

    @Slot()
    def _span(self) -> None:
        """Let cells span others as they do in the present order."""
        self._table.set_spans(self._model.spans())

    @Slot()
    def _sort_here(self) -> None:
        """Sort by the column of the current cell: rising, then falling, then as in the book."""
        self._table.sort_by_current()
        self._table.setFocus()

    @Slot(int, Qt.SortOrder)
    def _say_order(self, column: int, order: Qt.SortOrder) -> None:
        if column < 0:
            words = _("In the order of the book")
        else:
            rising = order == Qt.SortOrder.AscendingOrder
            words = _("Sorted by {column}, rising") if rising else _("Sorted by {column}, falling")
            words = words.format(column=self._model.heads[column] or column + 1)
        announce(self._table, words)

    @Slot(str)
    def _follow(self, link: str) -> None:
        """Show a note below; close the window for what leads elsewhere."""
        if link.startswith(FOOTNOTE):
            if self._notes is not None:
                self._notes.show_note(link.removeprefix(FOOTNOTE))
                self._notes.setFocus()
            return
        self.accept()
        self.link_requested.emit(link)

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
