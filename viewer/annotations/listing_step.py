"""Annotations put on the reading list, some of them made for it: one step, taken back or redone."""

from collections.abc import Sequence
from sqlite3 import Connection

from viewer.annotations.changes import adding
from viewer.annotations.editions import UNWATCHED, Watch
from viewer.annotations.model import Annotation
from viewer.annotations.reading_list import list_more
from viewer.annotations.store import AnnotationStore
from viewer.annotations.undoing import RecordStep, Renewed, watched
from viewer.storage.revisions import Written, put_back


class ListStep:
    """The step; the store is given each time, since each thread has its own.

    Attributes:
        ids: Of all that are to be on the list.
    """

    def __init__(
        self,
        store: AnnotationStore,
        renewed: Renewed,
        ids: Sequence[str],
        new: Sequence[Annotation] = (),
        watch: Watch = UNWATCHED,
    ) -> None:
        """Put annotations at the end of the list; those that are on it stay where they are.

        Args:
            store: The reader's annotations.
            renewed: Shared by the steps of a session.
            ids: Of all that are to be on the list, in their order.
            new: Those of them that are to be made.
            watch: Is told how far the work is, and can stop it.

        Raises:
            StoreError: It can't be saved; then nothing was changed.
            StoppedError: ``watch`` said so; then nothing was changed.
        """
        self.ids = ids
        self._written: list[Written] = []
        self._now: list[Written] = []
        changes = watched(map(adding, new), len(new), watch)
        self._records = RecordStep(store, renewed, changes, [one.id for one in new], self._put_on)
        self._written = self._now

    def __len__(self) -> int:
        """Return how many were put on the list."""
        return len(self._written)

    def undo(self, store: AnnotationStore, watch: Watch = UNWATCHED) -> None:
        """Take them off again; those that were made for it go into the bin.

        Raises:
            StoreError: It can't be saved, or everything was changed again since.
            StoppedError: ``watch`` said so; then nothing was changed.
        """
        self._records.swap(store, self._take_off, watch)

    def redo(self, store: AnnotationStore, watch: Watch = UNWATCHED) -> None:
        """Put them on again.

        Raises:
            StoreError: It can't be saved.
            StoppedError: ``watch`` said so; then nothing was changed.
        """
        self._records.swap(store, self._put_on, watch)
        self._written = self._now

    def _put_on(self, connection: Connection) -> bool:
        # Counts only once the change is on the disk.
        self._now = list_more(connection, self.ids)
        return bool(self._now)

    def _take_off(self, connection: Connection) -> bool:
        done = [put_back(connection, one) for one in reversed(self._written)]
        return any(done)
