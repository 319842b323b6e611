"""The health of the store, looked at without changing anything."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from viewer.storage import schema, snapshots
from viewer.storage.connection import FAILURES
from viewer.storage.files import matching
from viewer.storage.opening import Condition, inspect
from viewer.storage.snapshots import Snapshot

UNREACHABLE = "unreachable"
"""State of a store that can't be looked at."""

_STATES = {
    Condition.SOUND: "whole",
    Condition.ABSENT: "new",
    Condition.OLDER: "older",
    Condition.NEWER: "newer",
    Condition.DAMAGED: "damaged",
}


@dataclass(frozen=True, slots=True)
class Health:
    """What was found.

    Attributes:
        state: ``whole``, ``new``, ``older``, ``newer``, ``damaged`` or ``unreachable``.
        size: Bytes of the file.
        records: How many records each table has.
        altered: How many records are not as they were written, by their seal.
        copies: Copies beside the store that can be used, the newest first.
        unusable: Copies that can't be used.
        set_aside: Damaged stores that were kept.
        leftovers: What a killed program left half written; harmless.
    """

    state: str
    size: int = 0
    records: dict[str, int] | None = None
    altered: int = 0
    copies: tuple[Snapshot, ...] = ()
    unusable: tuple[Path, ...] = ()
    set_aside: tuple[Path, ...] = ()
    leftovers: tuple[Path, ...] = ()


def examine(path: Path) -> Health:
    """Look at the store at ``path`` and at its copies, all of them thoroughly.

    Never raises. Nothing is changed, but for what SQLite does with any file that it opens: it takes
    a change back that was underway when a program was killed.
    """
    state, records, altered, size = UNREACHABLE, None, 0, 0
    try:
        size = path.stat().st_size if path.is_file() else 0
        found = inspect(path, thorough=True)
        state = _STATES[found.condition]
        if found.connection is not None:
            with closing(found.connection) as connection:
                records = dict(_counts(connection))
                altered = _altered(connection)
    except (*FAILURES, OSError):
        pass
    usable = []
    for copy, memory in snapshots.sound_snapshots(path):
        memory.close()
        usable.append(copy)
    known = {copy.path for copy in usable}
    return Health(
        state,
        size,
        records,
        altered,
        tuple(usable),
        tuple(copy.path for copy in snapshots.snapshots(path) if copy.path not in known),
        tuple(matching(path.parent, f"{path.name}*.damaged-*")),
        tuple(sorted(_leftovers(path))),
    )


def _counts(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta' ORDER BY name"
    ).fetchall()
    for (name,) in names:
        yield name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own tables


def _altered(connection: sqlite3.Connection) -> int:
    """Count altered records; tables that a store of another version lacks have none."""
    altered = 0
    for table in schema.SEALED:
        try:
            altered += sum(
                not schema.is_sealed(record)
                for record in connection.execute(
                    f"SELECT {schema.columns(table)} FROM {table.name}"  # noqa: S608 - own names
                )
            )
        except FAILURES:
            continue
    return altered


def _leftovers(path: Path) -> Iterator[Path]:
    yield from matching(path.parent, f"{path.name}.new*")
    yield from matching(snapshots.folder_of(path), f"{path.stem}-*.new-*")
