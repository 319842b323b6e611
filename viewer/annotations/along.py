"""What comes along with imported annotations: taken over with them in one change, and taken back.

Confirmed places, the reading list and the meanings of colours; from another computer, places of
reading and what was read, too. All of it is added to what is here, and nothing is replaced.
"""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from viewer.annotations.exchange import Contents
from viewer.annotations.palette import Palette, name_more
from viewer.annotations.reading_list import ReadingList, list_more
from viewer.annotations.records import stored, write_placement
from viewer.book.anchor import Anchor
from viewer.storage import reading
from viewer.storage.database import Database
from viewer.storage.reading import Reading, TakenReading
from viewer.storage.revisions import Written, put_back


class Taken(NamedTuple):
    """What was taken over.

    Attributes:
        written: Records that were written.
        reading: Places of reading, and what was read.
    """

    written: tuple[Written, ...] = ()
    reading: TakenReading = TakenReading()

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.written or any(self.reading))


class Coming(NamedTuple):
    """What of it isn't known here.

    Attributes:
        listed: Annotations that are to be put on the reading list.
        colours: Colours that get a meaning.
        reading: Places of reading, and what was read.
    """

    listed: int
    colours: int
    reading: Reading


def coming(database: Database, contents: Contents) -> Coming:
    """Return what would be taken over.

    Raises:
        StoreError: The store can't be read.
    """
    named = {name for name, meaning in contents.colours.items() if meaning.strip()}
    return Coming(
        len(set(contents.reading_list) - set(ReadingList(database).order())),
        len(named - Palette(database).meanings().keys()),
        reading.new_in(database, contents.reading),
    )


def take(connection: Connection, contents: Contents) -> Taken:
    """Take over what a set holds beside the annotations, inside the change that adds these."""
    written = [
        *list_more(connection, contents.reading_list),
        *name_more(connection, contents.colours),
        *_confirm(connection, contents.placements),
    ]
    return Taken(tuple(written), reading.take(connection, contents.reading))


def take_back(connection: Connection, taken: Taken) -> bool:
    """Take it back, inside a change, as far as it is as it was; tell whether anything was."""
    back = [put_back(connection, one) for one in taken.written]
    return bool(reading.take_back(connection, taken.reading)) or any(back)


def _confirm(connection: Connection, wanted: Mapping[str, Sequence[Anchor]]) -> list[Written]:
    """Take over places in other editions, unless something was said here."""
    said = {
        (str(identity), str(edition))
        for identity, edition in connection.execute(
            "SELECT annotation, edition FROM placement WHERE confirmed_at <> ''"
        )
    }
    return [
        write_placement(connection, identity, anchor, confirmed=True)
        for identity, anchors in wanted.items()
        if stored(connection, identity) is not None
        for anchor in anchors
        if (identity, anchor.edition) not in said
    ]
