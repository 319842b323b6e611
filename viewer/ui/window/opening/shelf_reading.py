"""How far the reading of each book on the shelf is: found out one after the other, while wanted."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.book import Book, needs_reading, open_book
from viewer.book.cache import BookCache
from viewer.book.shelf import Listed
from viewer.errors import ViewerError
from viewer.reading.progress import Progress
from viewer.reading.read_texts import ReadTexts
from viewer.storage.database import Database
from viewer.ui.books.model import BookReading
from viewer.ui.room.looking import Looking, Survey
from viewer.ui.tasks import Background
from viewer.ui.window.services import Services

if TYPE_CHECKING:
    from viewer.reading.lengths import Lengths


class ShelfReading(QObject):
    """Looks at the current edition of each book.

    Attributes:
        known: What is known so far, by folder.

    Signals:
        changed: More is known.
    """

    changed = Signal()

    def __init__(
        self, services: Services, database: Database, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.known: dict[str, BookReading] = {}
        self._services = services
        self._waiting: deque[Path] = deque()
        self._language = "en"
        self._lengths: Lengths | None = None
        self._opening = background.channel()
        self._opening.finished.connect(self._take_book)
        self._looking = Looking(ReadTexts(database), background, self)
        self._looking.surveyed.connect(self._take_survey)
        self._looking.found.connect(self._take_progress)
        self._looking.failed.connect(self._go_on)

    def look(self, books: Iterable[Listed], language: str) -> None:
        """Find out about these books, for readers of ``language``.

        What was known of them stands until it is known anew. A large book that was never opened
        is left out: to read it takes long.
        """
        self.cancel()
        self._language = language
        self._waiting.extend(book.folder for book in books if book.current)
        wanted = {str(folder) for folder in self._waiting}
        self.known = {folder: one for folder, one in self.known.items() if folder in wanted}
        self._go_on()

    def cancel(self) -> None:
        """Look at nothing any more."""
        self._waiting.clear()
        self._opening.cancel()
        self._looking.cancel()

    @Slot()
    def _go_on(self) -> None:
        if self._waiting:
            folder = self._waiting.popleft()
            self._opening.submit(partial(_opened, folder, self._services.cache))

    @Slot(object)
    def _take_book(self, book: Book | None) -> None:
        if book is not None:
            self._looking.look(book, self._language)
        else:
            self._go_on()

    @Slot(object)
    def _take_survey(self, survey: Survey) -> None:
        self._lengths = survey.lengths
        if not self._services.preferences.track_reading:
            self._looking.cancel()
            self._tell(Progress(survey.book), told=False)

    @Slot(object)
    def _take_progress(self, progress: Progress) -> None:
        self._tell(progress, told=True)

    def _tell(self, progress: Progress, *, told: bool) -> None:
        left = self._lengths.left(progress.left()) if self._lengths is not None else 0
        share = progress.share() if told else None
        self.known[str(progress.book.folder)] = BookReading(share, left)
        self.changed.emit()
        self._go_on()


def _opened(folder: Path, cache: BookCache) -> Book | None:
    """Return the book in ``folder``; None if it can't be opened, or takes long to read."""
    if needs_reading(folder, cache):
        return None
    try:
        return open_book(folder, cache)
    except ViewerError:
        return None
