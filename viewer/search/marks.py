"""Finding what a query asks for in the documents of one edition, without reading most of them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from viewer.search.analysis import WORD, analyzer, field_language, normal
from viewer.search.edition import Flags, OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.matching import Matcher, Span
from viewer.search.passages import Matched, Passages, best_first, matched
from viewer.search.units import Unit


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
        sequences = [pattern for pattern in asked.patterns if len(pattern.values) > 1]
        self._sequences = Matcher(sequences, analyzer(asked.plan.language)) if sequences else None

    @cached_property
    def _flags(self) -> Flags:
        return self._edition.flags(self._asked.plan.language, self._asked.patterns)

    def cover(self, document: int) -> Cover:
        """Return how well one unit, and the title, answer.

        Raises:
            SearchIndexError: The document can't be read.
        """
        title, units = self._keys(document)
        total = self._worth.total or 1.0
        best = max((self._worth.of(keys) for keys in units), default=0.0)
        return Cover(best / total, self._worth.of(title) / total)

    def _keys(self, document: int) -> tuple[int, list[int]]:
        """Return which parts of the query the title answers, and each of the units."""
        if self._sequences is not None:
            found = self.matched(document)
            in_title = self._spans_in_text(self._edition.units(document)[0].text)
            return _keys_of(in_title), [one.keys() for one in found]
        words = self._edition.words(document)
        hits = self._flags[words.surfaces]
        at = np.flatnonzero(hits)
        title = 0
        units: dict[int, int] = {}
        groups = words.units()[at].tolist()
        for place, group, keys in zip(at.tolist(), groups, hits[at].tolist(), strict=True):
            if place < words.title:
                title |= keys
            else:
                units[group] = units.get(group, 0) | keys
        return title, list(units.values())

    def passages(self, document: int) -> Passages:
        """Return the passages of a document that match, the best first; perhaps none.

        Raises:
            SearchIndexError: The document can't be read.
        """
        return Passages(best_first(self.matched(document), self._worth), self._worth)

    def matched(self, document: int) -> list[Matched]:
        """Return the units of a document that match.

        Raises:
            SearchIndexError: The document can't be read.
        """
        units = self._edition.units(document)
        spans = self._spans(document, units)
        return matched(units, lambda place, _: spans[place])

    def _spans(self, document: int, units: Sequence[Unit]) -> list[list[Span]]:
        """Return for each unit what matches in it."""
        words = self._edition.words(document)
        hits = self._flags[words.surfaces]
        at = np.flatnonzero(hits)
        found: list[list[Span]] = [[] for _ in units]
        starts, keys = words.starts()[at].tolist(), hits[at].tolist()
        place, begin = 0, 0
        for start, answered in zip(starts, keys, strict=True):
            while place < len(units) - 1 and start > begin + len(units[place].text):
                begin += len(units[place].text) + 1
                place += 1
            first = start - begin
            found[place].append(Span(first, _end(units[place].text, first), answered))
        if self._sequences is not None:
            return [
                sorted([*spans, *self._sequences.spans(unit.text)])
                for spans, unit in zip(found, units, strict=True)
            ]
        return found

    def _spans_in_text(self, text: str) -> list[Span]:
        forms = analyzer(self._asked.plan.language)
        return Matcher(self._asked.patterns, forms).spans(text)


def _end(text: str, start: int) -> int:
    """Return where the word that begins at ``start`` ends, without a possessive."""
    match = WORD.match(text, start)
    if match is None:
        return min(start + 1, len(text))
    return match.end() - normal(match.group())[1]


def _keys_of(spans: Sequence[Span]) -> int:
    keys = 0
    for span in spans:
        keys |= span.keys
    return keys


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
