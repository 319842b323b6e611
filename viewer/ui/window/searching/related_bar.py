"""The sections that are related to the open one, under its end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.messages import mark
from viewer.reading.place import Place
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.searching.end_bar import EndBar, EndOfSection
from viewer.ui.window.searching.search_control import SearchControl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.search.related import Related


class RelatedSections(EndOfSection):
    """Finds related sections in the background and shows them where the section ends."""

    def __init__(
        self, window: MainWindow, search: SearchControl, background: Background, parent: QObject
    ) -> None:
        bar = EndBar("related_bar", mark("Related sections"), window.reading.column)
        super().__init__(window, bar, parent)
        self._search = search
        self._finding = background.channel()
        self._finding.finished.connect(self._take)
        bar.requested.connect(self._open)
        navigation = window.navigation
        navigation.section_opened.connect(self.find)
        navigation.language_changed.connect(self.find)
        search.titles_known.connect(self.find)
        self.find()

    @Slot()
    def find(self) -> None:
        """Find the sections that are related to the open one."""
        self.offer(())
        navigation, search = self._window.navigation, self._search
        if navigation.book is None or navigation.shown is None or not navigation.section:
            return
        place = (navigation.book.edition.book, navigation.section, navigation.shown.language)
        self._finding.submit(lambda: search.related(*place))

    @Slot(object)
    def _take(self, related: "Sequence[Related]") -> None:
        self.offer(related)

    @Slot(object)
    def _open(self, one: "Related") -> None:
        self._window.focus_page()
        self._window.navigation.go_to_place(Place(one.book, "", one.section, one.language))
