"""The arrays of one edition, without pickles.

A document is one section in one language. There are two vocabularies: *stems* for whole words (a
term with its language in front, ``en border``) and *surfaces* for words as they are typed. Each has
a table of postings: in which documents a word stands, and how often in each part of them. Besides,
every document has its words in reading order, so that a passage is found without reading the text.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from viewer.errors import SearchIndexError
from viewer.search.terms import Terms

PARTS = ("title", "headings", "body")
"""Parts of a document, which weigh differently."""

MOST_COUNTED = 255
"""A word that occurs more often in a part than this counts as if it occurred so often."""

WORDS = "words.bin"
"""File with the words of all documents in reading order.

For each word its surface (32 bits), then for each how far it begins from the one before, from the
beginning of its document for the first (16 bits), then for each its length (8 bits): unsigned,
little endian. Every unit has at least one word; where it has none, between the cells of a row, and
where the next is too far, there is a word that stands for nothing: the size of the vocabulary.
"""

SURFACE_BYTES, GAP_BYTES, SIZE_BYTES = 4, 2, 1
"""Bytes for each word in the three parts of that file."""

LONGEST_WORD = 0xFF
"""A word of so many code points, or more, is measured in the text."""

NEW_UNIT = 0x8000
"""Bit of a gap that tells that a new unit begins."""

LARGEST_GAP = 0x7FFF
"""A greater distance is bridged by words that stand for nothing."""

_Loaded = TypeVar("_Loaded")

Source = Mapping[str, bytes | Path]
"""Files of an index by name: verified bytes, or the path of a file that is too large for that."""


@dataclass(frozen=True, slots=True)
class Table:
    """Postings of a vocabulary.

    Attributes:
        starts: First posting of each word, and the number of all postings at the end.
        docs: Document of each posting, ascending within a word.
        freqs: Frequencies, a row for each of ``PARTS``, at most ``MOST_COUNTED``.
    """

    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    freqs: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Postings:
    """What ranking is made from.

    Attributes:
        lengths: Number of indexed words in each document, a row for each of ``PARTS``.
        stems: Whole words.
        surfaces: Words as they are typed.
    """

    lengths: NDArray[np.int32]
    stems: Table
    surfaces: Table


@dataclass(frozen=True, slots=True)
class EditionArrays:
    """What an opened edition keeps in memory.

    Attributes:
        sections: Id of the section of each document.
        languages: Language of each document, as the book names it.
        parents: Id of the section above; empty at the top.
        stems: Vocabulary of whole words.
        surfaces: Vocabulary of words as they are typed.
        form_starts: First form of each stem, and the number of all forms at the end.
        forms: Places in ``surfaces`` of the forms that each stem has in this edition.
        lines: Where each document's text begins in its file, and the size of the file at the end.
        word_starts: Number of each document's first word, and of all words at the end.
    """

    sections: list[str]
    languages: list[str]
    parents: list[str]
    stems: Terms
    surfaces: Terms
    form_starts: NDArray[np.int64]
    forms: NDArray[np.int32]
    lines: NDArray[np.int64]
    word_starts: NDArray[np.int64]


_NAMES = ("sections", "languages", "parents")
_ARRAYS = ("form_starts", "forms", "lines", "word_starts")


def save(arrays: EditionArrays, postings: Postings, folder: Path) -> None:
    """Write all arrays into ``folder``."""
    names = {name: getattr(arrays, name) for name in _NAMES}
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":"))
    (folder / "documents.json").write_text(text, encoding="utf-8")
    for name in _ARRAYS:
        write_array(folder / f"{name}.npy", getattr(arrays, name))
    write_array(folder / "lengths.npy", postings.lengths)
    for name in ("stems", "surfaces"):
        (folder / f"{name}.txt").write_bytes(getattr(arrays, name).data)
        table: Table = getattr(postings, name)
        write_array(folder / f"{name}-starts.npy", table.starts)
        write_array(folder / f"{name}-docs.npy", table.docs)
        write_array(folder / f"{name}-freqs.npy", table.freqs)


def load(files: Source) -> EditionArrays:
    """Return what an opened edition needs.

    Raises:
        SearchIndexError: A file is missing or isn't what it should be.
    """

    def read() -> EditionArrays:
        names = json.loads(bytes_of(files["documents.json"]))
        vocabularies = (Terms(bytes_of(files[f"{name}.txt"])) for name in ("stems", "surfaces"))
        arrays = (read_array(files[f"{name}.npy"]) for name in _ARRAYS)
        shared: dict[str, str] = {}
        lists = ([shared.setdefault(str(one), one) for one in names[name]] for name in _NAMES)
        return EditionArrays(*lists, *vocabularies, *arrays)  # type: ignore[arg-type]  # in order

    return checked(read, _arrays_fit)


def load_postings(files: Source, arrays: EditionArrays) -> Postings:
    """Return the postings of an edition, for merging.

    Raises:
        SearchIndexError: A file is missing or isn't what it should be.
    """

    def read() -> Postings:
        return Postings(
            read_array(files["lengths.npy"]), _table(files, "stems"), _table(files, "surfaces")
        )

    return checked(read, lambda postings: _postings_fit(postings, arrays))


def checked(read: Callable[[], _Loaded], fit: Callable[[_Loaded], bool]) -> _Loaded:
    """Return what ``read`` returns if ``fit`` says that it fits together.

    Raises:
        SearchIndexError: It doesn't, or can't be read (``search-index-damaged``).
    """
    try:
        loaded = read()
        sound = fit(loaded)
    except (
        LookupError,
        ValueError,
        TypeError,
        OSError,
        EOFError,
        SyntaxError,
        MemoryError,
    ) as error:
        raise SearchIndexError("search-index-damaged") from error
    if not sound:
        raise SearchIndexError("search-index-damaged")
    return loaded


def _arrays_fit(arrays: EditionArrays) -> bool:
    """Tell whether the arrays fit together, so that nothing reads past their ends."""
    count = len(arrays.sections)
    return (
        len(arrays.languages) == len(arrays.parents) == count
        and are_bounds(arrays.form_starts, len(arrays.stems), len(arrays.forms))
        and are_below(arrays.forms, len(arrays.surfaces))
        and are_bounds(arrays.lines, count)
        and are_bounds(arrays.word_starts, count)
    )


def _postings_fit(postings: Postings, arrays: EditionArrays) -> bool:
    count = len(arrays.sections)
    fits = [postings.lengths.shape == (len(PARTS), count)]
    for table, terms in ((postings.stems, arrays.stems), (postings.surfaces, arrays.surfaces)):
        size = len(table.docs)
        fits.append(are_bounds(table.starts, len(terms), size))
        fits.append(are_below(table.docs, count))
        fits.append(table.freqs.shape == (len(PARTS), size))
    return all(fits)


def are_bounds(bounds: NDArray[Any], count: int, end: int | None = None) -> bool:
    """Tell whether ``bounds`` are the ascending bounds of ``count`` groups, ending at ``end``."""
    return (
        bounds.shape == (count + 1,)
        and int(bounds[0]) == 0
        and (end is None or int(bounds[-1]) == end)
        and bool((np.diff(bounds) >= 0).all())
    )


def are_below(numbers: NDArray[Any], limit: int) -> bool:
    """Tell whether all of ``numbers`` are from 0 up to below ``limit``."""
    return not len(numbers) or 0 <= int(numbers.min()) <= int(numbers.max()) < limit


def _table(files: Source, name: str) -> Table:
    parts = (read_array(files[f"{name}-{part}.npy"]) for part in ("starts", "docs", "freqs"))
    return Table(*parts)


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array."""
    with path.open("wb") as file:
        np.save(file, values, allow_pickle=False)


def read_array(source: bytes | Path) -> NDArray[Any]:
    """Return the array that ``write_array`` wrote.

    Raises:
        ValueError, OSError, EOFError: It wrote something else.
    """
    if isinstance(source, bytes):
        return np.asarray(np.load(io.BytesIO(source), allow_pickle=False))
    with source.open("rb") as file:
        return np.asarray(np.load(file, allow_pickle=False))


def bytes_of(source: bytes | Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        OSError: It can't be read.
    """
    return source if isinstance(source, bytes) else source.read_bytes()
