"""The headings of the open section under it in the contents; they follow the page."""

from bisect import bisect_right

from PySide6.QtCore import QObject, Slot

from viewer.book.spoken import spoken
from viewer.reading.outline import heading_pieces
from viewer.ui.announce import announce
from viewer.ui.contents.headings import rows_of
from viewer.ui.page.content import Target
from viewer.ui.page.stage import AIR
from viewer.ui.window.main_window import MainWindow


class ContentsHeadings(QObject):
    """Shows them, marks the one that the reader is at, and goes where they lead."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._ordinals: list[int] = []
        window.navigation.section_opened.connect(self._take)
        window.navigation.language_changed.connect(self._take)
        window.page.position_changed.connect(self._follow)
        window.contents.heading_requested.connect(self._go)
        self._take()

    @Slot()
    def _take(self) -> None:
        """Show the headings of the section that is on the page now."""
        navigation = self._window.navigation
        if navigation.text.unfinished:
            # More of it is coming.
            return
        shown = navigation.shown
        rows = rows_of(heading_pieces(shown.content.text) if shown is not None else [])
        self._ordinals = [row.ordinal for row in rows]
        self._window.contents.unfolding.show(navigation.section, rows, self._here())

    @Slot()
    def _follow(self) -> None:
        self._window.contents.unfolding.follow(self._here())

    def _here(self) -> int:
        """Return the block of the last heading at the top of the page, or above; -1 for none."""
        place = bisect_right(self._ordinals, self._window.page.position().ordinal)
        return self._ordinals[place - 1] if place else -1

    @Slot(str, int)
    def _go(self, section: str, ordinal: int) -> None:
        """Go to a heading as a link does, so that there is a way back."""
        window = self._window
        before = window.navigation.section
        window.navigation.open_section(section, Target(ordinal, shift=-AIR))
        window.reading.chosen()
        shown = window.navigation.shown
        if section == before and window.contents.section_in_focus() and shown is not None:
            # The keyboard stays there, and nothing else tells that the page has moved.
            announce(window.page, spoken(shown.content.text.blocks[ordinal], shown.language))
