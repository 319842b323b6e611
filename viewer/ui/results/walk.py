"""The way through all passages of an answer, one after the other, across sections and books."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.search.answers import Hit


class Spot(NamedTuple):
    """A passage of an answer.

    Attributes:
        hit: Its section.
        passage: Its number in the section; 0 is the best.
    """

    hit: "Hit"
    passage: int


class Walk:
    """All passages in the order of the list, and which of them was opened last.

    Args:
        hits: The sections found, in the order of the list.
    """

    def __init__(self, hits: "Iterable[Hit]" = ()) -> None:
        self._spots = [Spot(hit, at) for hit in hits for at in range(1 + len(hit.more))]
        self._at = -1

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._spots)

    @property
    def number(self) -> int:
        """Number of the passage that was opened last, from 1; 0 for none."""
        return self._at + 1

    def spot(self) -> Spot | None:
        """Return the passage that was opened last."""
        return self._spots[self._at] if self._at >= 0 else None

    def take_up(self, hit: "Hit", passage: int) -> None:
        """Go on from this passage; from none if it isn't among them."""
        wanted = (hit.book, hit.section, passage)
        self._at = next(
            (
                at
                for at, spot in enumerate(self._spots)
                if (spot.hit.book, spot.hit.section, spot.passage) == wanted
            ),
            -1,
        )

    def step(self, direction: int) -> Spot | None:
        """Go to the next (1) or previous (-1) passage and return it; None at the end."""
        wanted = self._at + direction
        if self._at < 0 and direction < 0:
            wanted = len(self._spots) - 1
        if not 0 <= wanted < len(self._spots):
            return None
        self._at = wanted
        return self._spots[wanted]
