"""White space at the ends of a selection."""

import pytest

from viewer.book.model import Block, Kind
from viewer.ui.page.content import Passage
from viewer.ui.window.here import shortened, trimmed

BLOCKS = tuple(
    Block(str(number), Kind.PARAGRAPH, number, text)
    for number, text in enumerate(("  One two  ", "", "three\tfour\n"))
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ((0, 0, 0, 11), (0, 2, 0, 9)),
        ((0, 9, 2, 3), (2, 0, 2, 3)),
        ((0, 2, 1, 0), (0, 2, 0, 9)),
        ((0, 3, 2, 0), (0, 3, 0, 9)),
        ((2, 0, 2, 11), (2, 0, 2, 10)),
        ((0, 9, 1, 0), None),
        ((0, 0, 0, 2), None),
    ],
)
def test_a_passage_begins_and_ends_with_words(
    given: tuple[int, int, int, int], wanted: tuple[int, int, int, int] | None
) -> None:
    assert trimmed(BLOCKS, Passage(*given)) == (Passage(*wanted) if wanted else None)


def test_a_name_ends_with_a_whole_word() -> None:
    assert shortened("word " * 30) == "word " * 11 + "word…"
    assert shortened("a  b\nc") == "a b c"
