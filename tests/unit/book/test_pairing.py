"""The best pairing of two sequences."""

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.book.pairing import GAP, Odds, Pair, logarithm, pair_up


def by_name(left: str, right: str) -> Odds:
    return lambda row, column: 9.0 if left[row] == right[column] else -9.0


def letters(left: str, right: str) -> list[str]:
    found = pair_up(len(left), len(right), by_name(left, right))
    return [
        (left[row] if row is not None else "-") + (right[column] if column is not None else "-")
        for row, column in found
    ]


def test_equal_sequences_are_paired_one_to_one() -> None:
    assert letters("abc", "abc") == ["aa", "bb", "cc"]


def test_what_is_missing_leaves_a_gap_on_either_side() -> None:
    assert letters("abcd", "acd") == ["aa", "b-", "cc", "dd"]
    assert letters("acd", "abcd") == ["aa", "-b", "cc", "dd"]
    assert sorted(letters("abd", "acd")) == ["-c", "aa", "b-", "dd"]


def test_nothing_is_paired_with_nothing() -> None:
    assert pair_up(0, 0, lambda _row, _column: 0.0) == []
    assert pair_up(2, 0, lambda _row, _column: 0.0) == [(0, None), (1, None)]
    assert pair_up(0, 2, lambda _row, _column: 0.0) == [(None, 0), (None, 1)]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 99))
def test_every_member_comes_once_and_in_order(rows: int, columns: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret, but the same every time
    table = [[chance.uniform(-40, 40) for _ in range(columns)] for _ in range(rows)]
    found = pair_up(rows, columns, lambda row, column: table[row][column])
    assert [row for row, _ in found if row is not None] == list(range(rows))
    assert [column for _, column in found if column is not None] == list(range(columns))


def all_pairings(rows: int, columns: int) -> list[list[Pair]]:
    made = []
    for count in range(min(rows, columns) + 1):
        for left in itertools.combinations(range(rows), count):
            for right in itertools.combinations(range(columns), count):
                pairs: list[Pair] = list(zip(left, right, strict=True))
                pairs += [(row, None) for row in range(rows) if row not in left]
                pairs += [(None, column) for column in range(columns) if column not in right]
                made.append(pairs)
    return made


def expected_right(found: list[Pair], rows: int, columns: int, odds: Odds) -> float:
    """Return how many members can be expected to be paired right, by trying all pairings."""
    # Gaps on both sides can be passed in any order; each order counts as a pairing.
    every = all_pairings(rows, columns)
    weights = [math.exp(logarithm(one, odds)) * orders(one, rows, columns) for one in every]
    total = sum(weights)
    right = 0.0
    for one, weight in zip(every, weights, strict=True):
        same = set(one) & set(found)
        members = sum((row is not None) + (column is not None) for row, column in same)
        right += members * weight / total
    return right


def orders(pairs: list[Pair], rows: int, columns: int) -> int:
    both = sorted(pair for pair in pairs if None not in pair)
    corners = [(-1, -1), *both, (rows, columns)]
    count = 1
    for (a, b), (c, d) in itertools.pairwise(corners):
        assert a is not None
        assert b is not None
        assert c is not None
        assert d is not None
        count *= math.comb(c - a - 1 + d - b - 1, c - a - 1)
    return count


@pytest.mark.parametrize("seed", range(12))
def test_of_all_pairings_the_one_that_can_be_expected_to_be_most_right(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret, but the same every time
    rows, columns = chance.randint(1, 4), chance.randint(1, 4)
    table = [[chance.uniform(-3, 4) for _ in range(columns)] for _ in range(rows)]

    def odds(row: int, column: int) -> float:
        return table[row][column]

    found = pair_up(rows, columns, odds)
    best = max(expected_right(one, rows, columns, odds) for one in all_pairings(rows, columns))
    assert expected_right(found, rows, columns, odds) == pytest.approx(best)


def test_long_stretches_missing_on_both_sides_are_found_beyond_the_band() -> None:
    every = list(range(700))
    left, right = every[:100] + every[300:], every[:400] + every[600:]
    found = pair_up(
        len(left), len(right), lambda row, column: 9.0 if left[row] == right[column] else -9.0
    )
    same = [
        (left[row], right[column])
        for row, column in found
        if row is not None and column is not None
    ]
    assert same == [(one, one) for one in every if one in left and one in right]


def test_probability_of_a_pairing() -> None:
    value = logarithm([(0, 0), (1, None), (None, 1)], lambda _row, _column: 2.0)
    assert value == pytest.approx(2.0 + math.log(0.9) + 2 * math.log(GAP))
