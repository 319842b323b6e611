"""Tables of the reader's data, how they came to be, and a seal for every record.

SQLite notices a broken page but not a flipped bit inside a text. Each record therefore carries a
checksum of its own fields, the seal: it tells an unharmed record from an altered one, at start and
when records are saved from a damaged file.
"""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

APPLICATION_ID = 0x42724276
"""Marks a SQLite file as ours ("BrBv"), in its header."""

PAGE_SIZE = 4096
"""Bytes a page; fixed, so that the header of a damaged file can be rebuilt."""

Step = tuple[str, ...]
"""Statements that lead from one schema version to the next; all of them or none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose records are sealed and can be saved one by one.

    Attributes:
        name: Name of the table.
        key: Fields that identify a record, whatever its revision.
        fields: All sealed fields, in the order in which they are sealed.
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[str, ...]


ANCHOR_FIELDS = (
    "book",
    "edition",
    "section",
    "language",
    "block",
    "ordinal",
    "start_at",
    "end_at",
    "quote",
    "prefix",
    "suffix",
    "last_block",
)
"""Fields of an anchor, in the order of ``viewer.book.model.Anchor``."""

ANNOTATION = Table(
    "annotation",
    ("id",),
    (
        "id",
        "motivation",
        *ANCHOR_FIELDS,
        "title",
        "note",
        "tags",
        "colour",
        "created",
        "modified",
        "revision",
        "change_number",
        "deleted",
        "deleted_at",
    ),
)

PLACEMENT = Table(
    "placement",
    ("annotation", "edition"),
    ("annotation", *ANCHOR_FIELDS, "confirmed_at", "revision", "change_number"),
)

LISTED = Table(
    "reading_list",
    ("annotation",),
    ("annotation", "rank", "listed", "revision", "change_number"),
)

MEANING = Table("colour_meaning", ("colour",), ("colour", "meaning", "revision", "change_number"))

INTEGERS = frozenset(
    ("ordinal", "start_at", "end_at", "revision", "change_number", "deleted", "listed")
)
"""Sealed fields that are numbers; the others are texts."""

SEALED = (ANNOTATION, PLACEMENT, LISTED, MEANING)
"""Tables with what the reader made, parents before children."""

_ANCHOR_COLUMNS = """
    book TEXT NOT NULL,
    edition TEXT NOT NULL,
    section TEXT NOT NULL,
    language TEXT NOT NULL,
    block TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    last_block TEXT NOT NULL,
"""

_PLACE_COLUMNS = """
    book TEXT NOT NULL,
    edition TEXT NOT NULL,
    section TEXT NOT NULL,
    language TEXT NOT NULL,
    block TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
"""

_FIRST: Step = (
    # `schema` repeats the version in the header, so that a flipped bit there is noticed;
    # `changes` counts all changes of annotations, ever; `sequence` orders what is only visited.
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('changes', 0), ('schema', 0), ('sequence', 0)",
    # A deleted annotation stays, as the record of its deletion.
    f"""CREATE TABLE annotation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    motivation TEXT NOT NULL,{_ANCHOR_COLUMNS}
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    colour TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    revision INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    deleted_at TEXT NOT NULL,
    seal INTEGER NOT NULL)""",
    "CREATE INDEX annotation_place ON annotation (book, section)",
    # Where the reader confirmed an annotation in an edition other than its own.
    f"""CREATE TABLE placement (
    annotation TEXT NOT NULL REFERENCES annotation (id),{_ANCHOR_COLUMNS}
    confirmed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    seal INTEGER NOT NULL,
    PRIMARY KEY (annotation, edition))""",
    f"""CREATE TABLE reading_position ({_PLACE_COLUMNS}
    PRIMARY KEY (book)) WITHOUT ROWID""",
    f"""CREATE TABLE recent_place ({_PLACE_COLUMNS}
    PRIMARY KEY (book, section)) WITHOUT ROWID""",
    """CREATE TABLE recent_search (
    text TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL) WITHOUT ROWID""",
)

_SECOND: Step = (
    # Annotations in the order that the reader gave them by hand; what was taken off the list stays,
    # as the record of that. Ranks are texts between which there is always room for another one.
    """CREATE TABLE reading_list (
    annotation TEXT NOT NULL PRIMARY KEY REFERENCES annotation (id),
    rank TEXT NOT NULL,
    listed INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    seal INTEGER NOT NULL)""",
    # What the colours of highlights mean to the reader.
    """CREATE TABLE colour_meaning (
    colour TEXT NOT NULL PRIMARY KEY,
    meaning TEXT NOT NULL,
    revision INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    seal INTEGER NOT NULL)""",
)

_THIRD: Step = (
    # Which texts of sections the reader has read, by digest: wholly, or in part.
    """CREATE TABLE section_read (
    book TEXT NOT NULL,
    section TEXT NOT NULL,
    language TEXT NOT NULL,
    digest TEXT NOT NULL,
    whole INTEGER NOT NULL,
    PRIMARY KEY (book, section, language, digest)) WITHOUT ROWID""",
)

STEPS: tuple[Step, ...] = (_FIRST, _SECOND, _THIRD)
"""Step N leads from schema N to schema N + 1. Released steps never change; new ones are added."""

SCHEMA = len(STEPS)
"""Schema version that this program writes."""

PRIVATE_TABLES = ("recent_search",)
"""Tables that are left out of copies, so that what is forgotten is gone."""


def version(connection: sqlite3.Connection) -> int:
    """Return the schema version that a file tells in its header."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def recorded_version(connection: sqlite3.Connection) -> int:
    """Return the schema version that the table ``meta`` repeats; -1 if it doesn't."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return row[0] if row and isinstance(row[0], int) else -1


def application(connection: sqlite3.Connection) -> int:
    """Return the number in the header that tells whose file it is."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def advance(connection: sqlite3.Connection, target: int) -> None:
    """Take a file from schema ``target - 1`` to ``target``, wholly or not at all.

    Raises:
        sqlite3.Error: A statement failed; the file is as it was.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in STEPS[target - 1]:
            connection.execute(statement)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (target,))
        connection.execute(f"PRAGMA user_version = {target:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def upgrade(connection: sqlite3.Connection, target: int | None = None) -> None:
    """Take an empty or older file to the schema of this program, or to ``target``.

    Raises:
        sqlite3.Error: A step failed; the file is as it was before that step.
    """
    for number in range(version(connection) + 1, (SCHEMA if target is None else target) + 1):
        advance(connection, number)


def layout(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return tables and indexes as the file declares them."""
    return connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    ).fetchall()


def seal(values: Sequence[object]) -> int:
    """Return the checksum of the fields of a record: CRC-32, which finds every burst up to 32 bits.

    The values are joined by U+001F, the separator that ASCII has for fields of a record.
    """
    return zlib.crc32("\x1f".join(map(str, values)).encode("utf-8", "surrogatepass"))


def is_sealed(record: Sequence[object]) -> bool:
    """Tell whether a record, its seal last, is as it was written."""
    return seal(record[:-1]) == record[-1]


def columns(table: Table) -> str:
    """Return the sealed columns of ``table`` and its seal, for a statement."""
    return ", ".join((*table.fields, "seal"))


def insertion(table: Table) -> str:
    """Return the statement that writes a record of ``table``, in place of one with the same key.

    Its parameters are the sealed fields and the seal.
    """
    marks = ", ".join("?" * (len(table.fields) + 1))
    kept = [name for name in (*table.fields, "seal") if name not in table.key]
    changes = ", ".join(f"{name} = excluded.{name}" for name in kept)
    keys = ", ".join(table.key)
    return (
        f"INSERT INTO {table.name} ({columns(table)}) VALUES ({marks})"  # noqa: S608 - own names
        f" ON CONFLICT ({keys}) DO UPDATE SET {changes}"
    )


def put(connection: sqlite3.Connection, table: Table, values: Sequence[object]) -> None:
    """Write a record of ``table``, sealed, in place of one with the same key.

    Raises:
        sqlite3.Error: It can't be written.
    """
    connection.execute(insertion(table), (*values, seal(values)))
