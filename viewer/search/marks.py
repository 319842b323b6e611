"""Finding what a query asks for in the documents of one edition, reading as little as possible.

What matches is known from the words of a document, as numbers; the text is read only for a passage
that is shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple

import numpy as np

from viewer.search.analysis import field_language
from viewer.search.arrays import LONGEST_WORD
from viewer.search.edition import Flags, OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.matching import Spans, end_of_word
from viewer.search.passages import (
    Passage,
    Passages,
    answers,
    best_first,
    passage,
)
from viewer.search.runs import Runs
from viewer.search.texts import GAP, DocumentWords
from viewer.search.units import MARKS, ROW, StoredUnits, Unit

_ROW = MARKS[ROW][0]


class Cover(NamedTuple):
    """How well a document answers by itself.

    Attributes:
        passage: Worth of the parts of the query that its best unit has, 0 to 1.
        title: Worth of those that its title has, 0 to 1.
        exact: Share of the title's words that were asked for, 0 to 1.
    """

    passage: float
    title: float
    exact: float


class _Words(NamedTuple):
    """The words of several documents that answer.

    Attributes:
        starts: Where each begins: code points, from where the first document does.
        sizes: How many code points each has, 255 for more.
        keys: Which parts of the query each answers.
    """

    starts: list[int]
    sizes: list[int]
    keys: list[int]


class _Look:
    """What a document has of what is asked for, word by word.

    Args:
        words: Its words.
        keys: Which parts of the query each of its units answers.
        found: The words that answer, of this document and others.
        firsts: Of each unit, its first word in ``found``; and after the last.
        begin: Where the document begins, as ``found`` counts.

    Attributes:
        words: Its words.
        keys: The same.
        counts: How many words of each unit answer.
    """

    __slots__ = ("_begin", "_firsts", "_found", "counts", "keys", "words")

    def __init__(
        self, words: DocumentWords, keys: list[int], found: _Words, firsts: list[int], begin: int
    ) -> None:
        self.words = words
        self.keys = keys
        self.counts = list(map(sub, firsts[1:], firsts))
        self._found = found
        self._firsts = firsts
        self._begin = begin

    def spans(self, unit: Unit, place: int) -> Spans:
        """Return what matches in one unit."""
        own = slice(self._firsts[place], self._firsts[place + 1])
        shift, sizes = self._begin + unit.begin, self._found.sizes[own]
        starts = [start - shift for start in self._found.starts[own]]
        ends = list(map(add, starts, sizes))
        if LONGEST_WORD in sizes:
            for number, size in enumerate(sizes):
                if size == LONGEST_WORD:
                    ends[number] = end_of_word(unit.text, starts[number])
        return Spans(starts, ends, self._found.keys[own])


def _looks(documents: Sequence[DocumentWords], answers: Sequence[Flags]) -> Iterator[_Look]:
    """Yield what documents have; numbers are looked through for all of them at once.

    Args:
        documents: Their words.
        answers: For each, which parts of the query each of its words answers.
    """
    hits = np.concatenate(answers)
    at = (hits != 0).nonzero()[0]
    gaps = np.concatenate([one.gaps for one in documents]) & GAP
    starts = np.add.accumulate(gaps, dtype=np.int64)
    sizes = np.concatenate([one.sizes for one in documents])
    found = _Words(starts.take(at).tolist(), sizes.take(at).tolist(), hits.take(at).tolist())
    words = list(accumulate(map(len, answers), initial=0))[:-1]
    units = np.concatenate([one.units + first for one, first in zip(documents, words, strict=True)])
    keys = np.bitwise_or.reduceat(hits, units).tolist()
    firsts = [*at.searchsorted(units).tolist(), len(at)]
    begins = (starts.take(words) - gaps.take(words)).tolist()
    first = 0
    for document, begin in zip(documents, begins, strict=True):
        last = first + len(document.units)
        yield _Look(document, keys[first:last], found, firsts[first : last + 1], begin)
        first = last


class Marks:
    """What one query asks, in one language, marked in the documents of one edition.

    Args:
        edition: The edition.
        asked: The query in the language of the documents.
    """

    def __init__(self, edition: OpenEdition, asked: Asked) -> None:
        self._edition = edition
        self._asked = asked
        self._worth = asked.worth
        several = [pattern for pattern in asked.patterns if len(pattern.values) > 1]
        self._looks: dict[int, _Look] = {}
        self._runs = Runs(edition, asked.plan.language, several) if several else None

    @cached_property
    def _flags(self) -> Flags:
        return self._edition.flags(self._asked.plan.language, self._asked.patterns)

    def answers(self, document: int) -> tuple[DocumentWords, Flags]:
        """Return the words of a document, and which parts of the query each answers by itself.

        Raises:
            SearchIndexError: The document can't be read.
        """
        words = self._edition.words(document)
        return words, self._flags.take(words.surfaces)

    def keep(self, document: int, look: _Look) -> None:
        """Keep what was found in a document."""
        self._looks[document] = look

    def cover(self, document: int) -> Cover:
        """Return how well one unit, and the title, of a document that was kept answer.

        Raises:
            SearchIndexError: The document can't be read.
        """
        total = self._worth.total or 1.0
        look = self._looks[document]
        keys = look.keys
        if self._runs is not None:
            keys = [spans.together for spans in self._spans(document)]
        best = max(map(self._worth.of, set(keys[1:])), default=0.0)
        exact = look.counts[0] / self._indexed_in_title(look.words) if keys[0] else 0.0
        return Cover(best / total, self._worth.of(keys[0]) / total, exact)

    def _indexed_in_title(self, words: DocumentWords) -> int:
        """Return how many words of the title are indexed; 1 if none is."""
        end = words.units[1] if len(words.units) > 1 else None
        stops = self._edition.stops(self._asked.plan.language)
        return sum(word not in stops for word in words.surfaces[:end].tolist()) or 1

    def passages(self, document: int) -> Passages:
        """Return the passages of a document that match, the best first; perhaps none.

        Raises:
            SearchIndexError: The document can't be read.
        """
        units = self._edition.units(document)
        if self._runs is not None:
            spans = self._spans(document)
            keys, counts = [own.together for own in spans], [len(own) for own in spans]
            return self._of(units, keys, counts, spans.__getitem__)
        look = self._looks[document]
        return self._of(
            units, look.keys, look.counts, lambda place: look.spans(units[place], place)
        )

    def _of(
        self,
        units: StoredUnits,
        keys: Sequence[int],
        counts: Sequence[int],
        spans_of: Callable[[int], Spans],
    ) -> Passages:
        """Return the passages of ``units``.

        Args:
            units: The section.
            keys: What each of them answers, as bits.
            counts: How many words of each do.
            spans_of: Returns what matches in one of them.
        """
        marks = units.marks()
        answering = [
            (place, marks[place : place + 1], own, counts[place])
            for place, own in enumerate(keys)
            if own and place and (marks[place] != _ROW or answers(units[place], spans_of(place)))
        ]

        def cut(place: int) -> Passage:
            return passage(units, place, spans_of(place), self._worth)

        return Passages(best_first(answering, self._worth), cut)

    def _spans(self, document: int) -> list[Spans]:
        """Return for each unit what matches in it, runs of several words included."""
        units = self._edition.units(document)
        look = self._looks[document]
        several = self._runs.spans(document) if self._runs is not None else {}
        found = []
        for place, unit in enumerate(units):
            own = look.spans(unit, place)
            if place in several:
                own = Spans.of(sorted([*own.each(), *several[place]]))
            found.append(own)
        return found


class MarksOf:
    """Marks of one query in several editions and languages, each made when it is needed.

    Args:
        asked: The query in each language.
    """

    def __init__(self, asked: Mapping[str, Asked]) -> None:
        self._asked = asked
        self._made: dict[tuple[str, str], Marks] = {}

    def looked_at(self, places: Sequence[tuple[OpenEdition, int]]) -> list[Marks]:
        """Return the marks for documents, that know what stands there.

        Raises:
            SearchIndexError: A document can't be read.
        """
        marks = [self._of(*place) for place in places]
        found = [own.answers(place[1]) for own, place in zip(marks, places, strict=True)]
        if found:
            looks = _looks(*zip(*found, strict=True))
            for own, place, look in zip(marks, places, looks, strict=True):
                own.keep(place[1], look)
        return marks

    def _of(self, edition: OpenEdition, document: int) -> Marks:
        """Return the marks for a document of ``edition``."""
        language = field_language(edition.arrays.languages[document])
        key = (edition.name, language)
        if key not in self._made:
            self._made[key] = Marks(edition, self._asked[language])
        return self._made[key]
