"""One open SQLite file with the reader's data: reading, and changes that are all or nothing."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer.errors import Message, StoreError
from viewer.storage import snapshots
from viewer.storage.connection import FAILURES, store_error


class Database:
    """The reader's data, open; made by ``viewer.storage.opening.open_database``.

    Belongs to the thread that opened it. Stores of annotations and of reading may share it.

    Attributes:
        path: The file.
        read_only: Whether nothing can be saved.
        problem: What the reader has to be told about the opening, if anything.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        read_only: bool = False,
        problem: Message | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.problem = problem
        self._connection = connection
        self._file = _identity(path)
        self._closed = False

    def read(self, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query.

        Raises:
            StoreError: The file can't be read.
        """
        try:
            return self._connection.execute(statement, values).fetchall()
        except FAILURES as error:
            raise store_error(error, self.path) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one change, which is on the disk when the block is left.

        Nothing of the change remains when the block, or the commit at its end, fails.

        Raises:
            StoreError: The store is read-only, its file is gone, or the disk is full or fails.
        """
        if self.read_only:
            raise StoreError("store-read-only", file=str(self.path))
        # A file that was moved away would take the change with it.
        if _identity(self.path) != self._file:
            raise StoreError("store-replaced", file=str(self.path))
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except FAILURES as error:
            self._roll_back()
            raise store_error(error, self.path) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # A failing disk can refuse this too; the journal then undoes the change at the next read.
        with suppress(*FAILURES):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def data_version(self) -> int:
        """Return a number that differs once another connection has committed anything.

        Raises:
            StoreError: The file can't be read.
        """
        return _integer(self.read("PRAGMA data_version")[0][0])

    def counter(self, name: str) -> int:
        """Return a counter of the table ``meta``: ``changes`` or ``sequence``.

        Raises:
            StoreError: The file can't be read.
        """
        rows = self.read("SELECT value FROM meta WHERE name = ?", (name,))
        return _integer(rows[0][0]) if rows else 0

    def copy(self) -> Path:
        """Copy the store as it is now, whatever copies there are; return the copy.

        Raises:
            StoreError: It can't be copied.
        """
        try:
            return snapshots.take(self._connection, self.path)
        except (*FAILURES, OSError) as error:
            raise store_error(error, self.path) from error

    def continue_in(self, other: "Database") -> None:
        """Be another store from now on; ``other`` is used up by that."""
        self.close()
        self.path, self.read_only, self.problem = other.path, other.read_only, other.problem
        self._connection, self._file = other._connection, other._file  # noqa: SLF001 - its own kind
        self._closed, other._closed = False, True  # noqa: SLF001

    def close(self) -> None:
        """Copy what changed since the last copy, and close the file. Again is harmless."""
        if self._closed:
            return
        self._closed = True
        if not self.read_only:
            snapshots.take_if_changed(self._connection, self.path)
        self._connection.close()


def advance_counter(connection: sqlite3.Connection, name: str) -> int:
    """Add one to a counter of the table ``meta``, inside a change, and return its new value."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = ?", (name,))
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return int(row[0])


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _integer(value: object) -> int:
    return value if isinstance(value, int) else 0
