"""Cells of a table for the clipboard: for spreadsheets, and as a table for documents."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from viewer.book.model import Block, Cell, Kind, SectionText, SpanKind
from viewer.reading.plain_text import cell_text
from viewer.reading.web_page import fragment


def copied_cells(rows: Sequence[Sequence[Cell]], language: str) -> QMimeData:
    """Return rows of cells in both forms; images by their words, notes and their signs left out."""
    made = QMimeData()
    lines = ("\t".join(" ".join(cell_text(one, language).split()) for one in row) for row in rows)
    made.setText("\n".join(lines))
    shown = tuple(tuple(map(_without_notes, row)) for row in rows)
    block = Block("", Kind.TABLE, 0, "", rows=shown)
    table = fragment(SectionText("", language, (block,)), lambda _image: b"")
    made.setHtml(f'<div lang="{escape(language)}">{table}</div>')
    return made


def _without_notes(cell: Cell) -> Cell:
    spans = tuple(span for span in cell.spans if span.kind is not SpanKind.FOOTNOTE)
    return cell._replace(spans=spans)
