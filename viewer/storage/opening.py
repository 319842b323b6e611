"""Opening the reader's data, whatever state its file is in; nothing here raises or overwrites.

| the file is | and can be written | and can't |
|---|---|---|
| sound | opened | opened read-only |
| absent | made, from the newest copy if there is one | an empty one, or the copy, in memory |
| of an older program | copied, then brought up to date | brought up to date in memory |
| of a newer program | opened read-only | opened read-only |
| damaged | set aside; copy and legible records make a new one | the same in memory |
| out of reach | | the newest copy, in memory |
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from viewer.errors import Message, Severity, reason_of
from viewer.storage import rescue, schema, snapshots
from viewer.storage.connection import FAILURES, connect, connect_memory, primary_code
from viewer.storage.database import Database
from viewer.storage.files import name_aside, set_aside, sync_folder
from viewer.storage.rescue import Recovery

THOROUGH_LIMIT = 16 * 1024 * 1024
"""Largest file, in bytes, that is checked wholly at start; larger ones get SQLite's quick check."""

_OUT_OF_REACH = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_AUTH,
}
"""Failures that say nothing against the file itself."""

_UNWRITABLE = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class Condition(Enum):
    """What state the file is in."""

    SOUND = auto()
    ABSENT = auto()
    OLDER = auto()
    NEWER = auto()
    DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was looked at.

    Attributes:
        condition: What state it is in.
        connection: Open if it is sound, older or newer; belongs to the caller.
    """

    condition: Condition
    connection: sqlite3.Connection | None = None


def open_database(path: Path) -> Database:
    """Open the reader's data at ``path``; make the file if there is none.

    Never raises for any content or place of the file: ``problem`` tells what happened, and
    ``read_only`` whether changes can be saved.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = inspect(path)
        if found.connection is not None and found.condition is not Condition.OLDER:
            return _opened(path, found.connection, found.condition)
        if found.connection is not None:
            found.connection.close()
        with _alone(path):
            return _settled(path)
    except (OSError, *FAILURES) as error:
        return _in_memory(path, error)


def inspect(path: Path, *, thorough: bool = False) -> Found:
    """Look at the file at ``path``: structure, schema, and the seal of every record.

    Args:
        path: The file.
        thorough: Check it wholly even if it is large.

    Raises:
        OSError: It can't be reached.
        sqlite3.Error: It can't be reached, or another process keeps it busy.
    """
    if path.is_symlink() and not path.exists():
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    if not path.is_file():
        return Found(Condition.DAMAGED if path.exists() else Condition.ABSENT)
    # Without this, SQLite would not say why a file can't be opened. Format versions that SQLite
    # doesn't know would make it say that the file is read-only.
    with path.open("rb") as file:
        if not set(file.read(20)[18:]) <= {1, 2}:
            return Found(Condition.DAMAGED)
    connection = None
    try:
        connection = connect(path)
        wholly = thorough or path.stat().st_size <= THOROUGH_LIMIT
        condition = _condition(connection, thorough=wholly)
    except FAILURES as error:
        condition = Condition.DAMAGED
        if primary_code(error) in _OUT_OF_REACH:
            if connection is not None:
                connection.close()
            raise
    if condition is Condition.DAMAGED and connection is not None:
        connection.close()
        connection = None
    return Found(condition, connection)


def _condition(connection: sqlite3.Connection, *, thorough: bool) -> Condition:
    check = "integrity_check" if thorough else "quick_check"
    version = schema.version(connection)
    sound = (
        schema.application(connection) == schema.APPLICATION_ID
        and connection.execute(f"PRAGMA {check}").fetchone()[0] == "ok"
        and schema.recorded_version(connection) == version
    )
    if sound and version > schema.SCHEMA:
        return Condition.NEWER
    if not sound or not _is_laid_out(connection, version):
        return Condition.DAMAGED
    if version < schema.SCHEMA:
        return Condition.OLDER
    return Condition.DAMAGED if thorough and not _is_unaltered(connection) else Condition.SOUND


def _is_laid_out(connection: sqlite3.Connection, version: int) -> bool:
    """Tell whether tables and indexes are declared as our steps declare them."""
    with closing(connect_memory()) as model:
        schema.upgrade(model, version)
        return schema.layout(model) == schema.layout(connection)


def _is_unaltered(connection: sqlite3.Connection) -> bool:
    return all(
        schema.is_sealed(record)
        for table in schema.SEALED
        for record in connection.execute(
            f"SELECT {schema.columns(table)} FROM {table.name}"  # noqa: S608 - own names
        )
    )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from making, upgrading or rescuing the same store meanwhile.

    SQLite's own lock on an empty file beside it: works everywhere, and ends with the process.
    """
    with closing(connect(path.with_name(f"{path.name}.lock"), "rwc")) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _settled(path: Path) -> Database:
    """Open a file that has to be made, upgraded or rescued first; we are alone."""
    # Another process may have done it while we waited.
    found = inspect(path)
    if found.connection is None:
        problem = _rebuild(path, found.condition)
        return Database(connect(path), path, problem=problem)
    if found.condition is Condition.OLDER:
        try:
            _upgrade(path, found.connection)
        except (OSError, *FAILURES):
            found.connection.close()
            raise
        return _opened(path, found.connection, Condition.SOUND)
    return _opened(path, found.connection, found.condition)


def _opened(path: Path, connection: sqlite3.Connection, condition: Condition) -> Database:
    if condition is Condition.NEWER:
        problem = _message("store-newer", path)
        if not _has_our_columns(connection):
            connection.close()
            connection = connect_memory()
            schema.upgrade(connection)
        connection.execute("PRAGMA query_only = ON")
        return Database(connection, path, read_only=True, problem=problem)
    if not _can_write(connection):
        connection.execute("PRAGMA query_only = ON")
        problem = _message("store-read-only", path)
        return Database(connection, path, read_only=True, problem=problem)
    snapshots.take_if_due(connection, path)
    return Database(connection, path)


def _has_our_columns(connection: sqlite3.Connection) -> bool:
    try:
        for table in schema.SEALED:
            connection.execute(
                f"SELECT {schema.columns(table)} FROM {table.name} LIMIT 0"  # noqa: S608 - own names
            )
    except FAILURES:
        return False
    return True


def _can_write(connection: sqlite3.Connection) -> bool:
    """Try a change and take it back: asking for permissions is not reliable on every system."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("UPDATE meta SET value = value WHERE name = 'schema'")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    except FAILURES as error:
        return primary_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL}
    return True


def _upgrade(path: Path, connection: sqlite3.Connection) -> None:
    for target in range(schema.version(connection) + 1, schema.SCHEMA + 1):
        snapshots.take(connection, path, label=f"before-schema-{target}")
        schema.advance(connection, target)


def _rebuild(path: Path, condition: Condition) -> Message | None:
    """Make the file anew from what can be saved; keep the old one under another name."""
    damaged = path.read_bytes() if path.is_file() else b""
    temporary = path.with_name(f"{path.name}.new")
    for left in (temporary, _journal(temporary)):
        left.unlink(missing_ok=True)
    with closing(connect(temporary, "rwc")) as fresh:
        recovery = rescue.fill(fresh, path, damaged)
    if condition is Condition.ABSENT:
        if os.path.lexists(_journal(path)):
            set_aside(_journal(path))
        problem = _message("store-missing", path, recovery) if recovery.copy else None
    else:
        kept = _keep(path)
        problem = _message(_outcome(recovery), path, recovery, kept=str(kept))
    temporary.replace(path)
    sync_folder(path.parent)
    return problem


def _keep(path: Path) -> Path:
    """Set a damaged store aside with its journal, which must never meet the new store."""
    kept = name_aside(path)
    try:
        # Under both names until the new store takes the old one's place: there is no moment
        # without a store, at which a kill would leave the rescued records unseen.
        os.link(path, kept)
    except OSError:
        path.rename(kept)
    if os.path.lexists(_journal(path)):
        _journal(path).rename(_journal(kept))
    return kept


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _outcome(recovery: Recovery) -> str:
    if recovery.recovered:
        return "store-repaired"
    return "store-copy-opened" if recovery.copy else "store-started-anew"


def _in_memory(path: Path, error: Exception) -> Database:
    """Show what can be read when the file or its folder can't be used as it should be."""
    memory, recovery, as_it_is = _readable(path)
    if as_it_is:
        code = "store-read-only" if _is_unwritable(error) else "store-unreachable"
    else:
        code = "store-unreachable-copy" if recovery.copy else "store-unreachable"
    problem = _message(code, path, recovery, reason=reason_of(error))
    memory.execute("PRAGMA query_only = ON")
    return Database(memory, path, read_only=True, problem=problem)


def _readable(path: Path) -> tuple[sqlite3.Connection, Recovery, bool]:
    """Return what can be had in memory: the store, else its copy, else nothing.

    The last value tells whether it is the store as it is; a store that is not there is empty.
    """
    for read, as_it_is in ((_read_elsewhere, True), (rescue.fill, False)):
        memory = connect_memory()
        try:
            return memory, read(memory, path), as_it_is
        except (OSError, *FAILURES):
            memory.close()
    memory = connect_memory()
    schema.upgrade(memory)
    return memory, Recovery(), False


def _read_elsewhere(memory: sqlite3.Connection, path: Path) -> Recovery:
    """Read a store that can't be opened where it is, through a short-lived copy of it."""
    # Imported here, as it is slow and hardly ever needed.
    from tempfile import TemporaryDirectory

    if not path.is_file() and not path.is_symlink():
        return rescue.fill(memory, path)
    with TemporaryDirectory() as folder:
        twin = Path(folder) / path.name
        twin.write_bytes(path.read_bytes())
        with suppress(FileNotFoundError):
            _journal(twin).write_bytes(_journal(path).read_bytes())
        found = inspect(twin)
        if found.connection is None:
            return rescue.fill(memory, path, twin.read_bytes())
        with closing(found.connection) as source:
            source.backup(memory)
    if found.condition is Condition.OLDER:
        schema.upgrade(memory)
    return Recovery()


def _is_unwritable(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}
    return primary_code(error) in _UNWRITABLE


def _message(code: str, path: Path, recovery: Recovery | None = None, **more: str) -> Message:
    parameters: dict[str, object] = {"time": datetime.now().astimezone(), **more}
    if recovery is not None:
        parameters["recovered"] = recovery.recovered
        parameters["altered"] = recovery.altered
        if recovery.copy is not None:
            parameters["copy"] = recovery.copy.time
    return Message(code, parameters, Severity.WARNING, str(path))
