"""Gathers the words of a book's documents and makes index and arrays of them."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.book.model import Kind
from viewer.search import codec
from viewer.search.analysis import PLAIN, WORD, analyzer, field_language, normal
from viewer.search.arrays import MOST_COUNTED, PARTS, EditionArrays, Table, save
from viewer.search.units import ROW, TITLE, Unit

LANGUAGES = ("en", "fr", PLAIN)
"""Languages of fields, in alphabetical order."""

BLOCK_GAP = 8
"""Positions left free between blocks, so that a phrase isn't found across them."""

_SHARE_OF_ARRAYS = 0.4
_Ranked = tuple[list[str], list[NDArray[np.int64]]]
"""A sorted vocabulary, and for each part the place of every occurrence in it."""

_TITLE, _HEADINGS, _BODY = range(len(PARTS))


class _Occurrences:
    """Every indexed word of one part, in reading order: its term, surface, document, position."""

    def __init__(self) -> None:
        self.terms = array("I")
        self.surfaces = array("I")
        self.docs = array("I")
        self.positions = array("I")


class Collector:
    """Takes one document after the other; then writes what was gathered.

    Attributes:
        sections: Section of each document so far.
        languages: Language of each document so far.
    """

    def __init__(self) -> None:
        self.sections: list[str] = []
        self.languages: list[str] = []
        self._terms: dict[str, int] = {}
        self._surfaces: dict[str, int] = {}
        self._known: dict[str, dict[str, tuple[int, int] | None]] = {}
        self._parts = [_Occurrences() for _ in PARTS]

    def add(self, section: str, language: str, units: Sequence[Unit]) -> None:
        """Add a document, given as the units that passages are cut from."""
        document = len(self.sections)
        self.sections.append(section)
        self.languages.append(language)
        field = field_language(language)
        starts = [0] * len(PARTS)
        for unit in units:
            part = _TITLE if unit.kind == TITLE else _BODY
            part = _HEADINGS if unit.kind == Kind.HEADING else part
            for text in _texts(unit):
                starts[part] = self._add_text(part, document, field, (text, starts[part]))

    def _add_text(self, part: int, document: int, field: str, text: tuple[str, int]) -> int:
        """Add the words of a text that begins at a position; return where the next may begin."""
        found = self._parts[part]
        known = self._known.setdefault(field, {})
        position = text[1]
        for raw in WORD.findall(text[0]):
            ids = known.get(raw, ())
            if ids == ():
                ids = known[raw] = self._ids(raw, field)
            if ids:
                found.terms.append(ids[0])
                found.surfaces.append(ids[1])
                found.docs.append(document)
                found.positions.append(position)
                position += 1
        return position + BLOCK_GAP

    def _ids(self, raw: str, field: str) -> tuple[int, int] | None:
        surface = normal(raw)[2]
        term = analyzer(field).term(surface) if surface else ""
        if not term:
            return None
        number = self._terms.setdefault(f"{field} {term}", len(self._terms))
        return number, self._surfaces.setdefault(surface, len(self._surfaces))

    def write(
        self, folder: Path, lines: NDArray[np.int64], progress: Callable[[float], None]
    ) -> None:
        """Write the Whoosh index and the arrays into ``folder``.

        Args:
            folder: Where.
            lines: Where each document's line in the passages file begins, and its size at the end.
            progress: Is told which share (0 to 1) is done.
        """
        count = len(self.sections)
        docs = [np.frombuffer(part.docs, np.uint32) for part in self._parts]
        lengths = np.array([np.bincount(part, minlength=count) for part in docs], np.int32)
        stems = self._ranked(self._terms, "terms")
        arrays = EditionArrays(
            self.sections,
            self.languages,
            lengths.reshape(len(PARTS), count),
            _table(*stems, docs, count),
            _table(*self._ranked(self._surfaces, "surfaces"), docs, count),
            lines,
        )
        save(arrays, folder)
        progress(_SHARE_OF_ARRAYS)
        self._write_whoosh(folder, stems, arrays.lengths, progress)

    def _ranked(self, vocabulary: dict[str, int], name: str) -> _Ranked:
        order = sorted(vocabulary)
        ranks = np.empty(len(order), np.int64)
        ranks[[vocabulary[term] for term in order]] = np.arange(len(order))
        occurrences = (np.frombuffer(getattr(part, name), np.uint32) for part in self._parts)
        return order, [ranks[numbers] for numbers in occurrences]

    def _write_whoosh(
        self,
        folder: Path,
        words: _Ranked,
        lengths: NDArray[np.int32],
        progress: Callable[[float], None],
    ) -> None:
        own = np.array([field_language(language) for language in self.languages])
        by_field = {
            f"{part}_{code}": np.where(own == code, lengths[number], 0)
            for number, part in enumerate(PARTS)
            for code in LANGUAGES
        }
        codec.write_lengths(folder, len(self.sections), by_field)
        schema = codec.schema({name: analyzer(name.rpartition("_")[2]) for name in by_field})
        codec.write_terms(folder, schema, self._fields(words, progress), by_field)

    def _fields(
        self, words: _Ranked, progress: Callable[[float], None]
    ) -> Iterator[tuple[str, Iterator[codec.Term]]]:
        """Yield the fields in alphabetical order, each with its terms."""
        done, every = 0, sum(len(ranks) for ranks in words[1]) or 1
        for part in sorted(PARTS):
            number = PARTS.index(part)
            for code in LANGUAGES:
                yield f"{part}_{code}", self._postings(number, code, words)
            done += len(words[1][number])
            progress(_SHARE_OF_ARRAYS + (1 - _SHARE_OF_ARRAYS) * done / every)

    def _postings(self, part: int, code: str, words: _Ranked) -> Iterator[codec.Term]:
        """Yield the terms of one part in one language, in alphabetical order."""
        stems, ranks = words[0], words[1][part]
        own = np.flatnonzero(
            (ranks >= bisect_left(stems, f"{code} ")) & (ranks < bisect_left(stems, f"{code}!"))
        )
        order = own[np.argsort(ranks[own], kind="stable")]
        docs = np.frombuffer(self._parts[part].docs, np.uint32)[order]
        positions = np.frombuffer(self._parts[part].positions, np.uint32)[order]
        ranks = ranks[order]
        # Occurrences of one term in one document follow one another.
        firsts = _changes(ranks, docs)
        freqs = np.diff(firsts, append=len(ranks))
        bounds = np.append(_changes(ranks[firsts]), len(firsts))
        places = np.append(firsts, len(ranks))[bounds].tolist()
        docs = docs[firsts]
        for (start, end), (first, last) in zip(
            pairwise(bounds.tolist()), pairwise(places), strict=True
        ):
            text = stems[ranks[first]][len(code) + 1 :]
            yield codec.Term(text, docs[start:end], freqs[start:end], positions[first:last])


def _changes(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """Return the rows at which any of ``columns`` differs from the row before, and the first."""
    size = len(columns[0])
    changed = np.zeros(size, bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def _texts(unit: Unit) -> Iterator[str]:
    """Yield the words of a unit; of a row its own cells, without the heads of the columns."""
    if unit.kind != ROW:
        yield unit.text
        return
    for piece in unit.pieces:
        if not piece.label:
            yield unit.text[piece.start : piece.start + piece.length]


def _table(
    terms: list[str], ranks: list[NDArray[np.int64]], docs: list[NDArray[np.uint32]], count: int
) -> Table:
    """Return the table of all parts together."""
    size = max(count, 1)
    keys = np.concatenate([rank * size + doc for rank, doc in zip(ranks, docs, strict=True)])
    parts = np.repeat(np.arange(len(PARTS), dtype=np.uint8), [len(rank) for rank in ranks])
    order = np.argsort(keys, kind="stable")
    keys, parts = keys[order], parts[order]
    firsts = _changes(keys)
    postings = np.cumsum(np.bincount(firsts, minlength=len(keys))) - 1
    counts = np.bincount(postings * len(PARTS) + parts, minlength=len(firsts) * len(PARTS))
    freqs = np.minimum(counts, MOST_COUNTED).astype(np.uint8).reshape(-1, len(PARTS))
    every = keys[firsts]
    starts = np.searchsorted(every // size, np.arange(len(terms) + 1))
    return Table(
        terms,
        starts.astype(np.int64),
        (every % size).astype(np.int32),
        np.ascontiguousarray(freqs.T),
    )
