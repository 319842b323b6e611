"""Back and forward, as in a browser."""

from viewer.reading.place import Place

LIMIT = 200
"""Places that are remembered; the oldest are dropped first."""


class History:
    """The places of one window, in the order in which they were visited.

    The current entry follows the reader within a section (``update``), so that going back returns
    to exactly where the reader left.
    """

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._index = -1

    @property
    def current(self) -> Place | None:
        """Where the reader is; None before the first visit."""
        return self._places[self._index] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before the current one."""
        return self._index > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether the reader went back and can return."""
        return self._index + 1 < len(self._places)

    def visit(self, place: Place) -> None:
        """Go to a new place; what lay ahead is forgotten. The current one changes nothing."""
        if place == self.current:
            return
        del self._places[self._index + 1 :]
        self._places.append(place)
        del self._places[:-LIMIT]
        self._index = len(self._places) - 1

    def update(self, place: Place) -> None:
        """Follow the reader: put ``place`` in the current entry's stead."""
        if self._places:
            self._places[self._index] = place
        else:
            self.visit(place)

    def forget(self, book: str) -> None:
        """Drop the places in a book; those before and after them move together."""
        before = self._places[: self._index + 1]
        self._places = [place for place in self._places if place.book != book]
        self._index = sum(place.book != book for place in before) - 1

    def back(self) -> Place | None:
        """Go one place back and return it; None at the first."""
        if not self.can_go_back:
            return None
        self._index -= 1
        return self.current

    def forward(self) -> Place | None:
        """Go one place forward and return it; None at the last."""
        if not self.can_go_forward:
            return None
        self._index += 1
        return self.current
