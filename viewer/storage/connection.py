"""Connections to SQLite, set so that what is committed stays, and what their failures mean."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from viewer.errors import StoreError, reason_of
from viewer.storage import schema

BUSY_SECONDS = 5.0
"""How long to wait while another process writes; a write takes about a millisecond."""

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where its sentence repeats damaged bytes of the file."""

_CODES = {
    sqlite3.SQLITE_FULL: "store-disk-full",
    sqlite3.SQLITE_BUSY: "store-busy",
    sqlite3.SQLITE_LOCKED: "store-busy",
    sqlite3.SQLITE_READONLY: "store-read-only",
    sqlite3.SQLITE_CANTOPEN: "store-read-only",
    sqlite3.SQLITE_PERM: "store-read-only",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-damaged",
}
"""What a failure means to the reader, by SQLite's primary result code."""


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open the SQLite file ``path``; ``mode`` is ``ro``, ``rw``, or ``rwc`` to create it.

    Raises:
        sqlite3.Error: It can't be opened.
    """
    place = quote(os.fsencode(path.absolute().as_posix()))
    slash = "" if place.startswith("/") else "/"
    return _configured(
        sqlite3.connect(
            f"file://{slash}{place}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )
    )


def connect_memory() -> sqlite3.Connection:
    """Open an empty database in memory."""
    return _configured(sqlite3.connect(":memory:", isolation_level=None))


def _configured(connection: sqlite3.Connection) -> sqlite3.Connection:
    # EXTRA is FULL, and syncs the folder after the journal is removed: without that, a power cut
    # right after a commit can bring the journal back, which undoes the commit. It costs 0.1 ms.
    # Forgotten searches are overwritten (secure_delete). A file's own schema runs no functions.
    # Pages of a long change are kept in memory until it is made (cache_spill): what is written
    # earlier would lock out the other readers, the window among them, all the while.
    try:
        for setting in (
            f"page_size = {schema.PAGE_SIZE}",
            "journal_mode = DELETE",
            "synchronous = EXTRA",
            "fullfsync = ON",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "cache_spill = OFF",
        ):
            connection.execute(f"PRAGMA {setting}")
        connection.create_function("seal", -1, _seal, deterministic=True)
    except FAILURES:
        connection.close()
        raise
    return connection


def _seal(*values: object) -> int:
    return schema.seal(values)


def primary_code(error: Exception) -> int:
    """Return SQLite's primary result code of ``error``, SQLITE_ERROR if it has none."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def store_error(error: Exception, path: Path) -> StoreError:
    """Return what to tell the reader about a failure of SQLite."""
    code = _CODES.get(primary_code(error), "store-failed")
    return StoreError(code, file=str(path), reason=reason_of(error))
