"""An opened index of one edition: its arrays, and the texts that passages are cut from."""

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from viewer.book.book import Book
from viewer.errors import SearchIndexError
from viewer.search.arrays import EditionArrays, load
from viewer.search.backend import BROKEN, Untyped
from viewer.search.record import open_reader
from viewer.search.seal import Sealed
from viewer.search.units import Unit, decode
from viewer.search.writer import PASSAGES

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 512


class OpenEdition:
    """An edition that can be searched.

    Attributes:
        book: The book.
        name: Name of its index.
        files: Verified files of the index.
        arrays: Its arrays.
        reader: A Whoosh reader of its index.
        units: Returns the text of a document; keeps those asked for last.
    """

    def __init__(self, book: Book, name: str, sealed: Sealed) -> None:
        self.book = book
        self.name = name
        self.files = sealed.files
        self.arrays: EditionArrays = load(sealed.files)
        self.reader: Untyped = open_reader(self.arrays, sealed.files)
        self._open: BinaryIO | None = None
        self.units: Callable[[int], list[Unit]] = lru_cache(maxsize=_KEPT)(self._units)

    def _units(self, document: int) -> list[Unit]:
        """Return the text of a document.

        Raises:
            SearchIndexError: The file changed after it was verified, or can't be read.
        """
        start, end = (int(at) for at in self.arrays.lines[document : document + 2])
        source = self.files[PASSAGES]
        if isinstance(source, bytes):
            return decode(source[start:end])
        try:
            if self._open is None:
                self._open = source.open("rb")
            self._open.seek(start)
            return decode(self._open.read(end - start))
        except OSError as error:
            raise SearchIndexError("search-index-damaged") from error

    def close(self) -> None:
        """Close its files."""
        if self._open is not None:
            with suppress(OSError):
                self._open.close()
            self._open = None
        with suppress(*BROKEN):
            self.reader.close()
