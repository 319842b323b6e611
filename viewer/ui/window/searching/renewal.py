"""What the Results pane shows, sought again when it would be answered otherwise now."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.ui.results.panel import ResultsPanel
from viewer.ui.tasks import Background
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.searching.page_hits import PageHits
from viewer.ui.window.searching.search_control import FULL_LIMIT, SearchControl

if TYPE_CHECKING:
    from viewer.book.book import Book
    from viewer.search.answers import Answer
    from viewer.ui.window.searching.older_editions import Older


class Renewal(QObject):
    """Searches again, without a word, when the language of reading or the shelf has changed.

    A book may have been added, removed, or prepared for searching meanwhile. The reader stays at
    the same row, and F3 goes on from the same passage.
    """

    def __init__(
        self,
        results: ResultsPanel,
        hits: PageHits,
        search: SearchControl,
        navigation: Navigation,
        background: Background,
    ) -> None:
        super().__init__(results)
        self._results = results
        self._hits = hits
        self._search = search
        self._navigation = navigation
        self._within: Book | None = None
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        search.answered_all.connect(self._take_answer)
        search.titles_known.connect(self._renew)
        navigation.language_changed.connect(self._take_language)

    @Slot()
    def _take_answer(self) -> None:
        """Remember from where was searched: the guide is searched only from within itself."""
        self._finding.cancel()
        self._within = self._navigation.book

    @Slot()
    def _take_language(self) -> None:
        # A result in another language that was opened makes no other list of it.
        if self._navigation.language == self._navigation.chosen:
            self._renew()

    @Slot()
    def _renew(self) -> None:
        if query := self._results.query:
            find = partial(self._search.find, query, FULL_LIMIT, within=self._within)
            self._finding.submit(find)

    @Slot(object)
    def _take(self, found: "Answer | Older | None") -> None:
        if found is not None:
            self._results.renew(self._search.look_after(found))
            self._hits.tell()
