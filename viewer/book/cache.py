"""The cache of parsed manifests and texts: JSON files, named by what they were made from.

Nothing in it is trusted: a file that is damaged, cut short, made by another version or for
something else is ignored, and written anew. An unwritable cache does no harm.
"""

import json
import os
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from viewer import __version__
from viewer.storage.digest import digest
from viewer.storage.files import is_there

VERSION = f"2 {__version__}"
"""Changes whenever what is cached changes its form or meaning."""


class BookCache:
    """A folder with one folder a book.

    Attributes:
        folder: Where it is; None keeps nothing.
        ready: What was parsed when the program was made, one folder a book folder, never written;
            None for nothing. It answers where ``folder`` doesn't.
    """

    def __init__(self, folder: Path | None, *, ready: Path | None = None) -> None:
        self.folder = folder
        self.ready = ready

    def of(self, book: Path) -> "CacheShelf":
        """Return the part of the cache for the book in the folder ``book``."""
        name = re.sub(r"[^A-Za-z0-9-]+", "-", book.name)[:40].strip("-") or "book"
        ready = self.ready / name if self.ready is not None else None
        if self.folder is None:
            return CacheShelf(None, ready)
        real = os.path.realpath(book)
        return CacheShelf(self.folder / f"{name}-{digest(os.fsencode(real))[:12]}", ready)

    def remove(self, book: Path) -> bool:
        """Remove what is cached of the book in the folder ``book``.

        Returns:
            Whether there was anything, and nothing is left.
        """
        # Imported here: the start does without.
        import shutil

        folder = self.of(book).folder
        if folder is None or not is_there(folder):
            return False
        shutil.rmtree(folder, ignore_errors=True)
        return not is_there(folder)


class CacheShelf:
    """The cached files of one book."""

    def __init__(self, folder: Path | None, ready: Path | None = None) -> None:
        self._folder = folder
        self._ready = ready
        self._unwritable = folder is None

    @property
    def folder(self) -> Path | None:
        """Where the files are; None if nothing is kept."""
        return self._folder

    def read(self, name: str, key: str) -> Any | None:  # noqa: ANN401 - whatever JSON holds
        """Return what was written under ``name`` for ``key``; None if nothing can be trusted."""
        for folder in (self._folder, self._ready):
            values = _read(folder / f"{name}.json", key) if folder is not None else None
            if values is not None:
                return values
        return None

    def has(self, name: str, key: str) -> bool:
        """Return whether something was written under ``name`` for ``key``; cheaper than reading."""
        wanted = _header(key, b"").partition(b'"check"')[0]
        for folder in (self._folder, self._ready):
            if folder is not None and _first_line(folder / f"{name}.json").startswith(wanted):
                return True
        return False

    def write(self, name: str, key: str, values: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Keep ``values`` under ``name`` for ``key``; does nothing where that is impossible."""
        if self._folder is None or self._unwritable:
            return
        body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            self._replace(self._folder / f"{name}.json", _header(key, body) + b"\n" + body)
        except OSError:
            self._unwritable = True

    def forget(self, keep: set[str]) -> None:
        """Remove the texts whose names are not in ``keep``: what earlier editions left."""
        if self._folder is None:
            return
        with suppress(OSError):
            for file in (self._folder / "text").iterdir():
                if file.stem not in keep:
                    file.unlink(missing_ok=True)

    def _replace(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Other processes and threads may write the same file: each has its own name until the end.
        temporary = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            # Only for the reader's own eyes: the texts may be classified.
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as stream:
                stream.write(content)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def _read(file: Path, key: str) -> Any | None:  # noqa: ANN401 - whatever JSON holds
    try:
        content = file.read_bytes()
    except OSError:
        return None
    header, _, body = content.partition(b"\n")
    if header != _header(key, body):
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _first_line(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.readline()
    except OSError:
        return b""


def _header(key: str, body: bytes) -> bytes:
    return json.dumps({"briefing": VERSION, "key": key, "check": digest(body)}).encode()
