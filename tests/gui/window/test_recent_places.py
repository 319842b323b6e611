"""Where the reader was lately, under Go and under the empty field."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until
from tests.gui.window.test_typing import rows
from viewer.reading.place import Place
from viewer.settings import Profile
from viewer.ui.page.content import Target
from viewer.ui.window.opening import recent_places


@pytest.fixture(autouse=True)
def _short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place is kept after a moment, where readers rest for a second and a half."""
    monkeypatch.setattr(recent_places, "REST_MS", 200)


def rest(program: Program, section: str) -> None:
    """Open a section and stay there until it is kept."""
    program.window.navigation.open_section(section)
    wait_until(lambda: kept(program) == section)


def kept(program: Program) -> str:
    return next((place.section for place in places(program)), "")


def menu(program: Program) -> list[QAction]:
    found = program.window.menus.submenu("go.recent")
    found.aboutToShow.emit()
    return found.actions()


def test_places_lead_back_to_exactly_where_one_was(program: Program) -> None:
    navigation, page = program.window.navigation, program.window.page
    navigation.open_section("border-five")
    page.go_to(Target(3))
    there = page.position()
    wait_until(lambda: kept(program) == "border-five" and places(program)[0].ordinal == 3)
    rest(program, "migration-five")
    first = menu(program)[0]
    assert first.text().startswith("Border Five")
    first.trigger()
    settle()
    assert program.section == "border-five"
    assert page.position().ordinal == there.ordinal


def places(program: Program) -> list[Place]:
    return program.controls.places.recent_places()


def test_the_empty_field_offers_them(program: Program) -> None:
    rest(program, "border-five")
    rest(program, "migration-five")
    program.keys("Ctrl+K")
    shown = rows(program)
    assert "LATELY READ" in shown[0]
    assert shown[1].startswith("Border Five")
    assert not any(row.startswith("Migration Five") for row in shown)


def test_a_place_in_another_book_names_it(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    wait_until(lambda: kept(program) == "spring")
    program.controls.library.open_name("key-relationships")
    rest(program, "border-five")
    there = next(one for one in menu(program) if one.text().startswith("Spring tides › "))
    there.trigger()
    wait_until(lambda: program.section == "spring")


def read_in_two_books(start: Start, tides: Path) -> None:
    """A session in which a section of each book was read for a while."""
    first = start()
    first.controls.library.open_path(tides)
    rest(first, "log")
    first.controls.library.open_name("key-relationships")
    rest(first, "border-five")
    first.close()


def test_a_place_of_an_earlier_session_opens_its_book(start: Start, tides: Path) -> None:
    read_in_two_books(start, tides)
    program = start()
    program.await_search()
    # Below it stands what was passed on the way there, if that took long enough to be kept.
    assert "Log › Tides" in [action.text() for action in menu(program)]
    program.keys("Ctrl+K")
    at = [row.startswith("Log") for row in rows(program)].index(True)
    program.keys(*["Down"] * at, "Return")
    wait_until(lambda: program.section == "log")
    book = program.window.navigation.book
    assert book is not None
    assert book.folder == tides


def test_a_computer_to_which_only_the_notes_came_opens_a_book_where_it_was_left(
    profile: Profile, start: Start, tides: Path
) -> None:
    read_in_two_books(start, tides)
    profile.state_file.unlink()
    program = start()
    wait_until(lambda: program.window.services.position is not None)
    program.controls.library.open_path(tides)
    wait_until(lambda: program.section == "log")


def test_a_place_whose_book_is_gone_is_not_offered(start: Start, tides: Path) -> None:
    read_in_two_books(start, tides)
    shutil.rmtree(tides)
    program = start()
    program.await_search()
    assert program.window.navigation.section == "border-five"
    assert "tides" in {place.book for place in places(program)}
    assert not [action for action in menu(program) if "Tides" in action.text()]


def test_nothing_yet_is_said(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    (only,) = menu(program)
    assert (only.text(), only.isEnabled()) == ("Nothing yet", False)
