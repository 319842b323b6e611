"""The rest of a long section, parsed in the background while its beginning is read."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.book.book import Book
from viewer.errors import SectionError
from viewer.ui.tasks import Background
from viewer.ui.window.opening.content import shown_language

if TYPE_CHECKING:
    from viewer.ui.window.opening.navigation import Navigation


class LongSections(QObject):
    """Has all of a section parsed when only its beginning is on the page."""

    def __init__(self, navigation: "Navigation", background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._reading = background.channel()
        self._reading.finished.connect(navigation.finish)
        self._reading.failed.connect(navigation.finish)
        navigation.text.begun.connect(self._read)
        if navigation.text.unfinished:
            self._read()

    @Slot()
    def _read(self) -> None:
        navigation = self._navigation
        book, section = navigation.book, navigation.section
        if book is not None:
            language = shown_language(book, section, navigation.language)
            self._reading.submit(partial(_read, book, section, language))


def _read(book: Book, section: str, language: str) -> None:
    """Have the book keep the text; the window says what is wrong with one that can't be read."""
    try:
        book.text(section, language)
    except SectionError:
        return
