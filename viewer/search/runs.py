"""Words in a row: phrases and names of several words, in the documents of one edition."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.search.arrays import LONGEST_WORD
from viewer.search.edition import Flags, OpenEdition
from viewer.search.matching import Pattern, Span, end_of_word
from viewer.search.texts import DocumentWords


class _Run(NamedTuple):
    """A pattern, and for each of its words which surfaces may stand for it."""

    pattern: Pattern
    steps: list[Flags]


class Runs:
    """Looks for patterns of several words.

    Args:
        edition: The edition.
        language: Language of the fields of the documents: ``en``, ``fr`` or ``xx``.
        patterns: What is looked for; each has several words.
    """

    def __init__(self, edition: OpenEdition, language: str, patterns: Sequence[Pattern]) -> None:
        self._edition = edition
        runs = (_Run(pattern, edition.steps(language, pattern)) for pattern in patterns)
        # A run of which a word stands nowhere can't be found.
        self._runs = [run for run in runs if all(step.any() for step in run.steps)]

    def keys(self, document: int) -> int:
        """Return which patterns stand in a document, as bits.

        Raises:
            SearchIndexError: The document can't be read.
        """
        words = self._edition.words(document)
        keys = 0
        for run in self._runs:
            if _begins(words, run.steps):
                keys |= run.pattern.bit
        return keys

    def spans(self, document: int) -> dict[int, list[Span]]:
        """Return the places of all patterns in each unit that has any, by place of the unit.

        Raises:
            SearchIndexError: The document can't be read.
        """
        words = self._edition.words(document)
        found: dict[int, set[Span]] = {}
        for run in self._runs:
            for place, span in self._found(document, words, run):
                found.setdefault(place, set()).add(span)
        return {place: sorted(spans) for place, spans in found.items()}

    def _found(self, document: int, words: DocumentWords, run: _Run) -> Iterator[tuple[int, Span]]:
        """Yield where ``run`` stands: place of the unit, and what of it."""
        begins = _begins(words, run.steps)
        places = (words.units.searchsorted(begins, side="right") - 1).tolist()
        for at, place in zip(begins, places, strict=True):
            unit = self._edition.units(document)[place]
            last = at + len(run.steps) - 1
            start, end = (int(words.starts[word]) - unit.begin for word in (at, last))
            size = int(words.sizes[last])
            end = end + size if size < LONGEST_WORD else end_of_word(unit.text, end)
            yield place, Span(start, end, run.pattern.bit)


def _begins(words: DocumentWords, steps: Sequence[Flags]) -> list[int]:
    """Return at which words a run begins: they follow one another in one unit."""
    count = len(words.surfaces) - len(steps) + 1
    if count <= 0:
        return []
    may = steps[0][words.surfaces[:count]]
    for at, step in enumerate(steps[1:], start=1):
        if not may.any():
            return []
        may = may & step[words.surfaces[at : at + count]] & ~words.firsts[at : at + count]
    return [int(at) for at in may.nonzero()[0]]
