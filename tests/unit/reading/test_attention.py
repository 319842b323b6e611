"""When a section counts as read."""

import pytest

from viewer.reading.attention import FASTEST, LEAST, SLOWEST, Attention
from viewer.reading.progress import State

WORDS = [FASTEST // 2] * 4
"""Four blocks, half a minute each at the rate above which nobody reads: two minutes in all."""


def test_a_section_is_read_when_its_end_is_seen_after_its_time() -> None:
    attention = Attention(WORDS)
    assert attention.needed == 120
    attention.look(0, -1, 1, end=False)
    assert attention.state(119) is not State.READ
    attention.look(60, 2, 3, end=True)
    assert attention.state(119) is State.PARTLY
    assert attention.missing(119) == pytest.approx(1)
    assert attention.state(120) is State.READ


def test_without_its_end_a_section_is_read_in_part() -> None:
    attention = Attention(WORDS)
    attention.look(0, -1, 2, end=False)
    assert attention.state(29) is State.UNREAD
    assert attention.state(10_000) is State.PARTLY
    assert attention.missing(10_000) == 0


def test_paging_through_marks_nothing() -> None:
    attention = Attention(WORDS)
    for page in range(4):
        attention.look(page * 0.5, page, page, end=page == 3)
    assert attention.state(2.5) is State.UNREAD


@pytest.mark.parametrize("words", [[], [0], [5]])
def test_a_short_section_takes_a_few_seconds_all_the_same(words: list[int]) -> None:
    attention = Attention(words)
    attention.look(0, -1, 0, end=True)
    assert attention.state(LEAST - 0.1) is State.UNREAD
    assert attention.missing(0) == LEAST
    assert attention.state(LEAST) is State.READ


def test_a_long_break_counts_only_as_long_as_a_slow_reader_needs() -> None:
    attention = Attention([SLOWEST, *WORDS])
    attention.look(0, 0, 0, end=False)
    assert attention.spent(3600) == 60
    # Back from the break, straight to the end.
    attention.look(3600, 4, 4, end=True)
    assert attention.state(3601) is not State.READ


def test_a_view_that_says_too_little_is_not_waited_for() -> None:
    """The time that is missing is more than anybody needs for what is in view."""
    attention = Attention([10 * FASTEST, 1])
    attention.look(0, 1, 1, end=True)
    assert attention.missing(1) == 0


def test_time_away_does_not_count() -> None:
    attention = Attention([1])
    attention.look(0, 0, 0, end=True)
    attention.look_away(1)
    assert attention.spent(100) == 1
    assert attention.state(100) is State.UNREAD
    assert attention.missing(100) == 0
    attention.look(100, 0, 0, end=True)
    assert attention.state(102) is State.READ
