"""Changes that can be taken back and made again, however deep, and whatever lies between.

Taking a change back makes a new revision of its records, as every change does. An earlier step that
left the same words under an older revision has to know: the steps of a session share ``Renewed``,
which tells what stands now for a record that was brought back.
"""

from collections.abc import Callable, Iterable, Iterator
from sqlite3 import Connection

from viewer.annotations.changes import Change, reverting
from viewer.annotations.editions import UNWATCHED, StoppedError, Watch
from viewer.annotations.model import Annotation
from viewer.annotations.records import required
from viewer.annotations.store import AnnotationStore
from viewer.errors import StoreError

CHANGED_SINCE = "undo-changed-since"
"""Code of the error where somebody else changed everything that a step changed."""

Also = Callable[[Connection], bool]
"""Changes something else in the same transaction; tells whether there was anything to change."""

_LOOK = 100
"""Changes between two looks at whether they are still wanted: about 20 ms."""


class Renewed:
    """Which revision a record has that was brought back, by the revision it had."""

    def __init__(self) -> None:
        self._now: dict[tuple[str, int], Annotation] = {}

    def note(self, before: Annotation, now: Annotation) -> None:
        """Note that ``before`` was brought back as ``now``."""
        self._now[before.id, before.revision] = now

    def latest(self, record: Annotation) -> Annotation:
        """Return what stands now for a record; itself if it was never brought back."""
        while (record.id, record.revision) in self._now:
            record = self._now[record.id, record.revision]
        return record


class RecordStep:
    """One change, of one annotation or of several, that can be taken back and made again."""

    def __init__(
        self,
        store: AnnotationStore,
        renewed: Renewed,
        changes: Iterable[Change],
        ids: Iterable[str],
        also: Also | None = None,
    ) -> None:
        """Make the change.

        Args:
            store: The reader's annotations.
            renewed: Shared by the steps of a session.
            changes: What is done, all of it or nothing.
            ids: Ids of the annotations that are changed, in the same order.
            also: Changes something else together with them.

        Raises:
            StoreError: It can't be saved, or one can't be made.
        """
        self._store = store
        self._renewed = renewed
        before = [store.get(identity) for identity in ids]
        self.results = store.apply(changes, also)
        pairs = zip(before, self.results, strict=True)
        self._pairs = [(one, now) for one, now in pairs if one != now]

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self._pairs)

    def __len__(self) -> int:
        """Return how many annotations were changed."""
        return len(self._pairs)

    def only(self) -> Annotation | None:
        """Return the record that was changed, as it is now, if it was just one."""
        return self._pairs[0][1] if len(self._pairs) == 1 else None

    def extend(self, later: "RecordStep") -> None:
        """Take a later change of the same single record in, so that both are one step."""
        after = later.only()
        if self._pairs and after is not None:
            self._pairs = [(self._pairs[0][0], after)]
            self.results = later.results

    def swap(
        self,
        store: AnnotationStore | None = None,
        also: Also | None = None,
        watch: Watch = UNWATCHED,
    ) -> None:
        """Take the change back; or make it again, if it was taken back.

        Args:
            store: The reader's annotations, where it is another thread's turn.
            also: Takes back, or makes again, something else together with it.
            watch: Is told how far the work is, and can stop it.

        Raises:
            StoreError: It can't be saved, or everything was changed again since by somebody else
                (``CHANGED_SINCE``).
            StoppedError: ``watch`` said so; then nothing was changed.
        """
        wanted = [(before, self._renewed.latest(after)) for before, after in self._pairs]
        touched: set[str] = set()
        changes = (_noting(reverting(before, after), after.id, touched) for before, after in wanted)
        more = False

        def change_more(connection: Connection) -> None:
            nonlocal more
            more = also is not None and also(connection)

        results = (store or self._store).apply(watched(changes, len(wanted), watch), change_more)
        made: list[tuple[Annotation | None, Annotation]] = []
        for (before, after), now in zip(wanted, results, strict=True):
            if now.id in touched:
                made.append((after, now))
                if before is not None:
                    self._renewed.note(before, now)
        if not made and not more:
            raise StoreError(CHANGED_SINCE)
        self._pairs = made


def watched(changes: Iterable[Change], total: int, watch: Watch) -> Iterator[Change]:
    """Yield changes, and tell how far they are; StoppedError if they are not wanted any more."""
    for done, change in enumerate(changes):
        if done % _LOOK == 0:
            if watch.should_stop():
                raise StoppedError
            watch.progress(done, total)
        yield change


def _noting(change: Change, identity: str, touched: set[str]) -> Change:
    """Return a change that notes whether it changes anything."""

    def noting(connection: Connection) -> Annotation:
        found = required(connection, identity)
        result = change(connection)
        if result.revision != found.revision:
            touched.add(identity)
        return result

    return noting
