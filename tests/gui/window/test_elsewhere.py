"""Sections and headings of all books on the shelf, found by their titles."""

from pathlib import Path

import pytest

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.held_children import HeldChildren
from tests.gui.window.program import Program, wait_until, write_book
from viewer.options import OpenOptions
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.search_field.choices import Choice, ChoiceKind


@pytest.fixture
def shelf(profile: Profile, tmp_path: Path) -> Path:
    """A shelf with a book beside the bundled ones."""
    folder = tmp_path / "shelf"
    write_book(folder / "tides", MANIFEST, TEXTS)
    save_preferences(profile, Preferences(theme="light", shelf=(str(folder),)))
    return folder


@pytest.fixture
def shelved(start: Start, shelf: Path) -> Program:  # noqa: ARG001 - it lies there
    """The program with that book searchable."""
    program = start()

    def ready() -> bool:
        engine = program.controls.search._indexes.engine
        return program.search_is_ready() and engine is not None and "tides" in engine.books

    wait_until(ready)
    program.rest()
    return program


def places(program: Program) -> list[Choice]:
    model = program.window.field._list._list._model
    return [choice for choice in model._choices if choice.kind is ChoiceKind.PLACE]


def look(program: Program, text: str) -> list[tuple[str, str]]:
    """Type; return title and path of the places that are listed once all are."""
    program.keys("Ctrl+K")
    program.window.field.clear()
    program.type(text)
    wait_until(lambda: program.controls.search.elsewhere.found[0] == text)
    program.rest()
    return [(place.text, place.detail) for place in places(program)]


def choose(program: Program, title: str) -> None:
    for _press in range(20):
        current = program.window.field._list.current()
        if current is not None and current.text == title:
            break
        program.keys("Down")
    program.keys("Return")


def opened(program: Program) -> tuple[str, str]:
    book = program.window.navigation.book
    return (book.edition.book if book is not None else ""), program.section


def test_a_section_of_another_book_is_a_place(shelved: Program) -> None:
    assert look(shelved, "spring tid") == [("Spring tides", "Tides › Basics")]
    choose(shelved, "Spring tides")
    wait_until(lambda: opened(shelved) == ("tides", "spring"))


def test_a_title_in_the_other_language_finds_it_as_well(shelved: Program) -> None:
    assert look(shelved, "marees de vive") == [("Spring tides", "Tides › Basics")]


def test_a_heading_of_another_section_is_a_place(shelved: Program) -> None:
    assert (
        "Who chairs it (heading)",
        "International partners › Multilateral relations › Border Five",
    ) in look(shelved, "who chairs")
    choose(shelved, "Who chairs it (heading)")
    wait_until(lambda: shelved.section in ("border-five", "migration-five"))


def test_a_heading_in_the_other_language_opens_in_it(shelved: Program) -> None:
    assert ("Quand (heading)", "Tides › Basics › Spring tides") in look(shelved, "quand")
    choose(shelved, "Quand (heading)")
    wait_until(lambda: opened(shelved) == ("tides", "spring"))
    assert shelved.window.navigation.language == "fr"


def test_what_is_at_hand_is_listed_once_and_first(shelved: Program) -> None:
    found = look(shelved, "border five")
    assert found[0][0] == "Border Five"
    assert len([title for title, _path in found if title == "Border Five"]) == 1
    shelved.window.open_section("border-five")
    titles = [title for title, _path in look(shelved, "who chairs it")]
    assert titles[0] == "Who chairs it (heading)"


def test_the_guide_is_no_place_and_has_none_elsewhere(shelved: Program) -> None:
    assert look(shelved, "keyboard shortcuts") == []
    shelved.keys("Esc", "Esc", "F1")
    assert look(shelved, "spring tid") == []


def test_titles_are_found_before_any_index_is_there(
    empty_profile: Profile, tmp_path: Path, running: list[Program], builds: HeldChildren
) -> None:
    write_book(tmp_path / "shelf" / "tides", MANIFEST, TEXTS)
    shelf = (str(tmp_path / "shelf"),)
    save_preferences(empty_profile, Preferences(theme="light", shelf=shelf))
    program = Program(empty_profile, OpenOptions())
    running.append(program)
    search = program.controls.search
    wait_until(lambda: "tides" in search._books and search.elsewhere._spots != [])
    program.keys("Ctrl+K")
    program.type("spring tid")
    spring = ("Spring tides", "Tides › Basics")
    wait_until(lambda: [(place.text, place.detail) for place in places(program)] == [spring])
    assert not search.is_ready()
    builds.release()
    program.await_search()
