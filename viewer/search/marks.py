"""Finding what a query asks for in the documents of one edition, reading as little as possible.

What matches is known from the words of a document, as numbers; the text is read only for a passage
that is shown.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from viewer.search.analysis import WORD, field_language, normal
from viewer.search.edition import Flags, OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.matching import Span
from viewer.search.passages import (
    Answering,
    Passage,
    Passages,
    answers,
    best_first,
    keys_of,
    passage,
)
from viewer.search.runs import Runs, places
from viewer.search.texts import DocumentWords
from viewer.search.units import TITLE, Unit


class Cover(NamedTuple):
    """How well a document answers by itself.

    Attributes:
        passage: Worth of the parts of the query that its best unit has, 0 to 1.
        title: Worth of those that its title has, 0 to 1.
    """

    passage: float
    title: float


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
        self._runs = Runs(edition, asked.plan.language, several) if several else None

    @cached_property
    def _flags(self) -> Flags:
        return self._edition.flags(self._asked.plan.language, self._asked.patterns)

    def cover(self, document: int) -> Cover:
        """Return how well one unit, and the title, answer.

        Raises:
            SearchIndexError: The document can't be read.
        """
        total = self._worth.total or 1.0
        if self._runs is None:
            words = self._edition.words(document)
            units = self._keys(words).tolist()
            title = units.pop(0) if words.title else 0
        else:
            spans = self._spans(document, self._edition.units(document))
            title, *units = map(keys_of, spans)
        best = max((self._worth.of(keys) for keys in set(units)), default=0.0)
        return Cover(best / total, self._worth.of(title) / total)

    def passages(self, document: int) -> Passages:
        """Return the passages of a document that match, the best first; perhaps none.

        Raises:
            SearchIndexError: The document can't be read.
        """
        units = self._edition.units(document)
        if self._runs is not None:
            spans = self._spans(document, units)
            return self._of(units, spans)
        words = self._edition.words(document)
        hits = self._flags[words.surfaces]
        found = self._answering(words, hits, units)

        def cut(place: int) -> Passage:
            own = _spans_in(words, hits, units[place])
            return passage(units, place, own, self._worth)

        return Passages(best_first(found, units, self._worth), cut)

    def _of(self, units: Sequence[Unit], spans: Sequence[Sequence[Span]]) -> Passages:
        """Return the passages of ``units``, of which is known what matches."""
        found = [
            Answering(place, keys_of(own), len(own))
            for place, own in enumerate(spans)
            if answers(units[place], own)
        ]

        def cut(place: int) -> Passage:
            return passage(units, place, spans[place], self._worth)

        return Passages(best_first(found, units, self._worth), cut)

    def _keys(self, words: DocumentWords) -> Flags:
        """Return for each unit that has words which parts of the query they answer."""
        if not len(words.runs):
            return self._flags[:0]
        hits = self._flags[words.surfaces]
        return np.bitwise_or.reduceat(hits, words.runs)

    def _answering(
        self, words: DocumentWords, hits: Flags, units: Sequence[Unit]
    ) -> list[Answering]:
        """Return the units that answer."""
        if not len(words.runs):
            return []
        keys = np.bitwise_or.reduceat(hits, words.runs)
        counts = np.add.reduceat(hits != 0, words.runs, dtype=np.int64).tolist()
        runs = keys.nonzero()[0].tolist()
        starts = words.starts[words.runs[runs]].tolist()
        found = []
        for run, place in zip(runs, places(units, starts), strict=True):
            unit = units[place]
            if unit.kind == TITLE:
                continue
            if unit.pieces and not answers(unit, _spans_in(words, hits, unit)):
                continue
            found.append(Answering(place, int(keys[run]), counts[run]))
        return found

    def _spans(self, document: int, units: Sequence[Unit]) -> list[list[Span]]:
        """Return for each unit what matches in it, runs of several words included."""
        words = self._edition.words(document)
        hits = self._flags[words.surfaces]
        several = self._runs.spans(document) if self._runs is not None else {}
        found = []
        for place, unit in enumerate(units):
            own = _spans_in(words, hits, unit)
            found.append(sorted([*own, *several[place]]) if place in several else own)
        return found


def _spans_in(words: DocumentWords, hits: Flags, unit: Unit) -> list[Span]:
    """Return what matches in one unit, word by word."""
    begin, text = unit.begin, unit.text
    first, last = words.starts.searchsorted((begin, begin + len(text))).tolist()
    at = hits[first:last].nonzero()[0]
    starts = (words.starts[first:last][at] - begin).tolist()
    keys = hits[first:last][at].tolist()
    return [
        Span(start, _end(text, start), answered)
        for start, answered in zip(starts, keys, strict=True)
    ]


def _end(text: str, start: int) -> int:
    """Return where the word that begins at ``start`` ends, without a possessive."""
    match = WORD.match(text, start)
    if match is None:
        return min(start + 1, len(text))
    return match.end() - normal(match.group())[1]


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
