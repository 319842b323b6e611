"""What was found, on the page: every match highlighted, one of them the current one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.model import SectionText
from viewer.reading.place import Place
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.navigation import Navigation

if TYPE_CHECKING:
    from viewer.search.answers import Hit

_LAST = (-1, -1)
"""In place of an ordinal and a code point: wherever the last hit is."""


class PageHits(QObject):
    """Finds the matches of a query in each section that is opened, in the background.

    Signals:
        shown: Number of the current hit, from 1, number of hits in the section, and the query.
    """

    shown = Signal(int, int, str)

    def __init__(
        self,
        navigation: Navigation,
        page: PageView,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._page = page
        self._query = ""
        self._hits: list[tuple[int, int, int]] = []
        self._current = -1
        self._jump: tuple[int, int] | None = None
        self._matching = background.channel()
        self._matching.finished.connect(self._take_matches)
        navigation.section_opened.connect(self._match_section)
        navigation.language_changed.connect(self._match_section)

    def open_hit(self, hit: "Hit", passage: int, query: str) -> None:
        """Open the section of a hit at one of its passages, all matches highlighted."""
        self._query = query
        spot = hit if passage == 0 else hit.more[passage - 1]
        start, end = spot.matches[0] if spot.matches else (0, 0)
        self._jump = (spot.ordinal, start)
        place = Place(hit.book, "", hit.section, hit.language)
        self._navigation.go_to_place(place, target=Target(spot.ordinal, start, end))

    def find_here(self, query: str) -> None:
        """Show all matches of ``query`` in the open section and go to the first in view."""
        self._query = query
        self._jump = (max(0, self._page.position().ordinal), 0)
        self._match_section()

    def arrive_at_end(self) -> None:
        """Go to the last hit of the section that was just opened, not to the passage chosen."""
        self._jump = _LAST

    @Slot()
    def clear(self) -> None:
        """Take all highlights of hits away."""
        self._query = ""
        self._matching.cancel()
        self._show_matches([])

    @property
    def query(self) -> str:
        """What is highlighted on the page, or nothing."""
        return self._query

    @Slot()
    def _match_section(self) -> None:
        shown = self._navigation.shown
        if not self._query or shown is None:
            self._show_matches([])
            return
        text, query = shown.content.text, self._query
        self._matching.submit(lambda: _matches(text, query))

    @Slot(object)
    def _take_matches(self, hits: list[tuple[int, int, int]]) -> None:
        self._show_matches(hits)
        jump, self._jump = self._jump, None
        if jump is not None and hits:
            first = next((at for at, hit in enumerate(hits) if hit[:2] >= jump), 0)
            self._go(len(hits) - 1 if jump == _LAST else first)

    def _show_matches(self, hits: list[tuple[int, int, int]]) -> None:
        self._hits = hits
        self._current = -1
        self._page.set_hits(hits, -1)
        self.shown.emit(0, len(hits), self._query)

    def step(self, direction: int) -> bool:
        """Go to the next (1) or previous (-1) hit in the section; return False at its end."""
        if not self._hits:
            return False
        wanted = self._current + direction
        if self._current < 0 and direction < 0:
            wanted = len(self._hits) - 1
        if not 0 <= wanted < len(self._hits):
            return False
        self._go(wanted)
        return True

    def _go(self, number: int) -> None:
        self._current = number
        ordinal, start, end = self._hits[number]
        self._page.set_hits(self._hits, number)
        self._page.go_to(Target(ordinal, start, end))
        self.shown.emit(number + 1, len(self._hits), self._query)


def _matches(text: SectionText, query: str) -> Sequence[tuple[int, int, int]]:
    from viewer.search.highlight import matches

    return matches(text, query)
