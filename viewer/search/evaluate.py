"""Which documents answer a query, in one language."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from viewer.search.impacts import Ids
from viewer.search.lookup import Lookup
from viewer.search.matching import Pattern, Worth
from viewer.search.names import Names, name_patterns
from viewer.search.plan import Plan, plan
from viewer.search.query import AnyOf, Clause, Near, Query, Word
from viewer.search.scoring import NOTHING, Dense, Found, added, best_of, both, within, without
from viewer.search.verify import Verifier

ANOTHER_NAME = 0.6
"""What a name that wasn't typed counts, beside one that was."""

ENOUGH = 0.25
"""Where no document has all words: share of the most words found in one that is enough."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query, and where it may stand.

    Attributes:
        found: Where.
        needed: Whether it is asked for even when not everything can be found.
        check: What has still to be looked at closely; None if nothing.
        finished: What it is, if its result may be kept for the next key; None if not.
    """

    found: Found | Dense
    needed: bool = False
    check: Near | None = None
    finished: Clause | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks in one language, and where it stands.

    Attributes:
        plan: The query in terms of the language.
        parts: The parts of the query.
        patterns: How to find them in a text.
        worth: How telling each is, by the key of its patterns.
        names: Names from glossaries that were looked for too, and found.
        named: Keys of the words for which they stand.
        excluded: What must not be there.
    """

    plan: Plan
    parts: tuple[Part, ...]
    patterns: tuple[Pattern, ...]
    worth: Worth
    names: tuple[str, ...] = ()
    named: tuple[int, ...] = ()
    excluded: tuple[Clause, ...] = ()


@dataclass(slots=True)
class _Named:
    """What other names add to a query."""

    parts: list[Part] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)


class Evaluator:
    """Looks for queries in a collection.

    Args:
        lookup: Looks parts of queries up.
        names: Names from the glossaries.
        verifier: Looks at documents closely.
    """

    def __init__(self, lookup: Lookup, names: Names, verifier: Verifier) -> None:
        self._lookup = lookup
        self._names = names
        self._verifier = verifier

    def asked(self, query: Query, language: str) -> Asked:
        """Return what ``query`` asks of texts in ``language`` (``en``, ``fr`` or ``xx``)."""
        made = plan(query, language)
        found = {
            key: self._lookup.part(language, clause).times(made.counts.get(key, 1))
            for key, clause in made.clauses.items()
        }
        counts = {key: one.size for key, one in found.items()}
        weights = {key: self._lookup.weight(language, count) for key, count in counts.items()}
        named = self._named(query, language, found, weights)
        parts = [
            _part(made.clauses[key], one, made.counts.get(key, 1)) for key, one in found.items()
        ]
        return Asked(
            made,
            (*named.parts, *parts),
            (*made.patterns(), *named.patterns),
            Worth(weights),
            tuple(named.names),
            tuple(named.keys),
            query.excluded,
        )

    def stands(self, word: Word, language: str, mask: NDArray[np.bool_]) -> bool:
        """Tell whether ``word`` stands in any document of ``mask``, in texts in ``language``."""
        return bool(mask[self._lookup.part(language, word).found().docs].any())

    def standing(self, clause: Clause, language: str) -> Ids:
        """Return the documents in ``language`` in which ``clause`` really stands."""
        return self._lookup.exact(language, clause).docs

    def _named(
        self,
        query: Query,
        language: str,
        found: dict[int, Found | Dense],
        weights: dict[int, float],
    ) -> _Named:
        """Return what other names find; the words that they stand for leave ``found``."""
        named = _Named()
        for expansion in self._names.expansions(query.required):
            keys = [key for key in expansion.keys if key in found]
            others = [self._lookup.name(language, name) for name in expansion.others]
            if not keys or not any(len(other.docs) for other in others):
                continue
            typed = both([found.pop(key) for key in keys])
            whole = best_of([typed, *(other.times(ANOTHER_NAME) for other in others)])
            named.parts.append(Part(whole))
            named.patterns += name_patterns(language, keys, expansion.others)
            named.keys += keys
            named.names += [
                name.text
                for name, where in zip(expansion.others, others, strict=True)
                if len(where.docs)
            ]
            if len(keys) == 1:
                weights[keys[0]] = self._lookup.weight(language, len(whole.docs))
        return named

    def all(self, asked: Asked) -> Found:
        """Return the documents that have everything that was asked for."""
        kept = tuple(part.finished for part in asked.parts if part.finished is not None)
        lists = [part.found for part in asked.parts if part.finished is None]
        if len(kept) > 1:
            # While the last word is typed, the others stay the same.
            lists.append(self._lookup.together(asked.plan.language, kept))
        else:
            lists += [part.found for part in asked.parts if part.finished is not None]
        return self._narrowed(both(lists), asked)

    def most(self, asked: Asked) -> Found:
        """Return the documents that have some of the words, and all that isn't a word."""
        words = [part.found.found() for part in asked.parts if not part.needed]
        if not words:
            return NOTHING
        found, counts = added(words, *self._lookup.bounds(asked.plan.language))
        for part in (part for part in asked.parts if part.needed):
            docs = part.found.found().docs
            counts = counts[np.isin(found.docs, docs)]
            found = within(found, docs)
        enough = counts >= counts.max(initial=0) * ENOUGH
        return self._narrowed(found.keep(enough), asked)

    def _narrowed(self, found: Found, asked: Asked) -> Found:
        """Return ``found`` without what is excluded, and with what had to be looked at closely."""
        language = asked.plan.language
        for clause in asked.excluded:
            if len(found.docs):
                found = without(found, self._lookup.exact(language, clause, found).docs)
        checks = [part.check for part in asked.parts if part.check is not None]
        if checks and len(found.docs):
            found = found.keep(self._verifier.with_near(found, language, checks))
        return found


def _part(clause: Clause, found: Found | Dense, count: int) -> Part:
    """Return the part of a query that ``clause``, typed ``count`` times, is."""
    if isinstance(clause, Word):
        finished = None if clause.unfinished or count > 1 else clause
        return Part(found, needed=clause.strict, finished=finished)
    check = clause if isinstance(clause, Near) else None
    return Part(found, not isinstance(clause, AnyOf), check)
