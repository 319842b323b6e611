"""Reading the notes of a store, and later what has changed, from any thread."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from viewer.annotations.model import Motivation
from viewer.annotations.overview import SECTIONS_WITH
from viewer.storage.connection import FAILURES, connect, store_error

_FIELDS = "id, note, title, book, section, language, deleted"
_AT_ONCE = 500
"""Rows that are read at once: nobody who writes has to wait long."""


class Note(NamedTuple):
    """A note as the store has it.

    Attributes:
        id: Id of the annotation.
        text: The reader's words; empty if there are none, or if the annotation is in the bin.
        title: Name of the annotation.
        book: Id of the book.
        section: Id of the section.
        language: Language of the section's text.
    """

    id: str
    text: str
    title: str
    book: str
    section: str
    language: str


class NoteReader:
    """Reads notes with a connection of its own, which is closed in between.

    Args:
        path: The store.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = -1

    def changed(self) -> Iterator[list[Note]]:
        """Yield the notes that were changed since the last call, at first all of them.

        Of a note that is gone the text is empty.

        Raises:
            StoreError: The store can't be read.
        """
        try:
            connection = connect(self._path, "ro")
            try:
                (row,) = connection.execute("SELECT value FROM meta WHERE name = 'changes'")
                if self._known < 0:
                    yield from _all(connection)
                elif row[0] != self._known:
                    yield _since(connection, self._known)
                self._known = row[0]
            finally:
                connection.close()
        except FAILURES as error:
            raise store_error(error, self._path) from error


def bookmarked_sections(path: Path) -> frozenset[tuple[str, str]]:
    """Return the sections (book, section) with a bookmark, read without changing the store.

    Raises:
        StoreError: The store can't be read.
    """
    try:
        connection = connect(path, "ro")
        try:
            rows = connection.execute(SECTIONS_WITH, (Motivation.BOOKMARKING.value,))
            return frozenset((str(book), str(section)) for book, section in rows)
        finally:
            connection.close()
    except FAILURES as error:
        raise store_error(error, path) from error


def _all(connection: Connection) -> Iterator[list[Note]]:
    statement = f"SELECT number, {_FIELDS} FROM annotation WHERE number > ? ORDER BY number LIMIT ?"  # noqa: S608 - own names
    last = 0
    while rows := connection.execute(statement, (last, _AT_ONCE)).fetchall():
        last = rows[-1][0]
        yield [_note(*row[1:]) for row in rows if row[2] and not row[-1]]


def _since(connection: Connection, known: int) -> list[Note]:
    statement = f"SELECT {_FIELDS} FROM annotation WHERE change_number > ? ORDER BY change_number"  # noqa: S608 - own names
    return [_note(*row) for row in connection.execute(statement, (known,))]


def _note(  # noqa: PLR0913, PLR0917 - a row of the store
    identity: str, text: str, title: str, book: str, section: str, language: str, deleted: int
) -> Note:
    return Note(identity, "" if deleted else text, title, book, section, language)
