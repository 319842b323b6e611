"""Grouping and sorting the list of marks."""

from dataclasses import replace
from datetime import datetime

import pytest

from viewer.ui.marks.arranging import Grouping, Order, arrange, local_time
from viewer.ui.marks.row import MarkRow

ROWS = (
    MarkRow(
        "a", "Zone", ("North", "Yukon"), book="Rivers", order=(1, 0, 0), tags=("urgent", "Cab")
    ),
    MarkRow("b", "École", ("South",), book="Rivers", order=(0, 2, 0), colour="pink"),
    MarkRow("c", "Compass", book="Field guide", available=False, created="2026-01-02T03:00:00Z"),
    MarkRow("d", "Apple", ("South",), book="Rivers", order=(0, 1, 0), colour="yellow"),
)


def day(moment: datetime) -> str:
    return moment.date().isoformat()


def shown(
    grouping: Grouping, order: Order = Order.PLACE, rows: tuple[MarkRow, ...] = ROWS
) -> list[tuple[str, str]]:
    """Headings, each with the ids below it."""
    groups = arrange(rows, grouping, order, {"pink": "to be asked"}, day)
    return [(group.heading.title, "".join(row.id for row in group.rows)) for group in groups]


def test_by_book_in_its_order_what_is_missing_last() -> None:
    assert shown(Grouping.BOOK) == [("Rivers", "dba"), ("Field guide", "c")]


def test_by_section() -> None:
    assert shown(Grouping.SECTION) == [
        ("Rivers › South", "db"),
        ("Rivers › North › Yukon", "a"),
        ("Field guide", "c"),
    ]


def test_a_mark_stands_under_each_of_its_tags() -> None:
    assert shown(Grouping.TAG) == [("Cab", "a"), ("urgent", "a"), ("Without a tag", "dbc")]


def test_colours_have_their_order_and_the_meanings_of_the_reader() -> None:
    assert shown(Grouping.COLOUR) == [
        ("Yellow", "d"),
        ("Pink – to be asked", "b"),
        ("Without a colour", "ac"),
    ]


def test_days_go_backwards() -> None:
    rows = (
        replace(ROWS[0], created="2026-01-01T12:00:00Z"),
        replace(ROWS[1], created="2026-02-01T12:00:00Z"),
        replace(ROWS[3], created="last week"),
    )
    assert shown(Grouping.DATE, rows=rows) == [
        ("2026-02-01", "b"),
        ("2026-01-01", "a"),
        ("Without a date", "d"),
    ]


def test_names_are_sorted_as_people_do() -> None:
    assert shown(Grouping.BOOK, Order.NAME, ROWS[:2] + ROWS[3:]) == [("Rivers", "dba")]


def test_the_newest_come_first() -> None:
    rows = tuple(
        replace(row, created=f"2026-01-0{n}T12:00:00Z") for n, row in enumerate(ROWS[:2], 1)
    )
    assert shown(Grouping.BOOK, Order.NEWEST, rows) == [("Rivers", "ba")]


@pytest.mark.parametrize("grouping", Grouping)
def test_what_is_to_be_checked_is_seen_first_whatever_the_groups(grouping: Grouping) -> None:
    rows = (ROWS[0], replace(ROWS[1], state="Moved, please check"))
    assert shown(grouping, rows=rows)[0] == ("To be checked", "b")


def test_odd_times_are_no_times() -> None:
    assert local_time("yesterday") is None
    assert local_time("2026-01-02T03:00:00") == local_time("2026-01-02T03:00:00Z")
