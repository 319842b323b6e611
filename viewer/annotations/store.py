"""The store of annotations: every change is on the disk before it is told as done.

Absence is never deletion: a deleted annotation stays as the record of its deletion and can be
restored. Every change counts up the revision of its record, and a change that was made to an
older revision is refused, so that two windows can't undo one another's work.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from sqlite3 import Connection

from viewer.annotations import changes
from viewer.annotations.anchoring import is_same_place
from viewer.annotations.changes import Change, RevisionConflictError
from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.records import (
    SELECT,
    SELECT_PLACEMENT,
    annotation_of,
    placed_anchor,
    required,
    stored,
    write,
    write_placement,
)
from viewer.book.anchor import Anchor
from viewer.storage.database import Database, advance_counter
from viewer.storage.opening import open_database

__all__ = ["AnnotationStore", "RevisionConflictError"]


class AnnotationStore:
    """The reader's annotations, of all books.

    Belongs to the thread that made it. A change takes about a millisecond, so it is made on the
    thread of the window.

    Attributes:
        problem: What the reader has to be told about the opening, if anything.
    """

    def __init__(self, source: Path | Database) -> None:
        self._owned = isinstance(source, Path)
        self._database = open_database(source) if isinstance(source, Path) else source
        self.problem = self._database.problem
        self._version = self._database.data_version()
        self._changes = self._database.counter("changes")

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; every change then raises StoreError."""
        return self._database.read_only

    def add(self, annotation: Annotation) -> Annotation:
        """Add an annotation, as revision 1; return it as it was stored.

        Raises:
            StoreError: It can't be saved, or its id is there already (``annotation-exists``).
        """
        return self.apply([changes.adding(annotation)])[0]

    def update(self, annotation: Annotation) -> Annotation:
        """Replace an annotation whose ``revision`` is the newest; return its new revision.

        When it was created, and whether it is deleted, stays as it is in the store.

        Raises:
            RevisionConflictError: It was changed elsewhere since; carries the newer revision.
            StoreError: It can't be saved, or there is no such annotation.
        """
        return self.apply([changes.updating(annotation)])[0]

    def delete(self, annotation_id: str) -> Annotation:
        """Put an annotation in the bin; return the record of its deletion. Again is harmless.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        return self.apply([changes.deleting(annotation_id)])[0]

    def restore(self, annotation_id: str) -> Annotation:
        """Take an annotation out of the bin, as a new revision. Again is harmless.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        return self.apply([changes.restoring(annotation_id)])[0]

    def empty_bin(self) -> list[Annotation]:
        """Remove the words of everything in the bin; records of the deletions stay.

        Raises:
            StoreError: It can't be saved.
        """
        return self.apply([changes.emptying(one.id) for one in self.find(deleted=True)])

    def apply(
        self, wanted: Iterable[Change], also: Callable[[Connection], object] | None = None
    ) -> list[Annotation]:
        """Make several changes, all of them or none; return the records as they are now.

        Args:
            wanted: The changes.
            also: Changes something else together with them, where they have been made.

        Raises:
            RevisionConflictError: One was made to a revision that is not the newest any more.
            StoreError: It can't be saved, or one can't be made.
        """
        results, first, number = [], 0, 0
        with self._database.writing() as connection:
            for change in wanted:
                result = change(connection)
                found = stored(connection, result.id)
                if found is not None and found.revision == result.revision:
                    results.append(found)
                    continue
                number = advance_counter(connection, "changes")
                first = first or number
                results.append(write(connection, result, number))
            if also is not None:
                also(connection)
        self._note_changes(first, number)
        return results

    def get(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with this id, deleted or not; None if there never was one.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(f"{SELECT} WHERE id = ?", (annotation_id,))
        return annotation_of(rows[0]) if rows else None

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
            deleted: Only those in the bin, in place of only those that are not; without those
                that were removed from it.

        Raises:
            StoreError: The store can't be read.
        """
        conditions = ["deleted = ?", "book <> ''"]
        values: list[object] = [int(deleted)]
        for name, value in (("book", book), ("section", section), ("motivation", motivation)):
            if value is not None:
                conditions.append(f"{name} = ?")
                values.append(value)
        statement = f"{SELECT} WHERE {' AND '.join(conditions)} ORDER BY number"
        return [annotation_of(row) for row in self._database.read(statement, values)]

    def all_records(self) -> list[Annotation]:
        """Return every record, also of what was deleted and removed from the bin.

        Raises:
            StoreError: The store can't be read.
        """
        return [annotation_of(row) for row in self._database.read(f"{SELECT} ORDER BY number")]

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
        self._put(annotation_id, anchor, confirmed=True)

    def set_aside(self, annotation_id: str, edition: str) -> None:
        """Keep that an annotation has no place in ``edition``: the reader says so.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        self._put(annotation_id, Anchor("", edition, "", ""), confirmed=True)

    def put_back(self, annotation_id: str, edition: str) -> None:
        """Forget what the reader said of an annotation in ``edition``.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        self._put(annotation_id, Anchor("", edition, "", ""), confirmed=False)

    def _put(self, annotation_id: str, anchor: Anchor, *, confirmed: bool) -> None:
        with self._database.writing() as connection:
            required(connection, annotation_id)
            written = write_placement(connection, annotation_id, anchor, confirmed=confirmed)
        self._note_changes(written.number, written.number)

    def anchor_in(self, annotation: Annotation, edition: str) -> Anchor:
        """Return the anchor that counts in ``edition``: the confirmed one, else its own.

        It has no section if the reader said that the annotation has no place there.

        Raises:
            StoreError: The store can't be read.
        """
        if edition == annotation.anchor.edition:
            return annotation.anchor
        statement = f"{SELECT_PLACEMENT} WHERE annotation = ? AND edition = ?"
        rows = self._database.read(statement, (annotation.id, edition))
        return (placed_anchor(rows[0]) if rows else None) or annotation.anchor

    def placements(self, edition: str) -> dict[str, Anchor]:
        """Return what the reader said of annotations in ``edition``: anchors by annotation.

        An anchor without a section says that it has no place there.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(f"{SELECT_PLACEMENT} WHERE edition = ?", (edition,))
        placed = {str(row[0]): placed_anchor(row) for row in rows}
        return {identity: anchor for identity, anchor in placed.items() if anchor is not None}

    def all_placements(self) -> list[tuple[str, Anchor]]:
        """Return all that the reader said of annotations in other editions than their own.

        Raises:
            StoreError: The store can't be read.
        """
        rows = self._database.read(f"{SELECT_PLACEMENT} ORDER BY annotation, edition")
        placed = ((str(row[0]), placed_anchor(row)) for row in rows)
        return [(identity, anchor) for identity, anchor in placed if anchor is not None]

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
        before, self._changes = self._changes, self._database.counter("changes")
        return before != self._changes

    def close(self) -> None:
        """Close the file, unless it was opened by somebody else. Again is harmless."""
        if self._owned:
            self._database.close()

    def _note_changes(self, first: int, last: int) -> None:
        # Only if nobody else's change lies between: that one is still to be told.
        if first == self._changes + 1:
            self._changes = last
