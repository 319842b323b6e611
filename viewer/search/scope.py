"""Which documents may be found at all: books, editions, and the filters of a query."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viewer.assets import GUIDE
from viewer.book.book import Book
from viewer.book.model import Edition
from viewer.errors import Message, Severity
from viewer.search.analysis import fold
from viewer.search.edition import OpenEdition
from viewer.search.impacts import Collection
from viewer.search.query import Filter

Accept = Callable[[str, str], bool]
"""Tells whether a section (book, section) is in some state, or may be among the hits."""

STATES = {
    "bookmarked": "bookmarked", "signet": "bookmarked", "marked": "bookmarked",
    "noted": "noted", "annote": "noted", "annotee": "noted",
}  # fmt: skip
"""Values of ``is:``, folded, in both languages."""

Mask = NDArray[np.bool_]


def not_counted(books: Sequence[str]) -> list[int]:
    """Return the places of the books that mustn't change how others are ranked: the guide's."""
    return [at for at, book in enumerate(books) if book == GUIDE]


def is_about_notes(wanted: Filter) -> bool:
    """Tell whether a filter is about the reader's own notes."""
    return wanted.name == "note" or (wanted.name == "is" and is_noted(wanted.value))


def is_noted(value: str) -> bool:
    """Tell whether what follows ``is:`` means sections with a note."""
    return STATES.get(fold(value)) == "noted"


def note_state(value: str) -> str:
    """Return the name of the state of carrying a note with what follows ``note:``."""
    return f"note:{fold(value)}"


class Scope:
    """Tells which documents of a collection may be found.

    Args:
        editions: The opened editions.
        documents: Their collection.

    Attributes:
        everything: The mask that all documents pass.
    """

    def __init__(self, editions: Sequence[OpenEdition], documents: Collection) -> None:
        self._editions = editions
        self._documents = documents
        self.everything: Mask = np.ones(documents.size, bool)
        self._of_books: Callable[[frozenset[str], bool, bool], Mask] = lru_cache(16)(self._books)
        self._kept: Callable[[Filter], Mask] = lru_cache(16)(self._make)

    def mask(
        self, books: frozenset[str], filters: Sequence[Filter], states: Mapping[str, Accept]
    ) -> tuple[Mask, list[Message]]:
        """Return which documents may be found, and notes about filters that nothing passes.

        Args:
            books: Ids of the books to search; see ``searched``.
            filters: Filters of the query.
            states: How to tell states of sections that search doesn't know, by name.
        """
        mask = self.searched(books, filters)
        notes = []
        for one in filters:
            told = one.name in ("is", "note")
            passing = self._state(one, states) if told else self._kept(one)
            if not passing.any():
                parameters = {"filter": one.text}
                notes.append(Message("search-filter-unknown", parameters, Severity.INFO))
            mask = mask & (~passing if one.negated else passing)
        return mask, notes

    def searched(self, books: frozenset[str], filters: Sequence[Filter]) -> Mask:
        """Return the documents of the books that are searched, whatever else a query asks for.

        Args:
            books: Ids of the books; all if empty, the guide only if a filter names a book.
            filters: Filters of the query.
        """
        editions = any(one.name == "edition" for one in filters)
        named = any(one.name == "book" and not one.negated for one in filters)
        return self._of_books(books, editions, named)

    def _books(self, books: frozenset[str], all_editions: bool, guide_too: bool) -> Mask:  # noqa: FBT001 - cached
        """Return the documents of ``books``, of the newest edition of each unless all are asked."""
        described = [edition.book.edition for edition in self._editions]
        ids = {edition.book for edition in described}
        wanted = books or (ids if guide_too else ids - {GUIDE}) or ids
        newest: dict[str, Edition] = {}
        for edition in described:
            known = newest.get(edition.book)
            if known is None or _order(edition) > _order(known):
                newest[edition.book] = edition
        verdicts = [
            edition.book in wanted and (all_editions or newest[edition.book] is edition)
            for edition in described
        ]
        return self.everything if all(verdicts) else self._by_edition(iter(verdicts))

    def _by_edition(self, verdicts: Iterator[bool]) -> Mask:
        return np.fromiter(verdicts, bool, len(self._editions))[self._documents.editions]

    def _make(self, wanted: Filter) -> Mask:
        value = fold(wanted.value)
        books = [edition.book for edition in self._editions]
        if wanted.name == "book":
            return self._by_edition(_is_called(book, value) for book in books)
        if wanted.name == "edition":
            return self._by_edition(fold(book.edition.edition) == value for book in books)
        if wanted.name == "lang":
            return self._by_document(lambda edition, at: _speaks(edition, at, value))
        sections = [
            _below(book, value) if wanted.name == "in" else _tagged(book, value) for book in books
        ]
        chosen = {
            edition.name: found for edition, found in zip(self._editions, sections, strict=True)
        }
        return self._by_document(
            lambda edition, at: edition.arrays.sections[at] in chosen[edition.name]
        )

    def _state(self, wanted: Filter, states: Mapping[str, Accept]) -> Mask:
        state = STATES.get(fold(wanted.value), "")
        accept = states.get(note_state(wanted.value) if wanted.name == "note" else state)
        if accept is None:
            return np.zeros(self._documents.size, bool)
        return self._by_document(
            lambda edition, at: accept(edition.book.edition.book, edition.arrays.sections[at])
        )

    def _by_document(self, verdict: Callable[[OpenEdition, int], bool]) -> Mask:
        documents = self._documents
        places = zip(documents.editions.tolist(), documents.locals.tolist(), strict=True)
        verdicts = (verdict(self._editions[edition], at) for edition, at in places)
        return np.fromiter(verdicts, bool, documents.size)


def _order(edition: Edition) -> tuple[str, int]:
    return edition.issued, edition.revision


def _is_called(book: Book, value: str) -> bool:
    titles = (fold(title) for title in book.edition.title.values())
    return value == book.edition.book or any(value in title for title in titles)


def _speaks(edition: OpenEdition, document: int, value: str) -> bool:
    language = edition.arrays.languages[document].lower()
    return value in (language, language.partition("-")[0])


def _below(book: Book, value: str) -> set[str]:
    """Return the section with the id or title ``value``, and all below it.

    Where no title is this, those that contain it are meant.
    """
    found = [value] if value in book else _titled(book, value.__eq__)
    if value and not found:
        found = _titled(book, lambda title: value in title)
    every: set[str] = set()
    while found:
        section = found.pop()
        if section not in every:
            every.add(section)
            found.extend(book.children(section))
    return every


def _titled(book: Book, fits: Callable[[str], bool]) -> list[str]:
    """Return the sections whose folded title fits in some language."""
    titles = {section: book.section(section).title.values() for section in book.order}
    return [section for section, own in titles.items() if any(map(fits, map(fold, own)))]


def _tagged(book: Book, value: str) -> set[str]:
    return {section for section in book.order if value in map(fold, book.section(section).tags)}
