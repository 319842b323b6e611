"""From where marks are looked for in an edition."""

from dataclasses import replace

from tests.unit.annotations.samples import passage
from viewer.annotations.placing import starting_points
from viewer.book.anchor import Anchor


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
