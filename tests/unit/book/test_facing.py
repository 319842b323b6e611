"""Two texts facing each other."""

from collections.abc import Sequence

import pytest

from viewer.book.facing import Facing
from viewer.book.model import SectionText
from viewer.book.pairing import Pair

EMPTY = SectionText("s", "en", ())


def facing(*pairs: Pair, level: Sequence[Pair] = ()) -> Facing:
    return Facing(EMPTY, EMPTY, list(pairs), list(level or pairs))


CROSSED = facing((None, 0), (0, 1), (1, None), (2, 3), (3, 2), (4, 4), (None, 5), (None, 6))


@pytest.mark.parametrize(
    ("ordinal", "side", "partner"), [(0, 0, 1), (1, 0, None), (2, 1, 3), (0, 1, None), (9, 0, None)]
)
def test_partners(ordinal: int, side: int, partner: int | None) -> None:
    assert CROSSED.partner(ordinal, side) == partner


def test_only_what_is_in_order_on_both_sides_can_be_level() -> None:
    assert CROSSED.rows() == [(0, 1), (2, 3), (4, 4)]


def test_gaps_stand_after_the_block_before_and_count_once() -> None:
    assert CROSSED.gaps(0) == [-1, 4]
    assert CROSSED.gaps(1) == [1]


def test_every_pair_stands_below_the_block_to_its_left() -> None:
    below = list(CROSSED.below())
    assert below == [(-1, 0), (0, 1), (1, None), (2, 3), (3, 2), (4, 4), (4, 5), (4, 6)]


def test_a_stretch_of_either_side_takes_along_what_only_the_other_has_inside() -> None:
    assert CROSSED.within(0, 2, 0) == [(0, 1), (1, None), (2, 3)]
    assert CROSSED.within(4, 5, 1) == [(4, 4), (None, 5)]
    assert CROSSED.within(7, 9, 0) == []


TURNED = facing(
    *((0, 0), (1, 3), (2, 1), (3, None), (4, 4), (None, 2)),
    level=[(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)],
)


def test_what_stands_at_one_height_is_in_order_whatever_says_the_same() -> None:
    assert TURNED.rows() == [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]
    assert (TURNED.partner(1, 0), TURNED.facing(1, 0)) == (3, 1)
    assert (TURNED.partner(3, 1), TURNED.facing(3, 1)) == (1, 3)
    assert TURNED.facing(9, 0) is None


def test_what_has_its_translation_elsewhere_is_no_gap() -> None:
    assert TURNED.gaps(0) == [2]
    assert TURNED.gaps(1) == [1]


def test_a_stretch_of_the_right_side_follows_its_own_order() -> None:
    assert TURNED.within(1, 3, 1) == [(2, 1), (3, None), (None, 2), (1, 3)]


def test_lists_in_another_order_are_told_where_they_begin() -> None:
    assert TURNED.reordered(0) == [0]
    assert TURNED.reordered(1) == [0]
    assert CROSSED.reordered(0) == []
    shifted = facing((0, 1), (1, 2), (None, 0), level=[(0, 0), (1, 1), (None, 2)])
    assert shifted.reordered(0) == []


def test_two_lists_far_apart_are_told_both() -> None:
    every: list[Pair] = [(place, place) for place in range(40)]
    pairs = list(every)
    pairs[3], pairs[4], pairs[30], pairs[31] = (3, 4), (4, 3), (30, 31), (31, 30)
    assert facing(*pairs, level=every).reordered(0) == [2, 29]
