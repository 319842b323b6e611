"""Grouping and sorting the list of marks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pytest

from viewer.annotations.outline import Entry
from viewer.ui.marks.arranging import (
    Arrangement,
    BookFacts,
    Grouping,
    Order,
    Standing,
    arrange,
    local_time,
)

NAMES = "abcd"
BOOKS = {
    "rivers": BookFacts("Rivers", order={"south": 0, "yukon": 1}),
    "field-guide": BookFacts("Field guide", available=False),
}
PATHS = {"yukon": ("North", "Yukon"), "south": ("South",)}


def entry(
    number: int,
    section: str,
    ordinal: int = 0,
    *,
    book: str = "rivers",
    colour: str = "",
    created: str = "",
) -> Entry:
    return Entry(number, "highlighting", book, section, ordinal, 0, colour, created)


ENTRIES = (
    entry(0, "yukon"),
    entry(1, "south", 2, colour="pink"),
    entry(2, "gone", book="field-guide", created="2026-01-02T03:00:00Z"),
    entry(3, "south", 1, colour="yellow"),
)


class Marks:
    """Marks to be arranged."""

    titles = ("Zone", "École", "Compass", "Apple")
    tags = (("urgent", "Cab"), (), (), ())

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = list(entries)
        self.columns = self
        self.by_home: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, one in enumerate(entries):
            self.by_home[one.home].append(place)

    def fill(self, _name: str) -> bool:
        return True

    def column(self, name: str) -> dict[int, str]:
        assert name == "title"
        return dict(enumerate(self.titles))

    def tags_at(self, place: int) -> tuple[str, ...]:
        return self.tags[place]


def arrangement(
    grouping: Grouping,
    order: Order = Order.PLACE,
    standing: Mapping[int, Standing] | None = None,
) -> Arrangement:
    return Arrangement(
        grouping,
        order,
        BOOKS.__getitem__,
        lambda _book, section: PATHS.get(section, ()),
        lambda moment: moment.date().isoformat(),
        {"pink": "to be asked"},
        standing or {},
    )


def shown(how: Arrangement, entries: tuple[Entry, ...] = ENTRIES) -> list[tuple[str, str]]:
    """Headings, each with the names of the marks below it."""
    groups = arrange(Marks(entries), how)
    return [
        (group.heading.title, "".join(NAMES[place] for place in group.places())) for group in groups
    ]


def test_by_book_in_its_order_what_is_missing_last() -> None:
    assert shown(arrangement(Grouping.BOOK)) == [("Rivers", "dba"), ("Field guide", "c")]


def test_by_section() -> None:
    assert shown(arrangement(Grouping.SECTION)) == [
        ("Rivers › South", "db"),
        ("Rivers › North › Yukon", "a"),
        ("Field guide", "c"),
    ]


def test_a_mark_stands_under_each_of_its_tags() -> None:
    assert shown(arrangement(Grouping.TAG)) == [
        ("Cab", "a"),
        ("urgent", "a"),
        ("Without a tag", "dbc"),
    ]


def test_colours_have_their_order_and_the_meanings_of_the_reader() -> None:
    assert shown(arrangement(Grouping.COLOUR)) == [
        ("Yellow", "d"),
        ("Pink – to be asked", "b"),
        ("Without a colour", "ac"),
    ]


def test_days_go_backwards() -> None:
    entries = (
        ENTRIES[0]._replace(created="2026-01-01T12:00:00Z"),
        ENTRIES[1]._replace(created="2026-02-01T12:00:00Z"),
        ENTRIES[3]._replace(created="last week"),
    )
    assert shown(arrangement(Grouping.DATE), entries) == [
        ("2026-02-01", "b"),
        ("2026-01-01", "a"),
        ("Without a date", "c"),
    ]


def test_names_are_sorted_as_people_do() -> None:
    assert shown(arrangement(Grouping.BOOK, Order.NAME)) == [
        ("Rivers", "dba"),
        ("Field guide", "c"),
    ]


def test_the_newest_come_first() -> None:
    entries = tuple(
        one._replace(created=f"2026-01-0{n}T12:00:00Z") for n, one in enumerate(ENTRIES[:2], 1)
    )
    assert shown(arrangement(Grouping.BOOK, Order.NEWEST), entries) == [("Rivers", "ba")]


@pytest.mark.parametrize("grouping", Grouping)
def test_what_is_to_be_checked_is_seen_first_whatever_the_groups(grouping: Grouping) -> None:
    standing = {1: Standing.TO_CHECK, 3: Standing.TO_CHECK, 0: Standing.LOST}
    found = shown(arrangement(grouping, standing=standing))
    assert found[:2] == [("To be checked", "db"), ("Without a place in this edition", "a")]
    assert [names for _title, names in found[2:]] == ["c"]
    only = replace(arrangement(grouping, standing=standing), checked_only=True)
    assert shown(only) == found[:2]


def test_odd_times_are_no_times() -> None:
    assert local_time("yesterday") is None
    assert local_time("2026-01-02T03:00:00") == local_time("2026-01-02T03:00:00Z")
