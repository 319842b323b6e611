"""Which book, section and language is open, and how one gets from one to the next."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.book import Book, needs_reading, open_book
from viewer.book.language_tags import closest
from viewer.book.model import Span
from viewer.errors import Message, ViewerError
from viewer.messages import translate as _
from viewer.reading.history import History
from viewer.reading.place import Place
from viewer.ui.page.content import TOP, Target
from viewer.ui.page.view import PageView
from viewer.ui.window.opening.book_folders import BookFolders
from viewer.ui.window.opening.content import Shown, language_in, shown_language
from viewer.ui.window.opening.last_places import LastPlaces, place_at
from viewer.ui.window.opening.page_text import PageText
from viewer.ui.window.services import Services


class Pending(NamedTuple):
    """A book that is to be opened once it has been read.

    Attributes:
        folder: Its folder.
        section: Where to open it; empty for where the reader was.
        target: Where in the section.
        language: Language of the text that is wanted; empty for that of reading.
        remember: Whether the way back leads to where the reader is now.
        find: Tells all of this once the book has been read; None if it is known.
        problem: Is told when the place is open.
    """

    folder: Path
    section: str = ""
    target: Target | None = None
    language: str = ""
    remember: bool = True
    find: Callable[[Book], "Pending"] | None = None
    problem: Message | None = None


class Navigation(QObject):
    """Opens books and sections on the page and remembers the way.

    Signals:
        book_opened: The ``Book`` that is open now.
        section_opened: The id of the section that is on the page now.
        language_chosen: The language of reading is about to change: ``language`` is the new one.
        language_changed: The language of reading.
        history_changed: Back or forward became possible or impossible.
        failed: A ``Message`` about a book that could not be opened.
        reading_requested: The ``pending`` book has to be read in the background.
        led_abroad: A passage was opened that stands in another language: the one read before.
        led_to: A place in a certain language was opened: that language, and where in its text.

    Attributes:
        language: Language of reading.
        page: The page.
        history: The places behind and ahead.
        chosen: Language that the reader chose; the interface follows it, not each passage.
        beside: Tells where to be when a place is seen beside, in its language; None if it isn't.
        text: What the page shows of the section.
    """

    book_opened = Signal(object)
    section_opened = Signal(str)
    language_chosen = Signal()
    language_changed = Signal(str)
    history_changed = Signal()
    failed = Signal(object)
    reading_requested = Signal()
    led_abroad = Signal(str)
    led_to = Signal(str, object)

    def __init__(self, services: Services, page: PageView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.page = page
        self.history = History()
        self._places = LastPlaces(services)
        self._folders = BookFolders(services)
        self.book: Book | None = None
        self.pending: Pending | None = None
        self.section = ""
        self.language = self.chosen = services.system_language
        self.beside: Callable[[Book, Pending], Target | None] = _nowhere
        self.text = PageText(page, self)

    @property
    def shown(self) -> Shown | None:
        """What is on the page; None where a section can't be shown, or isn't parsed yet."""
        return self.text.shown

    def open_folder(self, folder: Path, section: str = "", target: Target | None = None) -> bool:
        """Open the book in ``folder`` at ``section``, else where the reader was, else at its start.

        A large book that isn't in the cache becomes ``pending``: it has to be read first.

        Returns:
            Whether the book is open or will be; a problem is told through ``failed``.
        """
        return self.open_pending(Pending(folder, section, target))

    def open_pending(self, wanted: Pending) -> bool:
        """Open a book; one that still has to be read becomes ``pending``."""
        if needs_reading(wanted.folder, self._services.cache):
            self.pending = wanted
            if self.book is None:
                self.page.show_message(_("Reading the book…"), (Span(wanted.folder.name),))
            self.reading_requested.emit()
            return True
        try:
            book = open_book(wanted.folder, self._services.cache)
        except ViewerError as problem:
            self.failed.emit(problem.message)
            return False
        return self.take_up(book, wanted)

    def take_up(self, book: Book, wanted: Pending) -> bool:
        """Show ``book``, which is read by now, where it was wanted."""
        wanted = wanted if wanted.find is None else wanted.find(book)
        done = self._take_up(book, wanted)
        if wanted.problem is not None:
            self.failed.emit(wanted.problem)
        return done

    def _take_up(self, book: Book, wanted: Pending) -> bool:
        new = book is not self.book
        if new or not wanted.language:
            self._change_book(book, leave=wanted.remember)
        section, target, place = wanted.section, wanted.target, self._places.last(book)
        gone = bool(section) and section not in book
        if wanted.language and not (new and gone):
            return self._open_section(book, wanted)
        if gone:
            self.failed.emit(Message("section-not-found", {"section": section}))
            section, target = "", None
        if not section and place is not None and place.section in book:
            section, target = place.section, target or _target(place)
        return self.open_section(section or book.first() or next(iter(book), ""), target)

    def _change_book(self, book: Book, *, leave: bool) -> None:
        if leave:
            self._leave()
        self.remember()
        self.section = ""
        self.text.forget()
        self.book = book
        self._folders.keep(book)
        self.language = language_in(book, self.chosen, self.language)
        self.book_opened.emit(book)

    def open_section(
        self, section: str, target: Target | None = None, *, remember: bool = True
    ) -> bool:
        """Show a section of the open book.

        Args:
            section: Its id.
            target: Where in its text; the beginning if left out.
            remember: Whether the way back leads to where the reader is now.
        """
        if (book := self.book) is None:
            self.failed.emit(Message("section-not-found", {"section": section}))
            return False
        return self._open_section(book, Pending(book.folder, section, target, remember=remember))

    def _open_section(self, book: Book, wanted: Pending) -> bool:
        if wanted.section not in book:
            self.failed.emit(Message("section-not-found", {"section": wanted.section}))
            return False
        if wanted.remember:
            self._leave()
        before = self.language
        target = self._follow(book, wanted)
        self.section = wanted.section
        self.text.show(book, self.section, self.language, target)
        if wanted.remember:
            self.history.visit(self.place())
        self.remember()
        self.section_opened.emit(self.section)
        self.history_changed.emit()
        if wanted.remember and wanted.language:
            self.led_to.emit(wanted.language, wanted.target or TOP)
        if wanted.remember and self.language != before:
            self.led_abroad.emit(before)
        return True

    def _follow(self, book: Book, wanted: Pending) -> Target | None:
        """Read in the language that is wanted, where it isn't seen anyway; return where to be."""
        language = closest(wanted.language, book.edition.languages)
        if shown_language(book, wanted.section, self.language) == language:
            return wanted.target
        there = self.beside(book, wanted) if wanted.remember else None
        if there is not None:
            return there
        if language:
            self.language = language
            self.language_changed.emit(language)
        return wanted.target

    def renew(self) -> None:
        """Show the section again, at the same place, after a switch of the interface's language."""
        if self.book is not None and self.section:
            self.open_section(self.section, self.page.position(), remember=False)

    def _leave(self) -> None:
        """Let the way back lead to exactly where the reader is now."""
        if self.section:
            self.history.update(self.place())

    @Slot()
    def finish(self) -> None:
        """Show all of a section whose beginning is on the page, at the same place."""
        if self.book is not None and self.text.unfinished:
            self.text.finish(self.book, self.section, self.language)
            self.section_opened.emit(self.section)

    def set_language(self, code: str) -> None:
        """Read in ``code`` from now on, as the reader chose, staying at the same block."""
        if self.book is None or code not in self.book.edition.languages:
            return
        self.chosen = code
        if code == self.language:
            self.language_chosen.emit()
            return
        old = self.shown
        position = self.page.position()
        self.language = code
        # First, so that what the page says of a section is in the interface's language.
        self.language_chosen.emit()
        target = None
        if old is not None and self.section:
            # Imported here: the start does without the alignment of languages.
            from viewer.ui.window.languages.other_language import same_place

            target = same_place(self.book, self.section, self.language, old, position)
        if self.section:
            self.text.show(self.book, self.section, self.language, target)
        self.language_changed.emit(code)

    def place(self) -> Place:
        """Return where the reader is, as the history and the next start need it."""
        return place_at(self.page.position(), self.book, self.section, self.language, self.shown)

    def remember(self) -> None:
        """Keep the place for the next start."""
        if self.book is not None and self.section:
            self._places.keep(self.book, self.place())

    def forget(self, book: str) -> None:
        """Forget a book that isn't open: no way leads back into it."""
        self._folders.forget(book)
        self.history.forget(book)
        self.history_changed.emit()

    @Slot()
    def back(self) -> None:
        """Return to the place before."""
        self._leave()
        self._travel(self.history.back())

    @Slot()
    def forward(self) -> None:
        """Return to the place that was left by going back."""
        self._leave()
        self._travel(self.history.forward())

    def _travel(self, place: Place | None) -> None:
        if place is not None:
            self.go_to_place(place, remember=False)
            self.history_changed.emit()

    def go_to_place(
        self, place: Place, *, remember: bool = True, target: Target | None = None
    ) -> bool:
        """Open a place, in another book if need be; tell whether it is open, or will be.

        ``target`` is more exact than the place.
        """
        wanted = Pending(Path(), place.section, target or _target(place), place.language, remember)
        if self.book is not None and _is_in(place, self.book):
            return self.take_up(self.book, wanted)
        try:
            folder = self._folders.of(place)
        except ViewerError as problem:
            self.failed.emit(problem.message)
            return False
        return self.open_pending(wanted._replace(folder=folder))


def _is_in(place: Place, book: Book) -> bool:
    """Tell whether a place is in a book, in this edition if it names one."""
    edition = book.edition
    return edition.book == place.book and place.edition in ("", edition.edition)


def _target(place: Place) -> Target:
    return Target(place.ordinal, place.offset, shift=place.shift)


def _nowhere(_book: Book, _wanted: Pending) -> Target | None:
    return None
