"""A lock between processes that can't outlive its holder: the system frees it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from types import TracebackType

from viewer.storage.files import is_there

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LOOK_SECONDS = 0.02
"""Seconds between two looks whether a lock is free."""


class FileLock:
    """An exclusive lock that is a file.

    Where the file system has no locks, everybody gets it: what it guards must stay correct without.

    Attributes:
        path: The file; it is there while the lock is held.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = -1

    def acquire(self) -> bool:
        """Take the lock if nobody has it, and tell whether that went well.

        Raises:
            OSError: The file can't be made.
        """
        while self._descriptor < 0:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _try_lock(descriptor)
            except (BlockingIOError, PermissionError):
                os.close(descriptor)
                return False
            except OSError:
                pass
            if self._is_current(descriptor):
                self._descriptor = descriptor
            else:
                # Its last holder removed the file between our two steps.
                os.close(descriptor)
        return True

    def wait(self, seconds: float | None = None) -> bool:
        """Take the lock as soon as nobody has it, and tell whether it was free in time.

        Args:
            seconds: How long to wait at most; None for as long as it takes.

        Raises:
            OSError: The file can't be made.
        """
        end = None if seconds is None else time.monotonic() + seconds
        waiting = Event()
        while not self.acquire():
            if end is not None and time.monotonic() >= end:
                return False
            waiting.wait(_LOOK_SECONDS)
        return True

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._descriptor < 0:
            return
        # Windows doesn't remove an open file: there it stays, empty and harmless.
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1

    def held_elsewhere(self) -> bool:
        """Tell whether another process, or another lock of this one, holds it; takes nothing."""
        if not is_there(self.path):
            return False
        try:
            free = self.acquire()
        except OSError:
            return False
        self.release()
        return not free

    def _is_current(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        except OSError:
            return False

    def __enter__(self) -> "FileLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


@contextmanager
def after_others(path: Path, patience: float) -> Iterator[None]:
    """Do something once nobody else does, who takes the lock at ``path`` for it.

    Args:
        path: Of the lock. Where there can be none, what needs it is done anyway.
        patience: Seconds to wait; whoever takes longer has been stopped, and is not waited for.
    """
    with FileLock(path) as lock:
        with suppress(OSError):
            lock.wait(patience)
        yield
