"""Looking for files, replacing one so that a power cut leaves old or new, setting one aside."""

import os
from contextlib import suppress
from pathlib import Path


def is_there(path: Path | str) -> bool:
    """Whether anything is at ``path`` that we may look at; never fails.

    ``Path.exists`` does where a folder can't be entered, or where a name is longer than any file's.
    """
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: Path | str) -> bool:
    """Whether ``path`` is a folder that we may look at; never fails, as ``is_there``."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path | str) -> bool:
    """Whether ``path`` is a plain file that we may look at; never fails, as ``is_there``."""
    return os.path.isfile(path)  # noqa: PTH113


def matching(folder: Path, pattern: str) -> list[Path]:
    """Return what in ``folder`` has a name like ``pattern``; nothing where we may not look."""
    with suppress(OSError):
        return sorted(folder.glob(pattern))
    return []


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` by a file with ``data``; at every moment the old or the new one is whole.

    Raises:
        OSError: The folder can't be written, or the disk is full; the old file is untouched.
    """
    temporary = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def set_aside(path: Path) -> Path:
    """Rename ``path`` to ``NAME.damaged-DATE``, never over another file, and return the new path.

    Raises:
        OSError: The folder can't be written.
    """
    target = name_aside(path)
    path.rename(target)
    sync_folder(path.parent)
    return target


def name_aside(path: Path) -> Path:
    """Return a free name of the form ``NAME.damaged-DATE`` beside ``path``."""
    stem = f"{path.name}.damaged-{stamp()}"
    target = path.with_name(stem)
    number = 2
    while os.path.lexists(target):
        target = path.with_name(f"{stem}-{number}")
        number += 1
    return target


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut, where the system offers it (not Windows)."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def stamp() -> str:
    """Return the local time for a file name, for example ``20261124-081402``."""
    # Imported here: the start does without.
    from datetime import datetime

    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
