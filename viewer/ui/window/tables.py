"""Opens the tables of the text as real tables."""

from PySide6.QtCore import QObject, Slot

from viewer.book.model import Kind
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.meant import block_meant
from viewer.ui.window.strip import ClassificationStrip


class Tables(QObject):
    """Finds the table that is meant, and opens it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: TableDialog | None = None
        window.page.table_requested.connect(self.open)

    def ordinals(self) -> list[int]:
        """Return which blocks of the open section are tables."""
        shown = self._window.navigation.shown
        blocks = shown.content.text.blocks if shown is not None else ()
        return [block.ordinal for block in blocks if block.kind is Kind.TABLE and block.rows]

    @Slot()
    def open_here(self) -> None:
        """Open the table with the caret, else the first in view or below it, else the last."""
        ordinal = block_meant(self._window.page, self.ordinals())
        if ordinal is not None:
            self.open(ordinal)

    @Slot(int)
    def open(self, ordinal: int) -> None:
        """Open the table that is this block of the open section."""
        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        if book is None or shown is None or ordinal not in self.ordinals():
            return
        content = shown.content
        strip = ClassificationStrip()
        strip.show_level(book.section(content.text.section).classification)
        table = TableContent(content.text.blocks[ordinal], content.title, shown.language)
        self.dialog = TableDialog(table, strip, self._window)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
