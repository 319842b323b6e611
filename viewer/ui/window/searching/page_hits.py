"""What was found, on the page: every match highlighted, one of them the current one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.reading.place import Place
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView
from viewer.ui.tasks import Background
from viewer.ui.window.languages.readings import Readings
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.searching.walk import Match, Walk

if TYPE_CHECKING:
    from viewer.search.answers import Hit

Finder = Callable[[SectionText, Book], Sequence[Match]]
"""Finds matches in a section of a book, in the background."""


class Sought(NamedTuple):
    """What is highlighted in each section that is opened.

    Attributes:
        words: What the reader typed.
        find: Finds it.
        here: Whether only the open section is searched.
    """

    words: str
    find: Finder
    here: bool = False


class Opening(NamedTuple):
    """A hit whose section is being opened; its book may have to be read first.

    Attributes:
        hit: The section.
        matches: The matches of the passage that is wanted.
    """

    hit: "Hit"
    matches: list[Match]


class Kept(NamedTuple):
    """What is highlighted in a tab while another one is on the page.

    Attributes:
        sought: What is sought in it.
        matches: The matches in its section.
        current: Index of the current one; -1 for none.
        language: Language of the text in which they stand.
    """

    sought: Sought | None
    matches: tuple[Match, ...] = ()
    current: int = -1
    language: str = ""


class PageHits(QObject):
    """Finds the matches of a query in each section that is opened, in the background.

    Where two languages are side by side, the way from match to match leads through the text of one
    of them: the one in which was found what was opened, or the one on which the reader is. Where
    translations stand under the blocks, it leads through both, as they follow one another.

    Signals:
        shown: Number of the current match, from 1, number of matches in the section, and the words
            sought; none if nothing is.
        stepped: The match that was asked for by ``step`` is the current one now, if there is one.
    """

    shown = Signal(int, int, str)
    stepped = Signal()

    def __init__(
        self,
        navigation: Navigation,
        readings: Readings,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._readings = readings
        self._page = readings.page()
        self._sought: Sought | None = None
        self._before: Sought | None = None
        self._opening: Opening | None = None
        self._own: list[Match] = []
        self._walk = Walk()
        self._jump: tuple[int, int] | None = None
        self._moves = False
        self._steps = 0
        self._matching = background.channel()
        self._matching.finished.connect(self._take_matches)
        navigation.section_opened.connect(self._take_section)
        navigation.language_changed.connect(self._match_section)
        readings.changed.connect(self._take_reading)

    @property
    def page(self) -> PageView:
        """The page whose matches are gone through."""
        return self._page

    @property
    def text(self) -> SectionText | None:
        """The text in which they stand."""
        shown = self._readings.shown(self._page)
        return shown.content.text if shown is not None else None

    @property
    def text_under(self) -> SectionText | None:
        """The text of which translations stand under the blocks of the page."""
        shown = self._readings.beneath()
        return shown.content.text if shown is not None else None

    @property
    def query(self) -> str:
        """What is highlighted on the page, or nothing."""
        return self._sought.words if self._sought is not None else ""

    @property
    def sought(self) -> Sought | None:
        """What is highlighted in each section that is opened."""
        return self._sought

    def give_up(self) -> Kept:
        """Return what is highlighted, and highlight nothing from now on."""
        language = self.text.language if self.text is not None else ""
        kept = Kept(self._sought, tuple(self.matches), self._walk.current, language)
        self.clear()
        return kept

    def take_up(self, kept: Kept) -> None:
        """Highlight what ``give_up`` gave, in the section from which it came."""
        self._sought = kept.sought
        self._matching.cancel()
        self._turn_to(self._readings.page_in(kept.language) or self._readings.page())
        self._show_matches(kept.matches)
        if 0 <= kept.current < len(kept.matches):
            self._go(self._walk.own_at(kept.current), move=False)

    @property
    def matches(self) -> Sequence[Match]:
        """What is highlighted in the text of ``page``, in reading order."""
        return self._walk.own

    @property
    def walk(self) -> Walk:
        """What is gone through, translations under the blocks included."""
        return self._walk

    def show_under(self, matches: Sequence[Match]) -> None:
        """Take in what is found in the translations under the blocks of the page."""
        if matches or self._walk.under:
            self._walk.take_under(matches, self._readings.hosts())
            self._walk.show(self._page)
            self.tell()

    @property
    def is_here(self) -> bool:
        """Whether only the open section is searched."""
        return self._sought is not None and self._sought.here

    def open_hit(self, hit: "Hit", passage: int, query: str, searched: str = "") -> bool:
        """Open the section of a hit at one of its passages, all matches highlighted.

        Args:
            hit: The section.
            passage: Number of the passage in it; 0 is the best.
            query: What was typed.
            searched: What was really searched for, if that differs.

        Returns:
            Whether it could be opened.
        """
        self._sought = Sought(query, partial(_in_all_forms, searched or query))
        spot = hit if passage == 0 else hit.more[passage - 1]
        start, end = spot.matches[0] if spot.matches else (0, 0)
        target = Target(spot.ordinal, start, end)
        self._opening = Opening(hit, [(spot.ordinal, *match) for match in spot.matches])
        page = _page_of(hit, self._navigation, self._readings)
        if page is not None:
            self._readings.lead(page)
            page.go_to(target)
            self._take_section()
            return True
        # Matches the section when it is there: at once, or when its book has been read.
        place = Place(hit.book, hit.edition, hit.section, hit.language)
        return self._navigation.go_to_place(place, target=target)

    @Slot()
    def _take_reading(self) -> None:
        """Follow when another text is beside the one that is read, or none."""
        if self._page not in self._readings.pages():
            self._turn_to(self._readings.page())
            self._match_section()
        elif self._opening is not None or self._page is not self._readings.pages()[0]:
            self._take_section()

    def _turn_to(self, page: PageView) -> None:
        """Go through the matches of a page from now on."""
        if page is not self._page:
            self._page.set_hits([])
            self._page = page

    @Slot()
    def _take_section(self) -> None:
        """Find what is sought in the section that was opened; what a hit tells is there at once."""
        opening, self._opening = self._opening, None
        page = None
        if opening is not None:
            page = _page_of(opening.hit, self._navigation, self._readings)
        if opening is not None and page is None and opening.hit.section == self._navigation.section:
            # The page beside the one that is read shows it soon.
            self._opening = opening
        elif opening is not None and page is not None:
            self._turn_to(page)
            self._own = opening.matches
            self._jump = opening.matches[0][:2] if opening.matches else None
            self._show_matches(self._own)
            if self.matches:
                self._go(self._walk.own_at(0), move=False)
            elif opening.hit.ordinal < 0:
                # Nobody knows yet where it stands, as in another language than the one shown.
                self._jump, self._moves = (0, 0), True
        self._match_section()

    def find_here(self, words: str, find: Finder) -> None:
        """Show all matches of ``words`` in the text of the reader and go to the first in view."""
        if self._page is not self._readings.page():
            self._turn_to(self._readings.page())
            self._walk.at = -1
        if self._sought is not None and not self._sought.here:
            self._before = self._sought
        self._sought = Sought(words, find, here=True)
        self._own = []
        stop = self._walk.stop
        current = stop.match[:2] if stop and stop.host is None else None
        self._jump = current or (max(0, self._page.position().ordinal), 0)
        self._match_section()

    @Slot()
    def end_find(self) -> None:
        """Highlight what was highlighted before the open section was searched."""
        self._sought, self._before = self._before, None
        self._own = []
        self._match_section()

    @Slot()
    def clear(self) -> None:
        """Take all highlights of hits away."""
        self._sought = self._before = None
        self._matching.cancel()
        self._show_matches([])

    @Slot()
    def _match_section(self) -> None:
        text, book = self.text, self._navigation.book
        self._steps = 0
        if self._sought is None or text is None or book is None:
            self._matching.cancel()
            self._show_matches([])
            return
        find = self._sought.find
        self._matching.submit(lambda: find(text, book))

    @Slot(object)
    def _take_matches(self, found: Sequence[Match]) -> None:
        own, self._own = self._own, []
        self._show_matches(_joined(found, own))
        jump, self._jump = self._jump, None
        moves, self._moves = self._moves or self.is_here, False
        if jump is not None and self.matches:
            self._go(self._walk.first_from(jump), move=moves)
        steps, self._steps = self._steps, 0
        if steps:
            self.step(steps)

    def _show_matches(self, matches: Sequence[Match]) -> None:
        self._walk.take(matches, self._readings.hosts())
        self._walk.show(self._page)
        self.tell()

    def tell(self) -> None:
        """Tell once more what is highlighted."""
        self.shown.emit(self._walk.at + 1, len(self._walk.stops), self.query)

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match in the section, round its end.

        While the section is still being searched, that is done as soon as it has been.
        """
        if self._matching.busy():
            self._steps += direction
            return
        if self._walk.stops:
            self._go(self._walk.after(direction))
        self.stepped.emit()

    def _go(self, number: int, *, move: bool = True) -> None:
        self._walk.at = number
        self._walk.show(self._page)
        if move:
            self._walk.lead(self._page)
        self.tell()


def _page_of(hit: "Hit", navigation: Navigation, readings: Readings) -> PageView | None:
    """Return the page that shows the text in which something was found; None if none does."""
    book = navigation.book
    if book is None or navigation.section != hit.section:
        return None
    if (book.edition.book, book.edition.edition) != (hit.book, hit.edition):
        return None
    return readings.page_in(hit.language)


def _joined(found: Sequence[Match], own: Sequence[Match]) -> list[Match]:
    """Return ``found`` with those of ``own`` that don't lie in any of them."""
    missing = [
        one
        for one in own
        if not any(it[0] == one[0] and it[1] < one[2] and one[1] < it[2] for it in found)
    ]
    return sorted([*found, *missing])


def _in_all_forms(query: str, text: SectionText, book: Book) -> Sequence[Match]:
    from viewer.search.highlight import matches

    return matches(text, query, (book.glossary,))
