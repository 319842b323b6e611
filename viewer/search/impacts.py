"""All searched editions as one collection: how much each word weighs in each document.

Every posting carries its BM25F impact, computed once: parts of a document weigh differently, long
parts count less, rare words more. Documents of one language have neighbouring numbers, so that
postings of the same word in two languages only have to be joined.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import field_language
from viewer.search.arrays import PARTS, EditionArrays, Postings, Table
from viewer.search.collect import LANGUAGES
from viewer.search.terms import Terms

SATURATION = 2.0
"""BM25's k1: how soon more of the same word stops mattering."""

LENGTH = np.array([0.4, 0.4, 0.8])
"""BM25's b for each of ``PARTS``: how much a long part counts less."""

WEIGHT = np.array([3.0, 1.5, 1.0])
"""How much a word weighs in each of ``PARTS``."""

_STEPS = 0xFFFF

Ids = NDArray[np.int32]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Impacts:
    """Impacts of a sorted list of terms.

    Attributes:
        terms: The terms, ascending.
        starts: First posting of each term, and the number of all at the end.
        docs: Document of each posting, ascending within a term.
        values: Impact of each posting, in steps.
        step: What a step is worth.
    """

    terms: Terms
    starts: NDArray[np.int64]
    docs: Ids
    values: NDArray[np.uint16]
    step: float

    def postings(self, term: str) -> tuple[Ids, Scores]:
        """Return documents and impacts of ``term``; empty for an unknown one."""
        at = self.terms.find(term)
        return self.slice(at, at + 1) if at >= 0 else self.slice(0, 0)

    def slice(self, first: int, last: int) -> tuple[Ids, Scores]:
        """Return documents and impacts of neighbouring terms, one term after the other."""
        docs, values = self.steps(first, last)
        return docs, values.astype(np.float32) * np.float32(self.step)

    def steps(self, first: int, last: int) -> tuple[Ids, NDArray[np.uint16]]:
        """Return documents and impacts, in steps, of neighbouring terms."""
        start, end = int(self.starts[first]), int(self.starts[last])
        return self.docs[start:end], self.values[start:end]


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

    def bounds(self) -> dict[str, tuple[int, int]]:
        """Return the first document of each language, and after its last."""
        return {code: self.languages[at : at + 2] for at, code in enumerate(LANGUAGES)}  # type: ignore[misc]  # two of them

    def present(self) -> list[str]:
        """Return the languages that any document has."""
        return [
            code for at, code in enumerate(LANGUAGES) if self.languages[at] < self.languages[at + 1]
        ]


def merge(
    editions: Sequence[EditionArrays],
    postings: Sequence[Postings],
    aside: Container[int] = (),
) -> Collection:
    """Return the documents of all ``editions``, with their postings, as one collection.

    Args:
        editions: What was loaded of each.
        postings: Postings of each.
        aside: Places of editions that don't count where it is decided what is rare, and long: the
            user guide mustn't change how other books are ranked.
    """
    sizes = [len(one.sections) for one in editions]
    size = sum(sizes)
    codes = _languages(editions)
    order = np.argsort(codes, kind="stable")
    recorded = np.empty(size, np.int32)
    recorded[order] = np.arange(size, dtype=np.int32)
    numbers = np.split(recorded, np.cumsum(sizes)[:-1]) if sizes else []
    bounds = np.searchsorted(codes[order], np.arange(len(LANGUAGES) + 1))
    starts = tuple(int(bound) for bound in bounds)
    lengths = [np.zeros((len(PARTS), 0), np.int32), *(one.lengths for one in postings)]
    owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    counted = _counted(owner[order], aside)
    norms = _norms(np.concatenate(lengths, axis=1)[:, order], starts, counted)
    everything = _Groups((0, size), counted)
    local = np.concatenate([np.arange(count, dtype=np.int32) for count in [0, *sizes]])
    return Collection(
        size,
        owner[order],
        local[order],
        _section_numbers(editions)[order],
        starts,
        recorded,
        _impacts(_tables(editions, postings, "stems"), numbers, norms, _Groups(starts, counted)),
        _impacts(_tables(editions, postings, "surfaces"), numbers, norms, everything),
    )


def _languages(editions: Sequence[EditionArrays]) -> NDArray[np.int64]:
    """Return the place in ``LANGUAGES`` of each document's language."""
    places = [LANGUAGES.index(field_language(code)) for one in editions for code in one.languages]
    return np.array(places, np.int64)


def _counted(owner: Ids, aside: Container[int]) -> NDArray[np.bool_]:
    """Return for each document whether it counts; all do where none else is there."""
    counted = np.array([edition not in aside for edition in owner.tolist()], bool)
    return counted if counted.any() else np.ones(len(owner), bool)


def _tables(
    editions: Sequence[EditionArrays], postings: Sequence[Postings], name: str
) -> list[tuple[Terms, Table]]:
    """Return vocabulary and postings of each edition; ``name`` is ``stems`` or ``surfaces``."""
    return [
        (getattr(one, name), getattr(own, name))
        for one, own in zip(editions, postings, strict=True)
    ]


def _section_numbers(editions: Sequence[EditionArrays]) -> Ids:
    known: dict[tuple[int, str], int] = {}
    pairs = ((at, name) for at, one in enumerate(editions) for name in one.sections)
    return np.array([known.setdefault(pair, len(known)) for pair in pairs], np.int32)


def _norms(
    lengths: NDArray[np.int32], starts: tuple[int, ...], counted: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Return by what frequencies are divided: 1 for a part of average length in its language."""
    norms = np.ones(lengths.shape, np.float32)
    for first, last in pairwise(starts):
        own = lengths[:, first:last]
        if own.size:
            usual = own[:, counted[first:last]] if counted[first:last].any() else own
            mean = np.maximum(usual.mean(axis=1, keepdims=True), 1e-9)
            share = LENGTH[:, None]
            norms[:, first:last] = 1 - share + share * own / mean
    return norms


class _Groups(NamedTuple):
    """Groups of documents, in which a word is rare or not.

    Attributes:
        starts: First document of each, and the number of all at the end.
        counted: For each document whether it counts.
    """

    starts: tuple[int, ...]
    counted: NDArray[np.bool_]


def _impacts(
    tables: Sequence[tuple[Terms, Table]],
    numbers: Sequence[Ids],
    norms: NDArray[np.float32],
    groups: _Groups,
) -> Impacts:
    """Return one table of impacts.

    Args:
        tables: Vocabulary and postings of each edition.
        numbers: For each edition, the number in the collection of each of its documents.
        norms: By what frequencies are divided.
        groups: Documents whose numbers decide how rare a word is.
    """
    terms = tables[0][0] if len(tables) == 1 else _joined([terms for terms, _ in tables])
    size = max(norms.shape[1], 1)
    keys = np.concatenate([np.zeros(0, np.int64), *_keys(tables, numbers, terms, size)])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    docs = (keys % size).astype(np.int32)
    weighted = np.zeros(len(keys), np.float32)
    for part, weight in enumerate(WEIGHT.tolist()):
        freqs = [np.zeros(0, np.uint8), *(table.freqs[part] for _, table in tables)]
        weighted += weight * np.concatenate(freqs)[order] / norms[part][docs]
    owners = keys // size
    bounds = np.searchsorted(owners, np.arange(len(terms) + 1)).astype(np.int64)
    values = _idf(docs, bounds, groups)[owners] * weighted
    values *= (SATURATION + 1) / (weighted + SATURATION)
    # Half the memory of numbers with a fraction, and as good as those for telling ranks.
    step = max(float(values.max(initial=0)), 1e-9) / _STEPS
    steps = np.maximum(np.rint(values / step), 1).astype(np.uint16)
    return Impacts(terms, bounds, docs, steps, step)


def _joined(vocabularies: Sequence[Terms]) -> Terms:
    return Terms.of(sorted(set[str]().union(*vocabularies)))


def _keys(
    tables: Sequence[tuple[Terms, Table]], numbers: Sequence[Ids], terms: Terms, size: int
) -> Iterator[NDArray[np.int64]]:
    """Yield for the postings of each table a number that sorts them by term and document."""
    places = {term: at for at, term in enumerate(terms)} if len(tables) > 1 else {}
    for (own_terms, table), own in zip(tables, numbers, strict=True):
        every = (places[term] for term in own_terms) if places else range(len(own_terms))
        at = np.fromiter(every, np.int64, len(own_terms))
        yield np.repeat(at, np.diff(table.starts)) * size + own[table.docs]


def _idf(doc: Ids, bounds: NDArray[np.int64], groups: _Groups) -> NDArray[np.float32]:
    """Return how rare each term is, as Lucene counts it, among the documents of its language."""
    before = np.concatenate([[0], np.cumsum(groups.counted[doc])])
    counts = before[bounds[1:]] - before[bounds[:-1]]
    first = doc[np.minimum(bounds[:-1], max(len(doc) - 1, 0))] if len(doc) else counts
    group = np.searchsorted(np.array(groups.starts[1:-1]), first, side="right")
    sizes = np.array([groups.counted[a:b].sum() for a, b in pairwise(groups.starts)])
    total = sizes[group] if len(sizes) else counts
    rare: NDArray[np.float64] = np.log1p((total - counts + 0.5) / (counts + 0.5))
    return rare.astype(np.float32)
