"""Words in a row: phrases and names of several words, in the documents of one edition.

The words of a document, as numbers, tell where a run may be; only there the text is read.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.edition import OpenEdition
from viewer.search.matching import Matcher, Pattern, Span
from viewer.search.texts import DocumentWords
from viewer.search.units import Unit


class _Run(NamedTuple):
    """A pattern, and where its words may stand.

    Attributes:
        pattern: What is looked for.
        steps: For each of its indexed words, which surfaces may stand for it.
        direct: Whether its first word is indexed, so that a run begins where that stands.
    """

    pattern: Pattern
    steps: list[NDArray[np.bool_]]
    direct: bool


class Runs:
    """Looks for patterns of several words.

    Args:
        edition: The edition.
        language: Language of the fields of the documents: ``en``, ``fr`` or ``xx``.
        patterns: What is looked for; each has several words.
    """

    def __init__(self, edition: OpenEdition, language: str, patterns: Sequence[Pattern]) -> None:
        self._edition = edition
        self._language = language
        self._matcher = Matcher(patterns, analyzer(language))
        runs = [self._run(pattern) for pattern in patterns]
        # A run of which a word stands nowhere can't be found.
        self._runs = [run for run in runs if all(step.any() for step in run.steps)]

    def _run(self, pattern: Pattern) -> _Run:
        stop = analyzer(self._language).stop
        last = len(pattern.values) - 1
        indexed = [
            at
            for at, value in enumerate(pattern.values)
            if value not in stop or (pattern.prefix and at == last)
        ]
        steps = []
        for at in indexed:
            prefix = pattern.prefix and at == last
            word = Pattern(0, (pattern.values[at],), pattern.exact, prefix)
            steps.append(self._edition.flags(self._language, [word]).astype(bool))
        return _Run(pattern, steps, indexed[:1] == [0])

    def keys(self, document: int) -> int:
        """Return which patterns stand in a document, as bits.

        Raises:
            SearchIndexError: The document can't be read.
        """
        keys = 0
        for place, spans in self.spans(document).items():
            unit = self._edition.units(document)[place]
            for span in spans:
                if not unit.pieces or unit.piece(span.start, span.end):
                    keys |= span.keys
        return keys

    def spans(self, document: int) -> dict[int, list[Span]]:
        """Return the places of all patterns in each unit that has any, by place of the unit.

        Raises:
            SearchIndexError: The document can't be read.
        """
        words = self._edition.words(document)
        found: dict[int, list[Span]] = {}
        for run in self._runs:
            begins = _begins(words, run.steps)
            if not begins and run.steps:
                continue
            units = self._edition.units(document)
            if not run.steps:
                self._add_whole(found, units, range(len(units)))
                continue
            places = (words.units.searchsorted(begins, side="right") - 1).tolist()
            if run.direct:
                starts = words.starts[begins].tolist()
                self._add_direct(found, units, zip(places, starts, strict=True), run.pattern)
            else:
                self._add_whole(found, units, dict.fromkeys(places))
        return {place: sorted(set(spans)) for place, spans in found.items()}

    def _add_direct(
        self,
        found: dict[int, list[Span]],
        units: Sequence[Unit],
        begins: Iterable[tuple[int, int]],
        pattern: Pattern,
    ) -> None:
        """Add the runs of ``pattern`` that begin in a unit at a place of the section."""
        for place, start in begins:
            unit = units[place]
            span = self._matcher.run_at(unit.text, start - unit.begin, pattern)
            if span is not None:
                found.setdefault(place, []).append(span)

    def _add_whole(
        self, found: dict[int, list[Span]], units: Sequence[Unit], wanted: Iterable[int]
    ) -> None:
        """Add all runs in the units ``wanted``."""
        for place in wanted:
            spans = self._matcher.spans(units[place].text)
            if spans:
                found.setdefault(place, []).extend(spans)


def _begins(words: DocumentWords, steps: Sequence[NDArray[np.bool_]]) -> list[int]:
    """Return at which words a run may begin: its indexed words follow one another there."""
    count = len(words.surfaces) - len(steps) + 1
    if count <= 0 or not steps:
        return []
    may = steps[0][words.surfaces[:count]]
    for at, step in enumerate(steps[1:], start=1):
        if not may.any():
            return []
        may &= step[words.surfaces[at : at + count]]
    return [int(at) for at in np.flatnonzero(may)]
