"""One running window program a profile: a lock file, and a folder through which starts hand over.

A second start writes what it was asked to open into the profile's ``requests`` folder and ends;
the running program watches that folder. A lock left by a killed program is taken over.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Slot

from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.storage.files import is_folder, is_there, matching, write_atomically

ENDING = ".json"


class Instance(QObject):
    """The lock of this process, and the requests of others."""

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = profile.requests
        self._lock = QLockFile(str(profile.lock_file))
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._open: Callable[[OpenOptions], object] | None = None

    def hand_over(self, options: OpenOptions) -> bool:
        """Return whether another window program runs in this profile, and was asked to open.

        Where no lock can be made, in a read-only profile, this one simply runs beside it.
        """
        if self._lock.tryLock(0):
            return False
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return False
        values = options._asdict()
        values["book"] = _absolute(options.book)
        values["profile"] = None
        values["shelf"] = [str(folder.absolute()) for folder in options.shelf]
        name = f"{os.getpid()}-{os.times().elapsed:.3f}{ENDING}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / name, json.dumps(values).encode())
        except OSError:
            return False
        return True

    def watch(self, work: Callable[[OpenOptions], object]) -> None:
        """Call ``work`` for each request of another start, from now on."""
        self._open = work
        if not is_folder(self._folder):
            return
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._take)
        self._take()

    def release(self) -> None:
        """Let another start become the running program."""
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._take)
        self._lock.unlock()

    @Slot()
    def _take(self) -> None:
        for file in matching(self._folder, f"*{ENDING}"):
            options = _read(file)
            with suppress(OSError):
                file.unlink()
            if options is not None and self._open is not None:
                self._open(options)


def _absolute(book: str | None) -> str | None:
    """Return a path that means the same in another process; an id stays as it is."""
    if book is not None and is_there(book):
        return str(Path(book).absolute())
    return book


def _read(file: Path) -> OpenOptions | None:
    """Return a request; None for anything that isn't one."""
    try:
        values = json.loads(file.read_bytes())
        texts = {name: values[name] for name in ("book", "section", "language")}
        if not all(text is None or isinstance(text, str) for text in texts.values()):
            return None
        return OpenOptions(**texts, shelf=tuple(Path(folder) for folder in values["shelf"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
