"""Where the blocks of another text stand in a document, under those of the section."""

from collections.abc import Sequence

from viewer.ui.page.content import Passage
from viewer.ui.page.offsets import PageMap, Run


class AsideMap:
    """Some blocks of a text, by their ordinals there; filled in the order of the document."""

    def __init__(self) -> None:
        self._map = PageMap()
        self._ordinals: list[int] = []
        self._places: dict[int, int] = {}

    def __contains__(self, ordinal: int) -> bool:
        """Tell whether a block stands in the document."""
        return ordinal in self._places

    def add(self, ordinal: int, runs: Sequence[Run], first: int, last: int) -> None:
        """Add the next block, as ``PageMap.add`` does."""
        self._places[ordinal] = len(self._ordinals)
        self._ordinals.append(ordinal)
        self._map.add(runs, first, last)

    def span(self, ordinal: int, start: int, end: int) -> tuple[int, int]:
        """Return the document positions of a passage in one block, which stands there."""
        return self._map.span(self._places[ordinal], start, end)

    def last(self, ordinal: int) -> int:
        """Return the position at which a block ends."""
        return self._map.last(self._places[ordinal])

    def place(self, position: int, *, up: bool = False) -> tuple[int, int] | None:
        """Return block and code point at a document position; None beside these blocks."""
        at, offset = self._map.place(position, up=up)
        inside = at >= 0 and position <= self._map.last(at)
        return (self._ordinals[at], offset) if inside else None

    def between(self, first: int, last: int) -> list[int]:
        """Return the blocks that may be seen between two positions, in the document's order."""
        begin, end = (self._map.place(position)[0] for position in (first, last))
        return self._ordinals[max(begin, 0) : end + 1]

    def passage(self, start: int, end: int) -> Passage | None:
        """Return the passage between two positions; None if they aren't in two such blocks."""
        first, last = self.place(start), self.place(end, up=True)
        if first is None or last is None or last <= first:
            return None
        return Passage(*first, *last)
