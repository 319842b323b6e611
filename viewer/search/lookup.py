"""Where each part of a query may stand, in one language; keeps what costs to find out."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viewer.search.analysis import analyzer
from viewer.search.edition import OpenEdition
from viewer.search.impacts import Collection, Ids, Scores
from viewer.search.names import Name
from viewer.search.query import AnyOf, Beginning, Clause, InTitle, Near, Phrase, Single, Word
from viewer.search.record import Record
from viewer.search.scan import documents_with
from viewer.search.scoring import NOTHING, Dense, Found, best_of, both, within
from viewer.search.terms import Terms
from viewer.search.verify import Verifier

_FEW = 200
_FEW_OF = 40
"""A phrase is looked for in so many documents one by one, or in one of so many; else in all."""

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
        editions: The opened editions.

    Attributes:
        name: Returns where another name stands, given a language and the name.
        together: Returns where all of several clauses stand, given a language and the clauses.
    """

    def __init__(
        self,
        collection: Collection,
        record: Record,
        verifier: Verifier,
        editions: Sequence[OpenEdition],
    ) -> None:
        self._collection = collection
        self._editions = editions
        self._record = record
        self._verifier = verifier
        self._bounds = collection.bounds()
        self._begun: Callable[[str], _Table] = lru_cache(_KEPT_TABLES)(self._table)
        self._short = self._short_ones()
        self._listed = self._lists()
        self._standing: Callable[[tuple[str, ...], bool], Ids] = lru_cache(_KEPT)(self._scanned)
        self.name: Callable[[str, Name], Found] = lru_cache(1024)(self._name)
        self.together: Callable[[str, tuple[Clause, ...]], Found] = lru_cache(_KEPT)(self._together)

    def part(self, language: str, clause: Clause) -> Found | Dense:
        """Return where ``clause`` stands, in the form that is quickest."""
        if isinstance(clause, Word) and clause.unfinished:
            return self._unfinished(language, clause.surface)
        return self.clause(language, clause)

    def clause(self, language: str, clause: Clause) -> Found:
        """Return where ``clause`` stands; where words near one another may stand."""
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
        if isinstance(clause, Near):
            found = found.keep(self._verifier.with_near(found, language, [clause]))
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
        values, listed = self._short.get(surface), self._listed.get((language, surface))
        if values is None:
            values = self._begun(surface)
            term = analyzer(language).term(surface)
            if term:
                values = self._with(values, *self._term(language, term))
        return Dense(values, self._step, *self._bounds[language], listed)

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

    def _lists(self) -> dict[tuple[str, str], Found]:
        """Return, of the first letters among those, the documents in each language as a list."""
        return {
            (language, start): Dense(table, self._step, *self._bounds[language]).found()
            for start, table in self._short.items()
            for language in self._collection.present()
            if len(start) == 1
        }

    def _phrase(self, language: str, phrase: Phrase) -> Found:
        words = self._words_of(language, phrase)
        if not words:
            docs = self._standing(phrase.surfaces, phrase.unfinished)
            return self._own(language, Found(docs, np.zeros(len(docs), np.float32)))
        together = both(words)
        if len(phrase.surfaces) == 1:
            return together
        if together.size > max(_FEW, self._collection.size // _FEW_OF):
            return within(together, self._standing(phrase.surfaces, phrase.unfinished))
        return together.keep(self._verifier.with_phrase(together, language, phrase))

    def _words_of(self, language: str, phrase: Phrase) -> list[Found]:
        """Return where each indexed word of a phrase stands."""
        forms = analyzer(language)
        finished = phrase.surfaces[:-1] if phrase.unfinished else phrase.surfaces
        words = [
            self._own(language, Found(*self._collection.surfaces.postings(surface)))
            for surface in dict.fromkeys(finished)
            if forms.term(surface)
        ]
        begun = phrase.surfaces[-1]
        if phrase.unfinished and not any(word.startswith(begun) for word in forms.stop):
            words.append(self._beginning(language, begun))
        return words

    def _scanned(self, phrase: tuple[str, ...], unfinished: bool) -> Ids:  # noqa: FBT001 - cached
        """Return all documents in which a phrase stands."""
        found, before = [np.zeros(0, np.int64)], 0
        for edition in self._editions:
            own = documents_with(edition.texts, edition.arrays, phrase, unfinished=unfinished)
            found.append(own + before)
            before += len(edition.arrays.sections)
        return np.sort(self._collection.recorded[np.concatenate(found)])

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
