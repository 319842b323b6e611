"""A further window on the same shelf: this program once more, beside this one.

Each window is a process of its own (``docs/decisions/0019-windows.md``).
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.book.address import Address
from viewer.errors import BookError, Message
from viewer.options import BESIDE
from viewer.reading.place import Place
from viewer.search.build import child_environment
from viewer.settings import Profile, default_profile
from viewer.storage.files import is_there
from viewer.ui.tasks import start_apart
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.tabs.tab import Tab
    from viewer.ui.window.controls import Controls


class NewWindows(QObject):
    """Opens windows."""

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls

    @Slot()
    def open_here(self) -> None:
        """Open a window at the same place, in the same languages."""
        from viewer.ui.window.opening.beside import beside

        self._start([], beside(self._window))

    def open(self, tab: "Tab") -> None:
        """Open a window where a tab would open."""
        from viewer.ui.window.opening.beside import beside

        place, folder = tab.place, tab.folder or self._older(tab.place)
        # Without a folder, the shelf knows where the book is, and the book where the block is.
        address = Address(place.book, place.section, place.language, place.block)
        named = [] if folder is not None else [str(address)]
        self._start(named, beside(self._window, place, folder))

    def _older(self, place: Place) -> Path | None:
        """Return the folder of the edition of a place, which no address names; None if current."""
        shelf = self._window.services.shelf()
        try:
            current = shelf.find(place.book)
            folder = shelf.find(f"{place.book}@{place.edition}") if place.edition else current
        except BookError:
            return None
        return None if folder == current else folder

    def _start(self, named: Sequence[str], state: str) -> None:
        # What this window changed is to be found by the other one.
        self._controls.save_place()
        services = self._window.services
        command = window_command(services.profile, services.shelf_folders)
        started = start_apart([*command, f"{BESIDE}={state}", *named], child_environment())
        if not started:
            self._controls.tell(Message("window-not-opened"))


def window_command(profile: Profile, shelf: Sequence[Path]) -> list[str]:
    """Return the command line that opens a window in a profile."""
    frozen = getattr(sys, "frozen", False)
    command = [_windowed_program()] if frozen else [sys.executable, "-m", "viewer"]
    own = [] if profile == default_profile() else ["--profile", str(profile.folder)]
    folders = [word for folder in shelf for word in ("--shelf", str(folder))]
    return [*command, "open", *own, *folders]


def _windowed_program() -> str:
    """Return the executable that opens no console beside its window."""
    own = Path(sys.executable)
    windowed = own.with_name(f"briefing-viewer{own.suffix}")
    return str(windowed if is_there(windowed) else own)
