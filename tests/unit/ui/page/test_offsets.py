import pytest

from viewer.ui.page.content import Passage
from viewer.ui.page.offsets import PageMap, Run, code_points, utf16_length


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("chair", 5), ("é→", 2), ("a🍁b", 4), ("e\u0301", 2)]
)
def test_utf16_length_counts_units(text: str, units: int) -> None:
    assert utf16_length(text) == units


@pytest.mark.parametrize(("units", "points"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (9, 3)])
def test_code_points_leaves_half_a_character_out(units: int, points: int) -> None:
    assert code_points("a🍁b", units) == points


@pytest.fixture
def places() -> PageMap:
    """Two blocks: a redaction of ten units and a footnote mark in ``ab█cd``; and ``🍁!``."""
    made = PageMap()
    runs = [
        Run(0, "ab", 10, 2),
        Run(2, "█", 12, 10, plain=False),
        Run(3, "c", 22, 1),
        Run(4, "d", 24, 1),
    ]
    made.add(runs, 10, 25)
    made.add([Run(0, "🍁!", 30, 3)], 26, 33)
    return made


def test_a_passage_starts_after_a_footnote_mark_and_ends_before_it(places: PageMap) -> None:
    assert places.position(0, 4) == 24
    assert places.position(0, 4, end=True) == 23
    assert places.span(0, 3, 5) == (22, 25)


def test_a_redaction_is_taken_as_a_whole(places: PageMap) -> None:
    assert places.span(0, 2, 3) == (12, 22)
    assert places.place(15) == (0, 2)
    assert places.place(15, up=True) == (0, 3)
    assert places.passage(14, 16) == Passage(0, 2, 0, 3)


def test_the_edges_of_a_redaction_lie_outside_it() -> None:
    made = PageMap()
    made.add([Run(0, "█", 40, 10, plain=False)], 40, 50)
    assert made.position(0, 0, end=True) == made.position(0, 0) == 40
    assert made.position(0, 1) == made.position(0, 1, end=True) == 50
    assert made.place(40, up=True) == made.place(40) == (0, 0)
    assert made.place(50) == made.place(50, up=True) == (0, 1)
    assert made.passage(40, 50) == Passage(0, 0, 0, 1)
    assert made.passage(40, 40) is None
    assert made.passage(50, 50) is None


def test_half_a_character_is_taken_as_a_whole(places: PageMap) -> None:
    assert places.place(31) == (1, 0)
    assert places.place(31, up=True) == (1, 1)


def test_offsets_outside_a_block_are_clamped(places: PageMap) -> None:
    assert places.position(0, 99) == 25
    assert places.position(0, -3) == 10
    assert places.span(1, 5, 2) == (33, 33)


def test_above_the_first_block_there_is_none(places: PageMap) -> None:
    assert places.place(3) == (-1, 0)
    assert places.passage(0, 9) is None
    assert places.passage(0, 11) == Passage(0, 0, 0, 1)


def test_a_label_before_the_text_belongs_to_its_block(places: PageMap) -> None:
    assert places.place(27) == (1, 0)


def test_a_block_without_text_has_a_place() -> None:
    made = PageMap()
    made.add([], 4, 4)
    assert made.position(0, 7) == 4
    assert made.place(4) == (0, 0)
