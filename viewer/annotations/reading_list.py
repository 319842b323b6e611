"""The reading list: annotations in the order that the reader gave them by hand.

Each entry has a rank, a text that sorts it. Moving an entry changes its own record only, so that
two windows, or two computers, can both move something.
"""

from collections.abc import Iterable
from sqlite3 import Connection
from string import ascii_lowercase, digits

from viewer.storage import schema
from viewer.storage.database import Database
from viewer.storage.revisions import Written, write

_SIGNS = digits + ascii_lowercase

_RANKED = (
    "SELECT annotation, rank FROM reading_list JOIN annotation ON id = annotation"
    " WHERE listed AND NOT deleted ORDER BY rank, annotation"
)
_IS_THERE = "SELECT 1 FROM annotation WHERE id = ?"


class ReadingList:
    """The reader's list of annotations.

    Belongs to the thread that opened the database. Deleted annotations are left out, and are back
    in their place when they are restored.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def order(self) -> list[str]:
        """Return the ids of the annotations, in order.

        Raises:
            StoreError: The store can't be read.
        """
        return [identity for identity, _ in self._ranked()]

    def add(self, annotation_id: str) -> None:
        """Put an annotation at the end, unless it is on the list.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        if annotation_id not in self.order():
            self.move(annotation_id)

    def move(self, annotation_id: str, before: str = "") -> None:
        """Put an annotation before another one, or at the end.

        Args:
            annotation_id: What to move; it is put on the list if need be.
            before: Before which one; the end if that isn't on the list.

        Raises:
            StoreError: It can't be saved, or there is no such annotation.
        """
        others = [entry for entry in self._ranked() if entry[0] != annotation_id]
        names = [identity for identity, _ in others]
        place = names.index(before) if before in names else len(others)
        low = others[place - 1][1] if place else ""
        high = others[place][1] if place < len(others) else ""
        self._put(annotation_id, between(low, high), listed=True)

    def remove(self, annotation_id: str) -> None:
        """Take an annotation off the list; the annotation itself stays.

        Raises:
            StoreError: It can't be saved.
        """
        for identity, rank in self._ranked():
            if identity == annotation_id:
                self._put(annotation_id, rank, listed=False)

    def neighbour(self, annotation_id: str, step: int) -> str:
        """Return the annotation after (1) or before (-1) one; nothing at the ends.

        From an annotation that isn't on the list, the first (or the last) one.

        Raises:
            StoreError: The store can't be read.
        """
        order = self.order()
        if not order:
            return ""
        if annotation_id not in order:
            return order[0] if step > 0 else order[-1]
        place = order.index(annotation_id) + step
        return order[place] if 0 <= place < len(order) else ""

    def _ranked(self) -> list[tuple[str, str]]:
        return [(str(identity), str(rank)) for identity, rank in self._database.read(_RANKED)]

    def _put(self, annotation_id: str, rank: str, *, listed: bool) -> None:
        with self._database.writing() as connection:
            write(connection, schema.LISTED, (annotation_id, rank, int(listed)))


def list_more(connection: Connection, wanted: Iterable[str]) -> list[Written]:
    """Put annotations at the end of the list in this order, inside a change.

    Those that are on it stay where they are; those that there never were are left out.

    Returns:
        What was written.
    """
    ranks = {str(identity): str(rank) for identity, rank in connection.execute(_RANKED)}
    last = max(ranks.values(), default="")
    written = []
    for identity in wanted:
        if identity in ranks or not connection.execute(_IS_THERE, (identity,)).fetchone():
            continue
        ranks[identity] = last = between(last, "")
        fields = (identity, last)
        written.append(write(connection, schema.LISTED, (*fields, 1), (*fields, 0)))
    return written


def between(low: str, high: str) -> str:
    """Return a rank that sorts after ``low`` and before ``high``; an empty one is no limit.

    Ranks are fractions, written with 36 digits and without trailing zeros. Where two windows gave
    the same rank, nothing fits between: the result then sorts after ``low``.
    """
    if high and low >= high:
        high = ""
    if low and not high and low[-1] != _SIGNS[-1]:
        # At the end, where most entries are put, ranks grow by a digit once in 17 times only.
        return low[:-1] + _SIGNS[_SIGNS.index(low[-1]) + 1]
    prefix = ""
    while True:
        at = len(prefix)
        floor = _SIGNS.index(low[at]) if at < len(low) else 0
        ceiling = _SIGNS.index(high[at]) if at < len(high) else len(_SIGNS)
        if ceiling - floor > 1:
            return prefix + _SIGNS[(floor + ceiling) // 2]
        prefix += _SIGNS[floor]
        if ceiling > floor:
            # Below this digit of the upper limit, anything goes.
            high = ""
