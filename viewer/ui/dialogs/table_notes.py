"""The footnotes of a table, below it."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from viewer.book.model import Block, Kind, Span, SpanKind
from viewer.messages import translate as _
from viewer.ui.dialogs.cell_words import cell_words
from viewer.ui.dialogs.frame import let_read
from viewer.ui.elements.rich_words import LOOKS, RichWords, Setting, format_of
from viewer.ui.theme import applied_theme

_LINES = 4
"""Lines of notes that are seen at once."""


class Note(NamedTuple):
    """A paragraph of a footnote.

    Attributes:
        label: Its name in the text.
        number: Its number, as it is shown.
        spans: The paragraph.
    """

    label: str
    number: str
    spans: tuple[Span, ...]


def notes_of(blocks: Iterable[Block]) -> tuple[Note, ...]:
    """Return the footnotes of a section."""
    found = (block for block in blocks if block.kind is Kind.FOOTNOTE)
    return tuple(
        Note(block.data.get("label", ""), block.data.get("number", "*"), block.spans)
        for block in found
    )


def notes_for(table: Block, notes: Iterable[Note]) -> list[Note]:
    """Return the notes to which cells of a table refer."""
    known = list(notes)
    if not known:
        return []
    spans = [span for row in table.rows for cell in row for span in cell.spans]
    labels = {span.data.get("label") for span in spans if span.kind is SpanKind.FOOTNOTE}
    return [note for note in known if note.label in labels]


class TableNotes(QPlainTextEdit):
    """Shows notes, to read and copy; Tab leaves it."""

    def __init__(self, notes: Sequence[Note], language: str, parent: QWidget) -> None:
        """Make the box.

        Args:
            notes: The notes, one or more.
            language: Language of the text.
            parent: The window of the table.
        """
        super().__init__(parent)
        self.setObjectName("table_notes")
        let_read(self)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("Notes to the table"))
        numbers = {note.label: note.number for note in notes}
        self._notes = [(note, _words(note, language, numbers)) for note in notes]
        self._fill()
        # Lines that go on in the next one come and go with the width.
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def show_note(self, label: str) -> None:
        """Select a note and bring it into view."""
        labels = [note.label for note, _words_of_it in self._notes]
        if label in labels:
            cursor = QTextCursor(self.document().findBlockByNumber(labels.index(label)))
            end = QTextCursor.MoveOperation.EndOfBlock
            cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    @Slot()
    def fit(self) -> None:
        """Take the room that the notes need, but leave most of it to the table."""
        document = self.document()
        block, height, lines = document.begin(), 0.0, 0
        while block.isValid() and lines < _LINES:
            broken = block.layout()
            # Before it is broken into lines, a note is taken for one.
            count = min(broken.lineCount(), _LINES - lines)
            height += sum(broken.lineAt(number).height() for number in range(count))
            lines += max(count, 1)
            height += 0 if count else self.fontMetrics().lineSpacing()
            block = block.next()
        # The padding of the style grows with the text; a fraction of a pixel cuts a line off.
        around = self.height() - self.viewport().height() + 2 * document.documentMargin() + 1
        self.setFixedHeight(ceil(height + around))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the room that the notes need in the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Show the notes in other fonts and colours."""
        super().changeEvent(event)
        if event.type() in LOOKS:
            self._fill()

    def _fill(self) -> None:
        setting = Setting(self.font(), applied_theme())
        self.clear()
        cursor = QTextCursor(self.document())
        for number, (_note, words) in enumerate(self._notes):
            if number:
                cursor.insertBlock()
            start = cursor.position()
            cursor.insertText(words.text, QTextCharFormat())
            for piece in words.pieces:
                cursor.setPosition(start + piece.start)
                last = start + piece.start + piece.length
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(format_of(piece, setting))
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.fit()


def _words(note: Note, language: str, numbers: dict[str, str]) -> RichWords:
    """Return a paragraph of a note, on one line, behind its number; links can't be followed."""
    lead = f"{note.number}  "
    plain = "".join(span.text for span in note.spans)
    words = cell_words(note.spans, language, numbers) or RichWords(plain)
    pieces = tuple(
        one._replace(start=one.start + len(lead), link="")
        for one in words.pieces
        if one.marks or one.redacted
    )
    return RichWords(lead + words.text, pieces)
