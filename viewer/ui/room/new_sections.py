"""Which sections of the open edition the edition before, on the shelf, did not have."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.book import Book, needs_reading, open_book
from viewer.errors import ViewerError
from viewer.reading.progress import Progress, part_of
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.what_changed import older_edition
from viewer.ui.window.services import Services


class _Found(NamedTuple):
    """What was found out about a book: the positions of its new sections, in reading order."""

    book: Book
    positions: Sequence[int]


class NewSections(QObject):
    """Finds them in the background, and counts those that were not read yet.

    Signals:
        changed: Others are new now.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._found: _Found | None = None
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        window.navigation.book_opened.connect(self.look)
        self.look()

    @Slot()
    def look(self) -> None:
        """Compare the open edition with the one before."""
        book = self._window.navigation.book
        if book is not None:
            self._finding.submit(partial(_find, self._window.services, book))

    @Slot(object)
    def _take(self, found: _Found) -> None:
        former, self._found = self._found, found
        if found.positions or (former is not None and former.positions):
            self.changed.emit()

    def unread(self, progress: Progress, section: str, *, alone: bool = False) -> int:
        """Return how many new sections were not read, of a section with all below it, or alone."""
        found = self._found
        if found is None or found.book is not progress.book:
            return 0
        part = part_of(found.book, section)
        part = part[:1] if alone else part
        first, last = (bisect_left(found.positions, end) for end in (part.start, part.stop))
        return progress.unread(found.positions[first:last])


def _find(services: Services, book: Book) -> _Found:
    """Compare two editions by the ids of their sections; a large one never read counts as none."""
    older = older_edition(services, book)
    if older is None or needs_reading(older.folder, services.cache):
        return _Found(book, ())
    try:
        before = open_book(older.folder, services.cache)
    except ViewerError:
        return _Found(book, ())
    texts = filter(book.outline.has_text, range(len(book)))
    return _Found(book, [place for place in texts if book.order[place] not in before])
