"""Blocks of one kind in windows of their own: which is meant, and how the window comes and goes."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget

from viewer.book.classification import level_of
from viewer.book.model import Block, SectionText, pick
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.strip import ClassificationStrip

Window = TypeVar("Window", bound=QDialog)


class BlockWindows(QObject, Generic[Window]):
    """Opens a block in a window of its own; subclasses say which blocks, and make the window.

    Attributes:
        dialog: The window that is open, if one is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._looked_at: SectionText | None = None
        self._ordinals: list[int] = []
        self.dialog: Window | None = None

    def suits(self, block: Block) -> bool:
        """Return whether a block can be opened."""
        raise NotImplementedError

    def make(self, block: Block, strip: QWidget) -> Window | None:
        """Return the window of a block; None, and the reader is told, if it can't be shown.

        Args:
            block: A block of the open section.
            strip: Tells how it is to be handled; goes to the top.
        """
        raise NotImplementedError

    def ordinals(self) -> list[int]:
        """Return which blocks of the open section can be opened; they are looked for once."""
        shown = self._window.readings.shown()
        text = shown.content.text if shown is not None else None
        if text is not self._looked_at:
            self._looked_at = text
            blocks = text.blocks if text is not None else ()
            self._ordinals = [block.ordinal for block in blocks if self.suits(block)]
        return self._ordinals

    @Slot()
    def open_here(self) -> None:
        """Open the one with the caret, else the first in view or below it, else the last."""
        page, ordinals = self._window.readings.page(), self.ordinals()
        if not ordinals:
            return
        caret, first = page.caret().ordinal, page.first_visible_block()
        below = next((ordinal for ordinal in ordinals if ordinal >= first), ordinals[-1])
        self.open(caret if caret in ordinals and page.has_text_cursor() else below)

    @Slot(int)
    def open(self, ordinal: int) -> None:
        """Open this block of the open section; any other does nothing."""
        book, shown = self._window.navigation.book, self._window.readings.shown()
        if book is None or shown is None or ordinal not in self.ordinals():
            return
        text = shown.content.text
        strip = ClassificationStrip()
        caveat = pick(book.edition.caveat, text.language)
        strip.show_level(level_of(book.edition, book.section(text.section)), caveat)
        self.dialog = self.make(text.blocks[ordinal], strip)
        if self.dialog is not None:
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.focus_page()
