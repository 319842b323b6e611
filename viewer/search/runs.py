"""Words in a row: phrases and names of several words, in the documents of one edition.

The words of a document, as numbers, tell where a run may be; only there the text is read.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.analysis import words as words_of
from viewer.search.edition import OpenEdition
from viewer.search.matching import Matcher, Pattern, Span
from viewer.search.texts import DocumentWords
from viewer.search.units import MARKS, ROW, StoredUnits, Unit

_NO_ROOM = 2
"""Between words this close, or closer, there is no room for another word."""

_ROW = MARKS[ROW][0]


class _Run(NamedTuple):
    """A pattern, and where its words may stand.

    Attributes:
        pattern: What is looked for.
        steps: For each of its indexed words, which surfaces may stand for it.
        rooms: For each of its indexed words, how many code points its words that aren't indexed
            need at least before it, with what separates them.
        lead: How many words that aren't indexed it begins with.
        plain: Whether all its words are indexed.
    """

    pattern: Pattern
    steps: list[NDArray[np.bool_]]
    rooms: list[int]
    lead: int
    plain: bool


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
        steps: list[NDArray[np.bool_]] = []
        rooms: list[int] = []
        room, lead = 0, 0
        for at, value in enumerate(pattern.values):
            prefix = pattern.prefix and at == last
            # The beginning of a word may be that of one that isn't indexed.
            if value in stop or (prefix and any(word.startswith(value) for word in stop)):
                room += len(value) + 1
                lead += not steps
                continue
            word = Pattern(0, (value,), pattern.exact, prefix)
            steps.append(self._edition.flags(self._language, [word]).astype(bool))
            rooms.append(room + 1 if room and steps[1:] else room)
            room = 0
        return _Run(pattern, steps, rooms, lead, len(steps) == len(pattern.values))

    def keys(self, document: int) -> int:
        """Return which patterns stand in a document, as bits.

        Raises:
            SearchIndexError: The document can't be read.
        """
        words = self._edition.words(document)
        keys = 0
        for run in self._runs:
            begins = _begins(words, run)
            if (begins or not run.steps) and self._stands(document, words, run, begins):
                keys |= run.pattern.bit
        return keys

    def _stands(
        self, document: int, words: DocumentWords, run: _Run, begins: Sequence[int]
    ) -> bool:
        """Tell whether ``run`` really stands where it may begin."""
        units = self._edition.units(document)
        if run.plain and any(_is_certain(words, run, at, units) for at in begins):
            return True
        for place, span in self._found(words, run, begins, units):
            unit = units[place]
            if not unit.pieces or unit.piece(span.start, span.end):
                return True
        return False

    def spans(self, document: int) -> dict[int, list[Span]]:
        """Return the places of all patterns in each unit that has any, by place of the unit.

        Raises:
            SearchIndexError: The document can't be read.
        """
        words = self._edition.words(document)
        found: dict[int, set[Span]] = {}
        for run in self._runs:
            begins = _begins(words, run)
            if begins or not run.steps:
                units = self._edition.units(document)
                for place, span in self._found(words, run, begins, units):
                    found.setdefault(place, set()).add(span)
        return {place: sorted(spans) for place, spans in found.items()}

    def _found(
        self, words: DocumentWords, run: _Run, begins: Sequence[int], units: Sequence[Unit]
    ) -> Iterator[tuple[int, Span]]:
        """Yield where ``run`` stands in the text: place of the unit, and what of it."""
        if not run.steps:
            for place, unit in enumerate(units):
                yield from ((place, span) for span in self._matcher.spans(unit.text))
            return
        places = (words.units.searchsorted(begins, side="right") - 1).tolist()
        for at, place in zip(begins, places, strict=True):
            unit = units[place]
            start = int(words.starts[at]) - unit.begin
            if run.lead:
                start = _start_of_lead(words, at, unit, run)
            span = self._matcher.run_at(unit.text, start, run.pattern) if start >= 0 else None
            if span is not None:
                yield place, span


def _begins(words: DocumentWords, run: _Run) -> list[int]:
    """Return at which words a run may begin: its indexed words follow one another there."""
    steps = run.steps
    count = len(words.surfaces) - len(steps) + 1
    if count <= 0 or not steps:
        return []
    may = steps[0][words.surfaces[:count]]
    for at, step in enumerate(steps[1:], start=1):
        if not may.any():
            return []
        may &= step[words.surfaces[at : at + count]]
    begins = may.nonzero()[0]
    if not any(run.rooms) or not len(begins):
        return [int(at) for at in begins]
    # Where there is no room for the words between, there is no need to look.
    before = words.starts[1:] - words.starts[:-1] - words.sizes[:-1]
    room = np.concatenate([[words.starts[0]], before])
    for at, needed in enumerate(run.rooms):
        begins = begins[room[begins + at] >= needed]
    return [int(at) for at in begins]


def _is_certain(words: DocumentWords, run: _Run, at: int, units: StoredUnits) -> bool:
    """Tell whether the words of ``run`` stand together at ``at``, so that nothing is between."""
    last = at + len(run.steps) - 1
    place = int(words.units.searchsorted(at, side="right")) - 1
    ends = words.starts[at:last] + words.sizes[at:last]
    gaps = words.starts[at + 1 : last + 1] - ends
    return (
        int(gaps.max()) <= _NO_ROOM
        and (place + 1 == len(words.units) or last < int(words.units[place + 1]))
        and units.marks()[place] != _ROW
    )


def _start_of_lead(words: DocumentWords, at: int, unit: Unit, run: _Run) -> int:
    """Return where a run begins in its unit whose first indexed word is ``at``; -1 if none does."""
    start = int(words.starts[at]) - unit.begin
    end = int(words.starts[at - 1]) + int(words.sizes[at - 1]) - unit.begin if at else 0
    before = takewhile(lambda word: word.end <= start, words_of(unit.text, max(0, end)))
    lead = list(before)[-run.lead :]
    same = [word.surface for word in lead] == list(run.pattern.values[: run.lead])
    return lead[0].start if same else -1
