"""Which documents answer a query, in one language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.collect import LANGUAGES
from viewer.search.edition import OpenEdition
from viewer.search.impacts import Collection
from viewer.search.matching import Pattern, Worth
from viewer.search.names import Name, Names, name_patterns
from viewer.search.plan import Plan, plan
from viewer.search.query import Phrase, Query
from viewer.search.record import Record
from viewer.search.runs import Runs
from viewer.search.scoring import NOTHING, Found, added, best_of, both, within, without

ANOTHER_NAME = 0.6
"""What a name that wasn't typed counts, beside one that was."""

MOST_VERIFIED = 5000
"""Texts that are looked through for a phrase of which no word is indexed."""

_MANY = 2000
"""With more candidates than this, Whoosh is asked which of them may hold a phrase."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks in one language, and where it stands.

    Attributes:
        plan: The query in terms of the language.
        parts: What was found for each word or name of the query.
        patterns: How to find them in a text.
        worth: How telling each is, by the key of its patterns.
        unknown: Keys of words that stand nowhere in this language.
        names: Names from glossaries that were looked for too, and found.
    """

    plan: Plan
    parts: tuple[Found, ...]
    patterns: tuple[Pattern, ...]
    worth: Worth
    unknown: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()


class Evaluator:
    """Looks for queries in a collection; keeps what costs to find out.

    Args:
        collection: The arrays.
        record: The Whoosh indexes.
        names: Names from the glossaries.
        place: Returns the edition of a document of the collection, and its number there.
    """

    def __init__(
        self,
        collection: Collection,
        record: Record,
        names: Names,
        place: Callable[[int], tuple[OpenEdition, int]],
    ) -> None:
        self._collection = collection
        self._record = record
        self._names = names
        self._place = place
        self._known: dict[tuple[str, Name], Found] = {}

    def asked(self, query: Query, language: str) -> Asked:
        """Return what ``query`` asks of texts in ``language`` (``en``, ``fr`` or ``xx``)."""
        made = plan(query, language)
        words = {
            key: self._term(language, term).times(made.counts[key])
            for key, term in made.terms.items()
        }
        weights = {key: self._weight(language, len(word.docs)) for key, word in words.items()}
        unknown = frozenset(key for key, word in words.items() if not len(word.docs))
        patterns = made.patterns()
        parts: list[Found] = []
        names: list[str] = []
        for expansion in self._names.expansions(query.required):
            keys = [key for key in expansion.keys if key in words]
            found = [self._name(language, name) for name in expansion.others]
            if not keys or not any(len(other.docs) for other in found):
                continue
            typed = both([words.pop(key) for key in keys])
            parts.append(best_of([typed, *(other.times(ANOTHER_NAME) for other in found)]))
            patterns += name_patterns(language, keys, expansion.others)
            names += [
                name.text
                for name, where in zip(expansion.others, found, strict=True)
                if len(where.docs)
            ]
            if len(keys) == 1:
                weights[keys[0]] = self._weight(language, len(parts[-1].docs))
        for key, phrase in made.phrases.items():
            weights[key] = self._weight(language, 1) * min(len(phrase.surfaces), 3) / 2
        parts += words.values()
        return Asked(made, tuple(parts), tuple(patterns), Worth(weights), unknown, tuple(names))

    def all(self, asked: Asked) -> Found:
        """Return the documents that have everything that was asked for."""
        if asked.plan.empty:
            return NOTHING
        phrases = self._phrases(asked.plan)
        return self._narrowed(both([*asked.parts, *phrases]), asked.plan)

    def most(self, asked: Asked) -> Found:
        """Return the documents that have at least half of the words, and every phrase."""
        if not asked.parts:
            return NOTHING
        first, last = self._bounds(asked.plan.language)
        found, counts = added(asked.parts, first, last)
        for phrase in self._phrases(asked.plan):
            counts = counts[np.isin(found.docs, phrase.docs)]
            found = within(found, phrase.docs)
        found = found.keep(counts * 2 >= counts.max(initial=0))
        return self._narrowed(found, asked.plan)

    def _bounds(self, language: str) -> tuple[int, int]:
        at = LANGUAGES.index(language)
        return self._collection.languages[at], self._collection.languages[at + 1]

    def _weight(self, language: str, count: int) -> float:
        first, last = self._bounds(language)
        return float(np.log1p((last - first - min(count, last - first) + 0.5) / (count + 0.5)))

    def _term(self, language: str, term: str) -> Found:
        return Found(*self._collection.stems.postings(f"{language} {term}"))

    def _phrases(self, made: Plan) -> list[Found]:
        """Return the documents that may have each phrase."""
        return [self._phrase(made.language, phrase) for phrase in made.phrases.values()]

    def _phrase(self, language: str, phrase: Phrase) -> Found:
        first, last = self._bounds(language)
        forms = analyzer(language)
        indexed = [surface for surface in phrase.surfaces if forms.term(surface)]
        if not indexed:
            docs = np.arange(first, min(last, first + MOST_VERIFIED), dtype=np.int32)
            return Found(docs, np.zeros(len(docs), np.float32))
        words = []
        for surface in dict.fromkeys(indexed):
            found = Found(*self._collection.surfaces.postings(surface))
            words.append(found.keep((found.docs >= first) & (found.docs < last)))
        together = both(words)
        if len(together.docs) > _MANY and len(indexed) > 1:
            together = within(together, self._run(language, [forms.term(one) for one in indexed]))
        return together

    def _run(self, language: str, terms: Sequence[str]) -> NDArray[np.int32]:
        return np.sort(self._collection.recorded[self._record.phrase(language, terms)])

    def _narrowed(self, found: Found, made: Plan) -> Found:
        """Return ``found`` without what is excluded, and with the phrases verified."""
        for term in made.excluded:
            found = without(found, self._term(made.language, term).docs)
        wanted = [phrase for phrase in made.phrases.values() if len(phrase.surfaces) > 1]
        unwanted = made.excluded_phrases
        if len(found.docs) and (wanted or unwanted):
            keep = self._verified(found, wanted, unwanted, made.language)
            found = found.keep(np.array(keep, bool))
        return found

    def _verified(
        self,
        found: Found,
        wanted: Sequence[Phrase],
        unwanted: Sequence[Phrase],
        language: str,
    ) -> list[bool]:
        """Tell for each document whether it has all wanted phrases and no unwanted one."""
        patterns = [
            Pattern(key, phrase.surfaces, exact=True)
            for key, phrase in enumerate([*wanted, *unwanted])
        ]
        runs: dict[str, Runs] = {}
        needed = (1 << len(wanted)) - 1
        verdicts = []
        for document in found.docs.tolist():
            edition, local = self._place(document)
            if edition.name not in runs:
                runs[edition.name] = Runs(edition, language, patterns)
            verdicts.append(runs[edition.name].keys(local) == needed)
        return verdicts

    def _name(self, language: str, name: Name) -> Found:
        """Return where another name stands; looked up once."""
        found = self._known.get((language, name))
        if found is None:
            found = self._known[language, name] = self._look_up(language, name)
        return found

    def _look_up(self, language: str, name: Name) -> Found:
        terms = _terms(language, name)
        words = [self._term(language, term) for term in dict.fromkeys(terms)]
        together = both(words).times(1 / max(len(words), 1))
        if len(terms) > 1 and len(together.docs):
            together = within(together, self._run(language, terms))
        return together


def _terms(language: str, name: Name) -> list[str]:
    forms = analyzer(language)
    terms = (forms.term(surface) for surface in name.surfaces)
    return [term for term in terms if term]
