"""The reading list: an order by hand that windows can change at the same time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.annotations.samples import bookmark
from viewer.annotations.reading_list import ReadingList, between
from viewer.annotations.store import AnnotationStore
from viewer.errors import StoreError
from viewer.storage.database import Database
from viewer.storage.opening import open_database

RANKS = st.text("01az", min_size=1, max_size=6).map(lambda rank: rank.rstrip("0") or "1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def names(database: Database) -> list[str]:
    """Ids of four annotations on the list, in order."""
    store, reading_list = AnnotationStore(database), ReadingList(database)
    made = [store.add(bookmark(str(number))).id for number in range(4)]
    for identity in made:
        reading_list.add(identity)
    return made


def test_entries_stay_in_the_order_in_which_they_were_added(
    database: Database, names: list[str]
) -> None:
    reading_list = ReadingList(database)
    reading_list.add(names[0])
    assert reading_list.order() == names


def test_an_entry_moves_before_another_or_to_the_end(database: Database, names: list[str]) -> None:
    one, two, three, four = names
    reading_list = ReadingList(database)
    reading_list.move(four, one)
    assert reading_list.order() == [four, one, two, three]
    reading_list.move(one, three)
    assert reading_list.order() == [four, two, one, three]
    reading_list.move(two)
    assert reading_list.order() == [four, one, three, two]


def test_what_is_taken_off_stays_an_annotation_and_can_come_back(
    database: Database, names: list[str]
) -> None:
    reading_list = ReadingList(database)
    reading_list.remove(names[1])
    assert reading_list.order() == [names[0], *names[2:]]
    assert AnnotationStore(database).get(names[1]) is not None
    reading_list.add(names[1])
    assert reading_list.order() == [names[0], *names[2:], names[1]]


def test_a_deleted_annotation_is_back_in_its_place_when_restored(
    database: Database, names: list[str]
) -> None:
    store, reading_list = AnnotationStore(database), ReadingList(database)
    store.delete(names[1])
    assert reading_list.order() == [names[0], *names[2:]]
    store.restore(names[1])
    assert reading_list.order() == names


def test_neighbours_are_walked_from_end_to_end(database: Database, names: list[str]) -> None:
    reading_list = ReadingList(database)
    assert [reading_list.neighbour(name, 1) for name in names] == [*names[1:], ""]
    assert reading_list.neighbour(names[2], -1) == names[1]
    assert reading_list.neighbour("elsewhere", 1) == names[0]
    assert reading_list.neighbour("elsewhere", -1) == names[-1]


def test_an_empty_list_has_no_neighbours(database: Database) -> None:
    assert ReadingList(database).order() == []
    assert ReadingList(database).neighbour("x", 1) == ""


def test_only_annotations_can_be_listed(database: Database) -> None:
    with pytest.raises(StoreError):
        ReadingList(database).add("nothing")


def test_two_windows_see_one_another(database: Database, names: list[str]) -> None:
    store = AnnotationStore(database)
    assert not store.changed()
    other = open_database(database.path)
    ReadingList(other).move(names[3], names[0])
    assert store.changed()
    assert ReadingList(database).order()[0] == names[3]
    other.close()


def test_a_thousand_additions_keep_ranks_short() -> None:
    rank = ""
    for _ in range(1000):
        higher = between(rank, "")
        assert higher > rank
        rank = higher
    assert len(rank) < 60


@given(RANKS, RANKS)
def test_there_is_always_room_between_two_ranks(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low < high:
        assert low < between(low, high) < high
    assert between("", low) < low
    assert between(high, "") > high


@given(RANKS)
def test_equal_ranks_are_survived(rank: str) -> None:
    assert between(rank, rank) > rank
