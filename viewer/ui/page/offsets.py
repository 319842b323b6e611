"""From code points of canonical texts to positions in a document, and back.

Canonical texts count Unicode code points; a ``QTextDocument`` counts UTF-16 units, and shows some
things otherwise than their canonical text says: a redaction as words, an image as one character, a
footnote mark as a number. Each block of a page is a row of runs; a run either shows its text as it
is, or stands for it as a whole. All conversion goes through this module.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from viewer.ui.page.content import Passage


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units ``text`` takes."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_points(text: str, units: int) -> int:
    """Return how many whole code points of ``text`` its first ``units`` UTF-16 units hold."""
    if text.isascii():
        return min(units, len(text))
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    # A half of a surrogate pair at the end is no whole code point.
    return len(head.decode("utf-16-le", "ignore"))


class Run(NamedTuple):
    """A stretch of a block that stands in the document in one piece.

    Attributes:
        start: Code point in the canonical text.
        text: Its share of the canonical text.
        position: Where it starts in the document.
        units: UTF-16 units it takes there.
        plain: Whether the document shows ``text`` itself; else something that stands for it.
    """

    start: int
    text: str
    position: int
    units: int
    plain: bool = True

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.start + len(self.text)

    @property
    def last(self) -> int:
        """Position after the last in the document."""
        return self.position + self.units

    def to_position(self, offset: int, *, up: bool = False) -> int:
        """Return the position of a code point; inside a stand-in its start, or end if ``up``."""
        inside = offset - self.start
        if inside <= 0:
            return self.position
        if inside >= len(self.text):
            return self.last
        if not self.plain:
            return self.last if up else self.position
        return self.position + utf16_length(self.text[:inside])

    def to_offset(self, position: int, *, up: bool) -> int:
        """Return the code point at a position; in a stand-in its start, or end if ``up``."""
        inside = position - self.position
        if inside <= 0:
            return self.start
        if inside >= self.units:
            return self.end
        if not self.plain:
            return self.end if up else self.start
        found = code_points(self.text, inside)
        # In the middle of a surrogate pair, an end takes in the whole character.
        half = up and utf16_length(self.text[:found]) < inside
        return self.start + found + half


def moved(runs: Sequence[Run], units: int) -> tuple[Run, ...]:
    """Return runs that stand so much further down in the document."""
    return tuple(run._replace(position=run.position + units) for run in runs)


class PageMap:
    """Where the blocks of a page stand in its document; filled block by block, in reading order.

    Blocks that are to come above those written first stand, until they do, empty where they will.
    """

    def __init__(self, missing: int = 0) -> None:
        """Know no block yet; so many are to come above the first that is added."""
        self._blocks: list[tuple[Run, ...]] = [()] * missing
        self._firsts: list[int] = [0] * missing
        self._lasts: list[int] = [0] * missing

    def __len__(self) -> int:
        """Return how many blocks are known, with those to come above them."""
        return len(self._blocks)

    def take(self, above: "PageMap", first: int, last: int) -> None:
        """Take over where blocks stand, ``first`` up to but not ``last``, from another map."""
        self._blocks[first:last] = above._blocks[first:last]  # noqa: SLF001 - of the same class
        self._firsts[first:last] = above._firsts[first:last]  # noqa: SLF001
        self._lasts[first:last] = above._lasts[first:last]  # noqa: SLF001

    def expect(self, first: int, last: int, position: int) -> None:
        """Note where blocks are to come, ``first`` up to but not ``last``."""
        self._firsts[first:last] = self._lasts[first:last] = [position] * (last - first)

    def move(self, first: int, units: int) -> None:
        """Note that the blocks from ``first`` on were moved down in the document by so much."""
        self._blocks[first:] = [moved(runs, units) for runs in self._blocks[first:]]
        self._firsts[first:] = [position + units for position in self._firsts[first:]]
        self._lasts[first:] = [position + units for position in self._lasts[first:]]

    def add(self, runs: Sequence[Run], first: int, last: int) -> None:
        """Add the next block.

        Args:
            runs: Its runs, in order.
            first: Position at which it starts in the document, with its label or number.
            last: Position of its end.
        """
        self._blocks.append(tuple(runs))
        self._firsts.append(first)
        self._lasts.append(last)

    def first(self, ordinal: int) -> int:
        """Return the position at which a block starts."""
        return self._firsts[ordinal]

    def last(self, ordinal: int) -> int:
        """Return the position at which a block ends."""
        return self._lasts[ordinal]

    def position(self, ordinal: int, offset: int, *, end: bool = False) -> int:
        """Return the document position of a code point.

        Args:
            ordinal: A known block.
            offset: Code point in its canonical text; clamped to it.
            end: Whether it ends a passage; then, between two runs, the end of the first counts.
        """
        runs = self._blocks[ordinal]
        if not runs:
            return self._firsts[ordinal]
        if end and offset > 0:
            index = bisect_left(runs, offset, key=lambda run: run.end)
        else:
            index = bisect_right(runs, max(offset, 0), key=lambda run: run.start) - 1
        return runs[min(max(index, 0), len(runs) - 1)].to_position(offset, up=end)

    def span(self, ordinal: int, start: int, end: int) -> tuple[int, int]:
        """Return the document positions of a passage in one block."""
        first = self.position(ordinal, start)
        return first, max(first, self.position(ordinal, end, end=True))

    def place(self, position: int, *, up: bool = False) -> tuple[int, int]:
        """Return the block and code point at a document position; (-1, 0) above the first block.

        Args:
            position: In the document.
            up: Whether it ends a passage: inside a stand-in its end counts, else its start.
        """
        ordinal = bisect_right(self._firsts, position) - 1
        if ordinal < 0:
            return -1, 0
        runs = self._blocks[ordinal]
        if not runs:
            return ordinal, 0
        if up:
            index = bisect_left(runs, position, key=lambda run: run.last)
        else:
            index = bisect_right(runs, position, key=lambda run: run.position) - 1
        run = runs[min(max(index, 0), len(runs) - 1)]
        return ordinal, run.to_offset(position, up=up)

    def passage(self, start: int, end: int) -> Passage | None:
        """Return the passage between two document positions; None if it holds no text."""
        if not self._blocks:
            return None
        first, first_offset = self.place(max(start, self._firsts[0]))
        last, last_offset = self.place(end, up=True)
        if last < first or (last == first and last_offset <= first_offset):
            return None
        return Passage(first, first_offset, last, last_offset)
