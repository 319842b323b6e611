"""What other windows of the profile do, shown in this one within a second."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from viewer.errors import StoreError
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.window.controls import Controls

log = logging.getLogger(__name__)

LOOK_MS = 500
"""Milliseconds between two looks."""


class OtherWindows(QObject):
    """Follows the other windows, and tells them what they have to do as well.

    Marks are followed where they are shown: ``MarksControl``.
    """

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._services = window.services
        self._controls = controls
        self._version = controls.database.data_version()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.closing.connect(self._timer.stop)
        controls.books.gone.connect(self._tell_gone)

    @Slot()
    def look(self) -> None:
        """Take up what other windows changed since the last look."""
        names = self._services.preferred_elsewhere()
        if names:
            log.info("changed in another window: %s", ", ".join(sorted(names)))
            self._controls.commands.preferences.follow(names)
        try:
            version = self._controls.database.data_version()
        except StoreError as problem:
            log.info("not looked at: %s", problem)
            return
        if version != self._version:
            self._version = version
            self._controls.room.state.look_again()
            self._controls.finding.recent.show()

    # -- what is told ------------------------------------------------------------------------------

    @Slot()
    def quit(self) -> None:
        """Close all windows; the next start takes up this one."""
        self._services.windows.tell({"do": "close"})
        QApplication.closeAllWindows()

    @Slot(str, list)
    def _tell_gone(self, book: str, folders: list[Path]) -> None:
        self._services.windows.tell(
            {"do": "leave", "book": book, "folders": list(map(str, folders))}
        )

    def hear(self, said: dict[str, Any]) -> None:
        """Do what another window tells; anything odd is passed over."""
        works: dict[object, Callable[[], object]] = {
            "close": self._close,
            "leave": partial(self._leave, said.get("book"), said.get("folders")),
        }
        work = works.get(said.get("do"))
        if work is not None:
            work()

    def _close(self) -> None:
        """Close as another window does, which is the one to be remembered."""
        self._services.remembered = False
        QApplication.closeAllWindows()

    def _leave(self, book: object, folders: object) -> None:
        """Leave a book that another window removes from this computer, and keep nothing of it."""
        if not isinstance(book, str) or not isinstance(folders, list):
            return
        places = self._controls.places
        self._controls.books.leave_book(book, [Path(str(one)) for one in folders], told=True)
        try:
            # What was kept of it while it was left.
            places.forget_book(book)
        except StoreError as problem:
            log.info("not forgotten: %s", problem)
