"""Importing annotations: never in place of what is there, seen beforehand, undone as one step.

What is newer is told by the revision of a record, not by clocks. Records that were changed on both
sides since they parted are both kept. What was deleted here stays so unless it is asked for: that
an old file still has it says nothing about it. Ids that say nothing outside their file (``q-1``)
name the same annotation only if the place is the same, too.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from sqlite3 import Connection

from viewer.annotations.along import Taken, take, take_back
from viewer.annotations.anchoring import State
from viewer.annotations.changes import merging
from viewer.annotations.completing import complete
from viewer.annotations.editions import UNWATCHED, Found, Watch
from viewer.annotations.exchange import Contents, ReadSet
from viewer.annotations.model import Annotation
from viewer.annotations.placing import places
from viewer.annotations.records import now
from viewer.annotations.store import AnnotationStore
from viewer.annotations.undoing import RecordStep, Renewed, watched
from viewer.book.book import Book
from viewer.storage.database import Database
from viewer.storage.reading import TakenReading

EditionsOf = Callable[[str], Sequence[Book]]
"""Gives the editions of a book that are at hand, the current one first."""


class Verdict(StrEnum):
    """What importing an annotation does."""

    NEW = "new"
    SAME = "same"
    NEWER_HERE = "newer-here"
    NEWER_THERE = "newer-there"
    BOTH = "both"
    DELETED_HERE = "deleted-here"
    BROUGHT_BACK = "brought-back"


TAKEN = frozenset((Verdict.NEW, Verdict.NEWER_THERE, Verdict.BOTH, Verdict.BROUGHT_BACK))
"""What changes the store."""

OFFERED = TAKEN | {Verdict.DELETED_HERE}
"""What changes the store, or does if it is asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One annotation of a set, and what importing it does.

    Attributes:
        annotation: As it will be stored.
        verdict: What importing it does.
        state: Where it is in the current edition: unplaced, too, if the book isn't here.
    """

    annotation: Annotation
    verdict: Verdict
    state: State


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do; nothing is changed yet.

    Attributes:
        items: Item by item, in the order of the file.
        contents: What the set holds beside them.
    """

    items: tuple[Item, ...]
    contents: Contents

    def only(self, ids: Set[str]) -> "Plan":
        """Return the plan to take over only these of the annotations that it offers.

        Of those that were deleted here, these are brought back.
        """
        contents = self.contents
        left_out = {one.annotation.id for one in self.items if one.verdict in OFFERED} - ids
        return Plan(
            tuple(_asked(one) for one in self.items if one.annotation.id not in left_out),
            replace(
                contents,
                placements={n: p for n, p in contents.placements.items() if n not in left_out},
                reading_list=[name for name in contents.reading_list if name not in left_out],
            ),
        )

    def whole(self) -> "Plan":
        """Return the plan to take over all that it offers, what was deleted here, too."""
        return self.only({one.annotation.id for one in self.items})

    def counts(self) -> Counter[str]:
        """Return how many items have each verdict, and how many to be taken have no place."""
        counted = Counter(item.verdict.value for item in self.items)
        counted["unplaceable"] = sum(
            item.state is State.UNPLACED and item.verdict in TAKEN and not item.annotation.deleted
            for item in self.items
        )
        return counted


def _asked(item: Item) -> Item:
    """Return what is done with an item that is asked for."""
    deleted = item.verdict is Verdict.DELETED_HERE
    return replace(item, verdict=Verdict.BROUGHT_BACK) if deleted else item


class Done:
    """An import that was made, to be taken back and made again as one step.

    The database is given each time, since each thread has its own.
    """

    def __init__(self, database: Database, planned: Plan, renewed: Renewed, watch: Watch) -> None:
        """Make it; see ``carry_out``."""
        self._contents = planned.contents
        self._taken = self._now = Taken()
        wanted = [item.annotation for item in planned.items if item.verdict in TAKEN]
        self._records = RecordStep(
            AnnotationStore(database),
            renewed,
            watched(map(merging, wanted), len(wanted), watch),
            [one.id for one in wanted],
            self._take,
        )
        self._taken = self._now

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self._records or self._taken)

    def __len__(self) -> int:
        """Return how many annotations were changed."""
        return len(self._records)

    @property
    def reading(self) -> TakenReading:
        """Places of reading, and what was read, that were taken over."""
        return self._taken.reading

    def undo(self, database: Database, watch: Watch = UNWATCHED) -> None:
        """Take the import back: what was new goes into the bin.

        What was changed since is left alone.

        Raises:
            StoreError: It can't be saved; then nothing was changed.
            StoppedError: ``watch`` said so; then nothing was changed.
        """
        self._records.swap(AnnotationStore(database), self._take_back, watch)

    def redo(self, database: Database, watch: Watch = UNWATCHED) -> None:
        """Make the import again.

        Raises:
            StoreError: It can't be saved; then nothing was changed.
            StoppedError: ``watch`` said so; then nothing was changed.
        """
        self._records.swap(AnnotationStore(database), self._take, watch)
        self._taken = self._now

    def _take(self, connection: Connection) -> bool:
        # Counts only once the change is on the disk.
        self._now = take(connection, self._contents)
        return bool(self._now)

    def _take_back(self, connection: Connection) -> bool:
        return take_back(connection, self._taken)


def plan(
    store: AnnotationStore, read: ReadSet, editions_of: EditionsOf, watch: Watch = UNWATCHED
) -> Plan:
    """Return what importing a set will do.

    Raises:
        StoreError: The store can't be read.
        StoppedError: ``watch`` said so.
    """
    known = {one.id: one for one in store.all_records()}
    annotations = _completed(read.annotations, editions_of)
    verdicts = [_verdict(one, known) for one in annotations]
    found = _places([one for one, _ in verdicts], editions_of, watch)
    items = (
        Item(one, verdict, found[one.id].state if one.id in found else State.UNPLACED)
        for one, verdict in verdicts
    )
    return Plan(tuple(items), read.contents)


def carry_out(
    database: Database,
    planned: Plan,
    renewed: Renewed | None = None,
    watch: Watch = UNWATCHED,
) -> Done:
    """Import what was planned, all of it or nothing; return what is needed to undo it.

    What was changed here since the plan was made is left alone.

    Args:
        database: The reader's data.
        planned: What to import.
        renewed: Shared by the steps of a session, if it is one of several that can be undone.
        watch: Is told how far the work is, and can stop it.

    Raises:
        StoreError: It can't be saved; then nothing was changed.
        StoppedError: ``watch`` said so; then nothing was changed.
    """
    return Done(database, planned, renewed or Renewed(), watch)


def _completed(annotations: Iterable[Annotation], editions_of: EditionsOf) -> list[Annotation]:
    """Return annotations with what can be told of their anchors, and with times and a revision."""
    time = now()
    made = [
        replace(
            one,
            created=one.created or time,
            modified=one.modified or one.created or time,
            revision=max(one.revision, 1),
        )
        for one in annotations
    ]
    for book in dict.fromkeys(one.anchor.book for one in made):
        mine = [at for at, one in enumerate(made) if one.anchor.book == book]
        anchors = complete([made[at].anchor for at in mine], editions_of(book))
        for at, anchor in zip(mine, anchors, strict=True):
            made[at] = replace(made[at], anchor=anchor)
    return made


def _verdict(annotation: Annotation, known: Mapping[str, Annotation]) -> tuple[Annotation, Verdict]:
    """Compare an annotation with what is here; one that has to be told apart gets another id."""
    here = known.get(annotation.id)
    if here is not None and not _is_global(annotation.id) and _is_other(here, annotation):
        annotation = _renamed(annotation, annotation.anchor.book + annotation.anchor.quote)
        here = known.get(annotation.id)
    if here is None:
        return annotation, Verdict.NEW
    verdict = _compared(here, annotation)
    if verdict is Verdict.DELETED_HERE:
        return replace(annotation, revision=here.revision + 1, modified=now()), verdict
    if verdict is not Verdict.BOTH:
        return annotation, verdict
    copy = _renamed(annotation, repr(_content(annotation)))
    return copy, Verdict.SAME if copy.id in known else Verdict.BOTH


def _compared(here: Annotation, there: Annotation) -> Verdict:
    if _content(here) == _content(there):
        return Verdict.SAME
    if here.revision == there.revision:
        return Verdict.NEWER_HERE if there.deleted else Verdict.BOTH
    if here.revision < there.revision:
        return Verdict.NEWER_THERE
    return Verdict.DELETED_HERE if here.deleted and not there.deleted else Verdict.NEWER_HERE


def _is_global(identity: str) -> bool:
    """Tell whether an id names the same thing everywhere: a UUID, or an address."""
    try:
        uuid.UUID(identity)
    except ValueError:
        return ":" in identity
    return True


def _is_other(here: Annotation, there: Annotation) -> bool:
    """Tell whether an id that says nothing outside its file was given to another passage."""
    if here.emptied:
        return False
    mine, theirs = here.anchor, there.anchor
    return (mine.book, mine.section, mine.quote) != (theirs.book, theirs.section, theirs.quote)


def _renamed(annotation: Annotation, why: str) -> Annotation:
    identity = uuid.uuid5(uuid.NAMESPACE_OID, f"{annotation.id}\0{why}")
    return replace(annotation, id=str(identity))


def _content(annotation: Annotation) -> Annotation:
    """Return what makes two records the same: not when they were changed, nor how often.

    What only completes an anchor is no difference, either.
    """
    anchor = replace(
        annotation.anchor,
        edition="",
        block="",
        ordinal=-1,
        start=0,
        end=0,
        prefix="",
        suffix="",
        last_block="",
    )
    return replace(annotation, anchor=anchor, created="", modified="", revision=0, deleted_at="")


def _places(
    annotations: Iterable[Annotation], editions_of: EditionsOf, watch: Watch
) -> dict[str, Found]:
    by_book: dict[str, list[Annotation]] = {}
    for one in annotations:
        by_book.setdefault(one.anchor.book, []).append(one)
    found: dict[str, Found] = {}
    for book, mine in by_book.items():
        editions = editions_of(book) if book else ()
        if editions:
            found |= places(mine, editions[0], older=editions[1:], watch=watch)
    return found
