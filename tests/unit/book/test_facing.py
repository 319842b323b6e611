"""Two texts facing each other."""

import pytest

from viewer.book.facing import Facing
from viewer.book.model import SectionText

EMPTY = SectionText("s", "en", ())


def facing(*pairs: tuple[int | None, int | None]) -> Facing:
    return Facing(EMPTY, EMPTY, list(pairs))


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
