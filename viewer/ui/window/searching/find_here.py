"""Finding in the open section: the bar above the page, and the matches on the page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.ui.announce import announce
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.searching.find_bar import FindBar
from viewer.ui.window.searching.heard_hits import told
from viewer.ui.window.searching.occurrences import occurrences
from viewer.ui.window.searching.page_hits import PageHits
from viewer.ui.window.searching.typed_news import PAUSE_MS


class FindHere(QObject):
    """Connects the find bar with the page.

    Attributes:
        bar: The bar.
    """

    def __init__(self, window: MainWindow, hits: PageHits, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._hits = hits
        self.bar = FindBar(window.focus_page, window.page)
        window.hold(self.bar)
        window.follow(self.bar)
        self.bar.changed.connect(self._find)
        self.bar.step_requested.connect(self.step)
        self.bar.closed.connect(hits.end_find)
        hits.stepped.connect(self._say)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._say_count)
        self._counts = False
        hits.shown.connect(self._await_more)

    def is_open(self) -> bool:
        """Return whether the bar shows."""
        return not self.bar.isHidden()

    @Slot(str)
    def open(self, words: str) -> None:
        """Find ``words`` in the open section; without any, the bar asks for them."""
        self._window.field.close_list()
        self._window.reading.chosen()
        self._window.views.setCurrentWidget(self._window.reading)
        # It comes back with the matches when this bar is closed.
        self._window.hit_bar.hide()
        self.bar.open_bar(words)

    def close(self) -> None:
        """Close the bar, since something else is to be read."""
        self.bar.close_bar()

    @Slot(int)
    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match in the open section."""
        self._hits.step(direction)

    @Slot()
    def _say(self) -> None:
        """Have a screen reader say which match is the current one."""
        if self.is_open():
            self._counts = False
            self._pause.stop()
            announce(self.bar.field, told(self.bar.words(), self._hits))

    @Slot()
    def _await_more(self) -> None:
        """Wait a moment for the next key, now that what was typed has been counted."""
        if self._counts:
            self._pause.start()

    @Slot()
    def _say_count(self) -> None:
        """Have it say how many there are."""
        self._counts = False
        if self.is_open():
            announce(self.bar.field, self.bar.words())

    @Slot()
    def _find(self) -> None:
        words = self.bar.field.text()
        find = partial(_letters, words=words, case=self.bar.case, whole=self.bar.whole)
        self._pause.stop()
        self._counts = True
        self._hits.find_here(words, find)


def _letters(
    text: SectionText, _book: Book, *, words: str, case: bool, whole: bool
) -> Sequence[tuple[int, int, int]]:
    return occurrences(text, words, case=case, whole=whole)
