"""Two texts of a section facing each other: which block stands beside which, and where none."""

from collections.abc import Iterator
from typing import NamedTuple

from viewer.book.model import SectionText
from viewer.book.pairing import Pair


class Facing(NamedTuple):
    """The pairs of two texts; the left one is the one that is read.

    Attributes:
        left: The text that is read.
        right: The same section in another language.
        pairs: What ``align`` gave for them.
    """

    left: SectionText
    right: SectionText
    pairs: list[Pair]

    def partner(self, ordinal: int, side: int) -> int | None:
        """Return the block that belongs to one of the left (0) or right (1); None if none does."""
        found = (pair[1 - side] for pair in self.pairs if pair[side] == ordinal)
        return next(found, None)

    def rows(self) -> list[tuple[int, int]]:
        """Return the pairs that can stand at one height: in order on both sides."""
        made: list[tuple[int, int]] = []
        for left, right in self.pairs:
            if left is None or right is None:
                continue
            if not made or (left > made[-1][0] and right > made[-1][1]):
                made.append((left, right))
        return made

    def within(self, first: int, last: int, side: int) -> list[Pair]:
        """Return the pairs of the blocks of a side from ``first`` to ``last``, in its order.

        What only the other side has between them is among them.
        """
        inside = [
            at
            for at, pair in enumerate(self.pairs)
            if (here := pair[side]) is not None and first <= here <= last
        ]
        return list(self.pairs[min(inside) : max(inside) + 1]) if inside else []

    def gaps(self, side: int) -> list[int]:
        """Return after which blocks of a side the other has text that this one lacks.

        -1 is the place before the first block; a run of such blocks counts once.
        """
        before, open_gap = -1, False
        found = []
        for pair in self.pairs:
            here = pair[side]
            if here is not None:
                before, open_gap = max(before, here), False
            elif not open_gap:
                found.append(before)
                open_gap = True
        return found

    def below(self) -> Iterator[tuple[int, int | None]]:
        """Yield for each block what is to be shown under it, in order.

        Yields:
            Ordinal left, under which it is shown (-1: above the first block), and ordinal right;
            None where the right text has nothing to match.
        """
        before = -1
        for left, right in self.pairs:
            before = before if left is None else left
            yield before, right
