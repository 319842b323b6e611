"""Where each part of a query may stand, in one language; keeps what costs to find out."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.impacts import Collection, Ids, Scores
from viewer.search.names import Name
from viewer.search.query import AnyOf, Beginning, Clause, InTitle, Near, Phrase, Single, Word
from viewer.search.record import Record
from viewer.search.scoring import NOTHING, Dense, Found, best_of, both, within
from viewer.search.terms import Terms
from viewer.search.verify import Verifier

MOST_VERIFIED = 5000
"""Texts that are looked through for a phrase of which no word is indexed."""

_MANY = 20_000
"""With more candidates than this, Whoosh is asked which of them may hold a phrase."""

_KEPT = 64
_KEPT_TABLES = 16
_LARGE = 2000
"""Documents from which the beginnings of one or two letters are looked up beforehand."""

_MOST = 0xFFFF
_Table = NDArray[np.uint16]


class Lookup:
    """Looks parts of queries up in a collection.

    Args:
        collection: The arrays.
        record: The Whoosh indexes.
        verifier: Looks at documents closely.

    Attributes:
        name: Returns where another name stands, given a language and the name.
        together: Returns where all of several clauses stand, given a language and the clauses.
    """

    def __init__(self, collection: Collection, record: Record, verifier: Verifier) -> None:
        self._collection = collection
        self._record = record
        self._verifier = verifier
        self._bounds = collection.bounds()
        self._begun: Callable[[str], _Table] = lru_cache(_KEPT_TABLES)(self._table)
        self._short = self._short_ones()
        self.name: Callable[[str, Name], Found] = lru_cache(1024)(self._name)
        self.together: Callable[[str, tuple[Clause, ...]], Found] = lru_cache(_KEPT)(self._together)

    def part(self, language: str, clause: Clause) -> Found | Dense:
        """Return where ``clause`` stands, in the form that is quickest."""
        if isinstance(clause, Word) and clause.unfinished:
            return self._unfinished(language, clause.surface)
        return self.clause(language, clause)

    def clause(self, language: str, clause: Clause) -> Found:
        """Return where ``clause`` stands; where a phrase or words near one another may stand."""
        if isinstance(clause, AnyOf):
            return best_of(self.exact(language, one) for one in clause.clauses)
        if isinstance(clause, InTitle):
            found = self.exact(language, clause.clause)
            return found.keep(self._verifier.in_title(found, language, clause.clause))
        return self._single(language, clause)

    def exact(self, language: str, clause: Clause, among: Found | None = None) -> Found:
        """Return where ``clause`` really stands, of all documents or of those ``among``."""
        found = self.clause(language, clause)
        if among is not None:
            found = within(found, among.docs)
        if isinstance(clause, Phrase | Near):
            found = found.keep(self._verifier.having(found, language, [clause]))
        return found

    def bounds(self, language: str) -> tuple[int, int]:
        """Return the first document of ``language``, and after its last."""
        return self._bounds[language]

    def weight(self, language: str, count: int) -> float:
        """Return how telling it is to stand in ``count`` documents of ``language``."""
        first, last = self._bounds[language]
        return math.log1p((last - first - min(count, last - first) + 0.5) / (count + 0.5))

    def _single(self, language: str, clause: Single) -> Found:
        if isinstance(clause, Word):
            return self._word(language, clause)
        if isinstance(clause, Phrase):
            return self._phrase(language, clause)
        if isinstance(clause, Beginning):
            return self._beginning(language, clause.surface)
        terms = (analyzer(language).term(surface) for surface in clause.surfaces)
        return both([self._term(language, term) for term in dict.fromkeys(terms) if term])

    def _together(self, language: str, clauses: tuple[Clause, ...]) -> Found:
        return both([self.clause(language, clause) for clause in clauses])

    def _own(self, language: str, found: Found) -> Found:
        """Return the part of ``found`` that is in ``language``."""
        first, last = np.searchsorted(found.docs, self._bounds[language])
        return Found(found.docs[first:last], found.scores[first:last])

    def _term(self, language: str, term: str) -> Found:
        return Found(*self._collection.stems.postings(f"{language} {term}"))

    def _word(self, language: str, word: Word) -> Found:
        if word.unfinished:
            return self._unfinished(language, word.surface).found()
        term = analyzer(language).term(word.surface)
        return self._term(language, term) if term else NOTHING

    def _beginning(self, language: str, surface: str) -> Found:
        return Dense(self._begun(surface), self._step, *self._bounds[language]).found()

    def _unfinished(self, language: str, surface: str) -> Dense:
        """Return where a word stands that begins with ``surface``, or another form of it."""
        values = self._short.get(surface)
        if values is None:
            values = self._begun(surface)
            term = analyzer(language).term(surface)
            if term:
                values = self._with(values, *self._term(language, term))
        return Dense(values, self._step, *self._bounds[language])

    def _with(self, values: _Table, docs: Ids, scores: Scores) -> _Table:
        """Return a table that has some documents too."""
        steps = np.minimum(np.rint(scores / np.float32(self._step)), _MOST).astype(np.uint16)
        values = values.copy()
        values[docs] = np.maximum(values[docs], steps)
        return values

    @property
    def _step(self) -> float:
        return self._collection.surfaces.step

    def _table(self, start: str) -> _Table:
        """Return for every document the best impact of any word that begins with ``start``."""
        surfaces = self._collection.surfaces
        docs, values = surfaces.steps(*surfaces.terms.beginning(start))
        best = np.zeros(self._collection.size, np.uint16)
        np.maximum.at(best, docs, values)
        return best

    def _short_ones(self) -> dict[str, _Table]:
        """Return the tables of the beginnings of one or two letters that would take long."""
        surfaces = self._collection.surfaces
        tables = {}
        if self._collection.size >= _LARGE:
            for length in (1, 2):
                for start in _starts(surfaces.terms, length):
                    first, last = surfaces.terms.beginning(start)
                    if surfaces.starts[last] - surfaces.starts[first] > self._collection.size / 2:
                        tables[start] = self._table(start)
        return tables

    def _phrase(self, language: str, phrase: Phrase) -> Found:
        """Return where a phrase may stand: all its words do."""
        forms = analyzer(language)
        finished = phrase.surfaces[:-1] if phrase.unfinished else phrase.surfaces
        indexed = [surface for surface in finished if forms.term(surface)]
        words = [
            self._own(language, Found(*self._collection.surfaces.postings(surface)))
            for surface in dict.fromkeys(indexed)
        ]
        begun = phrase.surfaces[-1]
        if phrase.unfinished and not any(word.startswith(begun) for word in forms.stop):
            words.append(self._beginning(language, begun))
        if not words:
            first, last = self._bounds[language]
            docs = np.arange(first, min(last, first + MOST_VERIFIED), dtype=np.int32)
            return Found(docs, np.zeros(len(docs), np.float32))
        together = both(words)
        if len(together.docs) > _MANY and len(indexed) > 1:
            together = within(together, self._run(language, [forms.term(one) for one in indexed]))
        return together

    def _run(self, language: str, terms: Sequence[str]) -> NDArray[np.int32]:
        return np.sort(self._collection.recorded[self._record.phrase(language, terms)])

    def _name(self, language: str, name: Name) -> Found:
        forms = analyzer(language)
        terms = [term for surface in name.surfaces if (term := forms.term(surface))]
        words = [self._term(language, term) for term in dict.fromkeys(terms)]
        together = both(words).times(1 / max(len(words), 1))
        if len(terms) > 1 and len(together.docs):
            together = within(together, self._run(language, terms))
        return together


def _starts(terms: Terms, length: int) -> Iterator[str]:
    """Yield the different beginnings of ``length`` letters."""
    at = 0
    while at < len(terms):
        start = terms[at][:length]
        if len(start) < length:
            at += 1
            continue
        yield start
        _, at = terms.beginning(start)
