"""From where marks are looked for in an edition."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.books import OLD_EXAMPLE, anchor_on, write_book
from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.anchoring import anchor_at, section_anchor
from viewer.annotations.editions import StoppedError, Watch
from viewer.annotations.placing import displaced, starting_points
from viewer.book.anchor import Anchor
from viewer.book.book import open_book


def said(edition: str, quote: str = "x") -> Anchor:
    return replace(passage(quote), edition=edition)


def aside(edition: str) -> Anchor:
    return Anchor("", edition, "", "")


def test_what_was_said_of_the_edition_itself_counts() -> None:
    placements = [("a", said("2")), ("a", said("3", "here"))]
    assert starting_points(placements, "3", ["2", "1"]) == {"a": said("3", "here")}


def test_else_what_was_said_of_the_newest_other_one() -> None:
    placements = [("a", said("1")), ("a", said("2", "later")), ("b", said("1"))]
    found = starting_points(placements, "3", ["2", "1"])
    assert found == {"a": said("2", "later"), "b": said("1")}


def test_an_edition_that_is_unknown_says_nothing() -> None:
    assert starting_points([("a", said("7"))], "3", ["2", "1"]) == {}


def test_set_aside_counts_in_its_own_edition_only() -> None:
    placements = [("a", aside("2")), ("b", aside("3")), ("b", said("2")), ("a", said("1"))]
    found = starting_points(placements, "3", ["2", "1"])
    assert found == {"a": said("1"), "b": aside("3")}


def test_marks_of_an_edition_that_was_issued_again_are_told(tmp_path: Path) -> None:
    old = write_book(tmp_path / "old", "1", OLD_EXAMPLE)
    quotes = (("border-five", "brings five agencies"), ("money", "funded until March 2026"))
    marks = [bookmark(quote, anchor_on(old, section, quote)) for section, quote in quotes]
    text = old.text("money", "en")
    marks += [bookmark("whole", section_anchor(old.edition, "people", "en"))]
    marks += [bookmark("last", anchor_at(old.edition, text, 3, 0, 8))]
    assert displaced(marks, old) == []
    money = [*OLD_EXAMPLE["money"][1:], "A new line.", "Repealed"]
    new = write_book(
        tmp_path / "new", "1", {"border-five": OLD_EXAMPLE["border-five"], "money": money}
    )
    assert [one.title for one in displaced(marks, new)] == [
        "funded until March 2026",
        "whole",
        "last",
    ]
    with pytest.raises(StoppedError):
        displaced(marks, new, Watch(should_stop=lambda: True))


def test_of_a_text_that_cannot_be_read_nothing_is_told(tmp_path: Path) -> None:
    book = write_book(tmp_path / "old", "1", OLD_EXAMPLE)
    mark = bookmark("x", anchor_on(book, "border-five", "brings five agencies"))
    (book.folder / "text" / "border-five.md").write_bytes(b"\xff\xfe\x00")
    assert displaced([mark], open_book(book.folder)) == []
