"""Groups of marks below headings, sorted when the list comes to them."""

from collections.abc import Callable, Container, Iterator, Sequence
from heapq import merge
from typing import NamedTuple

Key = tuple[object, ...]
"""What marks, or groups, are sorted by."""

RUN = 1_000
"""Marks that are sorted, or parted, at once: about 5 ms."""


class Heading(NamedTuple):
    """The row above the marks of a group.

    Attributes:
        title: Its words; empty for the only group of a list that needs no heading.
        available: Whether the book is there, for groups of books and sections.
        number: How many marks stand below it, where that is told; else 0.
    """

    title: str
    available: bool = True
    number: int = 0


class Group:
    """Marks below one heading.

    Attributes:
        heading: The heading.
    """

    def __init__(
        self,
        heading: Heading,
        stretches: Sequence[list[int]],
        key: Callable[[int], Key],
        *,
        reverse: bool = False,
    ) -> None:
        """Make a group.

        Args:
            heading: The heading.
            stretches: Places of marks; each stretch is sorted by itself when it is come to.
            key: What a stretch is sorted by.
            reverse: Whether it is sorted backwards.
        """
        self.heading = heading
        self._stretches = stretches
        self._key = key
        self._reverse = reverse
        self._runs: dict[int, list[list[int]]] = {}

    def sort_ahead(self) -> Iterator[None]:
        """Sort in steps what is more than can be sorted at once."""
        for number, stretch in enumerate(self._stretches):
            if len(stretch) > RUN:
                runs = self._runs.setdefault(number, [])
                for start in range(0, len(stretch), RUN):
                    part = stretch[start : start + RUN]
                    runs.append(sorted(part, key=self._key, reverse=self._reverse))
                    yield

    def places(self, among: Container[int] | None = None) -> Iterator[int]:
        """Yield the places of the marks, in their order.

        Args:
            among: Only these; None stands for all.
        """
        for number, stretch in enumerate(self._stretches):
            runs = self._runs.get(number)
            if runs is not None:
                merged = merge(*runs, key=self._key, reverse=self._reverse)
                yield from merged if among is None else (one for one in merged if one in among)
                continue
            wanted = stretch if among is None else [one for one in stretch if one in among]
            yield from sorted(wanted, key=self._key, reverse=self._reverse)

    def any_of(self, wanted: "set[int] | None") -> bool:
        """Tell whether any of these marks is in the group; None stands for all marks."""
        if wanted is None:
            return any(True for stretch in self._stretches for _place in stretch)
        return any(place in wanted for stretch in self._stretches for place in stretch)
