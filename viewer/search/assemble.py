"""Makes the arrays and the Whoosh index of an edition from the words that were gathered."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from viewer.search import codec
from viewer.search.analysis import analyzer, field_language
from viewer.search.arrays import (
    MOST_COUNTED,
    PARTS,
    WORDS,
    EditionArrays,
    Postings,
    Table,
    save,
)
from viewer.search.collect import LANGUAGES, Collector
from viewer.search.terms import Terms

if TYPE_CHECKING:
    from array import array

_SHARE_OF_ARRAYS = 0.4

Numbers = NDArray[Any]


class Assembly:
    """The words of an edition, sorted.

    Args:
        gathered: The words.
    """

    def __init__(self, gathered: Collector) -> None:
        self._gathered = gathered
        self._count = len(gathered.sections)
        self._stems = sorted(gathered.terms)
        self._surfaces = sorted(gathered.surfaces)
        term_places = _places(self._stems, gathered.terms)
        surface_places = _places(self._surfaces, gathered.surfaces)
        self._docs = [_numbers(part.docs) for part in gathered.parts]
        self._terms = [term_places[_numbers(part.terms)] for part in gathered.parts]
        self._forms = [surface_places[_numbers(part.surfaces)] for part in gathered.parts]
        # A word that stands for nothing comes after all real ones.
        words = _numbers(gathered.words)
        self._words = np.append(surface_places, len(self._surfaces))[
            np.minimum(words, len(self._surfaces))
        ]

    def write(self, folder: Path, lines: Numbers, progress: Callable[[float], None]) -> None:
        """Write the arrays and the Whoosh index into ``folder``.

        Args:
            folder: Where.
            lines: Where each document's text begins in its file, and its size at the end.
            progress: Is told which share (0 to 1) is done.
        """
        lengths = np.array([np.bincount(part, minlength=self._count) for part in self._docs])
        postings = Postings(
            lengths.reshape(len(PARTS), self._count).astype(np.int32),
            _table(len(self._stems), self._terms, self._docs, self._count),
            _table(len(self._surfaces), self._forms, self._docs, self._count),
        )
        save(self._arrays(lines), postings, folder)
        self._write_words(folder)
        progress(_SHARE_OF_ARRAYS)
        self._write_whoosh(folder, postings.lengths, progress)

    def _write_words(self, folder: Path) -> None:
        """Write the words of all documents: surfaces, gaps, sizes."""
        with (folder / WORDS).open("wb") as file:
            file.write(self._words.astype("<u4").tobytes())
            file.write(_numbers(self._gathered.gaps).astype("<u2").tobytes())
            file.write(self._gathered.sizes.tobytes())

    def _arrays(self, lines: Numbers) -> EditionArrays:
        gathered = self._gathered
        size = max(len(self._surfaces), 1)
        keys = np.concatenate(
            [terms * size + forms for terms, forms in zip(self._terms, self._forms, strict=True)]
        )
        keys = np.sort(keys)
        keys = keys[_changes(keys)]
        starts = np.searchsorted(keys // size, np.arange(len(self._stems) + 1))
        word_starts = np.concatenate([[0], np.cumsum(np.array(gathered.word_counts, np.int64))])
        return EditionArrays(
            gathered.sections,
            gathered.languages,
            gathered.parents,
            Terms.of(self._stems),
            Terms.of(self._surfaces),
            starts.astype(np.int64),
            (keys % size).astype(np.int32),
            lines.astype(np.int64),
            word_starts.astype(np.int64),
        )

    def _write_whoosh(
        self, folder: Path, lengths: Numbers, progress: Callable[[float], None]
    ) -> None:
        own = np.array([field_language(language) for language in self._gathered.languages], str)
        by_field = {
            f"{part}_{code}": np.where(own == code, lengths[number], 0)
            for number, part in enumerate(PARTS)
            for code in LANGUAGES
        }
        codec.write_lengths(folder, self._count, by_field)
        schema = codec.schema({name: analyzer(name.rpartition("_")[2]) for name in by_field})
        codec.write_terms(folder, schema, self._fields(progress), by_field)

    def _fields(
        self, progress: Callable[[float], None]
    ) -> Iterator[tuple[str, Iterator[codec.Term]]]:
        """Yield the fields in alphabetical order, each with its terms."""
        done, every = 0, sum(len(docs) for docs in self._docs) or 1
        for part in sorted(PARTS):
            number = PARTS.index(part)
            for code in LANGUAGES:
                yield f"{part}_{code}", self._whoosh_terms(number, code)
            done += len(self._docs[number])
            progress(_SHARE_OF_ARRAYS + (1 - _SHARE_OF_ARRAYS) * done / every)

    def _whoosh_terms(self, part: int, code: str) -> Iterator[codec.Term]:
        """Yield the terms of one part in one language, in alphabetical order."""
        first = bisect_left(self._stems, f"{code} ")
        last = bisect_left(self._stems, f"{code}!")
        terms = self._terms[part]
        own = np.flatnonzero((terms >= first) & (terms < last))
        order = own[np.argsort(terms[own], kind="stable")]
        terms, docs = terms[order], self._docs[part][order]
        positions = _numbers(self._gathered.parts[part].positions)[order]
        # Occurrences of one term in one document follow one another.
        firsts = _changes(terms, docs)
        freqs = np.diff(firsts, append=len(terms))
        bounds = np.append(_changes(terms[firsts]), len(firsts))
        places = np.append(firsts, len(terms))[bounds].tolist()
        docs = docs[firsts]
        for (start, end), (begin, stop) in zip(
            pairwise(bounds.tolist()), pairwise(places), strict=True
        ):
            text = self._stems[terms[begin]][len(code) + 1 :]
            yield codec.Term(text, docs[start:end], freqs[start:end], positions[begin:stop])


def _numbers(values: "array[int]") -> Numbers:
    return np.frombuffer(values, np.dtype(values.typecode)) if values else np.zeros(0, np.uint32)


def _places(ordered: list[str], numbers: dict[str, int]) -> NDArray[np.int64]:
    """Return the place in ``ordered`` of each word's number."""
    places = np.empty(len(ordered), np.int64)
    places[[numbers[word] for word in ordered]] = np.arange(len(ordered))
    return places


def _changes(*columns: Numbers) -> NDArray[np.int64]:
    """Return the rows at which any of ``columns`` differs from the row before, and the first."""
    changed = np.zeros(len(columns[0]), bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def _table(terms: int, words: list[Numbers], docs: list[Numbers], count: int) -> Table:
    """Return the postings of all parts together.

    Args:
        terms: How many terms there are.
        words: For each part, the term of every occurrence.
        docs: For each part, its document.
        count: How many documents there are.
    """
    size = max(count, 1)
    keys = np.concatenate([word * size + doc for word, doc in zip(words, docs, strict=True)])
    parts = np.repeat(np.arange(len(PARTS), dtype=np.uint8), [len(word) for word in words])
    order = np.argsort(keys, kind="stable")
    keys, parts = keys[order], parts[order]
    firsts = _changes(keys)
    postings = np.cumsum(np.bincount(firsts, minlength=len(keys))) - 1
    counts = np.bincount(postings * len(PARTS) + parts, minlength=len(firsts) * len(PARTS))
    freqs = np.minimum(counts, MOST_COUNTED).astype(np.uint8).reshape(-1, len(PARTS))
    every = keys[firsts]
    return Table(
        np.searchsorted(every // size, np.arange(terms + 1)).astype(np.int64),
        (every % size).astype(np.int32),
        np.ascontiguousarray(freqs.T),
    )
