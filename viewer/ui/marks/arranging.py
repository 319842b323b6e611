"""How the marks of a list are grouped and sorted.

A hundred thousand marks are grouped in steps. What stands in a group is sorted section by section,
when the list comes to it; what is more than can be sorted at once, in runs beforehand.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import NamedTuple, Protocol

from viewer.annotations.outline import Entry
from viewer.annotations.palette import COLOURS
from viewer.book.paths import PATH_SIGN
from viewer.messages import translate as _
from viewer.ui.elements.folding import fold
from viewer.ui.marks.groups import Group, Heading, Key
from viewer.ui.marks.words import colour_name


class Grouping(StrEnum):
    """What the headings of the list are."""

    BOOK = "book"
    SECTION = "section"
    TAG = "tag"
    COLOUR = "colour"
    DATE = "date"


class Order(StrEnum):
    """How the marks below a heading follow one another."""

    PLACE = "place"
    NEWEST = "newest"
    NAME = "name"


class Standing(StrEnum):
    """Why a mark stands before all others."""

    TO_CHECK = "to-check"
    LOST = "lost"
    ASIDE = "aside"


class BookFacts(NamedTuple):
    """What the list has to know of a book.

    Attributes:
        title: Its title.
        available: Whether it is there.
        order: Places of its sections in reading order, by id.
    """

    title: str
    available: bool = True
    order: Mapping[str, int] = {}


class Columns(Protocol):
    """Titles and tags of the marks that are arranged, by place."""

    def fill(self, name: str) -> bool:
        """Read a bit more of ``title`` or ``tags``; tell whether all is read."""

    def column(self, name: str) -> dict[int, str]:
        """Return ``title`` of all, by place."""

    def tags_at(self, place: int) -> tuple[str, ...]:
        """Return the tags of a mark."""


class Listed(Protocol):
    """The marks that are arranged; ``viewer.annotations.outline.Outline`` is one such."""

    entries: list[Entry]
    by_home: defaultdict[tuple[str, str], list[int]]

    @property
    def columns(self) -> Columns:
        """Titles and tags of all."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How marks are to be arranged, and what that needs.

    Attributes:
        grouping: What the groups are.
        order: How the marks of a group are sorted.
        facts: Tells of a book, by its id.
        path: Gives the titles of a section and those above it, by book and section.
        meanings: What colours mean to the reader, by name.
        date_of: Writes the day of a moment, in local time, for a heading.
        standing: Marks that stand before all others, by place.
        checked_only: Whether these are all that is to be listed.
    """

    grouping: Grouping
    order: Order
    facts: Callable[[str], BookFacts]
    path: Callable[[str, str], tuple[str, ...]]
    date_of: Callable[[datetime], str]
    meanings: Mapping[str, str]
    standing: Mapping[int, Standing]
    checked_only: bool = False


_Home = tuple[str, str]


def arrange(listed: Listed, how: Arrangement) -> list[Group]:
    """Return marks in groups."""
    made: list[Group] = []
    for _step in arranging(listed, how, made):
        pass
    return made


def arranging(listed: Listed, how: Arrangement, made: list[Group]) -> Iterator[None]:
    """Put marks in groups, which go to ``made``; stop now and then for what else is to be done."""
    made += _standing(listed, how)
    for group in made:
        yield from group.sort_ahead()
    if how.checked_only:
        return
    yield from _read_columns(listed, how)
    keys: dict[Hashable, tuple[Key, Heading]] = {}
    stretches: dict[Hashable, list[list[int]]] = {}
    keys_of = _KEYS[how.grouping](listed, how, keys)
    for home in _in_order(listed, how):
        for key, part in _in_section(listed.by_home[home], how, partial(keys_of, home)).items():
            stretches.setdefault(key, []).append(part)
        yield
    sort = _sorting(listed, how.order)
    for key in sorted(stretches, key=lambda one: keys[one][0]):
        parts = stretches[key]
        if how.order is not Order.PLACE:
            parts = [[place for part in parts for place in part]]
        group = Group(keys[key][1], parts, sort, reverse=how.order is Order.NEWEST)
        yield from group.sort_ahead()
        made.append(group)


def _read_columns(listed: Listed, how: Arrangement) -> Iterator[None]:
    """Read in steps what is needed of all marks."""
    wanted = {"tags": how.grouping is Grouping.TAG, "title": how.order is Order.NAME}
    for column in (name for name, needed in wanted.items() if needed):
        while not listed.columns.fill(column):
            yield


def _in_section(
    places: list[int],
    how: Arrangement,
    keys_of: Callable[[list[int]], Mapping[Hashable, list[int]]],
) -> dict[Hashable, list[int]]:
    """Return the marks of a section by the keys of their groups."""
    if how.standing and any(place in how.standing for place in places):
        places = [place for place in places if place not in how.standing]
    return {key: part for key, part in keys_of(places).items() if part}


def _standing(listed: Listed, how: Arrangement) -> list[Group]:
    """Return the groups that are seen first: of what is to be checked, of what has no place."""
    headings = {
        Standing.TO_CHECK: _("To be checked"),
        Standing.LOST: _("Without a place in this edition"),
        Standing.ASIDE: _("Set aside in this edition"),
    }
    made = []
    for standing, words in headings.items():
        places = [place for place, one in how.standing.items() if one is standing]
        if places:
            ranks = {home: rank for rank, home in enumerate(_in_order(listed, how))}
            entries = listed.entries

            def key(
                place: int, ranks: dict[_Home, int] = ranks, entries: list[Entry] = entries
            ) -> Key:
                return ranks.get(entries[place].home, len(ranks)), *_place(entries[place])

            heading = Heading(words, number=len(places))
            made.append(Group(heading, [places], key))
    return made


def _in_order(listed: Listed, how: Arrangement) -> list[_Home]:
    """Return the sections with marks: of books that are there first, as one reads them."""

    def key(home: _Home) -> Key:
        facts = how.facts(home[0])
        place = facts.order.get(home[1], len(facts.order))
        return *_book_key(home[0], facts), place, home[1]

    return sorted((home for home, places in listed.by_home.items() if places), key=key)


def _book_key(book: str, facts: BookFacts) -> Key:
    return not facts.available, fold(facts.title), book


def _sorting(listed: Listed, order: Order) -> Callable[[int], Key]:
    entries = listed.entries
    if order is Order.NEWEST:
        return lambda place: (entries[place].created,)
    if order is Order.NAME:
        titles = listed.columns.column("title")
        return lambda place: (fold(titles.get(place, "")), place)
    return lambda place: _place(entries[place])


def _place(entry: Entry) -> Key:
    return entry.ordinal, entry.start, entry.number


# -- what the groups are -------------------------------------------------------------------------

_Keys = dict[Hashable, tuple[Key, Heading]]
_KeysOf = Callable[[_Home, list[int]], Mapping[Hashable, list[int]]]


def _by_book(_listed: Listed, how: Arrangement, keys: _Keys) -> _KeysOf:
    def keys_of(home: _Home, places: list[int]) -> Mapping[Hashable, list[int]]:
        facts = how.facts(home[0])
        heading = Heading(facts.title, facts.available)
        keys[home[0]] = (_book_key(home[0], facts), heading)
        return {home[0]: places}

    return keys_of


def _by_section(_listed: Listed, how: Arrangement, keys: _Keys) -> _KeysOf:
    def keys_of(home: _Home, places: list[int]) -> Mapping[Hashable, list[int]]:
        facts = how.facts(home[0])
        path = PATH_SIGN.join((facts.title, *how.path(*home)))
        keys[home] = ((len(keys),), Heading(path, facts.available))
        return {home: places}

    return keys_of


def _by_colour(listed: Listed, how: Arrangement, keys: _Keys) -> _KeysOf:
    names = [colour.name for colour in COLOURS]
    for place, name in enumerate(names):
        keys[name] = ((place,), Heading(colour_name(name, how.meanings)))
    keys[""] = ((len(names),), Heading(_("Without a colour")))

    def key_of(place: int) -> Iterable[Hashable]:
        colour = listed.entries[place].colour
        return (colour if colour in names else "",)

    return _parted(key_of)


def _by_date(listed: Listed, how: Arrangement, keys: _Keys) -> _KeysOf:
    days: dict[str, Hashable] = {}

    def key_of(place: int) -> Iterable[Hashable]:
        # Marks of one minute are of one day.
        minute = listed.entries[place].created[:16]
        if minute not in days:
            day = local_time(listed.entries[place].created)
            key = day.date() if day is not None else None
            if key not in keys:
                no_date = ((1,), Heading(_("Without a date")))
                dated = ((-day.toordinal(),), Heading(how.date_of(day))) if day else no_date
                keys[key] = dated
            days[minute] = key
        return (days[minute],)

    return _parted(key_of)


def _by_tag(listed: Listed, _how: Arrangement, keys: _Keys) -> _KeysOf:
    keys[None] = ((True, ""), Heading(_("Without a tag")))
    known: dict[tuple[str, ...], list[Hashable]] = {(): [None]}

    def key_of(place: int) -> Iterable[Hashable]:
        tags = listed.columns.tags_at(place)
        if tags not in known:
            known[tags] = [fold(tag) for tag in tags]
            for tag in tags:
                keys.setdefault(fold(tag), ((False, fold(tag)), Heading(tag)))
        return known[tags]

    return _parted(key_of)


def _parted(key_of: Callable[[int], Iterable[Hashable]]) -> _KeysOf:
    """Return what parts the marks of a section by a key of each."""

    def keys_of(_home: _Home, places: list[int]) -> Mapping[Hashable, list[int]]:
        parts: dict[Hashable, list[int]] = {}
        for place in places:
            for key in key_of(place):
                parts.setdefault(key, []).append(place)
        return parts

    return keys_of


_KEYS = {
    Grouping.BOOK: _by_book,
    Grouping.SECTION: _by_section,
    Grouping.TAG: _by_tag,
    Grouping.COLOUR: _by_colour,
    Grouping.DATE: _by_date,
}


def local_time(iso: str) -> datetime | None:
    """Return a moment of a record in local time; None if it is none."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()
