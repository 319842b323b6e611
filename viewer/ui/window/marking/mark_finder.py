"""Finds the reader's marks by name, for the search field."""

from PySide6.QtCore import QObject, QTimer, Slot

from viewer.annotations.overview import Overview
from viewer.errors import StoreError
from viewer.ui.search_field.places import PlaceItem, PlaceKind, TitleFinder

_STEP = 1_000
"""Names taken in between two events: about 5 ms."""


class MarkFinder(QObject):
    """Takes names in between two events; until all are known, what is known is found."""

    def __init__(self, overview: Overview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._overview = overview
        self._titles = TitleFinder()
        self._named: list[tuple[str, str, str]] = []
        self._last = -1
        self._complete = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def find(self, text: str, limit: int) -> list[PlaceItem]:
        """Return up to ``limit`` marks whose name fits ``text``, the best first."""
        if not self._named:
            self._step()
        numbers, exact = self._titles.find(text, limit)
        items = []
        for number in numbers:
            identity, title, book = self._named[number]
            item = PlaceItem(PlaceKind.BOOKMARK, title, (), book, target=identity, exact=exact)
            items.append(item)
        return items

    def close(self) -> None:
        """Stop taking in names."""
        self._timer.stop()

    @Slot()
    def _step(self) -> None:
        if self._complete:
            return
        try:
            names = list(self._overview.names(self._last, _STEP))
        except StoreError:
            # Whatever else reads the store tells it.
            names = []
        for name in names:
            self._titles.add(name.title)
            self._named.append((name.id, name.title, name.book))
            self._last = name.number
        self._complete = len(names) < _STEP
        if self._complete:
            self._timer.stop()
