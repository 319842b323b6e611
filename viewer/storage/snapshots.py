"""Copies of the store, made by SQLite's backup, kept beside it and thinned so that they reach far.

A copy is named by the change counter of the store and the time. The counter orders the copies,
since clocks are set back; the time is for people, and for keeping the copies well apart.
"""

import logging
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from viewer.storage import schema
from viewer.storage.connection import FAILURES, connect, connect_memory
from viewer.storage.files import stamp, sync_folder
from viewer.storage.locks import FileLock

KEPT = 10
"""How many copies are kept."""

INTERVAL = timedelta(days=1)
"""Age of the newest copy from which another is made when the store is opened."""

_PATIENCE = 10.0
"""Seconds to wait for another window that is just copying; then it has been stopped."""

_NAME = re.compile(r"(?P<stem>.+)-(?P<changes>\d{10,})-(?P<time>\d{8}-\d{6})\.sqlite3")
"""Name of a copy: of what, its change counter, and when."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the store.

    Attributes:
        path: The file.
        changes: Change counter of the store when it was copied.
        time: When it was copied, by the clock of that moment.
    """

    path: Path
    changes: int
    time: datetime


def folder_of(store: Path) -> Path:
    """Return the folder with the copies of ``store``."""
    return store.with_name("snapshots")


def snapshots(store: Path) -> list[Snapshot]:
    """Return the copies of ``store``, the newest first; they may be damaged."""
    return copies_in(folder_of(store), store.stem)


def copies_in(folder: Path, stem: str) -> list[Snapshot]:
    """Return the copies in ``folder`` whose names start with ``stem``, the newest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and match["stem"] == stem:
                found.append(Snapshot(path, int(match["changes"]), _time(match["time"])))
    return sorted(found, key=lambda copy: (copy.changes, copy.time), reverse=True)


def sound_snapshots(store: Path) -> Iterator[tuple[Snapshot, sqlite3.Connection]]:
    """Yield the undamaged copies of ``store`` that this program can read, the newest first.

    Each comes with a connection in memory that holds it and that belongs to the caller.
    """
    for copy in snapshots(store):
        memory = connect_memory()
        try:
            with closing(connect(copy.path, "ro")) as source:
                source.backup(memory)
            if is_sound(memory):
                yield copy, memory
                continue
        except FAILURES as error:
            _logger.warning("The copy %s can't be used: %s", copy.path, error)
        memory.close()


def take_if_due(connection: sqlite3.Connection, store: Path) -> None:
    """Copy the store if it changed and the newest copy is older than ``INTERVAL``."""
    newest = next(iter(snapshots(store)), None)
    # Either way round: a clock that was set back must not stop the copies.
    if newest is None or abs(datetime.now().astimezone() - newest.time) > INTERVAL:
        take_if_changed(connection, store)


def take_if_changed(connection: sqlite3.Connection, store: Path) -> None:
    """Copy the store if annotations changed since the newest copy; a failure is only logged."""
    try:
        if not _is_copied(connection, store):
            folder = folder_of(store)
            folder.mkdir(mode=0o700, exist_ok=True)
            with FileLock(folder / f"{store.stem}.lock") as lock:
                # Another window may be copying just the same.
                lock.wait(_PATIENCE)
                if not _is_copied(connection, store):
                    take(connection, store)
    except (*FAILURES, OSError) as error:
        _logger.warning("The store %s could not be copied: %s", store, error)


def _is_copied(connection: sqlite3.Connection, store: Path) -> bool:
    """Return whether there is nothing to copy that isn't in a copy."""
    changes = changes_of(connection)
    return not changes or any(copy.changes == changes for copy in snapshots(store))


def take(connection: sqlite3.Connection, store: Path, label: str = "") -> Path:
    """Copy the store that ``connection`` has open; return the copy.

    Args:
        connection: The open store, outside a change.
        store: Its file, which names the copy.
        label: Stands in the name in place of the counter; such a copy is not thinned out.

    Raises:
        sqlite3.Error: The copy can't be written, or is not sound.
        OSError: Likewise.
    """
    folder = folder_of(store)
    folder.mkdir(mode=0o700, exist_ok=True)
    changes = changes_of(connection)
    final = folder / f"{store.stem}-{label or f'{changes:010d}'}-{stamp()}.sqlite3"
    write_copy(connection, final)
    _thin(store)
    return final


def write_copy(connection: sqlite3.Connection, final: Path) -> None:
    """Copy the store that ``connection`` has open to ``final``, without what is private.

    The copy is read back from the file before it gets its name.

    Raises:
        sqlite3.Error: The copy can't be written, or is not sound.
        OSError: Likewise.
    """
    temporary = final.with_name(f"{final.name}.new-{os.getpid()}")
    try:
        with closing(connect(temporary, "rwc")) as copy:
            connection.backup(copy)
            _forget_private(copy)
        with closing(connect(temporary, "ro")) as copy:
            if not is_sound(copy):
                raise sqlite3.DatabaseError("the copy is not sound")
        temporary.replace(final)
    except (*FAILURES, OSError):
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(final.parent)


def _forget_private(copy: sqlite3.Connection) -> None:
    for table in schema.PRIVATE_TABLES:
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - own names


def _thin(store: Path) -> None:
    """Remove copies until ``KEPT`` are left: first those that lie close together for their age."""
    copies = snapshots(store)
    while len(copies) > KEPT:
        now = copies[0].time

        def spread(index: int, now: datetime = now) -> float:
            gap = abs(copies[index - 1].time - copies[index + 1].time)
            age = abs(now - copies[index].time)
            return gap / max(age, timedelta(seconds=1))

        victim = copies.pop(min(range(1, len(copies) - 1), key=spread))
        with suppress(OSError):
            victim.path.unlink()
    # What a killed program left half copied.
    for path in folder_of(store).glob(f"{store.stem}-*.new-*"):
        with suppress(OSError):
            if abs(time.time() - path.stat().st_mtime) > INTERVAL.total_seconds():
                path.unlink()


def is_sound(connection: sqlite3.Connection) -> bool:
    """Tell whether a copy is a store of ours that this program can read."""
    return (
        schema.application(connection) == schema.APPLICATION_ID
        and schema.version(connection) <= schema.SCHEMA
        and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    )


def changes_of(connection: sqlite3.Connection) -> int:
    """Return the change counter of a store."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'changes'").fetchone()
    return int(row[0]) if row else 0


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.replace("-", "T")).astimezone()
    except ValueError:
        return datetime.fromtimestamp(0).astimezone()
