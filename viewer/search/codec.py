"""A Whoosh codec without pickles, and the files of one index.

Whoosh's own codec pickles every block of postings. This one writes them as plain arrays, which is
quicker to write and to read, and a file that somebody else made can at worst raise an error. It
also takes a whole term at a time from numpy arrays instead of one posting after the other.

A block is a header (``_BLOCK``) and two parts: document numbers and frequencies, then positions,
all unsigned 32-bit numbers, little endian, compressed with zlib where that helps.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.errors import SearchIndexError
from viewer.search.analysis import Analyzer, words
from viewer.search.backend import (
    Untyped,
    analysis,
    columns,
    fields,
    filestore,
    formats,
    numeric,
    structfile,
    whoosh3,
)

Numbers = NDArray[Any]

_MAGIC = b"BVp1"
_BLOCK = struct.Struct("<iIIIfBBB")
_BLOCK_POSTINGS = 128
_WORTH_COMPRESSING = 96
_LENGTHS = columns.NumericColumn("B", default=0)
_ITEM = 4


class Term(NamedTuple):
    """The postings of one term in one field.

    Attributes:
        text: The term.
        docs: Numbers of the documents, ascending.
        freqs: How often it occurs in each.
        positions: Its positions, document after document.
    """

    text: str
    docs: Numbers
    freqs: Numbers
    positions: Numbers


class Words(analysis.Analyzer):  # type: ignore[misc]  # Whoosh is untyped
    """Our analysis in the form that Whoosh's own writer wants."""

    def __init__(self, forms: Analyzer) -> None:
        self._forms = forms

    def __call__(self, value: str, **_: object) -> Iterator[Untyped]:
        """Yield a token for each indexed word of ``value``."""
        token = analysis.Token(positions=True, chars=False, removestops=True)
        position = 0
        for word in words(value):
            term = self._forms.term(word.surface)
            if term:
                token.text, token.pos, token.stopped, token.boost = term, position, False, 1.0
                position += 1
                yield token


class Positions(formats.Positions):  # type: ignore[misc]  # Whoosh is untyped
    """Positions as a plain array."""

    def encode(self, poslist: list[int]) -> bytes:
        """Return positions as bytes."""
        return _bytes(array("I", poslist))

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions of a posting."""
        return list(_numbers(valuestring))

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions a posting has."""
        return len(valuestring) // _ITEM


def schema(names: Mapping[str, Analyzer]) -> Untyped:
    """Return the schema of an index: field names, each with its analyzer."""
    made = {}
    for name, forms in names.items():
        made[name] = fields.TEXT(analyzer=Words(forms), phrase=True)
        made[name].format = Positions()
    return fields.Schema(**made)


class Codec(whoosh3.W3Codec):  # type: ignore[misc]  # Whoosh is untyped
    """Whoosh's codec with other postings."""

    def postings_reader(
        self,
        dbfile: Untyped,
        terminfo: Untyped,
        format_: Untyped,
        term: Untyped = None,
        scorer: Untyped = None,
    ) -> Untyped:
        """Return what walks through the postings of a term."""
        offset, length = terminfo.extent()
        return _Matcher(dbfile, offset, length, format_, term=term, scorer=scorer)


def segment(documents: int, lengths: Mapping[str, int]) -> Untyped:
    """Return the description of an index's only segment.

    Args:
        documents: How many documents it has.
        lengths: How many words each field has in all of them.
    """
    made = whoosh3.W3Segment(Codec(), "words", documents, segid="1")
    made._fieldlengths = dict(lengths)  # noqa: SLF001 - Whoosh has no other way
    return made


def write_lengths(folder: Path, documents: int, lengths: Mapping[str, Numbers]) -> None:
    """Write how long each field is in each document, as Whoosh rounds it (to a byte)."""
    storage = filestore.FileStorage(str(folder))
    for name, counts in lengths.items():
        file = storage.create_file(Codec.column_filename(segment(documents, {}), f"_{name}_len"))
        writer = _LENGTHS.writer(file)
        for number in np.flatnonzero(counts).tolist():
            writer.add(number, numeric.length_to_byte(int(counts[number])))
        writer.finish(documents)
        file.close()


def write_terms(
    folder: Path,
    made: Untyped,
    terms: Iterator[tuple[str, Iterator[Term]]],
    lengths: Mapping[str, Numbers],
) -> None:
    """Write the postings of an index.

    Args:
        folder: Where.
        made: The schema.
        terms: Fields in alphabetical order, each with its terms in the order of their UTF-8 bytes.
        lengths: How many words each field has in each document.
    """
    storage = filestore.FileStorage(str(folder))
    writer = whoosh3.W3FieldWriter(Codec(), storage, segment(0, {}))
    for name, found in terms:
        writer.start_field(name, made[name])
        bounds = np.minimum(lengths[name], 1 << 30)
        for term in found:
            info = _write_postings(writer._postfile, term, bounds)  # noqa: SLF001
            key = struct.pack("!H", writer._fieldid) + term.text.encode("utf-8")  # noqa: SLF001
            writer._tindex.add(key, info.to_bytes())  # noqa: SLF001
        writer.finish_field()
    writer.close()


def _write_postings(file: Untyped, term: Term, lengths: Numbers) -> Untyped:
    """Write one term and return Whoosh's record of it."""
    info = whoosh3.W3TermInfo()
    start = file.tell()
    file.write(_MAGIC)
    ends = np.cumsum(term.freqs)
    count = len(term.docs)
    for first in range(0, count, _BLOCK_POSTINGS):
        last = min(first + _BLOCK_POSTINGS, count)
        docs, freqs = term.docs[first:last], term.freqs[first:last]
        begin = int(ends[first - 1]) if first else 0
        _write_block(
            file,
            (docs, freqs, term.positions[begin : int(ends[last - 1])]),
            lengths[docs],
            last=last == count,
        )
    _fill(info, term, lengths[term.docs])
    info.set_extent(start, file.tell() - start)
    return info


def _write_block(
    file: Untyped, parts: tuple[Numbers, Numbers, Numbers], lengths: Numbers, *, last: bool
) -> None:
    docs, freqs, positions = parts
    head = docs.astype("<u4").tobytes() + freqs.astype("<u4").tobytes()
    tail = positions.astype("<u4").tobytes()
    packed = len(head) + len(tail) >= _WORTH_COMPRESSING
    if packed:
        head, tail = zlib.compress(head, 3), zlib.compress(tail, 3)
    size = len(head) + len(tail)
    to_byte = numeric.length_to_byte
    file.write(
        _BLOCK.pack(
            -size if last else size,
            len(docs),
            int(docs[-1]),
            len(head),
            float(freqs.max()),
            to_byte(int(lengths.min())),
            to_byte(int(lengths.max())),
            packed,
        )
    )
    file.write(head + tail)


def _fill(info: Untyped, term: Term, lengths: Numbers) -> None:
    """Fill in Whoosh's record of a term."""
    info._weight = float(term.freqs.sum())  # noqa: SLF001 - its own writer does it a block at a time
    info._df = len(term.docs)  # noqa: SLF001
    info._minlength, info._maxlength = int(lengths.min()), int(lengths.max())  # noqa: SLF001
    info._maxweight = float(term.freqs.max())  # noqa: SLF001
    info._minid, info._maxid = int(term.docs[0]), int(term.docs[-1])  # noqa: SLF001


class _Matcher(whoosh3.W3LeafMatcher):  # type: ignore[misc]  # Whoosh is untyped
    """Walks through the blocks that ``_write_block`` wrote."""

    def _read_header(self) -> None:
        if self._postfile.get(self._startoffset, len(_MAGIC)) != _MAGIC:
            raise SearchIndexError("search-index-damaged")
        self._baseoffset = self._startoffset + len(_MAGIC)

    def _goto(self, position: int) -> None:
        self._data: array[int] | None = None
        self._ids: array[int] | None = None
        self._weights: array[float] | None = None
        self._values: list[bytes] | None = None
        self._i = 0
        header = _BLOCK.unpack(self._postfile.get(position, _BLOCK.size))
        size, self._blocklength, self._maxid, self._split, self._maxweight = header[:5]
        self._lastblock = size < 0
        self._minlength = numeric.byte_to_length(header[5])
        self._maxlength = numeric.byte_to_length(header[6])
        self._compression = header[7]
        self._dataoffset = position + _BLOCK.size
        self._nextoffset = self._dataoffset + abs(size)

    def _part(self, start: int, end: int) -> "array[int]":
        data = self._postfile.get(start, end - start)
        return _numbers(zlib.decompress(data) if self._compression else data)

    def _head(self) -> "array[int]":
        if self._data is None:
            self._data = self._part(self._dataoffset, self._dataoffset + self._split)
        return self._data

    def _read_ids(self) -> None:
        self._ids = self._head()[: self._blocklength]

    def _read_weights(self) -> None:
        self._weights = array("f", self._head()[self._blocklength :])

    def _read_values(self) -> None:
        positions = self._part(self._dataoffset + self._split, self._nextoffset)
        values = []
        start = 0
        for freq in self._head()[self._blocklength :]:
            values.append(_bytes(positions[start : start + freq]))
            start += freq
        self._values = values


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


class Storage(filestore.Storage):  # type: ignore[misc]  # Whoosh is untyped
    """The files of an index for reading: verified bytes, or paths where they are too large.

    A large file isn't mapped into memory: a map of a file that somebody truncates ends the program.
    """

    readonly = True

    def __init__(self, files: Mapping[str, bytes | Path]) -> None:
        self._files = files

    def list(self) -> list[str]:
        """Return the names of the files."""
        return list(self._files)

    def file_exists(self, name: str) -> bool:
        """Tell whether there is a file ``name``."""
        return name in self._files

    def file_length(self, name: str) -> int:
        """Return the size of a file in bytes."""
        source = self._files[name]
        return len(source) if isinstance(source, bytes) else source.stat().st_size

    def open_file(self, name: str, *_: object, **__: object) -> Untyped:
        """Open a file for reading."""
        source = self._files[name]
        if isinstance(source, bytes):
            return structfile.BufferFile(source, name=name)
        return structfile.StructFile(source.open("rb"), name=name)
