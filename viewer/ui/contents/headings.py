"""Headings of a section as rows of the contents."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.reading.outline import Piece

MOST = 500
"""Headings of one section that are shown; of one with more, those of the upper levels."""

_DEEPEST = 3
_INDENT = "\u2003"


class Heading(NamedTuple):
    """One of them.

    Attributes:
        ordinal: Its block.
        text: Its words.
        depth: Levels below the highest heading of the section, from 0.
    """

    ordinal: int
    text: str
    depth: int

    def indented(self) -> str:
        """Return its words, set in by its depth."""
        return _INDENT * min(self.depth, _DEEPEST) + self.text


def rows_of(pieces: "Sequence[Piece]") -> tuple[Heading, ...]:
    """Return rows for the headings of a section; to measure very many would stop the window."""
    levels = sorted({piece.level for piece in pieces})
    while len(pieces) > MOST and len(levels) > 1:
        deepest = levels.pop()
        pieces = [piece for piece in pieces if piece.level < deepest]
    return tuple(
        Heading(piece.ordinal, piece.text, piece.level - levels[0]) for piece in pieces[:MOST]
    )
