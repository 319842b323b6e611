"""Finds out what was read of a book: looks at its files in the background, then at the store."""

import time
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.book.book import Book
from viewer.errors import StoreError
from viewer.reading.lengths import Lengths
from viewer.reading.progress import Progress, state_of
from viewer.reading.read_texts import ReadTexts
from viewer.ui.tasks import Background

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.book.fingerprint import FileFacts

_SLICE = 0.05
"""Seconds that the background looks at files before it does what else is asked of it."""

ROWS = 1_000
"""Sections that are read from the store, or marked, between two looks at the keyboard: 10 ms."""


class Survey:
    """Looks at the files of a book, in slices.

    Attributes:
        book: The book.
        facts: What is known of its files, by path.
        lengths: The words of its sections; None until all files were looked at.
    """

    def __init__(self, book: Book, language: str) -> None:
        self.book = book
        self.facts: dict[str, FileFacts] = {}
        self.lengths: Lengths | None = None
        self._language = language
        self._coming: Iterator[tuple[str, FileFacts]] | None = None

    def go_on(self) -> "Survey":
        """Look on for a while; in the background."""
        until = time.perf_counter() + _SLICE
        if self._coming is None:
            self._coming = self.book.survey()
        for path, facts in self._coming:
            self.facts[path] = facts
            if time.perf_counter() >= until:
                return self
        self.lengths = Lengths(self.book, self.facts, self._language)
        return self


class Looking(QObject):
    """Looks at one book after the other, as it is told.

    Signals:
        surveyed: The ``Survey`` of the book, done.
        found: What was read of it: the ``Progress``. After ``surveyed``.
        failed: A ``Message``: it can't be read from the store.
    """

    surveyed = Signal(object)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, texts: ReadTexts, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts
        self._survey: Survey | None = None
        self._coming: Progress | None = None
        self._after = ""
        self._surveying = background.channel()
        self._surveying.finished.connect(self._take)
        self._steps = QTimer(self)
        self._steps.setInterval(0)
        self._steps.timeout.connect(self._step)

    def look(self, book: Book, language: str) -> None:
        """Find out about a book for readers of ``language``, in place of any other."""
        self.cancel()
        self._survey = Survey(book, language)
        self._surveying.submit(self._survey.go_on)

    def cancel(self) -> None:
        """Look at nothing any more."""
        self._surveying.cancel()
        self._steps.stop()
        self._survey = self._coming = None

    @Slot(object)
    def _take(self, survey: Survey) -> None:
        if survey.lengths is None:
            self._surveying.submit(survey.go_on)
            return
        self.read(survey)
        self.surveyed.emit(survey)

    def read(self, survey: Survey) -> None:
        """Find out what was read of a book whose files are known."""
        self._survey = survey
        self._coming, self._after = Progress(survey.book), ""
        self._steps.start()

    def busy(self) -> bool:
        """Return whether this is looking at a book."""
        return self._survey is not None

    @Slot()
    def _step(self) -> None:
        """Read some of what was read."""
        survey, coming = self._survey, self._coming
        if survey is None or coming is None:
            return
        try:
            more = self._read(survey, coming)
        except StoreError as problem:
            self.cancel()
            self.failed.emit(problem.message)
            return
        if not more:
            self.cancel()
            self.found.emit(coming)

    def _read(self, survey: Survey, coming: Progress) -> bool:
        """Take note of some of what was read; return whether there is more."""
        book = survey.book
        rows = self._texts.find(book.edition.book, self._after, ROWS)
        more = len(rows) == ROWS
        groups = [(name, list(group)) for name, group in groupby(rows, lambda row: row.section)]
        if more and len(groups) > 1:
            # The last may go on.
            groups.pop()
        for section, read in groups:
            self._after = section
            if section in book:
                coming[section] = state_of(book, section, read, survey.facts)
        return more
