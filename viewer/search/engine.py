"""Searching the opened books: from what was typed to ranked sections with their passages."""

import time
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viewer.book.book import Book
from viewer.book.model import pick
from viewer.errors import Message, SearchIndexError, Severity
from viewer.search.answers import Answer, Hit, Passage
from viewer.search.arrays import Postings
from viewer.search.edition import OpenEdition
from viewer.search.evaluate import Asked, Evaluator
from viewer.search.hits import Accept, Ranker
from viewer.search.impacts import Collection as Documents
from viewer.search.impacts import merge
from viewer.search.indexes import IndexFolder, index_name
from viewer.search.names import Names
from viewer.search.query import Query, parse, split_numbers
from viewer.search.record import Record
from viewer.search.scoring import NOTHING, Found

__all__ = ["Answer", "Hit", "Passage", "SearchEngine"]

GUIDE = "user-guide"
"""Id of the book that is searched only when it is asked for, or the only one."""


class SearchEngine:
    """Searches opened books; to be used by one thread at a time.

    Args:
        indexes: Where the indexes are.
    """

    def __init__(self, indexes: IndexFolder) -> None:
        self._indexes = indexes
        self._editions: list[OpenEdition] = []
        self._shelf: _Shelf | None = None

    @property
    def books(self) -> tuple[str, ...]:
        """Ids of the books that are searched."""
        return tuple(edition.book.edition.book for edition in self._editions)

    def open(self, books: Sequence[Book]) -> list[Message]:
        """Search ``books`` from now on, those whose index is there and whole.

        Returns:
            For each of the others, why it isn't searched.
        """
        kept = {edition.name: edition for edition in self._editions}
        opened: list[OpenEdition] = []
        postings, problems = [], []
        for book in books:
            name = index_name(book)
            try:
                edition = kept.get(name) or OpenEdition(book, name, self._indexes.open(book))
                postings.append(edition.postings())
                opened.append(edition)
            except SearchIndexError as error:
                title = pick(book.edition.title, "en")
                named = {"book": book.edition.book, "title": title}
                problems.append(Message(error.message.code, named, Severity.WARNING))
        for edition in self._editions:
            if edition not in opened:
                edition.close()
        self._editions = opened
        self._shelf = _Shelf(opened, postings) if opened else None
        return problems

    def close(self) -> None:
        """Close all files."""
        self.open([])

    def search(
        self,
        text: str,
        *,
        books: Collection[str] = (),
        language: str = "en",
        limit: int = 20,
        accept: Accept | None = None,
    ) -> Answer:
        """Return the sections that answer ``text``, the best first; any text will do.

        Args:
            text: What was typed.
            books: Ids of the books to search; all opened ones if empty.
            language: Language to prefer in results.
            limit: Most hits to return.
            accept: Which sections may be returned; all if None.
        """
        start = time.perf_counter()
        notes: Sequence[Message] = ()
        total, hits = 0, list[Hit]()
        if self._shelf is not None:
            try:
                total, hits, notes = self._shelf.search(text, books, language, (limit, accept))
            except SearchIndexError:
                notes = (Message("search-index-lost", severity=Severity.WARNING),)
        took = (time.perf_counter() - start) * 1000
        return Answer(text, language, total, took, tuple(notes), tuple(hits))


class _Shelf:
    """Everything that was opened, as one collection."""

    def __init__(self, editions: Sequence[OpenEdition], postings: Sequence[Postings]) -> None:
        self._editions = editions
        self._documents: Documents = merge([edition.arrays for edition in editions], postings)
        record = Record([edition.reader for edition in editions])
        names = Names(edition.book.glossary for edition in editions)
        self._evaluator = Evaluator(self._documents, record, names, self._place)
        self._ranker = Ranker(editions, self._documents)
        self._allowed = lru_cache(maxsize=8)(self._make_allowed)

    def search(
        self, text: str, books: Collection[str], language: str, wanted: tuple[int, Accept | None]
    ) -> tuple[int, list[Hit], list[Message]]:
        """Return how many sections were found, the best of them, and notes.

        Raises:
            SearchIndexError: An index was changed under our feet.
        """
        query = split_numbers(parse(text), self._documents.surfaces.terms.__contains__)
        notes = list(query.notes)
        asked = {code: self._evaluator.asked(query, code) for code in self._documents.present()}
        mask = self._allowed(frozenset(books))
        found = self._joined(asked.values(), self._evaluator.all, mask)
        if not len(found.docs):
            found = self._joined(asked.values(), self._evaluator.most, mask)
            notes += _relaxed(query, asked, found)
        total, hits = self._ranker.hits(found, asked, language, wanted)
        names = dict.fromkeys(name for one in asked.values() for name in one.names)
        if names and hits:
            notes.append(_note("search-other-names", names=", ".join(names)))
        return total, hits, notes

    def _place(self, document: int) -> tuple[OpenEdition, int]:
        edition = self._editions[int(self._documents.editions[document])]
        return edition, int(self._documents.locals[document])

    def _make_allowed(self, books: frozenset[str]) -> NDArray[np.bool_]:
        """Return which documents belong to ``books``; if empty, to any but the guide."""
        ids = [edition.book.edition.book for edition in self._editions]
        wanted = books or ({*ids} - {GUIDE}) or {GUIDE}
        allowed = np.array([book in wanted for book in ids], bool)
        return allowed[self._documents.editions]

    def _joined(
        self,
        asked: Collection[Asked],
        find: Callable[[Asked], Found],
        mask: NDArray[np.bool_],
    ) -> Found:
        """Return what ``find`` finds in all languages; they have no documents in common."""
        lists = [found for found in map(find, asked) if len(found.docs)]
        if not lists:
            return NOTHING
        docs = np.concatenate([found.docs for found in lists])
        scores = np.concatenate([found.scores for found in lists])
        return Found(docs, scores).keep(mask[docs])


def _relaxed(query: Query, asked: dict[str, Asked], found: Found) -> list[Message]:
    """Return notes about a query of which not all could be found."""
    if not query.required:
        return [_note("search-only-exclusions")] if query.excluded else []
    if any(one.plan.empty for one in asked.values()):
        return [_note("search-common-words")]
    unknown = [
        word.text
        for key, word in enumerate(query.required)
        if all(key in one.unknown for one in asked.values() if key in one.plan.terms)
        and any(key in one.plan.terms for one in asked.values())
    ]
    notes = [_note("search-most-words")] if len(found.docs) else []
    if unknown:
        notes.append(_note("search-unknown-words", words=", ".join(dict.fromkeys(unknown))))
    return notes


def _note(code: str, **parameters: object) -> Message:
    return Message(code, parameters, Severity.INFO)
