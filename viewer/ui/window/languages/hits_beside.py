"""What was found, on the page beside the one whose hits are gone through too."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.languages.readings import Readings
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.searching.page_hits import PageHits
from viewer.ui.window.searching.walk import Match


class HitsBeside(QObject):
    """Highlights what is sought in the other language, beside the text or under its blocks.

    The way from hit to hit leads through one of two pages, none of whose neighbour is the current
    one; where the other text stands under the blocks, it leads through both.

    Signals:
        found_other: Something else is highlighted on the page beside.

    Attributes:
        found: That.
    """

    found_other = Signal()

    def __init__(
        self,
        hits: PageHits,
        readings: Readings,
        navigation: Navigation,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._hits = hits
        self._readings = readings
        self._navigation = navigation
        self.found: Sequence[Match] = ()
        self._sought: object = None
        self._matching = background.channel()
        self._matching.finished.connect(self._take)
        readings.changed.connect(self._renew)
        hits.shown.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        """Find what is sought now, if that has changed."""
        if self._hits.sought is not self._sought:
            self._renew()

    @Slot()
    def _renew(self) -> None:
        self._sought = sought = self._hits.sought
        book, page = self._navigation.book, self._page()
        shown = self._readings.shown(page) if page is not None else self._readings.beneath()
        if book is None or shown is None or sought is None:
            self._matching.cancel()
            self._take(())
        else:
            text, find = shown.content.text, sought.find
            self._matching.submit(lambda: find(text, book))

    def _page(self) -> PageView | None:
        """Return the page beside the one whose hits are gone through; None if there is none."""
        others = (page for page in self._readings.pages() if page is not self._hits.page)
        return next(others, None)

    @Slot(object)
    def _take(self, found: Sequence[Match]) -> None:
        page = self._page()
        self.found = found if page is not None else ()
        if page is not None:
            page.set_hits(found)
            self._hits.show_under(())
        else:
            self._hits.show_under(found if self._readings.beneath() is not None else ())
        self.found_other.emit()
