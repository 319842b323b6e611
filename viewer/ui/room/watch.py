"""Watches what the reader has in view, and for how long."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from viewer.reading.attention import Attention
from viewer.reading.progress import State
from viewer.ui.window.main_window import MainWindow

_KEPT = 20
"""Sections whose time is remembered when the reader goes elsewhere and comes back."""

_MS = 1000


class _Text(NamedTuple):
    book: str
    edition: str
    section: str
    language: str


class ReadWatch(QObject):
    """Tells when the section on the page counts as read.

    Attributes:
        clock: Gives the time in seconds.

    Signals:
        read: Section and language of a text of the open book that counts as read: wholly (true),
            or in part.
    """

    read = Signal(str, str, bool)

    def __init__(
        self, window: MainWindow, parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self._window = window
        self._open: _Text | None = None
        self._known: OrderedDict[_Text, Attention] = OrderedDict()
        self._told: set[_Text] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        navigation, bar = window.navigation, window.page.verticalScrollBar()
        navigation.book_opened.connect(self.leave)
        navigation.section_opened.connect(self._take_section)
        navigation.language_changed.connect(self._take_section)
        window.page.position_changed.connect(self.look)
        # As the page is built on, its end comes.
        bar.rangeChanged.connect(self.look)
        window.installEventFilter(self)
        window.page.installEventFilter(self)
        self._take_section()

    def forget(self, section: str) -> None:
        """Begin anew with a section that was marked as unread."""
        for text in [one for one in self._known if one.section == section]:
            del self._known[text]
        self._told = {one for one in self._told if one.section != section}
        self._take_section()

    @Slot()
    def leave(self) -> None:
        """Tell what was read in part of the section that is left."""
        text, self._open = self._open, None
        self._timer.stop()
        attention = self._known.get(text) if text is not None else None
        if text is None or attention is None:
            return
        now = self.clock()
        attention.look_away(now)
        if attention.state(now) is State.PARTLY and text not in self._told:
            self.read.emit(text.section, text.language, False)  # noqa: FBT003 - a signal

    @Slot()
    def _take_section(self) -> None:
        self.leave()
        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        if book is None or shown is None or not navigation.section or navigation.text.unfinished:
            return
        if not book.section(navigation.section).text:
            return
        edition = book.edition
        text = _Text(edition.book, edition.edition, navigation.section, shown.language)
        self._open = text
        if text not in self._known:
            words = [len(block.text.split()) for block in shown.content.text.blocks]
            self._known[text] = Attention(words)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(text)
        self.look()

    @Slot()
    def look(self) -> None:
        """See what is in view now."""
        text = self._open
        attention = self._known.get(text) if text is not None else None
        if text is None or attention is None:
            return
        now, page = self.clock(), self._window.page
        if not page.isVisible() or not self._window.isActiveWindow():
            attention.look_away(now)
            self._timer.stop()
            return
        first, last, end = page.seen()
        attention.look(now, first, last, end=end)
        if attention.state(now) is State.READ:
            self._timer.stop()
            if text not in self._told:
                self._told.add(text)
                self.read.emit(text.section, text.language, True)  # noqa: FBT003 - a signal
            return
        missing = attention.missing(now)
        if missing > 0:
            self._timer.start(math.ceil(missing * _MS))
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop counting while the window or its page is not seen."""
        if event.type() in {
            QEvent.Type.WindowActivate,
            QEvent.Type.WindowDeactivate,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        }:
            self.look()
        return super().eventFilter(watched, event)
