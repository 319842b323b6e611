"""What was sought before: kept, listed under the field, and forgotten, as the reader wants."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from viewer.errors import StoreError
from viewer.reading.store import ReadingStore
from viewer.ui.window.main_window import MainWindow

log = logging.getLogger(__name__)


class RecentSearches(QObject):
    """Lists the latest searches under the field, unless the reader doesn't want that."""

    def __init__(self, window: MainWindow, places: ReadingStore, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._places = places
        window.field.forget_requested.connect(self.forget)
        self.show()

    @Slot(str)
    def remember(self, text: str) -> None:
        """Keep a search among the recent ones."""
        if text and self._window.services.preferences.recent_searches:
            self._keep(lambda: self._places.add_search(text))
            self.show()

    @Slot()
    def forget(self) -> None:
        """Forget all recent searches."""
        self._keep(self._places.forget_searches)
        self.show()

    def show(self) -> None:
        """List them under the field."""
        recent: list[str] = []
        if self._window.services.preferences.recent_searches:
            self._keep(lambda: recent.extend(self._places.searches()))
        self._window.field.set_recent(recent)

    def _keep(self, work: Callable[[], object]) -> None:
        """Read or write what is convenient, but not worth a message."""
        try:
            work()
        except StoreError as problem:
            log.info("not kept: %s", problem)
