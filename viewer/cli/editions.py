"""The editions of a book that are on the shelf, each opened once."""

from contextlib import suppress

from viewer.book.book import Book, open_book
from viewer.cli.output import complain
from viewer.cli.session import Session
from viewer.errors import BookError


class Editions:
    """Opens books as commands about annotations need them."""

    def __init__(self, session: Session, edition: str | None = None) -> None:
        """Look at a shelf.

        Args:
            session: What the command works with.
            edition: Edition that is asked for; the current one if there is none.
        """
        self._session = session
        self._edition = edition
        self._opened: dict[str, Book | None] = {}

    def identifier(self, name: str | None) -> str | None:
        """Return the id of the book that ``name`` means; a name unknown to the shelf is an id."""
        if name is None:
            return None
        try:
            book = self._session.book(name)
        except BookError:
            return name
        if self._edition is None:
            self._opened[book.edition.book] = book
        return book.edition.book

    def open(self, identifier: str) -> Book | None:
        """Return a book in the edition asked for, or None where it isn't."""
        if identifier not in self._opened:
            name = f"{identifier}@{self._edition}" if self._edition else identifier
            try:
                self._opened[identifier] = self._session.book(name)
            except BookError as problem:
                complain(problem.message)
                self._opened[identifier] = None
        return self._opened[identifier]

    def others(self, identifier: str) -> list[Book]:
        """Return the other editions of a book on the shelf: they tell what stood where."""
        shown = self.open(identifier)
        others = []
        for listed in self._session.shelf.editions(identifier):
            if shown is None or listed.edition.edition != shown.edition.edition:
                # One that can't be opened is no help, and concerns nobody here.
                with suppress(BookError):
                    others.append(open_book(listed.folder, self._session.cache))
        return others

    def of(self, identifier: str) -> list[Book]:
        """Return all editions of a book on the shelf, the one asked for first."""
        shown = self.open(identifier)
        return [*([shown] if shown is not None else []), *self.others(identifier)]
