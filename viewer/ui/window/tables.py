"""Opens the tables of the text as real tables."""

from PySide6.QtWidgets import QWidget

from viewer.book.model import Block, Kind
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.window.block_windows import BlockWindows
from viewer.ui.window.main_window import MainWindow


class Tables(BlockWindows[TableDialog]):
    """The tables of the open section."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        window.readings.table_requested.connect(self.open)

    def suits(self, block: Block) -> bool:
        """Return whether a block is a table."""
        return block.kind is Kind.TABLE and bool(block.rows)

    def make(self, block: Block, strip: QWidget) -> TableDialog | None:
        """Return the window of a table."""
        shown = self._window.readings.shown()
        if shown is None:
            return None
        content = TableContent(block, shown.content.title, shown.language)
        return TableDialog(content, strip, self._window)
