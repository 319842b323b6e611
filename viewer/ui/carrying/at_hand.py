"""The editions of books that are at hand, for placing annotations outside the GUI thread."""

from contextlib import suppress

from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.book.shelf import Listed, Shelf
from viewer.errors import BookError


class BooksAtHand:
    """Opens the editions of a book when they are first asked for.

    Belongs to the thread that asks.
    """

    def __init__(self, shelf: Shelf, cache: BookCache) -> None:
        self._shelf = shelf
        self._cache = cache
        self._listed: list[Listed] | None = None
        self._opened: dict[str, list[Book]] = {}

    def __call__(self, book: str) -> list[Book]:
        """Return the editions of a book that can be opened, the current one first."""
        if self._listed is None:
            self._listed = self._shelf.books()
        if book not in self._opened:
            mine = [one for one in self._listed if one.edition.book == book and not one.problem]
            mine.sort(key=lambda one: not one.current)
            self._opened[book] = []
            for one in mine:
                # One that can't be opened is no help, and the Books view says what is wrong.
                with suppress(BookError):
                    self._opened[book].append(open_book(one.folder, self._cache))
        return self._opened[book]
