"""Where the editions of the books lie that were open, or are on the shelf."""

from contextlib import suppress
from pathlib import Path

from viewer.book.book import Book
from viewer.errors import ViewerError
from viewer.reading.place import Place
from viewer.storage.files import is_there
from viewer.ui.window.services import Services


class BookFolders:
    """Finds the folder of a place; what was open before is found without a look at the shelf."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._known: dict[str, Path] = {}

    def keep(self, book: Book) -> None:
        """Remember where an edition is."""
        self._known[book.edition.book] = book.folder
        self._known[f"{book.edition.book}@{book.edition.edition}"] = book.folder

    def forget(self, book: str) -> None:
        """Forget where all editions of a book are."""
        for name in [name for name in self._known if name.partition("@")[0] == book]:
            del self._known[name]

    def of(self, place: Place) -> Path:
        """Return the folder of the edition that a place names; of the book, if it isn't there.

        Raises:
            BookError: The book isn't there either.
        """
        if place.edition:
            name = f"{place.book}@{place.edition}"
            known = self._known.get(name)
            if known is not None and is_there(known):
                return known
            with suppress(ViewerError):
                return self._services.shelf().find(name)
        return self._known.get(place.book) or self._services.shelf().find(place.book)
