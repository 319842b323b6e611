"""Marks of what was found on the scroll bar of each page."""

from PySide6.QtCore import QObject, Slot

from viewer.book.model import SectionText
from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.languages.hits_beside import HitsBeside
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.searching.page_hits import PageHits
from viewer.ui.window.searching.scroll_marks import ScrollMarks
from viewer.ui.window.searching.walk import Match, Stop


class BarMarks(QObject):
    """Shows on each page's scroll bar what is found in its text, and what stands under its blocks.

    One of the marks on the page that is gone through is the current one.
    """

    def __init__(self, window: MainWindow, hits: PageHits, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._hits = hits
        self._beside = HitsBeside(hits, window.readings, window.navigation, background, self)
        self._bars: dict[PageView, ScrollMarks] = {}
        self._add(window.page)
        window.readings.added.connect(self._add)
        window.readings.changed.connect(self._show)
        hits.shown.connect(self._show)
        self._beside.found_other.connect(self._show)

    @Slot(object)
    def _add(self, page: PageView) -> None:
        self._bars[page] = ScrollMarks(page)
        self._window.follow(self._bars[page])

    @Slot()
    def _show(self) -> None:
        readings, walk = self._window.readings, self._hits.walk
        for page, bar in self._bars.items():
            shown = readings.shown(page) if page in readings.pages() else None
            text = shown.content.text if shown is not None else None
            if page is self._hits.page:
                stops = [_placed(stop, text) for stop in walk.stops] if text is not None else []
                bar.show_matches(text, stops, walk.at)
            else:
                bar.show_matches(text, self._beside.found, -1)


def _placed(stop: Stop, text: SectionText) -> Match:
    """Return where a match is in the page's own text, at the end of the block above if under it."""
    if stop.host is None:
        return stop.match
    ordinal = max(0, stop.host)
    end = len(text.blocks[ordinal].text) if stop.host >= 0 else 0
    return ordinal, end, end
