"""The blocks of a section in one string, with the way back to blocks and offsets."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from viewer.book.model import Block

CONTEXT = 32
"""Code points of context on each side."""

SEPARATOR = "\n"
"""Stands between blocks in quotes and context."""

_ALIKE = {
    **dict.fromkeys("\t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    **dict.fromkeys("\u2010\u2011", "-"),
}
_FOLDING = str.maketrans(_ALIKE)


def fold(text: str) -> str:
    """Return ``text`` with spaces, quotation marks and hyphens of one sort; its length stays.

    So a passage is found again where a paragraph was divided, and where typography changed.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_FOLDING)


def keep_lines(text: str) -> str:
    """Return ``text`` folded, with its line feeds."""
    return SEPARATOR.join(map(fold, text.split(SEPARATOR)))


class JoinedText:
    """The blocks of a section in one string.

    Attributes:
        text: Their canonical texts, joined by line feeds.
        starts: Where each block starts in it, in code points.
        length: Its code points.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.text = SEPARATOR.join([block.text for block in blocks])
        self.starts: list[int] = []
        position = 0
        for block in blocks:
            self.starts.append(position)
            position += len(block.text) + len(SEPARATOR)

        self.length = max(0, position - len(SEPARATOR))

    @cached_property
    def folded(self) -> str:
        """The text in which quotes are looked for, position by position as it is."""
        return fold(self.text)

    @cached_property
    def comparable(self) -> str:
        """The folded text, with line feeds where a block or a line ends."""
        return keep_lines(self.text)

    def before(self, start: int) -> str:
        """Return the context before a position."""
        return self.text[max(0, start - CONTEXT) : start]

    def after(self, end: int) -> str:
        """Return the context after a position."""
        return self.text[end : end + CONTEXT]

    def occurrences(self, quote: str) -> Iterator[int]:
        """Yield where ``quote``, folded, starts in the folded text; overlapping ones too."""
        return occurrences(self.folded, quote)

    def block_at(self, position: int) -> int:
        """Return the ordinal of the block with this position."""
        return bisect_right(self.starts, position) - 1

    def end_of(self, ordinal: int) -> int:
        """Return the position after the last code point of a block."""
        if ordinal + 1 < len(self.starts):
            return self.starts[ordinal + 1] - len(SEPARATOR)
        return self.length


def occurrences(text: str, words: str) -> Iterator[int]:
    """Yield where ``words`` starts in ``text``; overlapping occurrences too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def common_length(one: str, other: str) -> int:
    """Return how many code points two texts share from their start."""
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))
