"""Looks for notes of another computer: beside the program, and on sticks.

Only local folders are read, and only their top: a share that doesn't answer is not touched, and a
stick full of films takes no time.
"""

import os
import re
import string
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from viewer.annotations.moving import ENDING

MOST = 500
"""Entries of a folder that are looked at."""

_COPY = re.compile(r"briefing-notes-[0-9a-f]+-\d+-\d+-\d+\.sqlite3")
"""Name of a second copy."""

_LOCAL = {
    *("vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "btrfs"),
    *("xfs", "f2fs", "hfs", "hfsplus", "apfs", "udf", "iso9660"),
}
"""Names of the file systems of sticks and disks."""

_MOUNTS = ("/media/", "/run/media/", "/mnt/")
"""Where Linux puts sticks."""

_REMOVABLE = 2
"""What Windows calls a stick (``DRIVE_REMOVABLE``)."""


def notes_beside(program: Path) -> Path | None:
    """Return the newest file with notes of another computer; None if there is none.

    Args:
        program: Folder of the program.
    """
    found = [file for folder in (program, program.parent, *sticks()) for file in notes_in(folder)]
    return max(found, key=_age, default=None)


def notes_in(folder: Path) -> list[Path]:
    """Return the files with notes in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        return [
            Path(entry.path)
            for entry in islice(entries, MOST)
            if (entry.name.endswith(ENDING) or _COPY.fullmatch(entry.name)) and entry.is_file()
        ]
    return []


def sticks() -> list[Path]:
    """Return where sticks and other removable disks are mounted."""
    if sys.platform == "win32":
        return list(_windows_sticks())
    if sys.platform == "darwin":
        return list(_mac_sticks())
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return list(linux_sticks(mounts))


def linux_sticks(mounts: str) -> Iterator[Path]:
    """Yield where sticks are mounted, from ``mountinfo`` (proc(5)); no mount is touched."""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        names = fields.split()
        if len(names) > 4 and rest.split(" ", 1)[0] in _LOCAL:  # noqa: PLR2004 - proc(5)
            place = re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), names[4])
            if place.startswith(_MOUNTS):
                yield Path(place)


def _windows_sticks() -> Iterator[Path]:
    import ctypes

    # Not known to Python elsewhere; only Windows comes here.
    kind_of = ctypes.windll.kernel32.GetDriveTypeW  # type: ignore[attr-defined]
    for letter in string.ascii_uppercase:
        root = f"{letter}:\\"
        if kind_of(root) == _REMOVABLE:
            yield Path(root)


def _mac_sticks() -> Iterator[Path]:
    from PySide6.QtCore import QStorageInfo

    for volume in QStorageInfo.mountedVolumes():
        kind = bytes(volume.fileSystemType().data()).decode("ascii", "replace")
        if kind in _LOCAL and volume.rootPath().startswith("/Volumes/"):
            yield Path(volume.rootPath())


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0
