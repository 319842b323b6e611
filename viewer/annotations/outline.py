"""All annotations at a glance, for a list of a hundred thousand that opens at once.

What sorts and groups them is read for all, in steps; names, quotes and notes are read for the rows
that are shown, and for filtering, likewise in steps while nobody waits. A change is taken up by
itself.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from viewer.annotations.columns import Columns
from viewer.annotations.model import Annotation
from viewer.annotations.records import SELECT, annotation_of
from viewer.storage.database import Database

STEP = 5_000
"""Annotations that are read in one step: about 10 ms."""

WORDS_STEP = 1_000
"""Annotations whose words are read in one step for filtering: about 10 ms."""

_AT_ONCE = 500
"""Parameters of one statement; SQLite takes at least 999."""

_FIELDS = "number, motivation, book, section, ordinal, start_at, colour, created"
_ALL = SELECT.removeprefix("SELECT ").partition(" FROM ")[0]
_WORDS = "title || char(10) || quote || char(10) || note || char(10) || tags"

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


class Entry(NamedTuple):
    """What sorts and groups an annotation.

    Attributes:
        number: Its place in the order of adding, in the store.
        motivation: What it is, in the words of W3C Web Annotation.
        book: Id of the book.
        section: Id of the section.
        ordinal: Block in the section.
        start: Code point in the block.
        colour: Name of the colour, or empty.
        created: When it was made, ISO 8601.
    """

    number: int
    motivation: str
    book: str
    section: str
    ordinal: int
    start: int
    colour: str
    created: str

    @property
    def home(self) -> tuple[str, str]:
        """Book and section."""
        return self.book, self.section

    @property
    def look(self) -> tuple[str, str]:
        """What it is, and its colour."""
        return self.motivation, self.colour


class Outline:
    """The annotations that are not deleted, or those in the bin.

    Each has a place in ``entries``, which stays the same as long as this is in use. Belongs to the
    thread that opened the database.

    Attributes:
        entries: What sorts and groups them, by place.
        by_home: Places of those in a book and section.
        by_look: Places of those of a kind and colour.
        columns: Titles and tags of all, by place.
        complete: Whether all of them have been read.
    """

    def __init__(
        self, database: Database, book: str | None = None, *, deleted: bool = False
    ) -> None:
        """Make an outline; nothing is read yet.

        Args:
            database: The reader's data.
            book: Only annotations of this book.
            deleted: Those in the bin in place of those that are not.
        """
        self._database = database
        self._deleted = deleted
        self._book = book
        self.entries: list[Entry] = []
        self.by_home: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_look: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self.complete = False
        self._places: dict[int, int] = {}
        self._gone: set[int] = set()
        self._haystack: list[str] = []
        self._ids: list[str] = []
        self.columns = Columns(self.entries, self._read_column)

    def __len__(self) -> int:
        """Return how many there are, as far as they have been read."""
        return len(self.entries) - len(self._gone)

    # -- reading ---------------------------------------------------------------------------------

    def read_on(self, count: int = STEP) -> bool:
        """Read what sorts and groups so many more annotations; tell whether that was all.

        Raises:
            StoreError: The store can't be read.
        """
        last = self.entries[-1].number if self.entries else -1
        rows = self._database.read(
            f"SELECT {_FIELDS} FROM annotation WHERE number > ? AND {self._condition()}"  # noqa: S608 - own names
            " ORDER BY number LIMIT ?",
            (last, *self._values(), count),
        )
        # One by one, ``_take`` would take twice as long.
        places, homes, looks = self._places, self.by_home, self.by_look
        start = len(self.entries)
        self.entries.extend(map(Entry._make, rows))
        for place, row in enumerate(rows, start):
            places[row[0]] = place  # type: ignore[index]  # the schema's types
            looks[row[1], row[6]].append(place)  # type: ignore[index]
            homes[row[2], row[3]].append(place)  # type: ignore[index]
        self.complete = len(rows) < count
        return self.complete

    def read(self, places: Sequence[int]) -> list[Annotation | None]:
        """Return annotations in full, for example those of the rows in view, in their order.

        None stands for what was deleted since.

        Raises:
            StoreError: The store can't be read.
        """
        condition = " AND NOT deleted" if not self._deleted else " AND deleted"
        found = {number: annotation_of(row) for number, *row in self._read(_ALL, places, condition)}
        return [found.get(self.entries[place].number) for place in places]

    def places_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the places of annotations, by id, as far as they are here.

        Raises:
            StoreError: The store can't be read.
        """
        found: dict[str, int] = {}
        remaining = iter(list(ids) if len(self) else ())
        while chunk := list(islice(remaining, _AT_ONCE)):
            marks = ", ".join("?" * len(chunk))
            rows = self._database.read(
                f"SELECT id, number FROM annotation WHERE id IN ({marks})",  # noqa: S608 - own names
                chunk,
            )
            for identity, number in rows:
                place = self._places.get(_whole(number))
                if place is not None and place not in self._gone:
                    found[str(identity)] = place
        return found

    def ids_at(self, places: Sequence[int]) -> list[str]:
        """Return the ids of annotations, in their order.

        Raises:
            StoreError: The store can't be read.
        """
        while not self.prepared:
            self.prepare()
        return [self._ids[place] for place in places]

    # -- changes ---------------------------------------------------------------------------------

    def refresh(self, ids: Iterable[str]) -> None:
        """Take up what became of these annotations, without reading the others.

        Raises:
            StoreError: The store can't be read.
        """
        remaining = iter(list(ids))
        while chunk := list(islice(remaining, _AT_ONCE)):
            marks = ", ".join("?" * len(chunk))
            rows = self._database.read(
                f"SELECT {self._condition()}, title, tags, {_WORDS}, {_FIELDS}"  # noqa: S608 - own names
                f" FROM annotation WHERE id IN ({marks})",
                (*self._values(), *chunk),
            )
            for here, title, tags, words, *row in rows:
                self._renew(Entry._make(row), bool(here), str(title), str(tags), str(words))

    def relocate(self, place: int, section: str, ordinal: int, start: int) -> None:
        """Let an annotation stand elsewhere: another edition has it there."""
        entry = self.entries[place]
        self._drop(place)
        self._take(place, entry._replace(section=section, ordinal=ordinal, start=start))

    def _renew(self, entry: Entry, here: bool, title: str, tags: str, words: str) -> None:  # noqa: FBT001 - own
        place = self._places.get(entry.number, len(self.entries))
        if place < len(self.entries):
            self._drop(place)
        elif not here or not self.complete:
            # It is none of these, or will be read when its turn comes.
            return
        if here:
            self._take(place, entry)
            self.columns.renew(place, title, tags)
        if place < len(self._haystack):
            self._haystack[place] = folded(words) if here else ""

    def _take(self, place: int, entry: Entry) -> None:
        if place == len(self.entries):
            self.entries.append(entry)
            self._places[entry.number] = place
        else:
            self.entries[place] = entry
            self._gone.discard(place)
        self.by_home[entry.home].append(place)
        self.by_look[entry.look].append(place)

    def _drop(self, place: int) -> None:
        if place not in self._gone:
            entry = self.entries[place]
            self.by_home[entry.home].remove(place)
            self.by_look[entry.look].remove(place)
            self._gone.add(place)

    # -- filtering -------------------------------------------------------------------------------

    @property
    def prepared(self) -> bool:
        """Whether everything has been read that filtering needs."""
        return self.complete and len(self._haystack) == len(self.entries)

    def prepare(self, count: int = WORDS_STEP) -> bool:
        """Read the ids and words of so many more annotations; tell whether that was all.

        ``matching`` does the rest itself; this spreads the work while nobody waits.

        Raises:
            StoreError: The store can't be read.
        """
        start = len(self._haystack)
        places = range(start, min(start + count, len(self.entries)))
        rows = {number: row for number, *row in self._read(f"id, {_WORDS}", places)}
        for place in places:
            identity, text = rows.get(self.entries[place].number, ("", ""))
            self._ids.append(str(identity))
            self._haystack.append("" if place in self._gone else folded(str(text)))
        return self.prepared

    def matching(
        self,
        query: str,
        among: Iterable[int] | None = None,
        named: Callable[[str], Iterable[int]] = lambda _word: (),
    ) -> set[int]:
        """Return the places of those that have all words of ``query``.

        Case and accents don't matter. No word matches all.

        Args:
            query: What was typed.
            among: Places to look at, for example those that matched before another letter was
                typed; all if left out.
            named: Gives the places of those that have a folded word in something else than their
                own words, for example in the title of their section.

        Raises:
            StoreError: The store can't be read.
        """
        while not self.complete:
            self.read_on()
        while not self.prepared:
            self.prepare()
        start = None if among is None else set(among) - self._gone
        found = _containing(self._haystack, folded(query).split(), start, named)
        return set(range(len(self.entries))) - self._gone if found is None else found

    # -- the store -------------------------------------------------------------------------------

    def _condition(self) -> str:
        """Return the condition for those that are here; its parameters are ``_values``."""
        return "(deleted = ? AND book <> ''" + (")" if self._book is None else " AND book = ?)")

    def _values(self) -> tuple[object, ...]:
        own = int(self._deleted)
        return (own,) if self._book is None else (own, self._book)

    def _read_column(self, name: str, places: range) -> Iterable[tuple[int, str]]:
        rows = self._read(name, places)
        return ((self._places[_whole(number)], str(text)) for number, text in rows)

    def _read(
        self, fields: str, places: Iterable[int], condition: str = ""
    ) -> Iterable[tuple[object, ...]]:
        """Return fields of the annotations at ``places``, each after its number."""
        numbers = [self.entries[place].number for place in places]
        return _rows_of(self._database, numbers, fields, condition)


def _rows_of(
    database: Database, numbers: Iterable[int], fields: str, condition: str
) -> Iterable[tuple[object, ...]]:
    """Return fields of annotations by number, each after its number."""
    coming = iter(numbers)
    found: list[tuple[object, ...]] = []
    while chunk := list(islice(coming, _AT_ONCE)):
        marks = ", ".join("?" * len(chunk))
        found += database.read(
            f"SELECT number, {fields} FROM annotation"  # noqa: S608 - own names
            f" WHERE number IN ({marks}){condition}",
            chunk,
        )
    return found


def _containing(
    haystack: Sequence[str],
    words: Iterable[str],
    found: set[int] | None,
    named: Callable[[str], Iterable[int]],
) -> set[int] | None:
    """Return the places with all words, of those given; None stands for all places."""
    for word in words:
        if found is None:
            found = {place for place, text in enumerate(haystack) if word in text}
            found.update(named(word))
        else:
            others = found.intersection(named(word))
            found = {place for place in found if word in haystack[place]} | others
    return found


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1


def folded(text: str) -> str:
    """Return ``text`` without case, accents, ligatures and typographic apostrophes."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(_LIGATURES)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
