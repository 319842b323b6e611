"""One field of all annotations, for sorting and grouping a list of them, read in steps."""

from collections.abc import Callable, Iterable, Sized

from viewer.annotations.records import tags_of

STEP = 2_000
"""Annotations of which one field is read in one step: about 5 ms."""

Read = Callable[[str, range], Iterable[tuple[int, str]]]
"""Gives a field of the annotations at some places, each after its place."""


class Columns:
    """``title`` and ``tags`` of annotations, by their places in an outline."""

    def __init__(self, entries: Sized, read: Read) -> None:
        """Make columns of which nothing is read yet.

        Args:
            entries: The annotations, which may become more.
            read: Reads a field of some of them.
        """
        self._entries = entries
        self._read = read
        self._values: dict[str, dict[int, str]] = {}
        self._next: dict[str, int] = {}
        self._tags: dict[str, tuple[str, ...]] = {}

    def fill(self, name: str, count: int = STEP) -> bool:
        """Read a field of so many more annotations; tell whether that was all.

        ``column`` does the rest itself; this spreads the work while nobody waits.

        Raises:
            StoreError: The store can't be read.
        """
        start = self._next.get(name, 0)
        stop = max(start, min(start + count, len(self._entries)))
        self._values.setdefault(name, {}).update(self._read(name, range(start, stop)))
        self._next[name] = stop
        return stop >= len(self._entries)

    def column(self, name: str) -> dict[int, str]:
        """Return ``title`` or ``tags`` of all, by place; tags as the store has them.

        Raises:
            StoreError: The store can't be read.
        """
        while not self.fill(name):
            pass
        return self._values[name]

    def tags_at(self, place: int) -> tuple[str, ...]:
        """Return the tags of an annotation.

        Raises:
            StoreError: The store can't be read.
        """
        text = self.column("tags").get(place, "[]")
        if text not in self._tags:
            self._tags[text] = tags_of(text)
        return self._tags[text]

    def renew(self, place: int, title: str, tags: str) -> None:
        """Take up what became of an annotation."""
        for name, text in (("title", title), ("tags", tags)):
            if name in self._values:
                self._values[name][place] = text
