"""Searching the opened books: from what was typed to ranked sections with their passages."""

import time
from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from viewer.book.book import Book
from viewer.book.model import pick
from viewer.errors import Message, SearchIndexError, Severity
from viewer.search import merged
from viewer.search.answers import Answer, Hit, Passage
from viewer.search.edition import OpenEdition, full_name
from viewer.search.impacts import Collection, merge
from viewer.search.indexes import IndexFolder
from viewer.search.related import Related
from viewer.search.scope import Accept, not_counted
from viewer.search.seal import Sealed
from viewer.search.shelf import OpenShelf, Result, Wish
from viewer.search.units import Unit

__all__ = ["Accept", "Answer", "Hit", "Passage", "Related", "SearchEngine"]


class SearchEngine:
    """Searches opened books; to be used by one thread at a time.

    Args:
        indexes: Where the indexes are.

    Attributes:
        unmerged: Names of the indexes that the child process has to merge before they are searched
            (``viewer.search.build.merge_command``); see ``open``.
    """

    def __init__(self, indexes: IndexFolder) -> None:
        self._indexes = indexes
        self._editions: list[OpenEdition] = []
        self._shelf: OpenShelf | None = None
        self.unmerged: tuple[str, ...] = ()

    @property
    def books(self) -> tuple[str, ...]:
        """Ids of the books that are searched."""
        return tuple(edition.book.edition.book for edition in self._editions)

    def open(self, books: Sequence[Book], *, merge_many: bool = True) -> list[Message]:
        """Search ``books`` from now on, those whose index is there and whole.

        Of several editions of a book the newest is searched; the others with ``edition:``. Of a
        book that was searched until now and whose new index isn't there, the old one stays in use.

        Args:
            books: What to search.
            merge_many: Whether to merge the indexes here and now even if that takes long. If not,
                what was searched before stays in use, and ``unmerged`` tells what there is to do.

        Returns:
            For each book that isn't searched as it is now, why: ``book`` is its id.
        """
        found, problems = self._found(books)
        self.unmerged = ()
        if self._searches(found):
            return problems
        merged_before = self._merged_before(found)
        if merged_before is None and not merge_many and _are_many(found):
            self.unmerged = tuple(one.name for one in found)
            return problems
        return problems + self._open(found, merged_before)

    def _found(self, books: Sequence[Book]) -> tuple[list["_Index"], list[Message]]:
        """Return the verified indexes of ``books``, in one order however the shelf is sorted."""
        found: dict[str, _Index] = {}
        problems = []
        for book in books:
            try:
                one = _Index(book, self._indexes.open(book))
            except SearchIndexError as error:
                problems.append(_problem(book, error))
            else:
                found[one.name] = one
        lacking = {problem.parameters["book"] for problem in problems}
        for edition in self._editions:
            if edition.book.edition.book in lacking:
                found.setdefault(edition.name, _Index(edition.book, edition.sealed))
        return [found[name] for name in sorted(found)], problems

    def _searches(self, found: Sequence["_Index"]) -> bool:
        """Tell whether these very indexes are searched already."""
        opened = {edition.name: edition.sealed for edition in self._editions}
        # An index that was built again has the same name, but its files are others.
        return len(found) == len(opened) and all(
            opened.get(one.name) is one.sealed for one in found
        )

    def _merged_before(self, found: Sequence["_Index"]) -> Sealed | None:
        try:
            return self._indexes.open_collection(
                merged.collection_name([one.name for one in found])
            )
        except SearchIndexError:
            return None

    def _open(self, found: Sequence["_Index"], merged_before: Sealed | None) -> list[Message]:
        """Search these indexes in place of others; return what is wrong with those that aren't."""
        known = {edition.name: edition for edition in self._editions}
        opened, problems = [], []
        for one in found:
            try:
                edition = known.get(one.name)
                if edition is None or edition.sealed is not one.sealed:
                    edition = OpenEdition(one.book, one.sealed)
                opened.append(edition)
            except SearchIndexError as error:
                problems.append(_problem(one.book, error))
        documents = _loaded(opened, merged_before) if len(opened) == len(found) else None
        if documents is None and opened:
            opened, documents, more = _merged(opened)
            problems += more
        for edition in self._editions:
            if edition not in opened:
                edition.close()
        self._editions = opened
        self._shelf = OpenShelf(opened, documents) if documents is not None else None
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

    def headings(self) -> Iterator[tuple[str, str, str, Unit]]:
        """Yield the headings in the texts that are searched: book, section, language, heading.

        Raises:
            SearchIndexError: An index was changed under our feet.
        """
        for edition in self._editions:
            arrays = edition.arrays
            for document, unit in edition.texts.headings():
                place = arrays.sections[document], arrays.languages[document]
                yield edition.book.edition.book, *place, unit

    def passing(
        self,
        text: str,
        *,
        books: Names[str] = (),
        states: Mapping[str, Accept] | None = None,
    ) -> Accept | None:
        """Return what tells which sections the filters of a query let pass; None without filters.

        Those about the reader's own notes are left aside. For the arguments see ``search``.
        """
        if self._shelf is None:
            return None
        return self._shelf.passing(Wish(text, frozenset(books), "", 0, None, states or {}, False))  # noqa: FBT003 - as in ``search``

    def search(  # noqa: PLR0913 - what can be wished for
        self,
        text: str,
        *,
        books: Names[str] = (),
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
            states: How to tell states of a section that search doesn't know: ``bookmarked``,
                ``noted``, and those that ``scope.note_state`` names.
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


class _Index(NamedTuple):
    """An index that may be opened."""

    book: Book
    sealed: Sealed

    @property
    def name(self) -> str:
        """Its name among all indexes."""
        return full_name(self.sealed, self.book)


def _are_many(found: Sequence[_Index]) -> bool:
    """Tell whether merging takes long."""
    return merged.postings([one.sealed.files for one in found]) >= merged.MANY


def _loaded(editions: Sequence[OpenEdition], sealed: Sealed | None) -> Collection | None:
    """Return the collection of ``editions`` if it was merged before and can be read."""
    if sealed is None:
        return None
    with suppress(SearchIndexError):
        return merged.load(sealed.files, [edition.arrays for edition in editions])
    return None


def _merged(
    editions: Sequence[OpenEdition],
) -> tuple[list[OpenEdition], Collection | None, list[Message]]:
    """Return those editions that can be read, their collection, and what is wrong with others."""
    sound, postings, problems = [], [], []
    for edition in editions:
        try:
            postings.append(edition.postings())
            sound.append(edition)
        except SearchIndexError as error:
            problems.append(_problem(edition.book, error))
            edition.close()
    if not sound:
        return [], None, problems
    aside = not_counted([edition.book.edition.book for edition in sound])
    return sound, merge([edition.arrays for edition in sound], postings, aside), problems


def _problem(book: Book, error: SearchIndexError) -> Message:
    """Return why ``book`` isn't searched; that it has no index yet is nothing to worry about."""
    code = error.message.code
    severity = Severity.INFO if code == "search-index-missing" else Severity.WARNING
    named = {"book": book.edition.book, "title": pick(book.edition.title, "en")}
    return Message(code, named, severity)
