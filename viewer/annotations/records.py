"""Annotations as records of the store, and back."""

import json
from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from viewer.annotations.model import Annotation, Motivation
from viewer.book.anchor import Anchor
from viewer.errors import StoreError
from viewer.storage import schema
from viewer.storage.revisions import Written
from viewer.storage.revisions import write as write_record

_ANCHOR_SIZE = len(schema.ANCHOR_FIELDS)

SELECT = f"SELECT {', '.join(schema.ANNOTATION.fields)} FROM annotation"  # noqa: S608 - own names
"""Reads what ``annotation_of`` takes."""

SELECT_PLACEMENT = f"SELECT {', '.join(schema.PLACEMENT.fields)} FROM placement"  # noqa: S608 - own names
"""Reads what ``placed_anchor`` takes."""


def revised(annotation: Annotation, **changes: Any) -> Annotation:  # noqa: ANN401 - any field
    """Return the next revision of an annotation."""
    return replace(annotation, modified=now(), revision=annotation.revision + 1, **changes)


def now() -> str:
    """Return the time for a record: ISO 8601, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stored(connection: Connection, annotation_id: str) -> Annotation | None:
    """Return an annotation, inside a change; None if there never was one with this id."""
    row = connection.execute(f"{SELECT} WHERE id = ?", (annotation_id,)).fetchone()
    return annotation_of(row) if row else None


def required(connection: Connection, annotation_id: str) -> Annotation:
    """Return an annotation, inside a change.

    Raises:
        StoreError: There is none (``annotation-unknown``).
    """
    found = stored(connection, annotation_id)
    if found is None:
        raise StoreError("annotation-unknown", id=annotation_id)
    return found


def write(connection: Connection, annotation: Annotation, number: int) -> Annotation:
    """Write an annotation as change ``number``; return it as it was written."""
    values = _values(annotation, number)
    schema.put(connection, schema.ANNOTATION, values)
    return annotation_of(values)


def write_placement(
    connection: Connection, annotation_id: str, anchor: Anchor, *, confirmed: bool
) -> Written:
    """Write where an annotation is in ``anchor.edition``, inside a change."""
    fields = (annotation_id, *_anchor_values(anchor))
    return write_record(
        connection, schema.PLACEMENT, (*fields, now() if confirmed else ""), (*fields, "")
    )


def placed_anchor(row: Sequence[Any]) -> Anchor | None:
    """Return the anchor of a placement; None if it was taken back."""
    _, *anchor, confirmed_at, _, _ = row
    return Anchor(*anchor) if confirmed_at else None


def _values(annotation: Annotation, number: int) -> tuple[object, ...]:
    """Return the fields of an annotation in the order of its table."""
    return (
        annotation.id,
        annotation.motivation.value,
        *_anchor_values(annotation.anchor),
        _clean(annotation.title),
        _clean(annotation.note),
        json.dumps([_clean(tag) for tag in annotation.tags], ensure_ascii=False),
        annotation.colour,
        annotation.created,
        annotation.modified,
        annotation.revision,
        number,
        int(annotation.deleted),
        annotation.deleted_at,
    )


def _anchor_values(anchor: Anchor) -> tuple[object, ...]:
    return tuple(_clean(value) if isinstance(value, str) else value for value in astuple(anchor))


def _clean(text: str) -> str:
    """Replace halves of surrogate pairs, which a selection in the window can leave, by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def annotation_of(row: Sequence[Any]) -> Annotation:
    """Return the annotation in a row of ``SELECT``."""
    anchor_end = 2 + _ANCHOR_SIZE
    title, note, tags, colour, created, modified, revision, _, deleted, deleted_at = row[
        anchor_end:
    ]
    return Annotation(
        id=row[0],
        motivation=_motivation(row[1]),
        anchor=Anchor(*row[2:anchor_end]),
        title=title,
        note=note,
        tags=tags_of(tags),
        colour=colour,
        created=created,
        modified=modified,
        revision=revision,
        deleted=bool(deleted),
        deleted_at=deleted_at,
    )


def _motivation(name: str) -> Motivation:
    """Return a motivation; one of a newer program is shown as a note."""
    try:
        return Motivation(name)
    except ValueError:
        return Motivation.COMMENTING


def tags_of(text: str) -> tuple[str, ...]:
    """Return the tags in a field of the store."""
    try:
        return tuple(str(tag) for tag in json.loads(text))
    except (ValueError, TypeError):
        return (text,)
