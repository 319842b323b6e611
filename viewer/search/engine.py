"""Searching the opened books: from what was typed to ranked sections with their passages."""

import time
from collections.abc import Collection, Mapping, Sequence

from viewer.book.book import Book
from viewer.book.model import pick
from viewer.errors import Message, SearchIndexError, Severity
from viewer.search.answers import Answer, Hit, Passage
from viewer.search.edition import OpenEdition
from viewer.search.impacts import merge
from viewer.search.indexes import IndexFolder, index_name
from viewer.search.related import Related
from viewer.search.scope import Accept
from viewer.search.shelf import OpenShelf, Result, Wish

__all__ = ["Accept", "Answer", "Hit", "Passage", "Related", "SearchEngine"]


class SearchEngine:
    """Searches opened books; to be used by one thread at a time.

    Args:
        indexes: Where the indexes are.
    """

    def __init__(self, indexes: IndexFolder) -> None:
        self._indexes = indexes
        self._editions: list[OpenEdition] = []
        self._shelf: OpenShelf | None = None

    @property
    def books(self) -> tuple[str, ...]:
        """Ids of the books that are searched."""
        return tuple(edition.book.edition.book for edition in self._editions)

    def open(self, books: Sequence[Book]) -> list[Message]:
        """Search ``books`` from now on, those whose index is there and whole.

        Of several editions of a book the newest is searched; the others with ``edition:``.

        Returns:
            For each book that isn't searched, why.
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
        arrays = [edition.arrays for edition in opened]
        self._shelf = OpenShelf(opened, merge(arrays, postings)) if opened else None
        return problems

    def close(self) -> None:
        """Close all files."""
        self.open([])

    def related(self, book: str, section: str, language: str, limit: int = 5) -> list[Related]:
        """Return sections that share the words that tell a section from the others.

        Args:
            book: Id of the section's book.
            section: Its id.
            language: Language in which it is read, and in which the others are.
            limit: Most sections to return.
        """
        if self._shelf is None:
            return []
        return self._shelf.related((book, section, language), limit)

    def search(  # noqa: PLR0913 - what can be wished for
        self,
        text: str,
        *,
        books: Collection[str] = (),
        language: str = "en",
        limit: int = 20,
        accept: Accept | None = None,
        states: Mapping[str, Accept] | None = None,
        typing: bool = False,
    ) -> Answer:
        """Return the sections that answer ``text``, the best first; any text will do.

        Args:
            text: What was typed.
            books: Ids of the books to search; all opened ones if empty.
            language: Language to prefer in results.
            limit: Most hits to return.
            accept: Which sections may be returned; all if None.
            states: How to tell states of a section that search doesn't know: ``bookmarked``.
            typing: Whether the text is still being typed, so that the beginning of the last word is
                enough.
        """
        start = time.perf_counter()
        found = Result()
        if self._shelf is not None:
            wish = Wish(text, frozenset(books), language, limit, accept, states or {}, typing)
            try:
                found = self._shelf.search(wish)
            except SearchIndexError:
                found = Result(notes=(Message("search-index-lost", severity=Severity.WARNING),))
        took = (time.perf_counter() - start) * 1000
        return Answer(text, language, found.total, took, found.notes, found.hits, found.searched)
