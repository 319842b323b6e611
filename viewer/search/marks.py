"""Finding what a query asks for in the documents of one edition, reading as little as possible.

What matches is known from the words of a document, as numbers; the text is read only for a passage
that is shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import field_language
from viewer.search.arrays import LONGEST_WORD
from viewer.search.edition import Flags, OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.matching import Span, end_of_word
from viewer.search.passages import (
    Passage,
    Passages,
    answers,
    best_first,
    keys_of,
    passage,
)
from viewer.search.runs import Runs
from viewer.search.texts import DocumentWords
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


class _Look:
    """What a document has of what is asked for, word by word.

    Args:
        words: Its words.
        hits: Which parts of the query each of them answers.

    Attributes:
        words: Its words.
        keys: Which parts of the query each of its units answers.
        firsts: Of each unit, the first word that answers, counted among those; and how many do.
    """

    __slots__ = ("_answered", "_at", "firsts", "keys", "words")

    def __init__(self, words: DocumentWords, hits: Flags) -> None:
        self.words = words
        self._at = hits.nonzero()[0]
        self._answered: list[int] = hits[self._at].tolist()
        bounds = words.units.tolist()
        bounds.append(len(hits))
        self.keys = [0] * (len(bounds) - 1)
        self.firsts = [0] * len(bounds)
        unit, count = 0, 0
        for at, keys in zip(self._at.tolist(), self._answered, strict=True):
            while at >= bounds[unit + 1]:
                unit += 1
                self.firsts[unit] = count
            self.keys[unit] |= keys
            count += 1
        self.firsts[unit + 1 :] = [count] * (len(bounds) - unit - 1)

    def spans(self, unit: Unit, place: int) -> list[Span]:
        """Return what matches in one unit."""
        first, last = self.firsts[place], self.firsts[place + 1]
        at = self._at[first:last]
        # Lists: an array of two or three numbers takes longer to make than to add up.
        starts, sizes = self.words.starts[at].tolist(), self.words.sizes[at].tolist()
        begin, keys = unit.begin, self._answered[first:last]
        rows = zip(starts, sizes, keys, strict=True)
        spans = [Span(start - begin, start - begin + size, own) for start, size, own in rows]
        if LONGEST_WORD in sizes:
            for number, size in enumerate(sizes):
                if size == LONGEST_WORD:
                    end = end_of_word(unit.text, spans[number].start)
                    spans[number] = spans[number]._replace(end=end)
        return spans


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
        self._seen = cache(self._look)
        self._runs = Runs(edition, asked.plan.language, several) if several else None

    @cached_property
    def _flags(self) -> Flags:
        return self._edition.flags(self._asked.plan.language, self._asked.patterns)

    def _look(self, document: int) -> _Look:
        words = self._edition.words(document)
        return _Look(words, self._flags[words.surfaces])

    def cover(self, document: int) -> Cover:
        """Return how well one unit, and the title, answer.

        Raises:
            SearchIndexError: The document can't be read.
        """
        total = self._worth.total or 1.0
        seen = self._seen(document)
        keys = seen.keys
        if self._runs is not None:
            keys = [keys_of(spans) for spans in self._spans(document)]
        best = max((self._worth.of(own) for own in set(keys[1:])), default=0.0)
        exact = seen.firsts[1] / self._indexed_in_title(seen.words) if keys[0] else 0.0
        return Cover(best / total, self._worth.of(keys[0]) / total, exact)

    def _indexed_in_title(self, words: DocumentWords) -> int:
        """Return how many words of the title are indexed; 1 if none is."""
        title = words.surfaces[: words.units[1]] if len(words.units) > 1 else words.surfaces
        return int(np.count_nonzero(self._indexed[title])) or 1

    @cached_property
    def _indexed(self) -> NDArray[np.bool_]:
        """For each surface whether it is indexed; one more place stands for no word."""
        indexed = np.ones(len(self._edition.arrays.surfaces) + 1, bool)
        indexed[self._edition.stops(self._asked.plan.language)] = False
        return indexed

    def passages(self, document: int) -> Passages:
        """Return the passages of a document that match, the best first; perhaps none.

        Raises:
            SearchIndexError: The document can't be read.
        """
        units = self._edition.units(document)
        if self._runs is not None:
            spans = self._spans(document)
            counts = [len(own) for own in spans]
            return self._of(units, map(keys_of, spans), counts, spans.__getitem__)
        seen = self._seen(document)
        counts = [after - first for first, after in pairwise(seen.firsts)]
        return self._of(units, seen.keys, counts, lambda place: seen.spans(units[place], place))

    def _of(
        self,
        units: StoredUnits,
        keys: Iterable[int],
        counts: Sequence[int],
        spans_of: Callable[[int], Sequence[Span]],
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

    def _spans(self, document: int) -> list[list[Span]]:
        """Return for each unit what matches in it, runs of several words included."""
        units = self._edition.units(document)
        seen = self._seen(document)
        several = self._runs.spans(document) if self._runs is not None else {}
        found = []
        for place, unit in enumerate(units):
            own = seen.spans(unit, place)
            found.append(sorted([*own, *several[place]]) if place in several else own)
        return found


class MarksOf:
    """Marks of one query in several editions and languages, each made when it is needed.

    Args:
        asked: The query in each language.
    """

    def __init__(self, asked: Mapping[str, Asked]) -> None:
        self._asked = asked
        self._made: dict[tuple[str, str], Marks] = {}

    def of(self, edition: OpenEdition, document: int) -> Marks:
        """Return the marks for a document of ``edition``."""
        language = field_language(edition.arrays.languages[document])
        key = (edition.name, language)
        if key not in self._made:
            self._made[key] = Marks(edition, self._asked[language])
        return self._made[key]
