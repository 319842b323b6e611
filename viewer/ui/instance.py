"""This process among those that have a window in the profile: what comes from outside, and when.

A start without anything new hands over to the window that was active last, and ends; see
``viewer.settings.open_windows``.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.settings.open_windows import OpenWindows
from viewer.storage.files import is_folder, is_there

LOOK_MS = 500
"""Milliseconds between two looks for what no watcher told: the window it was for may have died."""

_TEXTS = ("book", "section", "language")


class Instance(QObject):
    """Registers the window, and passes on what other starts ask and other windows tell.

    Attributes:
        windows: The windows of the profile.
    """

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.windows = OpenWindows(profile)
        self._watcher: QFileSystemWatcher | None = None
        self._open: Callable[[OpenOptions], object] | None = None
        self._hear: Callable[[dict[str, Any]], object] | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._take)

    def hand_over(self, options: OpenOptions) -> bool:
        """Return whether another window was asked to open this; else this is a window from now on.

        A profile that can't be written knows no other windows: this one simply runs beside them.
        """
        new = options.new_window or options.beside is not None
        with suppress(OSError):
            if self.windows.enter(alone=not new):
                return False
            if self.windows.ask(_request(options)):
                return True
            self.windows.enter()
        return False

    def watch(
        self,
        work: Callable[[OpenOptions], object],
        hear: Callable[[dict[str, Any]], object] | None = None,
    ) -> None:
        """From now on, call ``work`` for each request of another start.

        Args:
            work: Opens something.
            hear: Is called with what other windows tell.
        """
        self._open, self._hear = work, hear
        folders = [
            str(one) for one in (self.windows.requests, self.windows.folder) if is_folder(one)
        ]
        if not folders:
            return
        self._watcher = QFileSystemWatcher(folders, self)
        self._watcher.directoryChanged.connect(self._take)
        QGuiApplication.instance().applicationStateChanged.connect(self._note_active)  # type: ignore[union-attr]  # there is one
        self._look.start()
        self._take()

    def release(self) -> None:
        """Be no window any more: another start opens its own."""
        self._look.stop()
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._take)
            QGuiApplication.instance().applicationStateChanged.disconnect(self._note_active)  # type: ignore[union-attr]  # there is one
        self.windows.leave()

    @Slot(Qt.ApplicationState)
    def _note_active(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.windows.activate()

    @Slot()
    def _take(self) -> None:
        for values in self.windows.asked():
            options = _options(values)
            if options is not None and self._open is not None:
                self._open(options)
        for values in self.windows.told():
            if self._hear is not None:
                self._hear(values)


def _request(options: OpenOptions) -> dict[str, object]:
    return {
        **{name: getattr(options, name) for name in _TEXTS},
        "book": _absolute(options.book),
        "shelf": [str(folder.absolute()) for folder in options.shelf],
    }


def _absolute(book: str | None) -> str | None:
    """Return a path that means the same in another process; an id stays as it is."""
    if book is not None and is_there(book):
        return str(Path(book).absolute())
    return book


def _options(values: dict[str, Any]) -> OpenOptions | None:
    """Return what a request asks for; None for anything that isn't one."""
    try:
        texts = {name: values[name] for name in _TEXTS}
        if not all(text is None or isinstance(text, str) for text in texts.values()):
            return None
        return OpenOptions(**texts, shelf=tuple(Path(folder) for folder in values["shelf"]))
    except (KeyError, TypeError):
        return None
