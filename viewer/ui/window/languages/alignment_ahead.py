"""Aligning the languages of the open section before somebody switches between them."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.book.alignment import Alignment, correspond
from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.errors import SectionError
from viewer.ui.tasks import Background
from viewer.ui.window.languages.other_language import keep
from viewer.ui.window.opening.navigation import Navigation

REST_MS = 500
"""Milliseconds that a section stays open before its languages are aligned ahead."""

MOST_BLOCKS = 1500
"""Blocks of a section up to which this is done; searches wait while the background is at it."""


class _Aligned(NamedTuple):
    left: SectionText
    right: SectionText
    alignment: Alignment


class AlignmentAhead(QObject):
    """Aligns the languages of the open section in the background, before somebody switches."""

    def __init__(self, navigation: Navigation, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._work = background.channel()
        self._work.finished.connect(self._keep)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._align)
        navigation.section_opened.connect(self._rest.start)
        self._rest.start()

    @Slot()
    def _align(self) -> None:
        book, shown = self._navigation.book, self._navigation.shown
        if book is None or shown is None or len(shown.content.text.blocks) > MOST_BLOCKS:
            return
        others = [
            code for code in book.languages_of(self._navigation.section) if code != shown.language
        ]
        if others:
            self._work.submit(partial(_ahead, book, shown.content.text, others[0]))

    @Slot(object)
    def _keep(self, made: _Aligned | None) -> None:
        if made is not None:
            keep(*made)


def _ahead(book: Book, text: SectionText, language: str) -> _Aligned | None:
    try:
        other = book.text(text.section, language)
    except SectionError:
        return None
    return _Aligned(text, other, correspond(text, other))
