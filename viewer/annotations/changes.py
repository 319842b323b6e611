"""Changes of annotations, each to be made in the transaction in which it looks at the store.

A change returns the record as it is to be. What it returns at the revision that is stored already
is left alone, so a change that has nothing to do returns what it found.
"""

from collections.abc import Callable
from dataclasses import replace
from sqlite3 import Connection

from viewer.annotations.model import Annotation
from viewer.annotations.records import now, required, revised, stored
from viewer.book.anchor import Anchor
from viewer.errors import StoreError

Change = Callable[[Connection], Annotation]
"""Looks at the store and returns the record as it is to be; StoreError where it can't be done."""


class RevisionConflictError(StoreError):
    """A change was made to a revision that is not the newest any more.

    Attributes:
        newer: The record as it is now; it may be deleted.
    """

    def __init__(self, newer: Annotation) -> None:
        super().__init__("annotation-conflict", title=newer.title)
        self.newer = newer


def adding(annotation: Annotation) -> Change:
    """Add an annotation, as revision 1; StoreError (``annotation-exists``) if its id is there."""
    time = now()
    added = replace(
        annotation,
        created=annotation.created or time,
        modified=annotation.modified or time,
        revision=1,
        deleted=False,
        deleted_at="",
    )

    def change(connection: Connection) -> Annotation:
        if stored(connection, added.id) is not None:
            raise StoreError("annotation-exists", id=added.id)
        return added

    return change


def updating(annotation: Annotation) -> Change:
    """Replace an annotation whose revision is the newest; RevisionConflictError if it isn't.

    When it was created, and whether it is deleted, stays as it is in the store.
    """

    def change(connection: Connection) -> Annotation:
        found = required(connection, annotation.id)
        if found.revision != annotation.revision:
            raise RevisionConflictError(found)
        wanted = replace(
            annotation,
            created=found.created,
            modified=found.modified,
            deleted=found.deleted,
            deleted_at=found.deleted_at,
        )
        return found if wanted == found else revised(wanted)

    return change


def deleting(annotation_id: str) -> Change:
    """Put an annotation in the bin."""

    def change(connection: Connection) -> Annotation:
        found = required(connection, annotation_id)
        return found if found.deleted else revised(found, deleted=True, deleted_at=now())

    return change


def restoring(annotation_id: str) -> Change:
    """Take an annotation out of the bin; what was emptied stays empty."""

    def change(connection: Connection) -> Annotation:
        found = required(connection, annotation_id)
        if not found.deleted or found.emptied:
            return found
        return revised(found, deleted=False, deleted_at="")

    return change


def emptying(annotation_id: str) -> Change:
    """Remove the words of an annotation in the bin; the record of its deletion stays.

    Without the record, a copy or another computer would bring it back.
    """

    def change(connection: Connection) -> Annotation:
        found = required(connection, annotation_id)
        if not found.deleted or found.emptied:
            return found
        nothing = Anchor("", "", "", "")
        return revised(found, anchor=nothing, title="", note="", tags=(), colour="")

    return change


def merging(annotation: Annotation) -> Change:
    """Take over a record of another store, with its revision, if that is newer than ours."""

    def change(connection: Connection) -> Annotation:
        found = stored(connection, annotation.id)
        return annotation if found is None or found.revision < annotation.revision else found

    return change


def reverting(before: Annotation | None, after: Annotation) -> Change:
    """Take a change back, as a new revision; what was changed again since is left alone.

    Args:
        before: The record before the change; None if there was none: it goes into the bin.
        after: The record after it.
    """

    def change(connection: Connection) -> Annotation:
        found = required(connection, after.id)
        if found.revision != after.revision:
            return found
        if before is None:
            return revised(found, deleted=True, deleted_at=now())
        return replace(before, revision=found.revision + 1, modified=now())

    return change
