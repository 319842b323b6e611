"""Where the reader stopped in each book, as the state file keeps it; else as the store does."""

import logging

from viewer.book.book import Book
from viewer.errors import StoreError
from viewer.reading.place import Place
from viewer.ui.page.content import Target
from viewer.ui.window.opening.content import Shown
from viewer.ui.window.services import Services

log = logging.getLogger(__name__)


class LastPlaces:
    """Reads and writes the places of the state; anything odd in it is passed over."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def keep(self, book: Book, place: Place) -> None:
        """Keep ``place`` in ``book``, which becomes the book that opens at the next start."""
        self._services.places()[place.book] = {
            "folder": str(book.folder),
            "title": dict(book.edition.title),
            "section": place.section,
            "language": place.language,
            "ordinal": place.ordinal,
            "offset": place.offset,
            "shift": place.shift,
        }
        self._services.state["book"] = place.book

    def last(self, book: Book) -> Place | None:
        """Return where the reader stopped in ``book``; None if that isn't known."""
        kept = self._services.place_of(book.edition.book)
        if not kept:
            return self._stored(book)
        try:
            return Place(
                book=book.edition.book,
                edition=book.edition.edition,
                section=str(kept["section"]),
                language=str(kept["language"]),
                ordinal=int(kept["ordinal"]),
                offset=int(kept["offset"]),
                shift=float(kept.get("shift", 0)),
            )
        except (KeyError, TypeError, ValueError):
            return None

    def _stored(self, book: Book) -> Place | None:
        """Return where the reader was by the store: it may have come from another computer."""
        if self._services.position is None:
            return None
        try:
            return self._services.position(book.edition.book)
        except StoreError as problem:
            log.warning("where the reader was can't be read: %s", problem)
            return None


def place_at(
    target: Target, book: Book | None, section: str, language: str, shown: Shown | None
) -> Place:
    """Return a place on the page, as the history and the next start need it.

    Args:
        target: Where on the page.
        book: The open book.
        section: Id of the open section.
        language: Language of reading.
        shown: What is on the page.
    """
    blocks = shown.content.text.blocks if shown is not None else ()
    return Place(
        book=book.edition.book if book else "",
        edition=book.edition.edition if book else "",
        section=section,
        language=language,
        block=blocks[target.ordinal].id if 0 <= target.ordinal < len(blocks) else "",
        ordinal=target.ordinal,
        offset=target.start,
        shift=target.shift,
    )
