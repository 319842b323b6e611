"""Finding what a query asks for in the documents of one edition, reading as little as possible.

What matches is known from the words of a document, as numbers; the text is read only for a passage
that is shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from viewer.search.analysis import WORD, field_language, normal
from viewer.search.arrays import LONGEST_WORD
from viewer.search.edition import Flags, OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.matching import Span
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

    def cover(self, document: int) -> Cover:
        """Return how well one unit, and the title, answer.

        Raises:
            SearchIndexError: The document can't be read.
        """
        total = self._worth.total or 1.0
        words, hits, keys = self._seen(document)
        if self._runs is not None:
            keys = [keys_of(spans) for spans in self._spans(document)]
        title, *units = keys
        best = max((self._worth.of(own) for own in set(units)), default=0.0)
        in_title = hits[: words.units[1]] if len(units) else hits
        exact = np.count_nonzero(in_title) / max(len(in_title), 1)
        return Cover(best / total, self._worth.of(title) / total, exact)

    def _look(self, document: int) -> tuple[DocumentWords, Flags, list[int]]:
        """Return the words of a document, what each answers, and what each unit does."""
        words = self._edition.words(document)
        hits = self._flags[words.surfaces]
        return words, hits, np.bitwise_or.reduceat(hits, words.units).tolist()

    def passages(self, document: int) -> Passages:
        """Return the passages of a document that match, the best first; perhaps none.

        Raises:
            SearchIndexError: The document can't be read.
        """
        units = self._edition.units(document)
        if self._runs is not None:
            spans = self._spans(document)
            return self._of(units, [(keys_of(own), len(own)) for own in spans], spans.__getitem__)
        words, hits, keys = self._seen(document)
        counts = np.add.reduceat(hits != 0, words.units, dtype=np.int64).tolist()
        found = zip(keys, counts, strict=True)
        return self._of(units, found, lambda place: _spans_in(words, hits, units[place], place))

    def _of(
        self,
        units: StoredUnits,
        found: Iterable[tuple[int, int]],
        spans_of: Callable[[int], Sequence[Span]],
    ) -> Passages:
        """Return the passages of ``units``.

        Args:
            units: The section.
            found: What each of them answers, as bits, and how many words of it do.
            spans_of: Returns what matches in one of them.
        """
        marks = units.marks()
        answering = [
            (place, marks[place : place + 1], keys, count)
            for place, (keys, count) in enumerate(found)
            if keys and place and (marks[place] != _ROW or answers(units[place], spans_of(place)))
        ]

        def cut(place: int) -> Passage:
            return passage(units, place, spans_of(place), self._worth)

        return Passages(best_first(answering, self._worth), cut)

    def _spans(self, document: int) -> list[list[Span]]:
        """Return for each unit what matches in it, runs of several words included."""
        units = self._edition.units(document)
        words, hits, _ = self._look(document)
        several = self._runs.spans(document) if self._runs is not None else {}
        found = []
        for place, unit in enumerate(units):
            own = _spans_in(words, hits, unit, place)
            found.append(sorted([*own, *several[place]]) if place in several else own)
        return found


def _spans_in(words: DocumentWords, hits: Flags, unit: Unit, place: int) -> list[Span]:
    """Return what matches in one unit, word by word."""
    first = int(words.units[place])
    last = int(words.units[place + 1]) if place + 1 < len(words.units) else len(hits)
    at = hits[first:last].nonzero()[0] + first
    starts = words.starts[at] - unit.begin
    sizes = words.sizes[at]
    spans = zip(starts.tolist(), (starts + sizes).tolist(), hits[at].tolist(), strict=True)
    found = list(map(Span._make, spans))
    if len(sizes) and int(sizes.max()) == LONGEST_WORD:
        return [span._replace(end=_end(unit.text, span.start)) for span in found]
    return found


def _end(text: str, start: int) -> int:
    """Return where the word that begins at ``start`` ends, without a possessive."""
    match = WORD.match(text, start)
    return match.end() - normal(match.group())[1] if match else start + LONGEST_WORD


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
