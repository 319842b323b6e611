"""Reads and arranges a list of marks while nothing else is to be done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from viewer.ui.marks.catalogue import Catalogue

AT_ONCE = 2_000
"""Marks whose places in the list are found at once."""


class Steps(QObject):
    """Takes one step after the other, till the place of every mark in the list is known.

    While the panel can't be seen, none follows by itself.

    Signals:
        rearranged: The list is arranged in another way now.
        searchable: The list can be filtered now.
        ended: All has been read, and the place of every mark is known.
    """

    rearranged = Signal()
    searchable = Signal()
    ended = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._catalogue: Catalogue | None = None
        self._waiting: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.advance)

    def begin(self, catalogue: "Catalogue") -> None:
        """Take up another list; what waited for the one before is forgotten."""
        self._catalogue = catalogue
        self._waiting.clear()
        self.advance()

    def stop(self) -> None:
        """Take no further step till ``advance``."""
        self._timer.stop()

    @Slot()
    def advance(self) -> None:
        """Take a step, and go on."""
        catalogue = self._catalogue
        if catalogue is None:
            return
        if not catalogue.whole:
            before = catalogue.searchable
            if catalogue.advance():
                self.rearranged.emit()
            if catalogue.searchable and not before:
                self.searchable.emit()
            if catalogue.whole:
                self.ended.emit()
        self.go_on()

    def go_on(self) -> None:
        """Do what waits for the whole list, or let further steps follow."""
        if self._catalogue is None or not self._panel.isVisible():
            return
        if not self._catalogue.whole:
            self._timer.start(0)
            return
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work()

    def wait(self, work: Callable[[], None]) -> None:
        """Do something as soon as the place of every mark is known: at most a second hence."""
        if work not in self._waiting:
            self._waiting.append(work)
        if self._catalogue is not None and len(self._catalogue) <= AT_ONCE:
            self.finish()
        self.go_on()

    def finish(self, *, whole: bool = False) -> None:
        """Do at once what waits; with ``whole``, find the place of every mark in any case."""
        catalogue = self._catalogue
        while catalogue is not None and not catalogue.whole and (self._waiting or whole):
            self.advance()
        self.go_on()
