"""One block in the other language: shown under it, and both languages copied."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from viewer.book.alignment import Pair
from viewer.book.excerpt import one_block
from viewer.book.facing import Facing
from viewer.book.model import SectionText
from viewer.book.spoken import spoken
from viewer.messages import translate as _
from viewer.reading.plain_text import plain_text
from viewer.reading.web_page import clipping
from viewer.ui.announce import announce
from viewer.ui.page.content import Aside
from viewer.ui.window.copying import Copying
from viewer.ui.window.languages.facing_asides import not_in
from viewer.ui.window.languages.facing_texts import FacingTexts
from viewer.ui.window.languages.language_switch import own_name, said_in
from viewer.ui.window.main_window import MainWindow


class OneBlock(QObject):
    """Shows the block where the reader is in the other language, and copies both."""

    def __init__(self, window: MainWindow, facings: FacingTexts, copying: Copying) -> None:
        super().__init__(window)
        self._window = window
        self._copying = copying
        self._facings = facings
        self._open = -1
        window.page.installEventFilter(self)
        window.navigation.section_opened.connect(self._forget)
        window.navigation.language_changed.connect(self._forget)

    def is_open(self) -> bool:
        """Tell whether a block is shown in the other language."""
        return self._open >= 0

    @Slot()
    def _forget(self) -> None:
        self._open = -1

    @Slot()
    def toggle(self) -> None:
        """Show the block where the reader is in the other language too, or no longer."""
        ordinal = max(0, self._window.page.block_of_reader())
        if self._open == ordinal:
            self.close()
        else:
            self._facings.ask(lambda facing: self._show(facing, ordinal))

    @Slot()
    def close(self) -> None:
        """Take the other language away."""
        self._open = -1
        self._window.page.show_asides({})
        self._window.readings.show_beneath(None)

    def _show(self, facing: Facing, ordinal: int) -> None:
        language, page = facing.right.language, self._window.page
        readings = self._window.readings
        if ordinal >= len(facing.left.blocks):
            return
        partner = facing.partner(ordinal, 0)
        block = facing.right.blocks[partner] if partner is not None else None
        blocks = (block,) if block is not None else ()
        words = "" if block is not None else not_in(language)
        # In stacks it stands there already.
        if self.is_open() or readings.beneath() is None:
            self._open = ordinal
            page.show_asides({ordinal: [Aside(language, own_name(language), blocks, words)]})
            hosts = {partner: ordinal} if partner is not None else {}
            readings.show_beneath(self._facings.shown(), hosts)
        announce(page, said_in(language, spoken(block, language) if block is not None else words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with Escape."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if self.is_open() and pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.close()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def copy(self) -> None:
        """Copy the selected blocks, or the one where the reader is, in both languages."""
        readings = self._window.readings
        page = readings.page()
        side = int(page is not readings.pages()[0])
        passage = page.selection()
        first = passage.first_ordinal if passage else max(0, page.block_of_reader())
        last = passage.last_ordinal if passage else first

        self._facings.ask(lambda facing: self._copy(facing, facing.within(first, last, side)))

    def _copy(self, facing: Facing, pairs: Sequence[Pair]) -> None:
        texts = facing.left, facing.right
        rows = [
            [_alone(text, ordinal) for text, ordinal in zip(texts, pair, strict=True)]
            for pair in pairs
        ]
        book = self._window.navigation.book
        if book is not None:
            self._copying.give(_as_text(rows), _as_table(rows, book.resource), _copied)


def _copied() -> str:
    return _("Copied in both languages.")


Rows = Sequence[Sequence[SectionText | None]]
"""Pairs of blocks, each as a text of its own; None where there is none."""


def _alone(text: SectionText, ordinal: int | None) -> SectionText | None:
    return one_block(text, ordinal) if ordinal is not None else None


def _as_text(rows: Rows) -> str:
    """Return blocks in both languages as plain text: each with its translation under it."""
    return "\n\n".join("\n".join(plain_text(one) for one in row if one) for row in rows)


def _as_table(rows: Rows, resource: Callable[[str], bytes]) -> str:
    """Return blocks in both languages as a table of two columns, in HTML."""
    lines = []
    for row in rows:
        cells = (
            f'<td lang="{escape(one.language)}">{clipping(one, resource)}</td>'
            if one
            else "<td></td>"
            for one in row
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"
