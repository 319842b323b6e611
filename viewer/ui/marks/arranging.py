"""How the marks of a list are grouped and sorted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from viewer.annotations.palette import COLOURS
from viewer.messages import translate as _
from viewer.ui.elements.folding import fold
from viewer.ui.marks.row import PATH_SIGN, MarkRow
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


class Heading(NamedTuple):
    """The row above the marks of a group.

    Attributes:
        title: Its words; empty for the only group of a list that needs no heading.
        available: Whether the book is there, for groups of books and sections.
    """

    title: str
    available: bool = True


class Group(NamedTuple):
    """Marks below one heading."""

    heading: Heading
    rows: tuple[MarkRow, ...]


_Key = tuple[object, ...]


def arrange(
    rows: Iterable[MarkRow],
    grouping: Grouping,
    order: Order,
    meanings: Mapping[str, str],
    date_of: Callable[[datetime], str],
) -> list[Group]:
    """Return marks in groups.

    Args:
        rows: The marks.
        grouping: What the groups are.
        order: How the marks of a group are sorted.
        meanings: What colours mean to the reader, by name.
        date_of: Writes the day of a moment, in local time, for a heading.
    """
    checked = [row for row in rows if row.state]
    kept: dict[_Key, tuple[Heading, list[MarkRow]]] = {}
    for row in rows:
        if not row.state:
            for key, heading in _groups(row, grouping, meanings, date_of):
                kept.setdefault(key, (heading, []))[1].append(row)
    made = [Group(kept[key][0], _sorted(kept[key][1], order)) for key in sorted(kept)]
    if checked:
        # Whatever has to be checked is seen first.
        made.insert(0, Group(Heading(_("To be checked")), _sorted(checked, order)))
    return made


def _groups(
    row: MarkRow,
    grouping: Grouping,
    meanings: Mapping[str, str],
    date_of: Callable[[datetime], str],
) -> Sequence[tuple[_Key, Heading]]:
    """Return the groups in which a mark stands, each with what sorts it."""
    words: list[tuple[_Key, Heading]]
    if grouping is Grouping.TAG:
        words = [((False, fold(tag)), Heading(tag)) for tag in row.tags]
        words = words or [((True, ""), Heading(_("Without a tag")))]
    elif grouping is Grouping.COLOUR:
        words = [_colour_group(row, meanings)]
    elif grouping is Grouping.DATE:
        day = local_time(row.created)
        no_date = ((1,), Heading(_("Without a date")))
        words = [((-day.toordinal(),), Heading(date_of(day))) if day is not None else no_date]
    else:
        words = [_place_group(row, with_section=grouping is Grouping.SECTION)]
    return words


def _place_group(row: MarkRow, *, with_section: bool) -> tuple[_Key, Heading]:
    book = (not row.available, fold(row.book), row.book)
    if not with_section:
        return book, Heading(row.book, row.available)
    path = PATH_SIGN.join((row.book, *row.path))
    return (*book, row.order[:1], path), Heading(path, row.available)


def _colour_group(row: MarkRow, meanings: Mapping[str, str]) -> tuple[_Key, Heading]:
    names = [colour.name for colour in COLOURS]
    if row.colour not in names:
        return (len(names),), Heading(_("Without a colour"))
    return (names.index(row.colour),), Heading(colour_name(row.colour, meanings))


def _sorted(rows: Iterable[MarkRow], order: Order) -> tuple[MarkRow, ...]:
    if order is Order.NEWEST:
        return tuple(sorted(rows, key=_created, reverse=True))
    return tuple(sorted(rows, key=_name if order is Order.NAME else _place))


def _created(row: MarkRow) -> str:
    return row.created


def _name(row: MarkRow) -> tuple[str, str]:
    return fold(row.title), row.id


def _place(row: MarkRow) -> tuple[bool, str, tuple[int, ...]]:
    return not row.available, fold(row.book), row.order


def local_time(iso: str) -> datetime | None:
    """Return a moment of a record in local time; None if it is none."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()
