"""The windows that are open in a profile: each is a process, and they speak through files.

A window holds a lock as long as it runs; the system frees it when the process ends, however that
happens. Who has something to say to the others, or to whichever window is the last active one,
writes a file for them; a file is taken by removing it, which only one process can do.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from viewer.settings.profile import Profile
from viewer.storage.files import matching, write_atomically
from viewer.storage.locks import FileLock

ENDING = ".json"

_LOCK = ".lock"
_ACTIVE = ".active"
_NAME_BYTES = 6

_PATIENCE = 2.0
"""Seconds to wait for another start that is just deciding; then it has been stopped."""


class OpenWindows:
    """One window among those of a profile.

    Attributes:
        folder: Where windows find one another, and what they are told.
        requests: Where other starts put what they want to be opened.
    """

    def __init__(self, profile: Profile) -> None:
        self.folder = profile.windows
        self.requests = profile.requests
        self._name = os.urandom(_NAME_BYTES).hex()
        self._lock = FileLock(self.folder / f"{self._name}{_LOCK}")
        self._told = 0

    # -- who is there ------------------------------------------------------------------------------

    def enter(self, *, alone: bool = False) -> bool:
        """Be one of the windows from now on, as the last active one; tell whether it is.

        Args:
            alone: Only if there is no other window.

        Raises:
            OSError: The profile can't be written.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Of two starts at the same time, one finds the other.
        with FileLock(self.folder / "start") as start:
            start.wait(_PATIENCE)
            if alone and self.others():
                return False
            self._lock.wait(_PATIENCE)
            self.activate()
        return True

    def leave(self) -> None:
        """Be a window no longer. Again is harmless."""
        for file in (self._active(self._name), *self._told_to(self._name)):
            with suppress(OSError):
                file.unlink(missing_ok=True)
        self._lock.release()

    def others(self) -> list[str]:
        """Return the names of the other windows, the last active one first."""
        names = [
            file.stem for file in matching(self.folder, f"*{_LOCK}") if file.stem != self._name
        ]
        there = [name for name in names if self._is_there(name)]
        return sorted(there, key=self._last_active, reverse=True)

    def activate(self) -> None:
        """Be the last active window."""
        file, now = self._active(self._name), time.time_ns()
        with suppress(OSError):
            file.touch(mode=0o600)
            # The time of the system's own stamps goes in steps.
            os.utime(file, ns=(now, now))

    def is_last_active(self) -> bool:
        """Return whether no other window was active since this one."""
        mine = self._last_active(self._name)
        return all(self._last_active(name) < mine for name in self.others()[:1])

    def _is_there(self, name: str) -> bool:
        if FileLock(self.folder / f"{name}{_LOCK}").held_elsewhere():
            return True
        # It was killed, or has just ended; what it left is of no use to anybody.
        left = (self.folder / f"{name}{_LOCK}", self._active(name), *self._told_to(name))
        for file in left:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        return False

    def _active(self, name: str) -> Path:
        return self.folder / f"{name}{_ACTIVE}"

    def _last_active(self, name: str) -> tuple[int, str]:
        try:
            return self._active(name).stat().st_mtime_ns, name
        except OSError:
            return 0, name

    # -- what is said ------------------------------------------------------------------------------

    def ask(self, values: Mapping[str, object]) -> bool:
        """Put a request for the window that was active last; tell whether that could be done."""
        name = f"{os.getpid()}-{os.times().elapsed:.3f}{ENDING}"
        try:
            self.requests.mkdir(parents=True, exist_ok=True)
            write_atomically(self.requests / name, json.dumps(values).encode())
        except OSError:
            return False
        return True

    def asked(self) -> Iterator[dict[str, Any]]:
        """Take the requests of other starts, if this is the window that was active last."""
        files = matching(self.requests, f"*{ENDING}")
        if files and self.is_last_active():
            yield from _taken(files)

    def tell(self, values: Mapping[str, object]) -> None:
        """Tell something to each of the other windows; where nothing can be written, to none."""
        for name in self.others():
            self._told += 1
            file = self.folder / f"{name}.{self._name}-{self._told:06d}{ENDING}"
            with suppress(OSError):
                write_atomically(file, json.dumps(values).encode())

    def told(self) -> Iterator[dict[str, Any]]:
        """Take what other windows said to this one, in the order in which each said it."""
        yield from _taken(self._told_to(self._name))

    def _told_to(self, name: str) -> list[Path]:
        return matching(self.folder, f"{name}.*{ENDING}")


def _taken(files: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield what stands in files, those of them that nobody else has taken."""
    for file in files:
        try:
            data = file.read_bytes()
            file.unlink()
        except OSError:
            continue
        with suppress(ValueError, RecursionError):
            values = json.loads(data)
            if isinstance(values, dict):
                yield values
