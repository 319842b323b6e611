"""The texts of an edition's documents, read one at a time: their words as numbers, and their units.

Small indexes are in memory, as they were verified; of a large one only what is asked for is read.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from viewer.book.model import Kind
from viewer.errors import SearchIndexError
from viewer.search.arrays import (
    GAP_BYTES,
    NEW_UNIT,
    SURFACE_BYTES,
    WORDS,
    EditionArrays,
    Source,
)
from viewer.search.units import MARKS, StoredUnits, Unit

TEXTS = "texts.jsonl"
"""File with the units of every document, a line each."""

GAP = np.uint16(NEW_UNIT - 1)
"""The bits of a gap that tell how far a word begins from the one before."""

_SIZES = SURFACE_BYTES + GAP_BYTES


class DocumentWords:
    """The words of a document in reading order.

    Args:
        surfaces: Place of each in the vocabulary of surfaces; its size for none.
        gaps: How far each begins from the one before, and whether it begins a unit.
        sizes: How many code points each has, 255 for more.

    Attributes:
        surfaces: The same.
        gaps: The same.
        sizes: The same.
        firsts: Whether each begins a unit.
        units: The first word of each unit.
    """

    __slots__ = ("_starts", "firsts", "gaps", "sizes", "surfaces", "units")

    def __init__(
        self,
        surfaces: NDArray[np.uint32],
        gaps: NDArray[np.uint16],
        sizes: NDArray[np.uint8],
    ) -> None:
        self.gaps = gaps
        self._starts: NDArray[np.int64] | None = None
        self.surfaces = surfaces
        self.sizes = sizes
        self.firsts: NDArray[np.bool_] = gaps >= NEW_UNIT
        self.units: NDArray[np.int64] = self.firsts.nonzero()[0]

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each begins: code points, units one apart, from the title on."""
        if self._starts is None:
            self._starts = np.add.accumulate(self.gaps & GAP, dtype=np.int64)
        return self._starts


class Texts:
    """Reads texts.

    Args:
        files: Verified files of the index.
        arrays: Arrays of the edition.
    """

    def __init__(self, files: Source, arrays: EditionArrays) -> None:
        self._files = files
        self._arrays = arrays
        self._words = int(arrays.word_starts[-1])
        self._open: dict[str, int] = {}

    def words(self, document: int) -> DocumentWords:
        """Return the words of a document.

        Raises:
            SearchIndexError: The file changed after it was verified, or can't be read.
        """
        starts = self._arrays.word_starts
        first, last = int(starts[document]), int(starts[document + 1])
        data = self._read(WORDS, first + _SIZES * self._words, last + _SIZES * self._words)
        sizes: NDArray[np.uint8] = np.frombuffer(data, np.uint8)
        return DocumentWords(self.surfaces(first, last), self.gaps(first, last), sizes)

    def surfaces(self, first: int, last: int) -> NDArray[np.uint32]:
        """Return the surfaces of words, counted in all documents.

        Raises:
            SearchIndexError: As for ``words``.
        """
        data = self._read(WORDS, SURFACE_BYTES * first, SURFACE_BYTES * last)
        return np.frombuffer(data, "<u4")

    def gaps(self, first: int, last: int) -> NDArray[np.uint16]:
        """Return the gaps of words, counted in all documents.

        Raises:
            SearchIndexError: As for ``words``.
        """
        begin = SURFACE_BYTES * self._words
        data = self._read(WORDS, begin + GAP_BYTES * first, begin + GAP_BYTES * last)
        return np.frombuffer(data, "<u2")

    def units(self, document: int) -> StoredUnits:
        """Return the units of a document, the title first.

        Raises:
            SearchIndexError: The file changed after it was verified, or can't be read.
        """
        lines = self._arrays.lines
        return StoredUnits(self._read(TEXTS, int(lines[document]), int(lines[document + 1])))

    def headings(self) -> Iterator[tuple[int, Unit]]:
        """Yield the headings in all documents, each with its document.

        Raises:
            SearchIndexError: As for ``units``.
        """
        mark = MARKS[Kind.HEADING]
        for document in range(len(self._arrays.lines) - 1):
            units = self.units(document)
            for place, kind in enumerate(units.marks()):
                if kind == mark[0]:
                    yield document, units[place]

    def _read(self, name: str, start: int, end: int) -> bytes:
        source = self._files[name]
        if isinstance(source, bytes):
            data = source[start:end]
        else:
            try:
                file = self._open.get(name)
                data = _read_at(self._opened(name, source) if file is None else file, start, end)
            except OSError as error:
                raise SearchIndexError("search-index-damaged") from error
        if len(data) != end - start:
            raise SearchIndexError("search-index-damaged")
        return data

    def _opened(self, name: str, path: Path) -> int:
        file = self._open[name] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        return file

    def close(self) -> None:
        """Close the files."""
        for file in self._open.values():
            with suppress(OSError):
                os.close(file)
        self._open.clear()


def _seek_and_read(file: int, start: int, end: int) -> bytes:
    os.lseek(file, start, os.SEEK_SET)
    return os.read(file, end - start)


def _pread(file: int, start: int, end: int) -> bytes:
    return os.pread(file, end - start, start)


_read_at = _pread if hasattr(os, "pread") else _seek_and_read
