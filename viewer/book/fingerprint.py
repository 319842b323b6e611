"""The fingerprint of a book: one hash of all that can be read in it.

To look at ten thousand files takes a tenth of the time of reading them; so the cache remembers each
file's size and times with its hash, and only what changed is read again.
"""

import os
import time
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from viewer.book import files
from viewer.book.cache import CacheShelf
from viewer.errors import SectionError
from viewer.storage.digest import digest

# A file that was written while it was being hashed, or just before, may change again within the
# resolution of its times; such a file is read again next time (what git calls racily clean).
_SETTLED_NS = 2_000_000_000

_Known = dict[str, tuple[list[int], str]]


def fingerprint(folder: Path, texts: Sequence[str], shelf: CacheShelf) -> str:
    """Return the fingerprint of the book in ``folder``: 32 hexadecimal digits.

    Args:
        folder: The book folder.
        texts: Paths of the texts.
        shelf: The book's part of the cache.
    """
    known = _remembered(shelf)
    now = time.time_ns()
    fresh: _Known = {}
    total = blake2b(digest_size=16)
    changed, hashes = False, set[str]()
    for path in sorted({"book.yaml", "glossary.yaml", *texts}):
        signature = _signature(folder, path)
        entry = known.get(path)
        if not signature:
            hashed = ""
        elif entry is not None and entry[0] == signature:
            hashed = entry[1]
        else:
            hashed, changed = _hash(folder, path), True
        hashes.add(hashed)
        if signature and max(signature[1:]) < now - _SETTLED_NS:
            fresh[path] = (signature, hashed)
        total.update(f"{path}\0{hashed}\n".encode("utf-8", "surrogatepass"))
    if changed or len(fresh) != len(known):
        shelf.write("files", "files", fresh)
        shelf.forget(hashes)
    return total.hexdigest()


def _remembered(shelf: CacheShelf) -> _Known:
    values = shelf.read("files", "files")
    if not isinstance(values, dict):
        return {}
    return {
        path: (entry[0], entry[1])
        for path, entry in values.items()
        if isinstance(entry, list) and len(entry) == 2  # noqa: PLR2004 - signature and hash
    }


def _signature(folder: Path, path: str) -> list[int]:
    """Return size and times of a file; nothing if it can't be looked at."""
    if files.path_problem(path):
        return []
    try:
        status = os.stat(f"{folder}/{path}")  # noqa: PTH116 - ten thousand Path objects cost more than the look
    except (OSError, ValueError):
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _hash(folder: Path, path: str) -> str:
    """Return the hash of a file, its name in the cache; nothing if it can't be read."""
    try:
        return digest(files.read_bytes(folder, path))
    except SectionError:
        return ""
