"""Editions that a query names."""

from pathlib import Path

import pytest

from viewer.book.model import Edition
from viewer.book.shelf import Listed
from viewer.errors import Message
from viewer.search.answers import Answer
from viewer.search.older import chosen, editions_named, told


def listed(book: str, edition: str, *, current: bool = False, broken: bool = False) -> Listed:
    described = Edition(book, edition, "2024-01-01", title={"en": book})
    problem = Message("bad-id") if broken else None
    return Listed(described, Path(book, edition), current=current, problem=problem)


SHELF = [
    listed("tides", "2024-03", current=True),
    listed("tides", "2024-02"),
    listed("tides", "Été 2023"),
    listed("rivers", "2024-02", current=True),
    listed("lakes", "2024-02", broken=True),
]


def names(text: str, *books: str) -> list[str]:
    return [one.name for one in chosen(text, SHELF, books)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("moon", set()),
        ("moon edition:2024-02", {"2024-02"}),
        ("moon édition:2024-02 edition:2024-03", {"2024-02", "2024-03"}),
        ('edition:"Été 2023"', {"ete 2023"}),
        ("-edition:2024-02", set()),
        ("edition:", set()),
    ],
)
def test_a_query_names_editions(text: str, named: set[str]) -> None:
    assert editions_named(text) == named


def test_all_editions_of_that_name_are_searched_once_one_is_older() -> None:
    assert names("moon edition:2024-02") == ["tides@2024-02", "rivers@2024-02"]
    assert names("moon edition:2024-02", "tides") == ["tides@2024-02"]
    assert names('moon edition:"ete 2023"') == ["tides@Été 2023"]


def test_current_editions_alone_are_searched_as_always() -> None:
    assert names("moon edition:2024-03") == []
    assert names("moon edition:2024-02", "rivers") == []
    assert names("moon edition:1999") == []
    assert names("moon") == []


def test_a_copy_of_an_edition_is_not_searched_twice() -> None:
    copy = listed("tides", "2024-02")
    assert chosen("edition:2024-02", [*SHELF, copy], ["tides"]) == [SHELF[1]]


def test_the_answer_says_which_edition_it_is_from() -> None:
    answer = told(Answer("moon", "en", notes=(Message("x"),)), [SHELF[1], SHELF[3]])
    assert [note.code for note in answer.notes] == ["search-edition", "x"]
    assert answer.notes[0].parameters == {"edition": "2024-02"}
