"""What there is, counted by the database: a hundred thousand annotations are not read for it."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from viewer.annotations.model import Motivation
from viewer.annotations.records import tags_of
from viewer.storage.database import Database

SECTIONS_WITH = (
    "SELECT DISTINCT book, section FROM annotation"
    " WHERE motivation = ? AND deleted = 0 AND book <> ''"
)
"""Gives the sections with marks of one kind; those in the bin aside."""


class Named(NamedTuple):
    """The name of an annotation.

    Attributes:
        number: Its place in the order of adding.
        id: Its id.
        title: Its name.
        book: Id of the book.
    """

    number: int
    id: str
    title: str
    book: str


class Overview:
    """Counts of annotations, and where there are any.

    Belongs to the thread that opened the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_book(self, *, deleted: bool = False) -> Counter[str]:
        """Return how many annotations each book has, or how many of it are in the bin.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(
            "SELECT book, count(*) FROM annotation WHERE deleted = ? AND book <> '' GROUP BY book",
            (int(deleted),),
        )
        return Counter({str(book): count for book, count in rows if isinstance(count, int)})

    def sections(self, book: str | None = None) -> set[tuple[str, str]]:
        """Return the sections with annotations, each with its book; of one book, or of all.

        Raises:
            StoreError: The store can't be read.
        """
        condition, values = ("book <> ''", ()) if book is None else ("book = ?", (book,))
        rows = self._database.read(
            "SELECT book, section FROM (SELECT DISTINCT book, section FROM annotation"  # noqa: S608 - own names
            f" WHERE {condition}) AS home WHERE EXISTS (SELECT 1 FROM annotation AS one WHERE"
            " one.book = home.book AND one.section = home.section AND NOT one.deleted)",
            values,
        )
        return {(str(name), str(section)) for name, section in rows}

    def sections_with(self, motivation: Motivation) -> set[tuple[str, str]]:
        """Return the sections (book, section) with marks of one kind; those in the bin aside.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(SECTIONS_WITH, (motivation.value,))
        return {(str(book), str(section)) for book, section in rows}

    def tags(self) -> Counter[str]:
        """Return how many annotations have each tag, whatever its case; by the commonest spelling.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(
            "SELECT tags, count(*) FROM annotation"
            " WHERE NOT deleted AND book <> '' AND tags <> '[]' GROUP BY tags"
        )
        spellings: dict[str, Counter[str]] = {}
        for text, count in rows:
            for tag in tags_of(str(text)):
                known = spellings.setdefault(tag.casefold(), Counter())
                known[tag] += count if isinstance(count, int) else 0
        return Counter({one.most_common(1)[0][0]: one.total() for one in spellings.values()})

    def names(self, after: int, count: int) -> Iterator[Named]:
        """Yield the names of up to ``count`` annotations that were added after number ``after``.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(
            "SELECT number, id, title, book FROM annotation"
            " WHERE number > ? AND NOT deleted AND book <> '' ORDER BY number LIMIT ?",
            (after, count),
        )
        for number, *words in rows:
            yield Named(number if isinstance(number, int) else after, *map(str, words))
