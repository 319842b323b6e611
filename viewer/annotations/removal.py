"""Removing the notes of a book from this computer, for good, where the reader wants that.

Records of the deletions stay, without a word of what was deleted: without them, another computer or
an old export would bring the notes back.
"""

from viewer.annotations.changes import deleting, emptying
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.storage.database import Database
from viewer.storage.removal import Removed, counted, renew_copies


def remove_notes(database: Database, book: str) -> list[Removed]:
    """Remove all annotations of a book, also those in the bin, and what copies hold of them.

    The copies beside the store are replaced by a new one. What the reader exported, and second
    copies in other folders, stay where they are.

    Raises:
        StoreError: They can't be removed. Annotations are then all there, or all removed.
    """
    store, reading_list = AnnotationStore(database), ReadingList(database)
    mine = [one.id for one in store.all_records() if one.anchor.book == book]
    store.apply(change(identity) for identity in mine for change in (deleting, emptying))
    placed = [(name, anchor) for name, anchor in store.all_placements() if name in set(mine)]
    for identity, anchor in placed:
        store.put_back(identity, anchor.edition)
    for identity in mine:
        reading_list.remove(identity)
    return counted(
        Removed("annotations", len(mine)),
        Removed("placements", len(placed)),
        renew_copies(database),
    )
