from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from viewer.assets import DATA
from viewer.book.book import Book, open_book
from viewer.ui.search_field.places import (
    PlaceFinder,
    PlaceItem,
    PlaceKind,
    SectionFinder,
    sections_of,
)

TITLES = {
    "Border Five": "Groupe des cinq, frontières",
    "Migration Five": "Groupe des cinq, migration",
    "Five Country Ministerial": "Réunion ministérielle des cinq pays",
    "Labour relations": "Relations de travail",
    "Key federal partners": "Principaux partenaires fédéraux",
}


def places() -> Iterator[PlaceItem]:
    for title, other in TITLES.items():
        yield PlaceItem(PlaceKind.SECTION, title, section=title, other_titles=(other,))


@pytest.fixture
def finder() -> PlaceFinder:
    return PlaceFinder(places())


@pytest.fixture
def briefing() -> Book:
    return open_book(DATA / "key-relationships")


def found(finder: PlaceFinder, text: str) -> list[str]:
    return [place.title for place in finder.find(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("border five", "Border Five"),
        ("BORD", "Border Five"),
        ("five", "Five Country Ministerial"),
        ("five mig", "Migration Five"),
        ("reunion", "Five Country Ministerial"),
        ("federaux", "Key federal partners"),
        ("relations de travail", "Labour relations"),
    ],
)
def test_the_title_that_fits_best_comes_first(finder: PlaceFinder, typed: str, first: str) -> None:
    assert found(finder, typed)[0] == first
    assert finder.find(typed)[0].exact


@pytest.mark.parametrize(
    ("typed", "title"),
    [("boarder five", "Border Five"), ("labor relation", "Labour relations")],
)
def test_near_spellings_are_found_and_not_called_exact(
    finder: PlaceFinder, typed: str, title: str
) -> None:
    (place, *_others) = finder.find(typed)
    assert place.title == title
    assert not place.exact


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "zz"])
def test_nothing_is_made_up(finder: PlaceFinder, typed: str) -> None:
    assert found(finder, typed) == []


@given(st.text(max_size=40))
def test_any_text_can_be_typed(text: str) -> None:
    titles = [place.title for place in PlaceFinder(places()).find(text)]
    assert len(titles) == len(set(titles)) <= 6


def test_no_more_than_asked_for_are_returned(finder: PlaceFinder) -> None:
    assert len(finder.find("five", 2)) == 2


def test_sections_come_with_the_titles_above_them(briefing: Book) -> None:
    made = {place.section: place for place in sections_of(briefing, "en")}
    assert list(made) == list(briefing.order)
    for name, place in made.items():
        above = [section.title["en"] for section in briefing.ancestors(name)]
        assert list(place.path) == above


def test_a_small_book_is_known_at_once(qtbot: QtBot, briefing: Book) -> None:
    finder = SectionFinder(briefing, "fr")
    with qtbot.waitSignal(finder.completed):
        assert finder.find("border five")[0].section == "border-five"


def test_a_book_is_taken_in_between_events(qtbot: QtBot, briefing: Book) -> None:
    finder = SectionFinder(briefing, "en")
    with qtbot.waitSignal(finder.completed):
        pass
    assert finder.find("border five")[0].title == "Border Five"
    finder.close()


def test_only_the_nearest_spellings_are_offered(briefing: Book) -> None:
    finder = PlaceFinder(sections_of(briefing, "en"))
    assert found(finder, "border five cha") == ["Border Five"]
    assert len(found(finder, "bordr partnrs")) <= 3
