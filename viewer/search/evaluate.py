"""Which documents answer a query, in one language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.collect import LANGUAGES
from viewer.search.impacts import Collection
from viewer.search.matching import Pattern, Worth
from viewer.search.names import Name, Names, name_patterns
from viewer.search.plan import Plan, plan
from viewer.search.query import (
    AnyOf,
    Beginning,
    Clause,
    InTitle,
    Near,
    Phrase,
    Query,
    Single,
    Word,
)
from viewer.search.record import Record
from viewer.search.scoring import NOTHING, Found, added, best_of, both, within, without
from viewer.search.verify import Verifier

ANOTHER_NAME = 0.6
"""What a name that wasn't typed counts, beside one that was."""

MOST_VERIFIED = 5000
"""Texts that are looked through for a phrase of which no word is indexed."""

_MANY = 2000
"""With more candidates than this, Whoosh is asked which of them may hold a phrase."""

_KEPT = 64


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query, and where it may stand.

    Attributes:
        found: Where.
        needed: Whether it is asked for even when not everything can be found.
        check: What has still to be looked at closely; None if nothing.
        finished: What it is, if its result may be kept for the next key; None if not.
    """

    found: Found
    needed: bool = False
    check: Phrase | Near | None = None
    finished: Clause | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks in one language, and where it stands.

    Attributes:
        plan: The query in terms of the language.
        parts: The parts of the query.
        patterns: How to find them in a text.
        worth: How telling each is, by the key of its patterns.
        unknown: Keys of words that stand nowhere in this language.
        names: Names from glossaries that were looked for too, and found.
        excluded: What must not be there.
    """

    plan: Plan
    parts: tuple[Part, ...]
    patterns: tuple[Pattern, ...]
    worth: Worth
    unknown: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    excluded: tuple[Clause, ...] = ()


class Evaluator:
    """Looks for queries in a collection; keeps what costs to find out.

    Args:
        collection: The arrays.
        record: The Whoosh indexes.
        names: Names from the glossaries.
        verifier: Looks at documents closely.
    """

    def __init__(
        self, collection: Collection, record: Record, names: Names, verifier: Verifier
    ) -> None:
        self._collection = collection
        self._record = record
        self._names = names
        self._verifier = verifier
        self._name: Callable[[str, Name], Found] = lru_cache(1024)(self._look_up)
        self._beginning: Callable[[str], Found] = lru_cache(_KEPT)(self._any_that_begins)
        self._together: Callable[[str, tuple[Clause, ...]], Found] = lru_cache(_KEPT)(self._all_of)

    def asked(self, query: Query, language: str) -> Asked:
        """Return what ``query`` asks of texts in ``language`` (``en``, ``fr`` or ``xx``)."""
        made = plan(query, language)
        found = {
            key: self._clause(language, clause).times(made.counts.get(key, 1))
            for key, clause in made.clauses.items()
        }
        unknown = frozenset(
            key
            for key, clause in made.clauses.items()
            if isinstance(clause, Word) and not len(found[key].docs)
        )
        weights = {key: self._weight(language, len(one.docs)) for key, one in found.items()}
        patterns = made.patterns()
        parts: list[Part] = []
        names: list[str] = []
        for expansion in self._names.expansions(query.required):
            keys = [key for key in expansion.keys if key in found]
            others = [self._name(language, name) for name in expansion.others]
            if not keys or not any(len(other.docs) for other in others):
                continue
            typed = both([found.pop(key) for key in keys])
            whole = best_of([typed, *(other.times(ANOTHER_NAME) for other in others)])
            parts.append(Part(whole))
            patterns += name_patterns(language, keys, expansion.others)
            names += [
                name.text
                for name, where in zip(expansion.others, others, strict=True)
                if len(where.docs)
            ]
            if len(keys) == 1:
                weights[keys[0]] = self._weight(language, len(whole.docs))
        parts += [
            _part(made.clauses[key], one, made.counts.get(key, 1)) for key, one in found.items()
        ]
        return Asked(
            made,
            tuple(parts),
            tuple(patterns),
            Worth(weights),
            unknown,
            tuple(names),
            query.excluded,
        )

    def all(self, asked: Asked) -> Found:
        """Return the documents that have everything that was asked for."""
        language = asked.plan.language
        kept = tuple(part.finished for part in asked.parts if part.finished is not None)
        lists = [part.found for part in asked.parts if part.finished is None]
        if len(kept) > 1:
            # While the last word is typed, the others stay the same.
            lists.append(self._together(language, kept))
        else:
            lists += [part.found for part in asked.parts if part.finished is not None]
        return self._narrowed(both(lists), asked)

    def most(self, asked: Asked) -> Found:
        """Return the documents that have at least half of the words, and all that isn't a word."""
        words = [part.found for part in asked.parts if not part.needed]
        if not words:
            return NOTHING
        found, counts = added(words, *self._bounds(asked.plan.language))
        for part in (part for part in asked.parts if part.needed):
            counts = counts[np.isin(found.docs, part.found.docs)]
            found = within(found, part.found.docs)
        return self._narrowed(found.keep(counts * 2 >= counts.max(initial=0)), asked)

    def _narrowed(self, found: Found, asked: Asked) -> Found:
        """Return ``found`` without what is excluded, and with what had to be looked at closely."""
        language = asked.plan.language
        for clause in asked.excluded:
            if not len(found.docs):
                break
            found = without(found, self._exact(language, clause, found).docs)
        checks = [part.check for part in asked.parts if part.check is not None]
        if checks and len(found.docs):
            found = found.keep(self._verifier.having(found, language, checks))
        return found

    def _exact(self, language: str, clause: Clause, among: Found) -> Found:
        """Return where ``clause`` really stands, among some documents."""
        found = within(self._clause(language, clause), among.docs)
        if isinstance(clause, Phrase | Near):
            found = found.keep(self._verifier.having(found, language, [clause]))
        return found

    def _clause(self, language: str, clause: Clause) -> Found:
        """Return where ``clause`` stands; where a phrase or near words may stand."""
        if isinstance(clause, AnyOf):
            return best_of(self._checked(language, one) for one in clause.clauses)
        if isinstance(clause, InTitle):
            found = self._checked(language, clause.clause)
            return found.keep(self._verifier.in_title(found, language, clause.clause))
        return self._single(language, clause)

    def _single(self, language: str, clause: Single) -> Found:
        if isinstance(clause, Word):
            return self._word(language, clause)
        if isinstance(clause, Phrase):
            return self._phrase(language, clause)
        if isinstance(clause, Beginning):
            return self._own(language, self._beginning(clause.surface))
        terms = (analyzer(language).term(surface) for surface in clause.surfaces)
        return both([self._term(language, term) for term in dict.fromkeys(terms) if term])

    def _checked(self, language: str, clause: Clause) -> Found:
        found = self._clause(language, clause)
        if isinstance(clause, Phrase | Near):
            found = found.keep(self._verifier.having(found, language, [clause]))
        return found

    def _all_of(self, language: str, clauses: tuple[Clause, ...]) -> Found:
        return both([self._clause(language, clause) for clause in clauses])

    def _bounds(self, language: str) -> tuple[int, int]:
        at = LANGUAGES.index(language)
        return self._collection.languages[at], self._collection.languages[at + 1]

    def _own(self, language: str, found: Found) -> Found:
        """Return the part of ``found`` that is in ``language``."""
        first, last = np.searchsorted(found.docs, self._bounds(language))
        return Found(found.docs[first:last], found.scores[first:last])

    def _weight(self, language: str, count: int) -> float:
        first, last = self._bounds(language)
        return float(np.log1p((last - first - min(count, last - first) + 0.5) / (count + 0.5)))

    def _term(self, language: str, term: str) -> Found:
        return Found(*self._collection.stems.postings(f"{language} {term}"))

    def _word(self, language: str, word: Word) -> Found:
        term = analyzer(language).term(word.surface)
        whole = self._term(language, term) if term else NOTHING
        if not word.unfinished:
            return whole
        return best_of([whole, self._own(language, self._beginning(word.surface))])

    def _any_that_begins(self, start: str) -> Found:
        """Return where any word stands that begins with ``start``, each with its best impact."""
        surfaces = self._collection.surfaces
        docs, values = surfaces.slice(*surfaces.terms.beginning(start))
        best = np.zeros(self._collection.size, np.float32)
        np.maximum.at(best, docs, values)
        found = np.flatnonzero(best).astype(np.int32)
        return Found(found, best[found])

    def _phrase(self, language: str, phrase: Phrase) -> Found:
        """Return where a phrase may stand: all its words do."""
        first, last = self._bounds(language)
        forms = analyzer(language)
        finished = phrase.surfaces[:-1] if phrase.unfinished else phrase.surfaces
        indexed = [surface for surface in finished if forms.term(surface)]
        words = [
            self._own(language, Found(*self._collection.surfaces.postings(surface)))
            for surface in dict.fromkeys(indexed)
        ]
        if phrase.unfinished:
            words.append(self._own(language, self._beginning(phrase.surfaces[-1])))
        if not words:
            docs = np.arange(first, min(last, first + MOST_VERIFIED), dtype=np.int32)
            return Found(docs, np.zeros(len(docs), np.float32))
        together = both(words)
        if len(together.docs) > _MANY and len(indexed) > 1:
            together = within(together, self._run(language, [forms.term(one) for one in indexed]))
        return together

    def _run(self, language: str, terms: Sequence[str]) -> NDArray[np.int32]:
        return np.sort(self._collection.recorded[self._record.phrase(language, terms)])

    def _look_up(self, language: str, name: Name) -> Found:
        """Return where another name stands."""
        forms = analyzer(language)
        terms = [term for surface in name.surfaces if (term := forms.term(surface))]
        words = [self._term(language, term) for term in dict.fromkeys(terms)]
        together = both(words).times(1 / max(len(words), 1))
        if len(terms) > 1 and len(together.docs):
            together = within(together, self._run(language, terms))
        return together


def _part(clause: Clause, found: Found, count: int) -> Part:
    """Return the part of a query that ``clause``, typed ``count`` times, is."""
    if isinstance(clause, Word):
        finished = None if clause.unfinished or count > 1 else clause
        return Part(found, needed=clause.strict, finished=finished)
    # One exact word is all in its postings; of several, the order has to be looked at.
    check = clause if isinstance(clause, Phrase | Near) and len(clause.surfaces) > 1 else None
    return Part(found, not isinstance(clause, AnyOf), check)
