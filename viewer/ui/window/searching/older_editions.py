"""Searching editions that a query names, other than the current ones: in the background thread."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from viewer.book.book import Book, open_book
from viewer.book.model import pick
from viewer.errors import ViewerError
from viewer.messages import language
from viewer.ui.window.searching.index_builds import Wanted
from viewer.ui.window.searching.index_place import IndexPlace
from viewer.ui.window.services import Services

if TYPE_CHECKING:
    from viewer.book.shelf import Listed
    from viewer.search.answers import Answer
    from viewer.search.engine import SearchEngine


class Older(NamedTuple):
    """An answer from editions that a query names.

    Attributes:
        answer: What was found; nothing while an index is missing.
        missing: Editions whose index has to be built first.
    """

    answer: "Answer"
    missing: list[Wanted]


class OlderEditions:
    """Opens editions when they are asked for, beside the current ones, and keeps the last of them.

    Belongs to the background thread.
    """

    def __init__(self, services: Services, place: IndexPlace) -> None:
        self._services = services
        self._place = place
        self._searched_place = place.folder
        self._engine: SearchEngine | None = None
        self._listed: Sequence[Listed] | None = None

    def forget(self) -> None:
        """Look at the shelf again when an edition is asked for next."""
        self._listed = None

    def answer(
        self, text: str, books: Sequence[str], search: "Callable[[SearchEngine], Answer]"
    ) -> Older | None:
        """Return what the editions that ``text`` names answer; None if it names no older one.

        Args:
            text: The query.
            books: Ids of the books that may be searched; all if empty.
            search: Searches with an engine.
        """
        from viewer.search import older

        if not older.editions_named(text):
            return None
        if self._listed is None:
            self._listed = self._services.shelf().books()
        listed = older.chosen(text, self._listed, books)
        if not listed:
            return None
        engine, missing = self._opened(listed)
        if missing:
            return Older(older.preparing(text, language(), listed), missing)
        return Older(older.told(search(engine), listed), [])

    def _opened(self, listed: "Sequence[Listed]") -> "tuple[SearchEngine, list[Wanted]]":
        """Return the engine, which searches these editions now, and those it can't search yet."""
        if self._engine is None or self._searched_place != self._place.folder:
            self.close()
            self._searched_place = self._place.folder
            self._engine = self._place.engine()
        books: list[Book] = []
        for one in listed:
            with suppress(ViewerError):
                books.append(open_book(one.folder, self._services.cache))
        lacking = {problem.parameters["book"] for problem in self._engine.open(books)}
        words = language()
        missing = [
            Wanted(book.edition.book, book.folder, _title(book, words))
            for book in books
            if book.edition.book in lacking
        ]
        return self._engine, missing

    def close(self) -> None:
        """Close the indexes; nothing may search any more."""
        if self._engine is not None:
            self._engine.close()


def _title(book: Book, words: str) -> str:
    return f"{pick(book.edition.title, words)} · {book.edition.edition}"
