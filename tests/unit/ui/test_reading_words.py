"""What is said of the reading of a book."""

import pytest

from viewer.messages import set_language
from viewer.reading.progress import Share
from viewer.ui.room.words import said_of_book

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("share", "words", "said"),
    [
        (None, 0, ()),
        (None, 700, ("about 3 minutes of reading",)),
        (Share(9, 0, 0, 0), 60_000, ("about 4 hours of reading",)),
        (Share(9, 0, 1, 0), 200, (f"0{NBSP}% read (0 of 9 sections)", "about 1 minute left")),
        (Share(1, 1, 0, 0), 0, (f"100{NBSP}% read (1 of 1 section)",)),
        (
            Share(2000, 1500, 0, 2),
            60_000,
            (
                f"75{NBSP}% read (1,500 of 2,000 sections)",
                "about 4 hours left",
                "2 sections changed since you read them",
            ),
        ),
    ],
)
def test_of_a_book(share: Share | None, words: int, said: tuple[str, ...]) -> None:
    assert said_of_book(share, words) == said


def test_in_french() -> None:
    set_language("fr")
    assert said_of_book(Share(3, 1, 0, 1), 480) == (
        f"33{NBSP}% lu (1 sur 3 sections)",
        "il reste environ 2 minutes",
        "1 section modifiée depuis votre lecture",
    )
