"""Two texts of a section facing each other: which block stands beside which, and where none."""

from collections.abc import Iterator
from typing import NamedTuple

from viewer.book.model import SectionText
from viewer.book.pairing import Pair, in_reading_order

# Blocks after which what is in another order again is another list.
_APART = 8


class Facing(NamedTuple):
    """The pairs of two texts; the left one is the one that is read.

    Attributes:
        left: The text that is read.
        right: The same section in another language.
        pairs: What says the same in both, in the order of the left text; pairs may cross.
        level: What faces each other, in order.
    """

    left: SectionText
    right: SectionText
    pairs: list[Pair]
    level: list[Pair]

    def partner(self, ordinal: int, side: int) -> int | None:
        """Return the block that belongs to one of the left (0) or right (1); None if none does."""
        found = (pair[1 - side] for pair in self.pairs if pair[side] == ordinal)
        return next(found, None)

    def facing(self, ordinal: int, side: int) -> int | None:
        """Return the block that faces one of the left (0) or right (1); None if none does."""
        return next((pair[1 - side] for pair in self.level if pair[side] == ordinal), None)

    def rows(self) -> list[tuple[int, int]]:
        """Return the pairs that can stand at one height: in order on both sides."""
        made: list[tuple[int, int]] = []
        for left, right in self.level:
            if left is None or right is None:
                continue
            if not made or (left > made[-1][0] and right > made[-1][1]):
                made.append((left, right))
        return made

    def within(self, first: int, last: int, side: int) -> list[Pair]:
        """Return the pairs of the blocks of a side from ``first`` to ``last``, in its order.

        What only the other side has between them is among them.
        """
        pairs = in_reading_order(self.pairs, side)
        inside = [
            at
            for at, pair in enumerate(pairs)
            if (here := pair[side]) is not None and first <= here <= last
        ]
        return pairs[min(inside) : max(inside) + 1] if inside else []

    def gaps(self, side: int) -> list[int]:
        """Return after which blocks of a side the other has text that this one lacks.

        -1 is the place before the first block; a run of such blocks counts once.
        """
        before = -1
        found: list[int] = []
        for pair in in_reading_order(self.pairs, side):
            here = pair[side]
            if here is not None:
                before = here
            elif before not in found[-1:]:
                found.append(before)
        return found

    def reordered(self, side: int) -> list[int]:
        """Return after which blocks of a side lists begin that are in another order on the other.

        -1 is the place before the first block.
        """
        level = set(self.level)
        found: list[int] = []
        start, end, partner = -1, -_APART - 1, -1
        for pair in in_reading_order(self.pairs, side):
            here, there = pair[side], pair[1 - side]
            if here is None or there is None or pair in level:
                continue
            if here - end > _APART:
                start, partner = here, there
            elif there < partner and start - 1 not in found[-1:]:
                found.append(start - 1)
            end, partner = here, max(partner, there)
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

    def hosts(self) -> dict[int, int]:
        """Return under which left block each right one is shown, in the order of ``below``."""
        return {right: left for left, right in self.below() if right is not None}
