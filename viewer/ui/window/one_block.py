"""One block in the other language: shown under it, and both languages copied."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent

from viewer.book.alignment import Pair
from viewer.book.facing import Facing
from viewer.book.model import Block
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.page.content import Aside
from viewer.ui.window.facing_asides import not_in
from viewer.ui.window.facing_texts import FacingTexts
from viewer.ui.window.handling import Handling
from viewer.ui.window.language_switch import own_name
from viewer.ui.window.main_window import MainWindow


class OneBlock(QObject):
    """Shows the block where the reader is in the other language, and copies both."""

    def __init__(self, window: MainWindow, facings: FacingTexts, handling: Handling) -> None:
        super().__init__(window)
        self._window = window
        self._handling = handling
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

    def _show(self, facing: Facing, ordinal: int) -> None:
        language, page = facing.right.language, self._window.page
        if ordinal >= len(facing.left.blocks):
            return
        partner = facing.partner(ordinal, 0)
        block = facing.right.blocks[partner] if partner is not None else None
        blocks = (block,) if block is not None else ()
        words = "" if block is not None else not_in(language)
        self._open = ordinal
        page.show_asides({ordinal: [Aside(language, own_name(language), blocks, words)]})
        announce(page, f"{own_name(language)}: {block.text if block is not None else words}")

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

        def work() -> None:
            self._facings.ask(lambda facing: self._copy(facing, facing.within(first, last, side)))

        self._handling.ask(lambda: _("Copy it"), work)

    def _copy(self, facing: Facing, pairs: Sequence[Pair]) -> None:
        texts = facing.left.blocks, facing.right.blocks
        rows = [(_block(texts[0], left), _block(texts[1], right)) for left, right in pairs]
        codes = facing.left.language, facing.right.language
        data = QMimeData()
        marking = self._handling.label(codes[0]) if self._handling.is_marked() else ""
        data.setText(plain_text(rows, marking))
        data.setHtml(table(rows, codes, marking))
        QGuiApplication.clipboard().setMimeData(data)
        self._window.line.tell(_copied, topic="copied", seconds=4)


def _copied() -> str:
    return _("Copied in both languages.")


def _block(blocks: Sequence[Block], ordinal: int | None) -> Block | None:
    return blocks[ordinal] if ordinal is not None else None


Rows = list[tuple[Block | None, Block | None]]


def plain_text(rows: Rows, marking: str) -> str:
    """Return blocks in both languages as plain text: each with its translation under it."""
    parts = ["\n".join(block.text for block in row if block is not None) for row in rows]
    return "\n\n".join([marking, *parts] if marking else parts)


def table(rows: Rows, languages: tuple[str, str], marking: str) -> str:
    """Return blocks in both languages as a table of two columns, in HTML."""
    lines = []
    for row in rows:
        cells = (
            f'<td lang="{escape(code)}">{escape(block.text) if block else ""}</td>'
            for code, block in zip(languages, row, strict=True)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>".replace("\n", "<br>"))
    head = f"<p><b>{escape(marking)}</b></p>" if marking else ""
    return f"{head}<table>{''.join(lines)}</table>"
