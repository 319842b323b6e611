"""What was removed from this computer, for the list that the reader is shown at the end."""

import sqlite3
from contextlib import suppress
from typing import NamedTuple

from viewer.storage import snapshots
from viewer.storage.connection import FAILURES
from viewer.storage.database import Database


class Removed(NamedTuple):
    """Something that was removed.

    Attributes:
        what: ``positions``, ``recent-places``, ``sections-read``, ``recent-searches``,
            ``annotations``, ``placements`` or ``copies``.
        number: How many.
    """

    what: str
    number: int


def counted(*removed: Removed) -> list[Removed]:
    """Return what was really removed."""
    return [one for one in removed if one.number]


def delete_rows(connection: sqlite3.Connection, table: str, book: str) -> Removed:
    """Delete the rows of a book, inside a change; their bytes in the file are overwritten."""
    cursor = connection.execute(f"DELETE FROM {table} WHERE book = ?", (book,))  # noqa: S608 - own names
    what = {
        "reading_position": "positions",
        "recent_place": "recent-places",
        "section_read": "sections-read",
    }[table]
    return Removed(what, cursor.rowcount)


def renew_copies(database: Database) -> Removed:
    """Remove all copies of the store, which hold what was removed from it, and make a new one.

    Copies that can't be removed are not counted.

    Raises:
        StoreError: The store can't be copied; then no copy was removed.
    """
    old = sorted(snapshots.folder_of(database.path).glob(f"{database.path.stem}-*.sqlite3"))
    new = database.copy()
    count = 0
    for path in old:
        if path != new:
            with suppress(OSError, *FAILURES):
                path.unlink()
                count += 1
    return Removed("copies", count)
