"""Which texts the reader has read, in the file with the annotations.

Kept by the digest of the text, so that a section whose text is another one now is known to have
changed since, in whatever edition, and an older edition that is opened again is known as well.
"""

from collections.abc import Iterable
from typing import NamedTuple

from viewer.storage.database import Database


class ReadText(NamedTuple):
    """A text of a section that was read.

    Attributes:
        section: Id of the section.
        language: Language of the text.
        digest: Of the text, as ``viewer.book.fingerprint.FileFacts`` has it.
        whole: Whether it was read to its end; else in part.
    """

    section: str
    language: str
    digest: str
    whole: bool = True


class ReadTexts:
    """What was read, book by book.

    Belongs to the thread that opened the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, book: str, after: str = "", limit: int = -1) -> list[ReadText]:
        """Return what was read of a book, ordered by the id of the section.

        Args:
            book: Id of the book.
            after: Only sections whose id comes after this one.
            limit: Rows to read; those of the last section may then be incomplete. -1 for all.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(
            "SELECT section, language, digest, whole FROM section_read"
            " WHERE book = ? AND section > ? ORDER BY section LIMIT ?",
            (book, after, limit),
        )
        return [
            ReadText(str(section), str(language), str(digest), bool(whole))
            for section, language, digest, whole in rows
        ]

    def summary(self, book: str) -> tuple[int, int]:
        """Return what is another one after most changes: how many rows, and how many read wholly.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(
            "SELECT count(*), coalesce(sum(whole), 0) FROM section_read WHERE book = ?", (book,)
        )
        count, whole = rows[0]
        return int(str(count)), int(str(whole))

    def add(self, book: str, texts: Iterable[ReadText]) -> None:
        """Keep that texts were read; what was read wholly stays so.

        Does nothing where the store is read-only.

        Raises:
            StoreError: It can't be saved.
        """
        if self._database.read_only:
            return
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO section_read VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET whole = max(whole, excluded.whole)",
                [(book, *text) for text in texts],
            )

    def forget(self, book: str, sections: Iterable[str]) -> None:
        """Forget that sections were read, in all languages.

        Does nothing where the store is read-only.

        Raises:
            StoreError: It can't be saved.
        """
        if self._database.read_only:
            return
        with self._database.writing() as connection:
            connection.executemany(
                "DELETE FROM section_read WHERE book = ? AND section = ?",
                [(book, section) for section in sections],
            )
