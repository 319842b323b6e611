"""Tells a reader when the open edition was replaced by a newer one, or is out of date."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from viewer.book.book import Book
from viewer.book.shelf import age_of
from viewer.errors import Severity
from viewer.messages import translate as _
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow

TOPIC = "edition"


@dataclass(frozen=True, slots=True)
class Newer:
    """The current edition of a book of which an older one is open.

    Attributes:
        book: Id of the book.
        open_folder: Folder of the edition that is open.
        folder: Folder of the current one.
    """

    book: str
    open_folder: Path
    folder: Path


class EditionNotices(QObject):
    """Looks at the shelf, in the background, each time a book is opened."""

    def __init__(self, window: MainWindow, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._looking = background.channel()
        self._looking.finished.connect(self._tell_newer)
        window.navigation.book_opened.connect(self.look)

    @Slot(object)
    def look(self, book: Book) -> None:
        """Find out whether ``book`` is the current edition, and tell if it has expired."""
        self._window.line.withdraw(TOPIC)
        expires = book.edition.expires
        if expires and expires[:10] < date.today().isoformat():  # noqa: DTZ011 - the reader's day
            words = partial(_expired, expires[:10])
            self._window.line.tell(words, severity=Severity.WARNING, topic=TOPIC)
        services, name, folder = self._window.services, book.edition.book, book.folder

        def newer() -> Newer | None:
            for listed in services.shelf().current():
                if listed.edition.book == name and age_of(listed.edition) > age_of(book.edition):
                    return Newer(name, folder, listed.folder)
            return None

        self._looking.submit(newer)

    @Slot(object)
    def _tell_newer(self, newer: Newer | None) -> None:
        book = self._window.navigation.book
        if newer is None or book is None or book.folder != newer.open_folder:
            return
        navigation = self._window.navigation
        go = LineButton(
            lambda: _("Go to the current one"), partial(navigation.open_folder, newer.folder)
        )
        words = partial(_superseded, book.edition.edition)
        self._window.line.tell(words, [go], severity=Severity.WARNING, topic=TOPIC)


def _expired(day: str) -> str:
    return _("This edition was meant to be used until {day}. It can still be read.").format(day=day)


def _superseded(edition: str) -> str:
    return _("You are reading a superseded edition ({edition}).").format(edition=edition)
