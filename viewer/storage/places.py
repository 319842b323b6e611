"""Places of reading, taken over from another store, and forgotten with a book."""

import sqlite3

from viewer.storage.database import Database, advance_counter

_POSITION = "book, edition, section, language, block, ordinal, position"


def take_over(database: Database, other: Database, *, dry_run: bool = False) -> int:
    """Take over where the reader is in books, for those without a place here; return how many.

    Args:
        database: The store here.
        other: Another one.
        dry_run: Only count.

    Raises:
        StoreError: One can't be read, or the other not written.
    """
    known = {row[0] for row in database.read("SELECT book FROM reading_position")}
    rows = other.read(f"SELECT {_POSITION} FROM reading_position ORDER BY sequence")  # noqa: S608 - own names
    new = [row for row in rows if row[0] not in known]
    if new and not dry_run:
        with database.writing() as connection:
            for row in new:
                _put(connection, row)
    return len(new)


def _put(connection: sqlite3.Connection, row: tuple[object, ...]) -> None:
    sequence = advance_counter(connection, "sequence")
    connection.execute(
        f"INSERT INTO reading_position ({_POSITION}, sequence)"  # noqa: S608 - own names
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, sequence),
    )
