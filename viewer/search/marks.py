"""Finding what a query asks for in the documents of one edition, without reading most of them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from viewer.search.analysis import WORD, field_language, normal
from viewer.search.edition import Flags, OpenEdition
from viewer.search.evaluate import Asked
from viewer.search.matching import Span
from viewer.search.passages import Matched, Passages, best_first, matched
from viewer.search.runs import Runs, places
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
        self._runs = Runs(edition, asked.plan.language, sequences) if sequences else None

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
        if self._runs is not None:
            spans = self._spans(document, self._edition.units(document))
            return _keys_of(spans[0]), [_keys_of(found) for found in spans[1:]]
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
        starts = words.starts()[at].tolist()
        bounds = [0, *accumulate(len(unit.text) + 1 for unit in units)]
        for place, start, keys in zip(
            places(units, starts), starts, hits[at].tolist(), strict=True
        ):
            first = start - bounds[place]
            found[place].append(Span(first, _end(units[place].text, first), keys))
        if self._runs is not None:
            for place, spans in self._runs.spans(document).items():
                found[place] = sorted([*found[place], *spans])
        return found


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
