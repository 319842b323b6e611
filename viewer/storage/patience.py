"""Renaming what somebody else may hold for a moment."""

from pathlib import Path
from threading import Event

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts."""


def rename_when_free(path: Path, target: Path) -> None:
    """Rename ``path`` to ``target``, with patience for one second and a half.

    On Windows, what a virus scanner or the system's own search has open can't be renamed; they look
    at everything that is new, and soon let it go. Not for the thread of the window.

    Raises:
        OSError: It can't be renamed.
    """
    for pause in _PAUSES:
        try:
            path.rename(target)
        except PermissionError:
            rest(pause)
        else:
            return
    path.rename(target)


def rest(seconds: float) -> None:
    """Wait."""
    Event().wait(seconds)
