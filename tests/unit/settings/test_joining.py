"""What two windows change at the same time is kept of both."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from viewer.settings.joining import joined

KEYS = st.sampled_from("abcd")
VALUES = st.integers(0, 3)
MAPPINGS = st.dictionaries(KEYS, VALUES)
LISTS = st.lists(VALUES, unique=True, max_size=4).map(tuple)


def test_what_one_changed_is_taken_from_that_one() -> None:
    assert joined(1, 2, 1, 0) == 2
    assert joined(1, 1, 2, 0) == 2
    assert joined(1, 2, 3, 0) == 2


def test_mappings_are_joined_as_deep_as_is_said() -> None:
    known = {"x": {"a": 1, "b": 1}}
    mine = {"x": {"a": 2, "b": 1}}
    theirs = {"x": {"a": 1, "b": 3}}
    assert joined(known, mine, theirs, 2) == {"x": {"a": 2, "b": 3}}
    assert joined(known, mine, theirs, 1) == mine


def test_what_one_window_took_away_stays_away() -> None:
    known = {"a": 1, "b": 1}
    assert joined(known, {"b": 1}, {"a": 1, "b": 1, "c": 2}, 1) == {"b": 1, "c": 2}
    assert joined(known, {"a": 1, "b": 1, "c": 2}, {"b": 1}, 1) == {"b": 1, "c": 2}


def test_lists_keep_what_both_added_and_neither_took_away() -> None:
    known = ("one", "two", "three")
    mine = ("new", "one", "three")
    theirs = ("other", "one", "two")
    assert joined(known, mine, theirs, 1) == ("new", "one", "other")


def test_another_order_counts_as_a_change() -> None:
    known = ("one", "two")
    assert joined(known, ("two", "one"), ("other", "one", "two"), 1) == ("two", "one", "other")


@given(MAPPINGS, MAPPINGS, MAPPINGS)
def test_each_name_is_of_the_window_that_changed_it(
    known: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    result: dict[str, Any] = joined(known, mine, theirs, 1)
    for name in "abcd":
        changed = mine.get(name) != known.get(name)
        assert result.get(name) == (mine if changed else theirs).get(name)


@given(LISTS, LISTS, LISTS)
def test_no_item_is_lost_or_comes_back_or_comes_twice(
    known: tuple[int, ...], mine: tuple[int, ...], theirs: tuple[int, ...]
) -> None:
    result = joined(known, mine, theirs, 1)
    added = (set(mine) | set(theirs)) - set(known)
    stayed = set(mine) & set(theirs) & set(known)
    assert set(result) == added | stayed
    assert len(result) == len(set(result))
