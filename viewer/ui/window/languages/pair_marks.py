"""The pair of blocks where the reader is, marked in both languages."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QMouseEvent

from viewer.book.facing import Facing
from viewer.ui.page.pair_bar import PairBar
from viewer.ui.page.view import PageView
from viewer.ui.theme import Theme


class PairMarks(QObject):
    """Marks the pair under the pointer; when that leaves, the one with the caret."""

    def __init__(self, page: PageView, twin: PageView) -> None:
        super().__init__(twin)
        self._pages = page, twin
        self._bars = PairBar(page), PairBar(twin)
        self._facing: Facing | None = None
        self._beside = True
        self._pointed: QObject | None = None
        for one in self._pages:
            one.viewport().installEventFilter(self)
            one.cursorPositionChanged.connect(self.mark_at_caret)

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        for bar in self._bars:
            bar.set_look(theme)

    def show_pairs(self, facing: Facing | None, *, beside: bool) -> None:
        """Mark these pairs from now on, none for None.

        Args:
            facing: The pairs.
            beside: Whether the other language is beside the text; else it stands under each block.
        """
        self._facing, self._beside = facing, beside
        self.mark_at_caret()

    def marked(self) -> tuple[int, int]:
        """Return the blocks left and right that are marked; -1 for none."""
        return self._bars[0].block(), self._bars[1].block()

    @Slot()
    def place(self) -> None:
        """Stand where the blocks are now."""
        for bar in self._bars:
            bar.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark the pair under the pointer."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._pointed = watched
            side = int(watched is not self._pages[0].viewport())
            self._mark(self._pages[side].block_at(event.position().toPoint()), side)
        elif event.type() == QEvent.Type.Leave and watched is self._pointed:
            # It may be told only after the pointer has come to the other page.
            self.mark_at_caret()
        return super().eventFilter(watched, event)

    @Slot()
    def mark_at_caret(self) -> None:
        """Mark the pair with the caret, if there is one that moves."""
        side = int(self._beside and self._pages[1].hasFocus())
        page = self._pages[side]
        self._mark(page.caret().ordinal if page.has_text_cursor() else -1, side)

    def _mark(self, ordinal: int, side: int) -> None:
        facing = self._facing
        partner = facing.partner(ordinal, side) if facing is not None and self._beside else None
        self._bars[side].mark(ordinal if facing is not None else -1)
        self._bars[1 - side].mark(partner if partner is not None else -1)
