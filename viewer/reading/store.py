"""What is remembered of reading: positions, recent places, recent searches.

Lies in the same SQLite file as the annotations, in tables of its own. None of it is worth a
message when it can't be saved: in a read-only profile, changes are left out.
"""

from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from viewer.reading.place import Place
from viewer.storage.database import Database, advance_counter
from viewer.storage.opening import open_database
from viewer.storage.removal import Removed, counted, delete_rows

PLACES = 50
"""Recent places that are kept."""

SEARCHES = 20
"""Recent searches that are kept."""

SEARCH_SIZE = 500
"""Longest search that is remembered, in code points; a longer one is hardly typed again."""

_FIELDS = "book, edition, section, language, block, ordinal, position"


class ReadingStore:
    """Where the reader is and has been, in all books.

    Belongs to the thread that made it.

    Attributes:
        keep_searches: Whether searches are remembered; a preference of the reader.
        problem: What the reader has to be told about the opening, if anything.
    """

    def __init__(self, source: Path | Database, *, keep_searches: bool = True) -> None:
        self.keep_searches = keep_searches
        self._owned = isinstance(source, Path)
        self._database = open_database(source) if isinstance(source, Path) else source
        self.problem = self._database.problem

    def save_position(self, place: Place) -> None:
        """Remember where the reader is in a book.

        Raises:
            StoreError: It can't be saved, though the store is not read-only.
        """
        if not self._database.read_only and self.last_place() != place:
            with self._database.writing() as connection:
                _put(connection, "reading_position", place)

    def position(self, book: str) -> Place | None:
        """Return where the reader was in ``book``.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(
            f"SELECT {_FIELDS} FROM reading_position WHERE book = ?",  # noqa: S608 - own names
            (book,),
        )
        return _place(rows[0]) if rows else None

    def last_place(self) -> Place | None:
        """Return where the reader was last, whatever the book.

        Raises:
            StoreError: The store can't be read.
        """
        places = self._places("reading_position", 1)
        return places[0] if places else None

    def visit(self, place: Place) -> None:
        """Put a section at the head of the recent places.

        Raises:
            StoreError: It can't be saved, though the store is not read-only.
        """
        if self._database.read_only:
            return
        with self._database.writing() as connection:
            _put(connection, "recent_place", place)
            connection.execute(
                "DELETE FROM recent_place WHERE sequence <= (SELECT sequence FROM recent_place"
                " ORDER BY sequence DESC LIMIT 1 OFFSET ?)",
                (PLACES,),
            )

    def recent_places(self, limit: int = 10) -> list[Place]:
        """Return the sections visited last, the latest first.

        Raises:
            StoreError: The store can't be read.
        """
        return self._places("recent_place", limit)

    def add_search(self, text: str) -> None:
        """Put a search at the head of the recent ones, unless they are switched off.

        Raises:
            StoreError: It can't be saved, though the store is not read-only.
        """
        text = " ".join(text.split())[:SEARCH_SIZE].encode("utf-8", "replace").decode()
        if not text or not self.keep_searches or self._database.read_only:
            return
        with self._database.writing() as connection:
            sequence = advance_counter(connection, "sequence")
            connection.execute("REPLACE INTO recent_search VALUES (?, ?)", (text, sequence))
            connection.execute(
                "DELETE FROM recent_search WHERE sequence <= (SELECT sequence FROM recent_search"
                " ORDER BY sequence DESC LIMIT 1 OFFSET ?)",
                (SEARCHES,),
            )

    def searches(self, limit: int = SEARCHES) -> list[str]:
        """Return recent searches, the latest first; none while they are switched off.

        Raises:
            StoreError: The store can't be read.
        """
        if not self.keep_searches:
            return []
        rows = self._database.read(
            "SELECT text FROM recent_search ORDER BY sequence DESC LIMIT ?", (limit,)
        )
        return [str(row[0]) for row in rows]

    def forget_searches(self) -> None:
        """Remove all searches: their bytes in the file are overwritten, and no copy has them.

        Raises:
            StoreError: They can't be removed.
        """
        with self._database.writing() as connection:
            connection.execute("DELETE FROM recent_search")

    def forget_book(self, book: str) -> list[Removed]:
        """Remove where the reader is and was in a book, what was read, and all recent searches.

        Searches are of all books together, and their words may be those of this one.

        Raises:
            StoreError: They can't be removed.
        """
        with self._database.writing() as connection:
            removed = [
                delete_rows(connection, table, book)
                for table in ("reading_position", "recent_place", "section_read")
            ]
            count = connection.execute("DELETE FROM recent_search").rowcount
        return counted(*removed, Removed("recent-searches", count))

    def close(self) -> None:
        """Close the file, unless it was opened by somebody else. Again is harmless."""
        if self._owned:
            self._database.close()

    def _places(self, table: str, limit: int) -> list[Place]:
        rows = self._database.read(
            f"SELECT {_FIELDS} FROM {table} ORDER BY sequence DESC LIMIT ?",  # noqa: S608 - own names
            (limit,),
        )
        return [_place(row) for row in rows]


def _put(connection: Connection, table: str, place: Place) -> None:
    sequence = advance_counter(connection, "sequence")
    connection.execute(
        f"REPLACE INTO {table} ({_FIELDS}, sequence)"  # noqa: S608 - own names
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*place[:-1], sequence),
    )


def _place(row: Sequence[Any]) -> Place:
    return Place(*row)
