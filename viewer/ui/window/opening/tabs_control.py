"""Tabs with the habits of a browser.

There is one page, whatever the number of tabs: a tab that isn't on the page is a place and the way
there, a kilobyte, and is built anew in the time that a click in the contents takes.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from viewer.messages import translate as _
from viewer.reading.history import History
from viewer.ui.announce import announce
from viewer.ui.tabs.tab import Tab, tabs_of
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.tab_places import go_to, here_in, is_on_page
from viewer.ui.window.opening.tabs_row import TabsRow
from viewer.ui.window.searching.page_hits import Kept

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls

CLOSED = 25
"""Closed tabs that can be reopened; the oldest are forgotten first."""


class TabsControl(QObject):
    """The tabs of one window; one of them is on the page.

    Attributes:
        row: Where they are seen.

    Signals:
        changed: There is another number of tabs, or of those that can be reopened.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._navigation = navigation = window.navigation
        self.row = TabsRow(window, controls.actions, self)
        self._closed: list[tuple[int, Tab]] = []
        self._before: Tab | None = None
        self._tabs = [here_in(self._navigation)]
        self._current = self._behind = 0
        self._restore()
        navigation.section_opened.connect(self._take_section)
        navigation.language_changed.connect(self._rename)
        navigation.failed.connect(self._return)
        controls.reader.failed.connect(self._return)
        controls.reader.cancelled.connect(self._return)
        controls.books.left.connect(self.forget)
        self.row.chosen.connect(self.go)
        self.row.moved.connect(self._move)
        self.row.close_requested.connect(self.close)
        self.row.others_requested.connect(self.close_others)

    # -- what there is ---------------------------------------------------------------------------

    def count(self) -> int:
        """Return how many tabs there are, one at least."""
        return len(self._tabs)

    def can_reopen(self) -> bool:
        """Return whether a tab was closed that can come back."""
        return bool(self._closed)

    def titles(self) -> list[str]:
        """Return the titles of all tabs, in their order."""
        return [tab.title for tab in self._tabs]

    def state(self) -> dict[str, Any]:
        """Return what the next start takes up."""
        self._follow()
        return {"current": self._current, "open": [tab.state() for tab in self._tabs]}

    # -- what the reader does --------------------------------------------------------------------

    @Slot()
    def new(self) -> None:
        """Open a tab at the same place."""
        self._window.leave_pane()
        self._follow()
        here = here_in(self._navigation)
        here.history = History()
        here.history.visit(here.place)
        self._tabs[self._current].hits = self._give_up()
        self.insert(self._current + 1, here)
        self._current += 1
        self._navigation.history = here.history
        self.row.show(self._current)
        self._navigation.history_changed.emit()
        self._tell_place()

    @Slot()
    def close_current(self) -> None:
        """Close the tab that is on the page; with the last one goes the window, as in browsers."""
        self.close(self._current)

    @Slot(int)
    def close(self, number: int) -> None:
        """Close a tab; another one comes to the page if it was on it."""
        if len(self._tabs) == 1:
            self._window.close()
            return
        on_page = number == self._current
        if on_page:
            self._leave()
        tab = self._tabs.pop(number)
        self._closed.append((number, tab))
        del self._closed[:-CLOSED]
        self.row.remove(number)
        if number < self._current:
            self._current -= 1
        announce(self._window, _("Tab closed: {title}").format(title=tab.title))
        if on_page:
            self._enter(min(number, len(self._tabs) - 1), tab)
        self.changed.emit()

    @Slot(int)
    def close_others(self, number: int) -> None:
        """Close all tabs but one, which comes to the page."""
        kept = self._tabs[number]
        self.go(number)
        for tab in [tab for tab in self._tabs if tab is not kept]:
            self.close(self._tabs.index(tab))

    @Slot()
    def reopen(self) -> None:
        """Open the tab again that was closed last, where it was, with its way back."""
        if self._closed:
            number, tab = self._closed.pop()
            number = min(number, len(self._tabs))
            self.insert(number, tab)
            self.go(number)

    def step(self, by: int) -> None:
        """Go to the next tab (1) or the one before (-1), round the ends."""
        self.go((self._current + by) % len(self._tabs))

    @Slot(int)
    def go(self, number: int) -> None:
        """Bring a tab to the page."""
        if number != self._current and 0 <= number < len(self._tabs):
            before = self._tabs[self._current]
            self._leave()
            self._enter(number, before)

    def open_behind(self, tab: Tab) -> None:
        """Put a tab behind the one that is on the page, as browsers do with the middle button."""
        self.insert(self._current + 1 + self._behind, tab)
        self._behind += 1
        announce(self._window, _("Opened in a new tab: {title}").format(title=tab.title))

    @Slot(str)
    def forget(self, book: str) -> None:
        """Forget a book that isn't open: no tab stays in it, and no way leads back into it."""
        here = self._tabs[self._current]
        for tab in [tab for tab in self._tabs if tab.place.book == book and tab is not here]:
            self.close(self._tabs.index(tab))
        self._closed = [(place, tab) for place, tab in self._closed if tab.place.book != book]
        for tab in [*self._tabs, *(tab for _place, tab in self._closed)]:
            tab.history.forget(book)
        self.changed.emit()

    # -- coming and going ------------------------------------------------------------------------

    def _follow(self) -> None:
        """Keep where the reader is in the tab that is on the page."""
        if self._before is None and self._navigation.section:
            tab, here = self._tabs[self._current], here_in(self._navigation)
            tab.title, tab.place, tab.folder = here.title, here.place, here.folder
            tab.history.update(here.place)

    def _leave(self) -> None:
        self._follow()
        if self._before is None:
            self._tabs[self._current].hits = self._give_up()

    def _give_up(self) -> Kept:
        self._window.bookmark_line.dismiss()
        self._controls.finding.here.close()
        return self._controls.hits.give_up()

    def _enter(self, number: int, before: Tab) -> None:
        """Bring a tab to the page, now or when its book has been read."""
        tab = self._tabs[number]
        self._before, self._current, self._behind = before, number, 0
        self._navigation.history = tab.history
        self.row.show(self._current)
        done = tab.arrive() if tab.arrive is not None else go_to(self._navigation, tab)
        if self._waits() and is_on_page(self._navigation, tab):
            self._take_section()
            self._navigation.history_changed.emit()
        elif done is False:
            self._return()

    def _waits(self) -> bool:
        """Return whether the tab that was asked for isn't on the page yet."""
        return self._before is not None

    @Slot()
    def _take_section(self) -> None:
        """A section was opened: that of the tab that was asked for, or another in the same tab."""
        before, self._before = self._before, None
        tab = self._tabs[self._current]
        if before is not None:
            if tab.arrive is not None:
                tab.arrive = None
                tab.history = self._navigation.history = History()
                tab.history.visit(self._navigation.place())
            if tab.hits is not None:
                self._controls.hits.take_up(tab.hits)
                tab.hits = None
            self._window.leave_pane()
            self._tell_place()
        self._rename()

    @Slot()
    def _return(self) -> None:
        """Go back to the tab before: the one that was asked for can't be shown."""
        before, self._before = self._before, None
        if before is None or before not in self._tabs:
            return
        self._current = self._tabs.index(before)
        self._navigation.history = before.history
        self.row.show(self._current)
        if not is_on_page(self._navigation, before):
            go_to(self._navigation, before)
        if before.hits is not None:
            self._controls.hits.take_up(before.hits)

    def _tell_place(self) -> None:
        words = _("Tab {number} of {count}")
        announce(self._window, words.format(number=self._current + 1, count=len(self._tabs)))

    def insert(self, number: int, tab: Tab) -> None:
        """Put a tab at a place; the one that is on the page stays there."""
        self._tabs.insert(number, tab)
        if number <= self._current:
            self._current += 1
        self.row.insert(number, self.titles(), self._current)
        self.changed.emit()

    @Slot(int, int)
    def _move(self, number: int, to: int) -> None:
        """Follow a tab that was dragged to another place."""
        current = self._tabs[self._current]
        self._tabs.insert(to, self._tabs.pop(number))
        self._current = self._tabs.index(current)

    @Slot()
    def _rename(self) -> None:
        tab, here = self._tabs[self._current], here_in(self._navigation)
        if here.place.section:
            tab.title = here.title
            self.row.set_title(self._current, tab.title)

    def _restore(self) -> None:
        """Take up the tabs of the last time; their books are opened when they are shown."""
        known, current = tabs_of(self._window.restored.get("tabs"))
        if not known:
            return
        here, self._tabs, self._current = self._tabs[0], known, current
        if not self._navigation.section:
            # Its book is still being read.
            known[current].history = here.history
        elif is_on_page(self._navigation, known[current]):
            known[current] = here
        else:
            self._current += 1
            known.insert(self._current, here)
        self.row.fill(self.titles(), self._current)
