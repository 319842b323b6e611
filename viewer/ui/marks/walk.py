"""The marks of a list one after the other, found as far as somebody asks for them."""

from collections.abc import Container, Iterator, Sequence
from itertools import islice

from viewer.ui.marks.groups import Group, Heading


class Walk:
    """Goes through groups, and remembers the way.

    Attributes:
        places: Places of the marks that were found so far, in the order of the list.
        headings: The headings that they stand below.
        ended: Whether these are all.
    """

    def __init__(self, groups: Sequence[Group] = (), among: Container[int] | None = None) -> None:
        """Begin with the first mark.

        Args:
            groups: The groups.
            among: Places of the marks that are listed; None stands for all.
        """
        # Two lists, not one of pairs: a hundred thousand pairs are much for the garbage collector.
        self.places: list[int] = []
        self.headings: list[Heading] = []
        self.ended = False
        self._coming = _places(groups, among)

    def reach(self, count: int) -> None:
        """Find so many marks, if there are so many."""
        wanted = count - len(self.places)
        if self.ended or wanted <= 0:
            return
        for heading, place in islice(self._coming, wanted):
            self.headings.append(heading)
            self.places.append(place)
        self.ended = len(self.places) < count


def _places(groups: Sequence[Group], among: Container[int] | None) -> Iterator[tuple[Heading, int]]:
    for group in groups:
        for place in group.places(among):
            yield group.heading, place
