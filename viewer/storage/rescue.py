"""Saving what can be saved when the store is damaged: records from the file itself, and a copy.

The newest sound copy is the base. Then every record that can still be read in the damaged file and
is newer than the copy's is taken over, so that a single broken page costs at most the records on
it that changed since the copy. The damaged file itself is only read.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.storage import schema
from viewer.storage.connection import FAILURES, connect_memory
from viewer.storage.schema import Table
from viewer.storage.snapshots import Snapshot, sound_snapshots

HEADER_SIZE = 100
"""Bytes of the header of a SQLite file (file format, section 1.3)."""

Record = tuple[object, ...]
"""The sealed fields of a record, then its seal."""

_COUNTER_LIMIT = 2**40
"""Counters above this were not written by us."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was saved.

    Attributes:
        copy: The copy that was the base, if there was one.
        recovered: How many records were taken from the damaged file.
        altered: How many of those may have changed text, by their seal.
    """

    copy: Snapshot | None = None
    recovered: int = 0
    altered: int = 0


def fill(fresh: sqlite3.Connection, store: Path, damaged: bytes = b"") -> Recovery:
    """Fill an empty database from the newest sound copy of ``store`` and from ``damaged``.

    Raises:
        sqlite3.Error: ``fresh`` can't be written.
    """
    copy, memory = next(sound_snapshots(store), (None, None))
    if memory is not None:
        with closing(memory):
            memory.backup(fresh)
    schema.upgrade(fresh)
    recovered, altered = _salvage(damaged, fresh)
    return Recovery(copy, recovered, altered)


def _salvage(damaged: bytes, fresh: sqlite3.Connection) -> tuple[int, int]:
    """Take over what is newer in ``damaged``; return how many records, and how many altered."""
    recovered = altered = 0
    fresh.execute("BEGIN IMMEDIATE")
    for table, record in _legible(damaged):
        intact = schema.is_sealed(record)
        values = record[:-1] if intact else _plausible(table, record[:-1])
        if _take_over(fresh, table, values, intact=intact):
            recovered += 1
            altered += not intact
    for table in schema.SEALED:
        fresh.execute(
            "UPDATE meta SET value = max(value, coalesce("  # noqa: S608 - own names
            f"(SELECT max(change_number) FROM {table.name}), 0)) WHERE name = 'changes'"
        )
    fresh.execute("COMMIT")
    return recovered, altered


def _legible(damaged: bytes) -> list[tuple[Table, Record]]:
    """Return the records of a damaged file that can be read, parents before children."""
    first_page = _sound_first_page()
    # The header holds nothing that we don't know; the rest of the first page, the schema, is
    # replaced only if need be, since it may have been written by another version.
    for start in (first_page[:HEADER_SIZE], first_page):
        with closing(connect_memory()) as source:
            # Take what can be had, cell by cell, of pages and texts that are not wholly right.
            source.execute("PRAGMA cell_size_check = OFF")
            source.text_factory = lambda text: text.decode("utf-8", "replace")
            source.deserialize(start + damaged[len(start) :])
            found = [
                (table, record) for table in schema.SEALED for record in _legible_in(source, table)
            ]
        if found:
            return found
    return []


def _legible_in(source: sqlite3.Connection, table: Table) -> Iterator[Record]:
    """Yield the records of a table up to the first broken page, from either end."""
    seen = set()
    for order in ("ASC", "DESC"):
        with suppress(*FAILURES):
            for number, *record in source.execute(
                f"SELECT rowid, {schema.columns(table)} FROM {table.name}"  # noqa: S608 - own names
                f" NOT INDEXED ORDER BY rowid {order}"
            ):
                if number in seen:
                    break
                seen.add(number)
                yield tuple(record)


def _sound_first_page() -> bytes:
    """Return the first page of our files, with nothing in it that depends on their content."""
    with closing(connect_memory()) as model:
        schema.upgrade(model)
        page = bytearray(model.serialize()[: schema.PAGE_SIZE])
    # Size in pages (0: take the size of the file), first free page, number of free pages.
    page[28:40] = bytes(12)
    return bytes(page)


def _plausible(table: Table, values: Sequence[object]) -> Record:
    """Return an altered record with every field at least of the right type."""
    return tuple(
        _number(value) if name in schema.INTEGERS else _text(value)
        for name, value in zip(table.fields, values, strict=True)
    )


def _number(value: object) -> int:
    return min(max(value, -1), _COUNTER_LIMIT) if isinstance(value, int) else 0


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _take_over(
    fresh: sqlite3.Connection, table: Table, values: Sequence[object], *, intact: bool
) -> bool:
    """Write a record unless ``fresh`` has it as new or newer; tell whether it was written."""
    record: dict[str, Any] = dict(zip(table.fields, values, strict=True))
    if not all(record[name] for name in table.key):
        return False
    condition = " AND ".join(f"{name} = ?" for name in table.key)
    known = fresh.execute(
        f"SELECT revision, change_number FROM {table.name} WHERE {condition}",  # noqa: S608 - own names
        [record[name] for name in table.key],
    ).fetchone()
    if known is not None:
        # The altered field may be the revision itself.
        later = not intact and record["change_number"] > known[1]
        if record["revision"] <= known[0] and not later:
            return False
    try:
        fresh.execute(schema.insertion(table), (*values, schema.seal(values)))
    except sqlite3.IntegrityError:
        return False
    return True
