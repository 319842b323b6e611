"""Where the reader is in books, and what was read: taken over from another store, and taken back.

Only what is not known here is taken over; what the reader has done since is not taken back.
"""

from collections.abc import Callable, Iterable
from sqlite3 import Connection
from typing import Any, NamedTuple

from viewer.storage.database import Database, advance_counter

_POSITION = "book, edition, section, language, block, ordinal, position"

_Rows = Callable[[str], Iterable[tuple[Any, ...]]]


class Reading(NamedTuple):
    """Where a reader is in books, and what was read.

    Attributes:
        positions: Rows of ``reading_position`` without their sequence, the latest last.
        read: Rows of ``section_read``.
    """

    positions: tuple[tuple[Any, ...], ...] = ()
    read: tuple[tuple[Any, ...], ...] = ()

    def books(self) -> set[str]:
        """Return the books in which the reader is somewhere."""
        return {str(row[0]) for row in self.positions}

    def sections(self) -> set[tuple[str, str]]:
        """Return the sections that were read, wholly or in part, each with its book."""
        return {(str(book), str(section)) for book, section, *_rest in self.read}


NOTHING_READ = Reading()


class TakenReading(NamedTuple):
    """What was taken over of another reader's reading.

    Attributes:
        positions: Books, each with the sequence of its row.
        read: Rows of ``section_read``, each with what it told of the whole before; None for
            nothing.
    """

    positions: tuple[tuple[str, int], ...] = ()
    read: tuple[tuple[tuple[Any, ...], int | None], ...] = ()


def reading_in(database: Database) -> Reading:
    """Return where the reader of a store is in books, and what was read.

    Raises:
        StoreError: It can't be read.
    """
    return _reading(database.read)


def new_in(database: Database, theirs: Reading) -> Reading:
    """Return what of another reader's reading isn't known here.

    Raises:
        StoreError: The store can't be read.
    """
    mine = _reading(database.read)
    return Reading(_new_positions(mine, theirs), tuple(row for row, _ in _new_read(mine, theirs)))


def take(connection: Connection, theirs: Reading) -> TakenReading:
    """Take over what isn't known here, inside a change; return what takes it back."""
    mine = _reading(connection.execute)
    positions = []
    for row in _new_positions(mine, theirs):
        sequence = advance_counter(connection, "sequence")
        connection.execute(
            f"INSERT INTO reading_position ({_POSITION}, sequence)"  # noqa: S608 - own names
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, sequence),
        )
        positions.append((str(row[0]), sequence))
    read = tuple(_new_read(mine, theirs))
    connection.executemany(
        "REPLACE INTO section_read VALUES (?, ?, ?, ?, ?)", [row for row, _ in read]
    )
    return TakenReading(tuple(positions), read)


def take_back(connection: Connection, taken: TakenReading) -> int:
    """Take back what was taken over and is as it was then, inside a change; return how much."""
    count = 0
    for place in taken.positions:
        count += connection.execute(
            "DELETE FROM reading_position WHERE book = ? AND sequence = ?", place
        ).rowcount
    for row, before in taken.read:
        gone = connection.execute(
            "DELETE FROM section_read WHERE book = ? AND section = ? AND language = ?"
            " AND digest = ? AND whole = ?",
            row,
        ).rowcount
        count += gone
        if gone and before is not None:
            connection.execute(
                "INSERT INTO section_read VALUES (?, ?, ?, ?, ?)", (*row[:-1], before)
            )
    return count


def _reading(rows: _Rows) -> Reading:
    positions = rows(f"SELECT {_POSITION} FROM reading_position ORDER BY sequence")  # noqa: S608 - own names
    read = rows("SELECT book, section, language, digest, whole FROM section_read")
    return Reading(tuple(positions), tuple(read))


def _new_positions(mine: Reading, theirs: Reading) -> tuple[tuple[Any, ...], ...]:
    known = mine.books()
    return tuple(row for row in theirs.positions if row[0] not in known)


def _new_read(mine: Reading, theirs: Reading) -> Iterable[tuple[tuple[Any, ...], int | None]]:
    """Yield what was read there and not here, or not wholly; with what is known of it here."""
    known = {row[:-1]: int(row[-1]) for row in mine.read}
    for row in theirs.read:
        before = known.get(row[:-1])
        if before is None or before < int(row[-1]):
            yield row, before
