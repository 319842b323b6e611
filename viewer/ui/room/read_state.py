"""What the reader has read of the open book, and how long its sections take."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.errors import Message, StoreError
from viewer.reading.lengths import Lengths
from viewer.reading.progress import Progress, State, part_of, path_of
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.storage.database import Database
from viewer.ui.room.looking import ROWS, Looking, Survey
from viewer.ui.room.restoring import Restoring
from viewer.ui.tasks import Background
from viewer.ui.window.opening.content import shown_language
from viewer.ui.window.opening.navigation import Navigation

if TYPE_CHECKING:
    from viewer.book.book import Book
    from viewer.book.fingerprint import FileFacts

Undo = Callable[[], object]
"""Takes back that sections were marked, or marks them again."""


class ReadState(QObject):
    """Keeps what was read, and tells it.

    Attributes:
        progress: What was read of the open book; None until that is known.
        lengths: The words of its sections; None until they are known.

    Signals:
        changed: Ids of the sections of which something else is known now; None for all.
        measured: The lengths are known, or others, or no more.
        failed: A ``Message``: it could not be read or saved.
    """

    changed = Signal(object)
    measured = Signal()
    failed = Signal(object)

    def __init__(
        self, navigation: Navigation, database: Database, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.progress: Progress | None = None
        self.lengths: Lengths | None = None
        self._navigation = navigation
        self._book: Book | None = None
        self._texts = ReadTexts(database)
        self._facts: Mapping[str, FileFacts] = {}
        self._survey: Survey | None = None
        self._summary: tuple[int, int] | None = None
        self._waiting: deque[tuple[str, bool]] = deque()
        self._looking = Looking(self._texts, background, self)
        self._looking.surveyed.connect(self._take_survey)
        self._looking.found.connect(self._take_progress)
        self._looking.failed.connect(self._fail)
        self._measuring = background.channel()
        self._measuring.finished.connect(self._take_lengths)
        self._steps = QTimer(self)
        self._steps.setInterval(0)
        self._steps.timeout.connect(self._step)
        navigation.book_opened.connect(self._take_book)
        navigation.language_changed.connect(self._measure)
        self._restoring = Restoring(self._texts, self)
        self._restoring.done.connect(self._read_again)
        self._restoring.failed.connect(self.failed)
        self._tracking = True

    def set_tracking(self, *, on: bool) -> None:
        """Begin to tell and to keep what is read, or stop; what was kept stays in the store."""
        self._tracking = on
        self._take_book()

    # -- what is known -----------------------------------------------------------------------------

    def is_current(self) -> bool:
        """Return whether this is about the open book; not while another is just being opened."""
        return self._book is self._navigation.book

    @Slot()
    def _take_book(self) -> None:
        self.finish_marking()
        book = self._book = self._navigation.book
        self._looking.cancel()
        self._measuring.cancel()
        self.progress = self.lengths = None
        self._facts, self._survey, self._summary = {}, None, None
        self.changed.emit(None)
        self.measured.emit()
        if book is not None:
            self._looking.look(book, self._navigation.language)

    @Slot(object)
    def _take_survey(self, survey: Survey) -> None:
        self._facts, self._survey = survey.facts, survey
        if not self._tracking:
            self._looking.cancel()
        if survey.lengths is not None:
            self._take_lengths(survey.lengths)

    @Slot(object)
    def _take_progress(self, progress: Progress) -> None:
        self.progress = progress
        self.changed.emit(None)
        if self._waiting:
            self._steps.start()

    def look_again(self) -> None:
        """Take up what another window read or marked, if it did."""
        survey = self._survey
        if survey is None or self.progress is None or self._looking.busy() or self._waiting:
            return
        try:
            summary = self._texts.summary(survey.book.edition.book)
        except StoreError as problem:
            self.failed.emit(problem.message)
            return
        if summary != self._summary:
            self._summary = summary
            self._looking.read(survey)

    @Slot()
    def _measure(self) -> None:
        book = self._book
        if book is not None and self._facts:
            self._measuring.submit(partial(Lengths, book, self._facts, self._navigation.language))

    @Slot(object)
    def _take_lengths(self, lengths: Lengths) -> None:
        self.lengths = lengths
        self.measured.emit()

    @Slot(object)
    def _fail(self, problem: Message) -> None:
        self._waiting.clear()
        self.failed.emit(problem)

    @Slot()
    def _step(self) -> None:
        """Mark for a while."""
        try:
            more = self._mark()
        except StoreError as problem:
            more = False
            self._fail(problem.message)
        if not more:
            self._steps.stop()

    def words(self, *sections: str, alone: bool = False) -> int:
        """Return the words of sections, with all below them unless ``alone``; 0 while unknown."""
        book, lengths = self._book, self.lengths
        if book is None or lengths is None:
            return 0
        parts = (part_of(book, section) for section in sections)
        return sum(lengths.words(part[:1] if alone else part) for part in parts)

    # -- what is read now --------------------------------------------------------------------------

    def take_note(self, section: str, language: str, *, whole: bool) -> None:
        """Keep that a section of the open book was read, wholly or in part."""
        book, progress = self._book, self.progress
        text = self._text(section, language)
        if book is None or progress is None or text is None:
            return
        state = State.READ if whole else max(progress[section], State.PARTLY)
        if progress[section] in {state, State.READ}:
            return
        try:
            self._texts.add(book.edition.book, [text._replace(whole=whole)])
        except StoreError as problem:
            self.failed.emit(problem.message)
            return
        progress[section] = state
        self._read_anew()
        self.changed.emit((section,))

    def _read_anew(self) -> None:
        """Begin again to read what was read, if that goes on: something else was read now."""
        self._summary = None
        if self._looking.busy() and self._survey is not None:
            self._looking.read(self._survey)

    def mark(self, sections: Iterable[str], *, read: bool) -> None:
        """Mark sections as read or unread; of very many, some at a time."""
        self._waiting.extend((section, read) for section in sections)
        self._steps.start()

    def undoable(self, sections: Sequence[str], *, read: bool) -> tuple[Undo, Undo]:
        """Return what takes back that sections are marked, and what marks them again.

        Raises:
            StoreError: What is known of them can't be read.
        """
        self.finish_marking()
        book, wanted = self._navigation.book, set(sections)
        name = book.edition.book if book is not None else ""
        before = [text for text in self._texts.find(name) if text.section in wanted]
        after = [*before, *self._texts_of(sections)] if read else []
        return (
            partial(self._restore, name, sections, before),
            partial(self._restore, name, sections, after),
        )

    def _restore(self, book: str, sections: Sequence[str], read: Iterable[ReadText]) -> None:
        self.finish_marking()
        self._restoring.restore(book, sections, read)

    @Slot()
    def _read_again(self) -> None:
        """Tell what is known now that something was put back."""
        self._summary = None
        if self._survey is not None and self.progress is not None:
            self._looking.read(self._survey)

    @Slot()
    def finish_marking(self) -> None:
        """Mark what waits, and put back: it was asked for in the book that was open."""
        self._restoring.finish()
        try:
            while self._waiting and self._mark():
                pass
        except StoreError as problem:
            self._fail(problem.message)

    def _mark(self) -> bool:
        book, progress = self._book, self.progress
        if book is None or progress is None or not self._waiting:
            return False
        read = self._waiting[0][1]
        some = [section for section, wanted in islice(self._waiting, ROWS) if wanted == read]
        texts = self._texts_of(some)
        if read:
            self._texts.add(book.edition.book, texts)
        else:
            self._texts.forget(book.edition.book, [text.section for text in texts])
        for text in texts:
            progress[text.section] = State.READ if read else State.UNREAD
        for _one in some:
            self._waiting.popleft()
        self._read_anew()
        self.changed.emit(tuple(text.section for text in texts))
        return bool(self._waiting)

    def _texts_of(self, sections: Iterable[str]) -> list[ReadText]:
        """Return what is kept of sections of the open book, in the languages they are shown in."""
        book, language = self._book, self._navigation.language
        if book is None:
            return []
        found = (self._text(one, shown_language(book, one, language)) for one in sections)
        return [text for text in found if text is not None]

    def _text(self, section: str, language: str) -> ReadText | None:
        """Return what is kept of the text of a section; None if it has none that can be read."""
        book = self._book
        path = path_of(book, section, language) if book is not None else ""
        facts = self._facts.get(path)
        return ReadText(section, language, facts.text) if facts and facts.text else None
