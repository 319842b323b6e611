"""Other names of what a query asks for, from the glossaries: CBSA is also the agency's full name.

Names are looked up as they are typed, so that the index needs to know nothing of them: a book finds
what another book's glossary explains, and a corrected glossary works at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from viewer.book.glossary import Concept, Glossary
from viewer.search.analysis import analyzer, words
from viewer.search.matching import Pattern
from viewer.search.query import Clause, Word

_SHORT = 2
"""Abbreviations of so many letters are words too: they count only in capitals."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a concept.

    Attributes:
        text: The name as the glossary writes it.
        surfaces: Its words, folded.
    """

    text: str
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of a query that name a concept.

    Attributes:
        first: Place of the first of them among the clauses of the query.
        size: How many they are.
        others: Further names of the concepts that they name.
    """

    first: int
    size: int
    others: tuple[Name, ...]

    @property
    def keys(self) -> range:
        """Places of the words among the clauses of the query."""
        return range(self.first, self.first + self.size)


class Names:
    """The names of all concepts of several glossaries."""

    def __init__(self, glossaries: Iterable[Glossary]) -> None:
        self._known: dict[tuple[str, ...], list[tuple[Name, ...]]] = defaultdict(list)
        self._longest = 0
        for glossary in glossaries:
            for concept in glossary.concepts:
                self._add(concept)

    def _add(self, concept: Concept) -> None:
        shown = tuple(dict.fromkeys(_names([*concept.label.values(), *_words(concept)])))
        hidden = [word for group in concept.hidden.values() for word in group]
        for name in dict.fromkeys([*shown, *_names(hidden)]):
            if shown not in self._known[name.surfaces]:
                self._known[name.surfaces].append(shown)
            self._longest = max(self._longest, len(name.surfaces))

    def expansions(self, clauses: Sequence[Clause]) -> list[Expansion]:
        """Return the names among ``clauses``; of overlapping ones the longest, then the first."""
        found: list[Expansion] = []
        if not self._known:
            return found
        taken: set[int] = set()
        for size in range(min(self._longest, len(clauses)), 0, -1):
            for first in range(len(clauses) - size + 1):
                run = clauses[first : first + size]
                places = range(first, first + size)
                others = self._others(run) if taken.isdisjoint(places) else ()
                if others:
                    found.append(Expansion(first, size, others))
                    taken.update(places)
        return found

    def _others(self, run: Sequence[Clause]) -> tuple[Name, ...]:
        words_of_run = [clause for clause in run if isinstance(clause, Word)]
        surfaces = tuple(word.surface for word in words_of_run)
        if len(words_of_run) < len(run) or surfaces not in self._known:
            return ()
        if any(word.strict for word in words_of_run):
            return ()
        if len(run) == 1 and _ambiguous(surfaces[0]) and not words_of_run[0].capitals:
            return ()
        names = (name for group in self._known[surfaces] for name in group)
        return tuple(
            name
            for name in dict.fromkeys(names)
            if name.surfaces != surfaces
            and not (len(name.surfaces) == 1 and _ambiguous(name.surfaces[0]))
        )


def name_patterns(language: str, keys: Sequence[int], names: Iterable[Name]) -> list[Pattern]:
    """Return how to find other names in a text: each stands for all words that were typed.

    Args:
        language: Language of the text: ``en``, ``fr`` or ``xx``.
        keys: Keys of the words that were typed.
        names: The other names.
    """
    forms = analyzer(language)
    found = []
    for name in names:
        values = tuple(forms.term(surface) or surface for surface in name.surfaces)
        found += [Pattern(key, values) for key in keys]
    return found


def _ambiguous(surface: str) -> bool:
    return len(surface) <= _SHORT and surface.isalpha()


def _words(concept: Concept) -> Iterator[str]:
    for group in concept.abbreviations.values():
        yield from group


def _names(texts: Iterable[str]) -> Iterator[Name]:
    for text in texts:
        surfaces = tuple(word.surface for word in words(text))
        if surfaces:
            yield Name(text, surfaces)
