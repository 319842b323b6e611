"""The texts of an edition's documents, read one at a time: their words as numbers, and their units.

Small indexes are in memory, as they were verified; of a large one only what is asked for is read.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.errors import SearchIndexError
from viewer.search.arrays import GAPS, NEW_UNIT, WORDS, EditionArrays, Source
from viewer.search.units import Unit, decode

TEXTS = "texts.jsonl"
"""File with the units of every document, a line each."""

_WORD_BYTES = 4
_GAP_BYTES = 2
_GAP = np.uint16(NEW_UNIT - 1)


class DocumentWords(NamedTuple):
    """The words of a document in reading order.

    Attributes:
        surfaces: Place of each in the vocabulary of surfaces; its size for none.
        starts: Where each begins: code points, units one apart, from the title on.
        runs: The first word of each unit that has words.
        title: How many words are the title.
    """

    surfaces: NDArray[np.uint32]
    starts: NDArray[np.int64]
    runs: NDArray[np.int64]
    title: int


class Texts:
    """Reads texts.

    Args:
        files: Verified files of the index.
        arrays: Arrays of the edition.
    """

    def __init__(self, files: Source, arrays: EditionArrays) -> None:
        self._files = files
        self._arrays = arrays
        self._open: dict[str, BinaryIO] = {}

    def words(self, document: int) -> DocumentWords:
        """Return the words of a document.

        Raises:
            SearchIndexError: The file changed after it was verified, or can't be read.
        """
        first, last = self._arrays.word_starts[document : document + 2].tolist()
        surfaces = self._read(WORDS, first * _WORD_BYTES, last * _WORD_BYTES)
        gaps = self._read(GAPS, first * _GAP_BYTES, last * _GAP_BYTES)
        steps = np.frombuffer(gaps, "<u2")
        return DocumentWords(
            np.frombuffer(surfaces, "<u4"),
            np.add.accumulate(steps & _GAP, dtype=np.int64),
            (steps >= NEW_UNIT).nonzero()[0],
            int(self._arrays.title_words[document]),
        )

    def units(self, document: int) -> Sequence[Unit]:
        """Return the units of a document, the title first.

        Raises:
            SearchIndexError: The file changed after it was verified, or can't be read.
        """
        start, end = self._arrays.lines[document : document + 2].tolist()
        return decode(self._read(TEXTS, start, end))

    def _read(self, name: str, start: int, end: int) -> bytes:
        source = self._files[name]
        data = (
            source[start:end] if isinstance(source, bytes) else self._from(name, source, start, end)
        )
        if len(data) != end - start:
            raise SearchIndexError("search-index-damaged")
        return data

    def _from(self, name: str, path: Path, start: int, end: int) -> bytes:
        try:
            file = self._open.get(name)
            if file is None:
                file = self._open[name] = path.open("rb")
            file.seek(start)
            return file.read(end - start)
        except OSError as error:
            raise SearchIndexError("search-index-damaged") from error

    def close(self) -> None:
        """Close the files."""
        for file in self._open.values():
            with suppress(OSError):
                file.close()
        self._open.clear()
