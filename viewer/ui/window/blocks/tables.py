"""Opens the tables of the text as real tables."""

from functools import partial

from PySide6.QtWidgets import QWidget

from viewer.book.model import Block, Kind
from viewer.messages import translate as _
from viewer.ui.dialogs.table import TableContent, TableDialog
from viewer.ui.dialogs.table_notes import notes_of
from viewer.ui.window.blocks.block_windows import BlockWindows
from viewer.ui.window.copying import Copying
from viewer.ui.window.main_window import MainWindow


class Tables(BlockWindows[TableDialog]):
    """The tables of the open section."""

    def __init__(self, window: MainWindow, copying: Copying) -> None:
        super().__init__(window)
        self._copying = copying
        window.readings.table_requested.connect(self.open)

    def suits(self, block: Block) -> bool:
        """Return whether a block is a table."""
        return block.kind is Kind.TABLE and bool(block.rows)

    def make(self, block: Block, strip: QWidget) -> TableDialog | None:
        """Return the window of a table."""
        shown = self._window.readings.shown()
        if shown is None:
            return None
        content = TableContent(
            block, shown.content.title, shown.language, notes_of(shown.content.text.blocks)
        )
        made = TableDialog(content, strip, self._window)
        made.copy_requested.connect(partial(self._copy, made))
        made.link_requested.connect(self._window.readings.link_requested)
        return made

    def _copy(self, dialog: TableDialog, text: str, html: str) -> None:
        self._copying.give(text, html, _copied, dialog.line)


def _copied() -> str:
    return _("Copied")
