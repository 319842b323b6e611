"""The indexes of the shelf's books, opened in the background thread, and what they lack."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.book.book import Book, open_book
from viewer.book.model import pick
from viewer.errors import Message, ViewerError
from viewer.ui.window.searching.index_builds import Wanted
from viewer.ui.window.searching.index_place import IndexPlace
from viewer.ui.window.services import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.book.shelf import Listed
    from viewer.search.engine import SearchEngine


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the background thread found when it opened the indexes.

    Attributes:
        books: The books on the shelf, by id.
        missing: Books whose index has to be built.
        unmerged: Names of indexes that have to be merged before they can be searched.
        problems: What is wrong.
        editions: Names of the editions of each book on the shelf, the newest first.
    """

    books: dict[str, Book]
    missing: list[Wanted]
    unmerged: tuple[str, ...]
    problems: list[Message]
    editions: dict[str, list[str]]


class OpenIndexes:
    """Opens the index of the current edition of each book; belongs to the background thread.

    Attributes:
        engine: Searches them; None before they were first opened.
    """

    def __init__(self, services: Services, place: IndexPlace) -> None:
        self._services = services
        self._place = place
        self._opened_place = place.folder
        self.engine: SearchEngine | None = None

    def prepare(self, words: str, *, merge_many: bool) -> Prepared:
        """Open the indexes of the shelf as it is now.

        Args:
            words: Language in which books are named.
            merge_many: See ``SearchEngine.open``.
        """
        engine = self._engine_here()
        listed = self._services.shelf().books()
        books, problems = self._current(listed)
        lacking = engine.open(books, merge_many=merge_many)
        without = {problem.parameters["book"] for problem in lacking}
        missing = [
            Wanted(book.edition.book, book.folder, pick(book.edition.title, words))
            for book in books
            if book.edition.book in without
        ]
        named = {book.edition.book: book for book in books}
        editions: dict[str, list[str]] = {}
        for one in listed:
            editions.setdefault(one.edition.book, []).append(one.edition.edition)
        return Prepared(named, missing, engine.unmerged, problems + lacking, editions)

    def close(self) -> None:
        """Close the indexes; nothing may search any more."""
        if self.engine is not None:
            self.engine.close()

    def _engine_here(self) -> "SearchEngine":
        """Return the engine for the folder in which indexes are kept now."""
        if self.engine is None or self._opened_place != self._place.folder:
            self.close()
            self._opened_place = self._place.folder
            self.engine = self._place.engine()
        return self.engine

    def _current(self, listed: "Sequence[Listed]") -> tuple[list[Book], list[Message]]:
        """Open the current edition of each book."""
        books, problems = [], []
        for one in listed:
            if not one.current:
                continue
            try:
                books.append(open_book(one.folder, self._services.cache))
            except ViewerError as problem:
                problems.append(problem.message)
        return books, problems
