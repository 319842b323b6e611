"""What a section holds that one may want to go to: headings, tables, figures, links, footnotes."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from viewer.book.model import Block, Kind, SectionText
from viewer.book.spoken import links_in, spans_spoken, spoken

WORDS = 12
"""Words of a footnote, or of a table without a header, that tell what it is."""


class PieceKind(StrEnum):
    """What a piece of a section is, in the order in which they are listed."""

    HEADING = "heading"
    TABLE = "table"
    FIGURE = "figure"
    LINK = "link"
    FOOTNOTE = "footnote"


class Piece(NamedTuple):
    """One of them.

    Attributes:
        kind: What it is.
        text: What it is called; never empty.
        ordinal: Its block.
        start: First code point in the block's canonical text.
        end: Code point after the last, if it is a passage; else 0.
        level: Of a heading, from 2; else 0.
    """

    kind: PieceKind
    text: str
    ordinal: int
    start: int = 0
    end: int = 0
    level: int = 0


def outline(text: SectionText) -> list[Piece]:
    """Return the pieces of a section, kind by kind, each in reading order."""
    order = list(PieceKind)
    pieces = [piece for block in text.blocks for piece in _pieces(block, text.language)]
    return sorted(pieces, key=lambda piece: order.index(piece.kind))


def headings(text: SectionText) -> list[int]:
    """Return the ordinals of a section's headings."""
    return [block.ordinal for block in text.blocks if block.kind is Kind.HEADING]


def heading_pieces(text: SectionText) -> list[Piece]:
    """Return a section's headings."""
    return [_heading(block, text.language) for block in text.blocks if block.kind is Kind.HEADING]


def _heading(block: Block, language: str) -> Piece:
    level = int(block.data.get("level", "2"))
    words = f"{block.data.get('number', '')}  {spoken(block, language).strip() or '—'}".strip()
    return Piece(PieceKind.HEADING, words, block.ordinal, level=level)


def _pieces(block: Block, language: str) -> Iterator[Piece]:
    if block.kind is Kind.HEADING:
        yield _heading(block, language)
    elif block.kind is Kind.TABLE:
        yield Piece(PieceKind.TABLE, name_of(block, language), block.ordinal)
    elif block.kind is Kind.FIGURE:
        yield Piece(PieceKind.FIGURE, name_of(block, language), block.ordinal)
    elif block.kind is Kind.FOOTNOTE and block.data.get("part", "1") == "1":
        number = block.data.get("number", "*")
        yield Piece(
            PieceKind.FOOTNOTE, f"{number}  {_begin(spoken(block, language))}", block.ordinal
        )
    yield from _links(block)


def _links(block: Block) -> Iterator[Piece]:
    for link in links_in(block):
        if link.text.strip():
            words = link.text.strip()
            yield Piece(PieceKind.LINK, words, block.ordinal, link.start, link.end)


def name_of(block: Block, language: str) -> str:
    """Return what a table or figure is called: its title, else what it begins with."""
    if block.kind is Kind.FIGURE:
        name = block.data.get("title", "") or block.text or block.data.get("src", "")
        return name.strip() or "—"
    first = block.rows[0] if block.rows else ()
    names = [spans_spoken(cell.spans, language).strip() for cell in first]
    return " · ".join(filter(None, names)) or _begin(spoken(block, language))


def _begin(text: str) -> str:
    words = text.split()
    return (" ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")) or "—"
