"""What commands search: the current editions, and others that a query names."""

from functools import partial
from typing import TYPE_CHECKING

from viewer.cli.indexing import make_ready_somewhere, open_engine
from viewer.cli.own_marks import OwnMarks
from viewer.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.book.book import Book
    from viewer.book.shelf import Listed
    from viewer.search.engine import Answer, SearchEngine


class Engines:
    """Searches one book, or the current edition of all; builds what is missing first.

    Args:
        session: The reader's things.
        name: What names the book; None for all.
    """

    def __init__(self, session: Session, name: str | None) -> None:
        self._session = session
        self._books = [session.book(name)] if name else None
        self._listed: Sequence[Listed] | None = None
        self._older: dict[tuple[str, ...], SearchEngine] = {}
        self._current: SearchEngine | None = None
        self._own = OwnMarks(session)

    def search(self, text: str, *, language: str, limit: int, typing: bool = False) -> "Answer":
        """Search; see ``viewer.search.engine.SearchEngine.search``.

        Editions that the query names are searched in place of the current ones. The reader's own
        notes that match are in the answer, too.
        """
        from viewer.search import older

        listed: Sequence[Listed] = ()
        if older.editions_named(text):
            if self._listed is None:
                self._listed = self._session.shelf.books()
            only = [book.edition.book for book in self._books or ()]
            listed = older.chosen(text, self._listed, only)
        engine = self._of(listed)
        states = self._own.states(text, typing=typing)
        answer = engine.search(text, language=language, limit=limit, states=states, typing=typing)
        accept = partial(engine.passing, text, states=states)
        answer = self._own.beside(answer, accept, typing=typing)
        return older.told(answer, listed) if listed else answer

    def make_ready(self) -> None:
        """Open the current editions: else the first query waits for that."""
        self._of(())

    def _of(self, listed: "Sequence[Listed]") -> "SearchEngine":
        names = tuple(one.name for one in listed)
        if names:
            if names not in self._older:
                books = [self._session.book(str(one.folder)) for one in listed]
                self._older[names] = self._opened(books)
            return self._older[names]
        if self._current is None:
            self._current = self._opened(self._books or self._session.books())
        return self._current

    def _opened(self, books: "Sequence[Book]") -> "SearchEngine":
        make_ready_somewhere(self._session, books)
        return open_engine(self._session, books)
