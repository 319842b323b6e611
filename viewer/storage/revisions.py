"""Sealed records that count their revisions: written, and put back if nobody wrote them since.

For tables whose last two sealed fields are ``revision`` and ``change_number``.
"""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from viewer.storage import schema
from viewer.storage.database import advance_counter
from viewer.storage.schema import Table

_COUNTED = 2
"""Fields at the end of a record that count: its revision, and the number of its change."""


class Written(NamedTuple):
    """A record that was written.

    Attributes:
        table: Its table.
        before: What stands there when it is put back: fields without those that count.
        revision: The revision that was written.
        number: The number of the change.
    """

    table: Table
    before: tuple[object, ...]
    revision: int
    number: int


def write(
    connection: Connection,
    table: Table,
    fields: Sequence[object],
    nothing: Sequence[object] = (),
) -> Written:
    """Write the next revision of a record, inside a change; return what puts it back.

    Args:
        connection: The connection of the change.
        table: Its table.
        fields: Its fields, without those that count.
        nothing: What it is to be when it is put back and there was no such record before.

    Raises:
        sqlite3.Error: It can't be written.
    """
    found = _found(connection, table, fields)
    revision = _revision(found) + 1 if found else 1
    number = advance_counter(connection, "changes")
    schema.put(connection, table, (*fields, revision, number))
    before = found[:-_COUNTED] if found else tuple(nothing)
    return Written(table, before, revision, number)


def put_back(connection: Connection, written: Written) -> bool:
    """Let a record be as it was before, as a new revision, inside a change.

    One that somebody wrote again since is left alone; tell whether it was put back.

    Raises:
        sqlite3.Error: It can't be written.
    """
    found = _found(connection, written.table, written.before)
    if found is None or _revision(found) != written.revision:
        return False
    write(connection, written.table, written.before)
    return True


def _found(
    connection: Connection, table: Table, fields: Sequence[object]
) -> tuple[object, ...] | None:
    """Return the record with the same key, its sealed fields."""
    condition = " AND ".join(f"{name} = ?" for name in table.key)
    values = dict(zip(table.fields, fields, strict=False))
    row: tuple[object, ...] | None = connection.execute(
        f"SELECT {', '.join(table.fields)} FROM {table.name} WHERE {condition}",  # noqa: S608 - own names
        [values[name] for name in table.key],
    ).fetchone()
    return row


def _revision(record: Sequence[object]) -> int:
    revision = record[-_COUNTED]
    return revision if isinstance(revision, int) else 0
