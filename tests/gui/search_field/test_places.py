from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from viewer.assets import DATA
from viewer.book.book import Book, open_book
from viewer.ui.elements.folding import fold
from viewer.ui.search_field.places import (
    PlaceFinder,
    PlaceItem,
    PlaceKind,
    SectionFinder,
)
from viewer.ui.search_field.titles import Titles

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
    [
        ("boarder five", "Border Five"),
        ("labor relation", "Labour relations"),
        ("what about the boarder five?", "Border Five"),
    ],
)
def test_near_spellings_are_found_and_not_called_exact(
    finder: PlaceFinder, typed: str, title: str
) -> None:
    (place, *_others) = finder.find(typed)
    assert place.title == title
    assert not place.exact


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "xyzzy", "zz", "how do the others install it on the train", "boarder five " * 20],
)
def test_nothing_is_made_up(finder: PlaceFinder, typed: str) -> None:
    assert found(finder, typed) == []


@given(st.text(max_size=40))
def test_any_text_can_be_typed(text: str) -> None:
    titles = [place.title for place in PlaceFinder(places()).find(text)]
    assert len(titles) == len(set(titles)) <= 6


def test_no_more_than_asked_for_are_returned(finder: PlaceFinder) -> None:
    assert len(finder.find("five", 2)) == 2


def test_sections_come_with_the_titles_above_them(qtbot: QtBot, briefing: Book) -> None:
    finder = SectionFinder(briefing, "en")
    with qtbot.waitSignal(finder.completed):
        finder.find("border")
    for name in briefing.order:
        title = briefing.section(name).title["en"]
        (place,) = [one for one in finder.find(title, 40) if one.section == name]
        assert place.title == title
        assert list(place.path) == [one.title["en"] for one in briefing.ancestors(name)]
    finder.close()


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


def test_only_the_nearest_spellings_are_offered(qtbot: QtBot, briefing: Book) -> None:
    finder = SectionFinder(briefing, "en")
    with qtbot.waitSignal(finder.completed):
        finder.find("border")
    assert [place.title for place in finder.find("border five cha")] == ["Border Five"]
    assert len(finder.find("bordr partnrs")) <= 3
    finder.close()


@pytest.fixture(scope="module")
def many() -> PlaceFinder:
    titles = [f"Annex {number}, labour relations" for number in range(5000)]
    return PlaceFinder(
        PlaceItem(PlaceKind.SECTION, title, section=title) for title in [*titles, *TITLES]
    )


def test_among_many_the_shortest_come_first_and_all_words_count(many: PlaceFinder) -> None:
    assert found(many, "labour")[0] == "Labour relations"
    assert found(many, "labour 4999") == ["Annex 4999, labour relations"]
    assert found(many, "relations xyzzy") == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("bordr five", "Border Five"),
        ("migrtaion", "Migration Five"),
        ("ministeryaal", "Five Country Ministerial"),
        ("mynysteryal", ""),
    ],
)
def test_among_many_a_slip_is_forgiven(many: PlaceFinder, typed: str, title: str) -> None:
    places = many.find(typed)
    assert [place.title for place in places] == ([title] if title else [])
    assert not any(place.exact for place in places)


@given(st.lists(st.text("ab \0é", min_size=1, max_size=6), max_size=12), st.text("abé", max_size=3))
def test_titles_are_found_by_what_they_contain(titles: list[str], word: str) -> None:
    known = Titles()
    for title in titles:
        known.add([title])
    word = fold(word)
    expected = [at for at, title in enumerate(titles) if word and word in fold(title)]
    assert sorted(known.containing([word], 100) if word else []) == expected
