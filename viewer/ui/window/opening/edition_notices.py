"""Tells a reader when the open edition was replaced by a newer one, or is out of date."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from viewer.book.book import Book
from viewer.errors import Severity
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.what_changed import Found, WhatChanged, compared, newer_edition
from viewer.ui.window.services import Services

TOPIC = "edition"


class EditionNotices(QObject):
    """Looks at the shelf, in the background, each time a book is opened or the shelf changes."""

    def __init__(
        self, window: MainWindow, background: Background, what_changed: WhatChanged
    ) -> None:
        super().__init__(window)
        self._window = window
        self._what_changed = what_changed
        self._told: Found | None = None
        self._looked = False
        self._looking = background.channel()
        self._looking.finished.connect(self._tell_newer)
        window.navigation.book_opened.connect(self.look)

    @Slot()
    def begin(self) -> None:
        """Look at the book in which the program starts, once nothing else is told."""
        book, line = self._window.navigation.book, self._window.line
        if self._looked or book is None:
            return
        if line.isHidden():
            self.look(book)
        else:
            line.closed.connect(self.begin, Qt.ConnectionType.SingleShotConnection)

    @Slot(object)
    def look(self, book: Book) -> None:
        """Find out whether ``book`` is the current edition, and tell if it has expired."""
        self._looked = True
        self._told = None
        self._window.line.withdraw(TOPIC)
        expires = book.edition.expires
        if expires and expires[:10] < date.today().isoformat():  # noqa: DTZ011 - the reader's day
            words = partial(_expired, expires[:10])
            self._window.line.tell(words, severity=Severity.WARNING, topic=TOPIC)
        self._looking.submit(partial(_newer, self._window.services, book))

    @Slot()
    def look_again(self) -> None:
        """Find out whether the shelf has a newer edition now."""
        book = self._window.navigation.book
        if book is not None:
            self._looking.submit(partial(_newer, self._window.services, book))

    @Slot(object)
    def _tell_newer(self, newer: Found) -> None:
        other, navigation = newer.other, self._window.navigation
        if other is None or navigation.book is not newer.book:
            return
        told = self._told.other if self._told is not None else None
        if told is not None and told.folder == other.folder:
            return
        self._told = newer
        go = LineButton(lambda: _("Open it"), partial(navigation.open_folder, other.folder))
        buttons = [go]
        show = self._way_to_changes(newer)
        if show is not None:
            buttons.insert(0, LineButton(lambda: _("See what changed"), show))
        words = partial(_superseded, newer, self._marked(newer))
        self._window.line.tell(words, buttons, severity=Severity.WARNING, topic=TOPIC)

    def _way_to_changes(self, newer: Found) -> Callable[[], object] | None:
        """Return what lists the sections that differ; None if there are none."""
        if newer.comparison is None:
            return self._what_changed.open if newer.unread() is not None else None
        known = any(newer.comparison.changes)
        return partial(self._what_changed.show, newer.comparison) if known else None

    def _marked(self, newer: Found) -> int:
        """Return how many of the sections that differ carry marks of the reader."""
        if newer.comparison is None:
            return 0
        known = newer.comparison.changes
        marks = self._what_changed.marks_in(newer.book.edition.book)
        return sum(1 for section in (*known.changed, *known.removed) if marks[section])


def _newer(services: Services, book: Book) -> Found:
    """Return the current edition if ``book`` is older, with what differs; in the background."""
    other = newer_edition(services, book)
    return Found(book) if other is None else compared(services, book, other)


def _expired(day: str) -> str:
    return _("This edition was meant to be used until {day}. It can still be read.").format(day=day)


def _superseded(newer: Found, marked: int) -> str:
    """Return what is said of a superseded edition, and of the sections that differ."""
    if newer.other is None:
        return ""
    edition, current = newer.book.edition, newer.other.edition
    corrected = bool(current.replaces) and current.replaces == edition.edition
    if corrected:
        first = _("A corrected edition has arrived ({current}). You are reading {edition}.")
    else:
        first = _("You are reading a superseded edition ({edition}); the current one is {current}.")
    said = [first.format(edition=edition.edition, current=current.edition)]
    if newer.comparison is not None:
        count = sum(map(len, newer.comparison.changes))
        words = plural("{count} section differs", "{count} sections differ", count)
        differ = words.format(count=count) if count else _("No section differs")
        words = plural("{count} with your marks", "{count} with your marks", marked)
        noted = words.format(count=marked) if marked else ""
        said.append(", ".join(filter(None, (differ, noted))) + ".")
    return " ".join(said)
