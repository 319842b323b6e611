"""All annotations at a glance, for a list of a hundred thousand that opens at once.

What sorts and groups them is read for all; names, quotes and notes are read for the rows that are
shown, and for filtering, the latter in steps while nobody waits.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple, overload

from viewer.annotations.model import Annotation
from viewer.annotations.records import SELECT, annotation_of
from viewer.storage.database import Database

_AT_ONCE = 500
"""Parameters of one statement; SQLite takes at least 999."""


class Entry(NamedTuple):
    """What sorts and groups an annotation.

    Attributes:
        number: Its place in the order of adding; names it until the outline is read again.
        motivation: What it is, in the words of W3C Web Annotation.
        book: Id of the book.
        section: Id of the section.
        ordinal: Block in the section.
        start: Code point in the block.
        colour: Name of the colour, or empty.
        created: When it was made, ISO 8601.
    """

    number: int
    motivation: str
    book: str
    section: str
    ordinal: int
    start: int
    colour: str
    created: str


class Entries(Sequence[Entry]):
    """Entries, each made when it is looked at: a hundred thousand take longer than reading them."""

    def __init__(self, rows: Sequence[tuple[object, ...]]) -> None:
        self._rows = rows

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [Entry._make(row) for row in self._rows[place]]
        return Entry._make(self._rows[place])

    def __len__(self) -> int:
        return len(self._rows)


class Outline:
    """The annotations that are not deleted, as they were when this was made.

    Belongs to the thread that opened the database.

    Attributes:
        entries: What sorts and groups them, in the order of adding.
    """

    def __init__(self, database: Database, book: str | None = None) -> None:
        """Read what sorts and groups annotations; only those of ``book``, if one is given.

        Raises:
            StoreError: The store can't be read.
        """
        self._database = database
        condition, values = ("", ()) if book is None else (" AND book = ?", (book,))
        rows = database.read(
            "SELECT number, motivation, book, section, ordinal, start_at, colour, created"  # noqa: S608 - own names
            f" FROM annotation WHERE NOT deleted AND book <> ''{condition} ORDER BY number",
            values,
        )
        self.entries = Entries(rows)
        self._haystack: list[str] = []

    def read(self, entries: Sequence[Entry]) -> list[Annotation]:
        """Return annotations in full, for example those of the rows in view, in their order.

        What was deleted since is left out.

        Raises:
            StoreError: The store can't be read.
        """
        found: dict[object, Annotation] = {}
        numbers = iter([entry.number for entry in entries])
        while chunk := list(islice(numbers, _AT_ONCE)):
            marks = ", ".join("?" * len(chunk))
            statement = f"number, {SELECT.removeprefix('SELECT ')}"
            for number, *row in self._database.read(
                f"SELECT {statement} WHERE number IN ({marks}) AND NOT deleted",
                chunk,
            ):
                found[number] = annotation_of(row)
        return [found[entry.number] for entry in entries if entry.number in found]

    @property
    def prepared(self) -> bool:
        """Whether everything has been read that filtering needs."""
        return len(self._haystack) == len(self.entries)

    def prepare(self, count: int = 10_000) -> bool:
        """Read the words of so many more annotations; tell whether that was all.

        ``matching`` does the rest itself; this spreads the work while nobody waits.

        Raises:
            StoreError: The store can't be read.
        """
        start = len(self._haystack)
        part = self.entries[start : start + count]
        if part:
            rows = self._database.read(
                "SELECT number, title || char(10) || quote || char(10) || note || char(10) || tags"
                " FROM annotation WHERE number BETWEEN ? AND ?",
                (part[0].number, part[-1].number),
            )
            words = {number: str(text) for number, text in rows}
            self._haystack += [folded(words.get(entry.number, "")) for entry in part]
        return self.prepared

    def matching(self, query: str, among: Iterable[int] | None = None) -> list[int]:
        """Return the places in ``entries`` of those that have all words of ``query``.

        Case and accents don't matter. No word matches all.

        Args:
            query: What was typed.
            among: Places to look at, for example those that matched before another letter was
                typed; all if left out.

        Raises:
            StoreError: The store can't be read.
        """
        while not self.prepared:
            self.prepare()
        haystack = self._haystack
        places: Iterable[int] = range(len(haystack)) if among is None else among
        for word in folded(query).split():
            places = [place for place in places if word in haystack[place]]
        return list(places)


def folded(text: str) -> str:
    """Return ``text`` without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
