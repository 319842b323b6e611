"""All searched editions as one collection: how much each word weighs in each document.

Every posting carries its BM25F impact, computed once: parts of a document weigh differently, long
parts count less, rare words more. Documents of one language have neighbouring numbers, so that
postings of the same word in two languages only have to be joined.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import field_language
from viewer.search.arrays import PARTS, EditionArrays, Table
from viewer.search.collect import LANGUAGES

SATURATION = 2.0
"""BM25's k1: how soon more of the same word stops mattering."""

LENGTH = np.array([0.4, 0.4, 0.75])
"""BM25's b for each of ``PARTS``: how much a long part counts less."""

WEIGHT = np.array([3.0, 1.5, 1.0])
"""How much a word weighs in each of ``PARTS``."""

Ids = NDArray[np.int32]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Impacts:
    """Impacts of a sorted list of terms.

    Attributes:
        terms: The terms, ascending.
        starts: First posting of each term, and the number of all at the end.
        docs: Document of each posting, ascending within a term.
        values: Impact of each posting.
    """

    terms: list[str]
    starts: NDArray[np.int64]
    docs: Ids
    values: Scores

    def __contains__(self, term: str) -> bool:
        return self._find(term) >= 0

    def postings(self, term: str) -> tuple[Ids, Scores]:
        """Return documents and impacts of ``term``; empty for an unknown one."""
        at = self._find(term)
        start, end = (self.starts[at], self.starts[at + 1]) if at >= 0 else (0, 0)
        return self.docs[start:end], self.values[start:end]

    def count(self, term: str) -> int:
        """Return in how many documents ``term`` occurs."""
        at = self._find(term)
        return int(self.starts[at + 1] - self.starts[at]) if at >= 0 else 0

    def _find(self, term: str) -> int:
        at = bisect_left(self.terms, term)
        return at if at < len(self.terms) and self.terms[at] == term else -1


@dataclass(frozen=True, slots=True)
class Collection:
    """Several editions as one.

    Attributes:
        size: Number of documents.
        editions: Edition of each document: its place among the merged ones.
        locals: Number of each document in its edition.
        sections: Number of each document's section; equal for its languages.
        languages: First document of each language in ``LANGUAGES``, and the size at the end.
        recorded: Number here of each document in the order of the editions' own numbers.
        stems: Whole words.
        surfaces: Words as they are typed.
    """

    size: int
    editions: Ids
    locals: Ids
    sections: Ids
    languages: tuple[int, ...]
    recorded: Ids
    stems: Impacts
    surfaces: Impacts

    def present(self) -> list[str]:
        """Return the languages that any document has."""
        return [
            code for at, code in enumerate(LANGUAGES) if self.languages[at] < self.languages[at + 1]
        ]


def merge(editions: Sequence[EditionArrays]) -> Collection:
    """Return the documents of all ``editions`` as one collection."""
    sizes = [len(one.sections) for one in editions]
    size = sum(sizes)
    codes = np.array(
        [LANGUAGES.index(field_language(code)) for one in editions for code in one.languages],
        np.int64,
    )
    order = np.argsort(codes, kind="stable")
    recorded = np.empty(size, np.int32)
    recorded[order] = np.arange(size, dtype=np.int32)
    numbers = np.split(recorded, np.cumsum(sizes)[:-1]) if sizes else []
    bounds = np.searchsorted(codes[order], np.arange(len(LANGUAGES) + 1))
    starts = tuple(int(bound) for bound in bounds)
    lengths = [np.zeros((len(PARTS), 0), np.int32), *(one.lengths for one in editions)]
    norms = _norms(np.concatenate(lengths, axis=1)[:, order], starts)
    owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    local = np.concatenate([np.arange(count, dtype=np.int32) for count in [0, *sizes]])
    return Collection(
        size,
        owner[order],
        local[order],
        _section_numbers(editions)[order],
        starts,
        recorded,
        _impacts([one.stems for one in editions], numbers, norms, starts),
        _impacts([one.surfaces for one in editions], numbers, norms, (0, size)),
    )


def _section_numbers(editions: Sequence[EditionArrays]) -> Ids:
    known: dict[tuple[int, str], int] = {}
    pairs = ((at, name) for at, one in enumerate(editions) for name in one.sections)
    return np.array([known.setdefault(pair, len(known)) for pair in pairs], np.int32)


def _norms(lengths: NDArray[np.int32], starts: tuple[int, ...]) -> NDArray[np.float32]:
    """Return by what frequencies are divided: 1 for a part of average length in its language."""
    norms = np.ones(lengths.shape, np.float32)
    for first, last in pairwise(starts):
        own = lengths[:, first:last]
        if own.size:
            mean = np.maximum(own.mean(axis=1, keepdims=True), 1e-9)
            share = LENGTH[:, None]
            norms[:, first:last] = 1 - share + share * own / mean
    return norms


def _impacts(
    tables: Sequence[Table],
    numbers: Sequence[Ids],
    norms: NDArray[np.float32],
    starts: tuple[int, ...],
) -> Impacts:
    """Return one table of impacts.

    Args:
        tables: Table of each edition.
        numbers: For each edition, the number in the collection of each of its documents.
        norms: By what frequencies are divided.
        starts: Bounds of the groups of documents whose sizes decide how rare a word is.
    """
    terms = sorted(set().union(*(table.terms for table in tables)))
    size = max(norms.shape[1], 1)
    keys = np.concatenate([np.zeros(0, np.int64), *_keys(tables, numbers, terms, size)])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    docs = (keys % size).astype(np.int32)
    weighted = np.zeros(len(keys), np.float32)
    for part, weight in enumerate(WEIGHT.tolist()):
        freqs = np.concatenate([np.zeros(0, np.uint8), *(table.freqs[part] for table in tables)])
        weighted += weight * freqs[order] / norms[part][docs]
    owners = keys // size
    bounds = np.searchsorted(owners, np.arange(len(terms) + 1)).astype(np.int64)
    values = _idf(docs, bounds, starts)[owners] * weighted
    values *= (SATURATION + 1) / (weighted + SATURATION)
    return Impacts(terms, bounds, docs, values.astype(np.float32))


def _keys(
    tables: Sequence[Table], numbers: Sequence[Ids], terms: list[str], size: int
) -> Iterator[NDArray[np.int64]]:
    """Yield for the postings of each table a number that sorts them by term and document."""
    places = {term: at for at, term in enumerate(terms)}
    for table, own in zip(tables, numbers, strict=True):
        at = np.array([places[term] for term in table.terms], np.int64)
        yield np.repeat(at, np.diff(table.starts)) * size + own[table.docs]


def _idf(doc: Ids, bounds: NDArray[np.int64], starts: tuple[int, ...]) -> NDArray[np.float32]:
    """Return how rare each term is, as Lucene counts it, among the documents of its language."""
    counts = np.diff(bounds)
    first = doc[np.minimum(bounds[:-1], max(len(doc) - 1, 0))] if len(doc) else counts
    sizes = np.diff(np.array(starts))
    group = np.searchsorted(np.array(starts[1:-1]), first, side="right")
    total = sizes[group] if len(sizes) else counts
    return np.log1p((total - counts + 0.5) / (counts + 0.5)).astype(np.float32)
