"""Has books looked through in the child process, and keeps what was found of the open one."""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.book import Book
from viewer.reading.survey import Survey, make_survey, open_survey
from viewer.search.build import child_environment, read_event, survey_command
from viewer.ui.tasks import Background, ChildProcess

log = logging.getLogger(__name__)


class Surveys(QObject):
    """Gives what is known of a book, once it is known.

    Signals:
        ready: The ``Survey`` of the book that was wanted last.
        progress: Sections that are looked through, and how many there are; only while one waits.
        failed: The book can't be looked through.
    """

    ready = Signal(object)
    progress = Signal(int, int)
    failed = Signal()

    def __init__(self, cache: Path, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._cache = cache
        self._wanted: tuple[Book, str] | None = None
        self._known: tuple[Book, str, Survey] | None = None
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        self._finding.failed.connect(self._fail)
        self._child = ChildProcess(self)
        self._child.line.connect(self._hear)
        self._child.ended.connect(self._end)

    def want(self, book: Book, language: str) -> None:
        """Have ``ready`` told for a book and a language of reading, in place of others."""
        if self._known is not None and self._known[:2] == (book, language):
            self._stop()
            self.ready.emit(self._known[2])
        elif self._wanted != (book, language):
            self._stop()
            self._wanted = book, language
            self._finding.submit(partial(open_survey, book, language))

    def waits(self) -> bool:
        """Tell whether something is being looked for."""
        return self._wanted is not None

    def cancel(self) -> None:
        """Look for nothing any more."""
        self._stop()

    def close(self) -> None:
        """End the child."""
        self._stop()
        self._child.close()

    def _stop(self) -> None:
        self._wanted = None
        self._finding.cancel()
        self._child.stop()

    @Slot(object)
    def _take(self, found: Survey | None) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        book, language = wanted
        if found is not None:
            self._known = book, language, found
            self._stop()
            self.ready.emit(found)
        else:
            command = survey_command(book.folder, language, self._cache)
            self._child.start(command, child_environment())

    @Slot(str)
    def _hear(self, line: str) -> None:
        event = read_event(line)
        if event.kind == "progress":
            self.progress.emit(event.done, event.total)

    @Slot(int)
    def _end(self, _status: int) -> None:
        if self._wanted is not None:
            self._finding.submit(partial(_found, *self._wanted))

    @Slot()
    def _fail(self) -> None:
        self._stop()
        self.failed.emit()


def _found(book: Book, language: str) -> Survey:
    """Return what the child found; where the cache keeps nothing, find it here."""
    made = open_survey(book, language)
    if made is None:
        log.info("the cache keeps nothing; looking through %s in a thread", book.folder)
        made = make_survey(book, language, _silent)
    return made


def _silent(_done: int, _total: int) -> None:
    """In the thread nobody hears how far it is."""
