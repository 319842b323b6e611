"""The store of annotations: every change is on the disk before it is told as done.

Absence is never deletion: a deleted annotation stays as the record of its deletion and can be
restored. Every change counts up the revision of its record, and a change that was made to an
older revision is refused, so that two windows can't undo one another's work.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from viewer.annotations.anchoring import is_same_place
from viewer.annotations.model import Annotation, Motivation
from viewer.book.model import Anchor
from viewer.errors import Message, StoreError
from viewer.storage import schema
from viewer.storage.database import Database, advance_counter
from viewer.storage.opening import open_database

_ANCHOR_SIZE = len(schema.ANCHOR_FIELDS)
_INSERT = schema.insertion(schema.ANNOTATION)
_INSERT_PLACEMENT = schema.insertion(schema.PLACEMENT)
_SELECT = f"SELECT {', '.join(schema.ANNOTATION.fields)} FROM annotation"  # noqa: S608 - own names
_SELECT_PLACEMENT = (
    f"SELECT {', '.join(schema.ANCHOR_FIELDS)}, revision FROM placement"  # noqa: S608 - own names
    " WHERE annotation = ? AND edition = ?"
)


class RevisionConflictError(StoreError):
    """A change was made to a revision that is not the newest any more.

    Attributes:
        newer: The record as it is now; it may be deleted.
    """

    def __init__(self, newer: Annotation) -> None:
        super().__init__("annotation-conflict", title=newer.title)
        self.newer = newer


class AnnotationStore:
    """The reader's annotations, of all books.

    Belongs to the thread that made it. A change takes about a millisecond, so it is made on the
    thread of the window.

    Attributes:
        read_only: Whether nothing can be saved; every change then raises StoreError.
        problem: What the reader has to be told about the opening, if anything.
    """

    def __init__(self, source: Path | Database) -> None:
        self._owned = isinstance(source, Path)
        self._database = open_database(source) if isinstance(source, Path) else source
        self.read_only: bool = self._database.read_only
        self.problem: Message | None = self._database.problem
        self._version = self._database.data_version()
        self._changes = self._database.counter("changes")

    def add(self, annotation: Annotation) -> Annotation:
        """Add an annotation, as revision 1; return it as it was stored.

        Raises:
            StoreError: It can't be saved, or its id is there already (``annotation-exists``).
        """
        now = _now()
        added = replace(
            annotation,
            created=annotation.created or now,
            modified=annotation.modified or now,
            revision=1,
            deleted=False,
            deleted_at="",
        )

        def change(connection: Connection) -> Annotation:
            if _stored(connection, added.id) is not None:
                raise StoreError("annotation-exists", id=added.id)
            return added

        return self._change(change)

    def update(self, annotation: Annotation) -> Annotation:
        """Replace an annotation whose ``revision`` is the newest; return its new revision.

        When it was created, and whether it is deleted, stays as it is in the store.

        Raises:
            RevisionConflictError: It was changed elsewhere since; carries the newer revision.
            StoreError: It can't be saved, or there is no such annotation.
        """

        def change(connection: Connection) -> Annotation:
            stored = _required(connection, annotation.id)
            if stored.revision != annotation.revision:
                raise RevisionConflictError(stored)
            wanted = replace(
                annotation,
                created=stored.created,
                modified=stored.modified,
                deleted=stored.deleted,
                deleted_at=stored.deleted_at,
            )
            return stored if wanted == stored else _revised(wanted)

        return self._change(change)

    def delete(self, annotation_id: str) -> Annotation:
        """Put an annotation in the bin; return the record of its deletion. Again is harmless.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """

        def change(connection: Connection) -> Annotation:
            stored = _required(connection, annotation_id)
            return stored if stored.deleted else _revised(stored, deleted=True, deleted_at=_now())

        return self._change(change)

    def restore(self, annotation_id: str) -> Annotation:
        """Take an annotation out of the bin, as a new revision. Again is harmless.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """

        def change(connection: Connection) -> Annotation:
            stored = _required(connection, annotation_id)
            return _revised(stored, deleted=False, deleted_at="") if stored.deleted else stored

        return self._change(change)

    def get(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with this id, deleted or not; None if there never was one.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(f"{_SELECT} WHERE id = ?", (annotation_id,))
        return _annotation(rows[0]) if rows else None

    def find(
        self,
        book: str | None = None,
        section: str | None = None,
        *,
        motivation: Motivation | None = None,
        deleted: bool = False,
    ) -> list[Annotation]:
        """Return annotations in the order in which they were added.

        Args:
            book: Only those of this book.
            section: Only those of this section.
            motivation: Only bookmarks, only highlights, or only notes.
            deleted: Only those in the bin, in place of only those that are not.

        Raises:
            StoreError: The store can't be read.
        """
        conditions = ["deleted = ?"]
        values: list[object] = [int(deleted)]
        for name, value in (("book", book), ("section", section), ("motivation", motivation)):
            if value is not None:
                conditions.append(f"{name} = ?")
                values.append(value)
        statement = f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY number"
        return [_annotation(row) for row in self._database.read(statement, values)]

    def bookmark_at(self, anchor: Anchor) -> Annotation | None:
        """Return the bookmark at the same place as ``anchor``, if there is one.

        Raises:
            StoreError: The store can't be read.
        """
        bookmarks = self.find(anchor.book, anchor.section, motivation=Motivation.BOOKMARKING)
        for bookmark in bookmarks:
            if is_same_place(self.anchor_in(bookmark, anchor.edition), anchor):
                return bookmark
        return None

    def confirm(self, annotation_id: str, anchor: Anchor) -> None:
        """Keep where the reader placed an annotation in another edition, ``anchor.edition``.

        The annotation keeps its own anchor, so that the edition it was made in finds it again.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        with self._database.writing() as connection:
            _required(connection, annotation_id)
            key = (annotation_id, anchor.edition)
            row = connection.execute(_SELECT_PLACEMENT, key).fetchone()
            revision = row[-1] + 1 if row else 1
            number = advance_counter(connection, "changes")
            values = (annotation_id, *_anchor_values(anchor), _now(), revision, number)
            connection.execute(_INSERT_PLACEMENT, (*values, schema.seal(values)))
        self._note_change(number)

    def anchor_in(self, annotation: Annotation, edition: str) -> Anchor:
        """Return the anchor that counts in ``edition``: the confirmed one, else its own.

        Raises:
            StoreError: The store can't be read.
        """
        if edition == annotation.anchor.edition:
            return annotation.anchor
        rows = self._database.read(_SELECT_PLACEMENT, (annotation.id, edition))
        return _anchor(rows[0][:-1]) if rows else annotation.anchor

    def changed(self) -> bool:
        """Tell once whether another window or program changed annotations since the last call.

        Cheap enough to be asked several times a second.

        Raises:
            StoreError: The store can't be read.
        """
        version = self._database.data_version()
        if version == self._version:
            return False
        self._version = version
        changes = self._database.counter("changes")
        changed = changes != self._changes
        self._changes = changes
        return changed

    def close(self) -> None:
        """Close the file, unless it was opened by somebody else. Again is harmless."""
        if self._owned:
            self._database.close()

    def _change(self, change: Callable[[Connection], Annotation]) -> Annotation:
        """Store what ``change`` returns, in the transaction in which it looked.

        What is stored already, at the same revision, is left alone.
        """
        number = 0
        with self._database.writing() as connection:
            result = change(connection)
            stored = _stored(connection, result.id)
            if stored is not None and stored.revision == result.revision:
                return stored
            number = advance_counter(connection, "changes")
            values = _values(result, number)
            connection.execute(_INSERT, (*values, schema.seal(values)))
            result = _annotation(values)
        self._note_change(number)
        return result

    def _note_change(self, number: int) -> None:
        # Only if nobody else's change lies between: that one is still to be told.
        if number == self._changes + 1:
            self._changes = number


def _revised(annotation: Annotation, **changes: Any) -> Annotation:  # noqa: ANN401 - any field
    return replace(annotation, modified=_now(), revision=annotation.revision + 1, **changes)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stored(connection: Connection, annotation_id: str) -> Annotation | None:
    row = connection.execute(f"{_SELECT} WHERE id = ?", (annotation_id,)).fetchone()
    return _annotation(row) if row else None


def _required(connection: Connection, annotation_id: str) -> Annotation:
    stored = _stored(connection, annotation_id)
    if stored is None:
        raise StoreError("annotation-unknown", id=annotation_id)
    return stored


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


def _annotation(row: Sequence[Any]) -> Annotation:
    anchor_end = 2 + _ANCHOR_SIZE
    title, note, tags, colour, created, modified, revision, _, deleted, deleted_at = row[
        anchor_end:
    ]
    return Annotation(
        id=row[0],
        motivation=_motivation(row[1]),
        anchor=_anchor(row[2:anchor_end]),
        title=title,
        note=note,
        tags=_tags(tags),
        colour=colour,
        created=created,
        modified=modified,
        revision=revision,
        deleted=bool(deleted),
        deleted_at=deleted_at,
    )


def _anchor(values: Sequence[Any]) -> Anchor:
    return Anchor(*values)


def _motivation(name: str) -> Motivation:
    """Return a motivation; one of a newer program is shown as a note."""
    try:
        return Motivation(name)
    except ValueError:
        return Motivation.COMMENTING


def _tags(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(tag) for tag in json.loads(text))
    except (ValueError, TypeError):
        return (text,)
