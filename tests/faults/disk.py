"""A disk that fails, fills up, or loses power, under SQLite: a VFS of apsw.

apsw brings a SQLite of its own, so a store is opened through ``Connection``, which speaks as the
standard library's does. The disk counts what is written, synced, cut and deleted; at the operation
that is asked for it fails in one of the ways of ``Fault``. It remembers what was synced: that is
what a power cut leaves, with any part of the rest.
"""

import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Any, Self

import apsw

SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""

_names = itertools.count()


class Fault(Enum):
    """How a disk fails."""

    ONCE = auto()
    DEAD = auto()
    FULL = auto()
    TORN = auto()
    POWER = auto()


class Disk(apsw.VFS):
    """The system's disk, with faults.

    Attributes:
        count: Operations so far.
        failed: Whether it has failed yet.
    """

    def __init__(self) -> None:
        self.name = f"faulty-{next(_names)}"
        self.count = 0
        self.failed = False
        self._at = 0
        self._fault = Fault.ONCE
        self._durable: dict[str, bytes] = {}
        self._pending: dict[str, list[tuple[int, bytes]]] = {}
        super().__init__(self.name, "")

    def arm(self, at: int, fault: Fault) -> None:
        """Fail at the operation ``at``, counted from now and from 1."""
        self.count, self.failed = 0, False
        self._at, self._fault = at, fault

    def xOpen(self, name: Any, flags: list[int]) -> "File":  # noqa: N802, ANN401 - apsw's
        """Open a file."""
        return File(self, name, flags)

    def xDelete(self, path: str, sync_folder: bool) -> None:  # noqa: N802, FBT001 - apsw's
        """Delete a file; without a sync of the folder, a power cut brings it back."""
        self.step()
        super().xDelete(path, sync_folder)
        if sync_folder:
            self._durable.pop(path, None)
        self._pending.pop(path, None)

    def excepthook(self, *_error: object) -> bool:
        """Say nothing: failing is what it is for."""
        return True

    def step(self, write: Callable[[int], None] = lambda _size: None, size: int = 0) -> None:
        """Count an operation; fail if it is the one.

        Args:
            write: Writes the first bytes of what was to be written.
            size: Bytes to be written.
        """
        self.count += 1
        if self.count == self._at:
            self.failed = True
            if self._fault is Fault.TORN:
                write(size // 2 // SECTOR * SECTOR)
        elif not (self.failed and self._goes_on(size)):
            return
        raise apsw.FullError if self._fault is Fault.FULL and size else apsw.IOError

    def _goes_on(self, size: int) -> bool:
        """Tell whether a disk that failed fails at this operation, too."""
        return self._fault in {Fault.DEAD, Fault.POWER} or (self._fault is Fault.FULL and size > 0)

    # -- what a power cut leaves -----------------------------------------------------------------

    def found(self, path: str) -> None:
        """Note a file that is there when it is opened."""
        if path not in self._durable and Path(path).exists():
            self._durable[path] = Path(path).read_bytes()

    def written(self, path: str, offset: int, data: bytes) -> None:
        """Note a write; one of no bytes at an offset cuts the file there."""
        self._pending.setdefault(path, []).append((offset, data))

    def synced(self, path: str) -> None:
        """Note that all of a file is on the disk."""
        self._durable[path] = Path(path).read_bytes()
        self._pending.pop(path, None)

    def after_power_cut(self, folder: Path, dice: random.Random) -> None:
        """Write into ``folder`` what the disk holds now: what was synced, and parts of the rest."""
        for name in {*self._durable, *self._pending}:
            content = bytearray(self._durable.get(name, b""))
            for offset, data in self._pending.get(name, ()):
                if dice.random() < 0.5:
                    continue
                if not data:
                    del content[offset:]
                    continue
                kept = len(data) if dice.random() < 0.7 else len(data) // 2 // SECTOR * SECTOR
                content.extend(bytes(max(0, offset + kept - len(content))))
                content[offset : offset + kept] = data[:kept]
            (folder / Path(name).name).write_bytes(content)


class File(apsw.VFSFile):
    """A file on the disk."""

    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:  # noqa: ANN401 - apsw's
        self._disk = disk
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        if self._path:
            disk.found(self._path)
        super().__init__("", name, flags)

    def excepthook(self, *_error: object) -> bool:
        """Say nothing: failing is what it is for."""
        return True

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's
        """Write."""

        def write(size: int) -> None:
            if size:
                super(File, self).xWrite(data[:size], offset)
                self._disk.written(self._path, offset, data[:size])

        self._disk.step(write, len(data))
        write(len(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802 - apsw's
        """Cut the file."""
        self._disk.step()
        super().xTruncate(size)
        self._disk.written(self._path, size, b"")

    def xSync(self, flags: int) -> None:  # noqa: N802 - apsw's
        """Bring everything to the disk."""
        self._disk.step()
        super().xSync(flags)
        self._disk.synced(self._path)


# -- speaking as the standard library does -------------------------------------------------------


def converted(error: apsw.Error) -> sqlite3.Error:
    """Return the standard library's error for one of apsw."""
    kinds = {apsw.ConstraintError: sqlite3.IntegrityError, apsw.CorruptError: sqlite3.DatabaseError}
    made = kinds.get(type(error), sqlite3.OperationalError)(str(error))
    made.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_ERROR)
    return made


@contextmanager
def converting() -> Iterator[None]:
    """Turn errors of apsw into those of the standard library."""
    try:
        yield
    except apsw.Error as error:
        raise converted(error) from error


class Rows:
    """The rows of a statement."""

    def __init__(self, cursor: Any, connection: Any) -> None:  # noqa: ANN401 - apsw's
        self._cursor = cursor
        self.rowcount: int = connection.changes()

    def fetchone(self) -> Any:  # noqa: ANN401 - as the standard library
        with converting():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        with converting():
            return list(self._cursor.fetchall())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:  # noqa: ANN401 - as the standard library
        with converting():
            return next(self._cursor)


class Connection:
    """A connection through a disk, as far as the store uses one."""

    def __init__(self, name: str, disk: Disk | None) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
        with converting():
            vfs = disk.name if disk is not None and name != ":memory:" else None
            self._db = apsw.Connection(name, flags=flags, vfs=vfs)
        self.text_factory: object = str

    @property
    def in_transaction(self) -> bool:
        return bool(self._db.in_transaction)

    def execute(self, statement: str, values: Sequence[object] = ()) -> Rows:
        with converting():
            return Rows(self._db.execute(statement, tuple(values)), self._db)

    def create_function(
        self, name: str, count: int, function: Callable[..., object], *, deterministic: bool
    ) -> None:
        self._db.create_scalar_function(name, function, count, deterministic=deterministic)

    def backup(self, target: "Connection") -> None:
        with converting(), target._db.backup("main", self._db, "main") as backup:
            while not backup.done:
                backup.step(-1)

    def serialize(self) -> bytes:
        return bytes(self._db.serialize("main"))

    def deserialize(self, data: bytes) -> None:
        self._db.deserialize("main", data)

    def close(self) -> None:
        with converting():
            self._db.close()


@contextmanager
def under(disk: Disk) -> Iterator[None]:
    """Let all stores that are opened lie on ``disk``."""
    usual = sqlite3.connect
    sqlite3.connect = lambda name, **_options: Connection(name, disk)  # type: ignore[assignment]
    try:
        yield
    finally:
        sqlite3.connect = usual


@contextmanager
def faulty_disk() -> Iterator[Disk]:
    """Give a disk."""
    disk = Disk()
    try:
        yield disk
    finally:
        disk.unregister()
