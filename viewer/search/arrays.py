"""The arrays of one edition: which term stands in which document how often, without pickles.

A document is one section in one language. There are two tables: *stems* for whole words (a term
with its language in front, ``en border``) and *surfaces* for a word that is still being typed.
Frequencies come in rows, one for each part of a document, in the order of ``PARTS``.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.errors import SearchIndexError

PARTS = ("title", "headings", "body")
"""Parts of a document, which weigh differently."""

MOST_COUNTED = 255
"""A word that occurs more often in a part than this counts as if it occurred so often."""

Source = Mapping[str, bytes | Path]
"""Files of an index by name: verified bytes, or the path of a file that is too large for that."""


@dataclass(frozen=True, slots=True)
class Table:
    """Postings of a sorted list of terms.

    Attributes:
        terms: The terms, ascending.
        starts: First posting of each term, and the number of all postings at the end.
        docs: Document of each posting, ascending within a term.
        freqs: Frequencies, a row for each of ``PARTS``, at most ``MOST_COUNTED``.
    """

    terms: list[str]
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    freqs: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class EditionArrays:
    """All arrays of an edition.

    Attributes:
        sections: Id of the section of each document.
        languages: Language of each document, as the book names it.
        lengths: Number of indexed words, a row for each of ``PARTS``.
        stems: Whole words.
        surfaces: Words as they are typed.
        lines: Where each document's line in the passages file begins, and its size at the end.
    """

    sections: list[str]
    languages: list[str]
    lengths: NDArray[np.int32]
    stems: Table
    surfaces: Table
    lines: NDArray[np.int64]


def save(arrays: EditionArrays, folder: Path) -> None:
    """Write the arrays into ``folder``."""
    names = {"sections": arrays.sections, "languages": arrays.languages}
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":"))
    (folder / "documents.json").write_text(text, encoding="utf-8")
    _write(folder / "lengths.npy", arrays.lengths)
    _write(folder / "lines.npy", arrays.lines)
    for name, table in (("stems", arrays.stems), ("surfaces", arrays.surfaces)):
        (folder / f"{name}.txt").write_bytes("\n".join(table.terms).encode("utf-8"))
        _write(folder / f"{name}-starts.npy", table.starts)
        _write(folder / f"{name}-docs.npy", table.docs)
        _write(folder / f"{name}-freqs.npy", table.freqs)


def load(files: Source) -> EditionArrays:
    """Return the arrays that ``save`` wrote.

    Raises:
        SearchIndexError: A file is missing or isn't what it should be.
    """
    try:
        names = json.loads(_bytes(files["documents.json"]))
        arrays = EditionArrays(
            [str(name) for name in names["sections"]],
            [str(name) for name in names["languages"]],
            _read(files["lengths.npy"]),
            _table(files, "stems"),
            _table(files, "surfaces"),
            _read(files["lines.npy"]),
        )
        sound = _sound(arrays)
    except (KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError, MemoryError) as error:
        raise SearchIndexError("search-index-damaged") from error
    if not sound:
        raise SearchIndexError("search-index-damaged")
    return arrays


def _sound(arrays: EditionArrays) -> bool:
    """Tell whether the arrays fit together, so that nothing reads past their ends."""
    count = len(arrays.sections)
    fits = [
        len(arrays.languages) == count,
        arrays.lengths.shape == (len(PARTS), count),
        arrays.lines.shape == (count + 1,),
    ]
    for table in (arrays.stems, arrays.surfaces):
        size = len(table.docs)
        inside = not size or 0 <= int(table.docs.min()) <= int(table.docs.max()) < count
        steps = np.diff(table.starts)
        fits += [
            inside,
            table.starts.shape == (len(table.terms) + 1,),
            int(table.starts[0]) == 0 and int(table.starts[-1]) == size,
            bool((steps >= 0).all()),
            table.freqs.shape == (len(PARTS), size),
        ]
    return all(fits)


def _table(files: Source, name: str) -> Table:
    text = _bytes(files[f"{name}.txt"]).decode("utf-8")
    return Table(
        text.split("\n") if text else [],
        _read(files[f"{name}-starts.npy"]),
        _read(files[f"{name}-docs.npy"]),
        _read(files[f"{name}-freqs.npy"]),
    )


def _write(path: Path, values: NDArray[Any]) -> None:
    with path.open("wb") as file:
        np.save(file, values, allow_pickle=False)


def _read(source: bytes | Path) -> NDArray[Any]:
    if isinstance(source, bytes):
        return np.asarray(np.load(io.BytesIO(source), allow_pickle=False))
    with source.open("rb") as file:
        return np.asarray(np.load(file, allow_pickle=False))


def _bytes(source: bytes | Path) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()
