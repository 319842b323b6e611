"""What was on the screen when the window closed is there again at the next start."""

import json
from pathlib import Path

import pytest

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until
from viewer.settings import Profile
from viewer.ui.page.content import Target
from viewer.ui.window.left_pane import PaneFrame

FITTING = (790, 640)
"""A window in which the pane is beside the page, and that fits the screen of the tests."""


def splitter_sizes(program: Program) -> list[int]:
    frame = program.part("reading_view")
    assert isinstance(frame, PaneFrame)
    return frame._splitter.sizes()


def picture(program: Program) -> tuple[object, ...]:
    """Everything that a reader would miss."""
    settle()
    window = program.window
    book = window.navigation.book
    assert book is not None
    return (
        book.edition.book,
        program.section,
        window.navigation.language,
        window.page.verticalScrollBar().value(),
        window.size(),
        window.left.tab(),
        window.reading.pane_shows(),
        splitter_sizes(program),
    )


def restarted(program: Program, start: Start) -> Program:
    program.close()
    return start()


def drag_splitter(program: Program, width: int) -> None:
    frame = program.window.reading
    frame._splitter.moveSplitter(width, 1)
    settle()


def test_everything_is_as_it_was(program: Program, start: Start) -> None:
    program.window.resize(*FITTING)
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+Shift+L", "Ctrl+3", "Esc")
    drag_splitter(program, 250)
    program.window.page.verticalScrollBar().setValue(333)
    before = picture(program)
    assert before[:4] == ("key-relationships", "bargaining-agents", "fr", 333)
    again = restarted(program, start)
    assert picture(again) == before
    assert not again.controls.actions["go.back"].isEnabled()


def test_each_tab_has_its_own_width(program: Program, start: Start) -> None:
    program.window.resize(*FITTING)
    drag_splitter(program, 260)
    program.keys("Ctrl+2")
    drag_splitter(program, 300)
    again = restarted(program, start)
    assert splitter_sizes(again)[0] == 300
    again.keys("Ctrl+1")
    assert splitter_sizes(again)[0] == 260


def test_a_hidden_pane_stays_hidden(program: Program, start: Start) -> None:
    program.keys("F9")
    again = restarted(program, start)
    assert not again.window.reading.pane_shows()
    again.keys("F9")
    assert again.window.reading.pane_shows()


def test_each_book_has_its_own_place(program: Program, start: Start, tides: Path) -> None:
    program.window.resize(*FITTING)
    program.window.navigation.open_section("bargaining-agents", Target(5))
    settle()
    place = program.window.page.verticalScrollBar().value()
    program.controls.library.open_path(tides, "log")
    again = restarted(program, start)
    assert again.section == "log"
    again.controls.library.open_name("key-relationships")
    settle()
    assert again.section == "bargaining-agents"
    assert again.window.page.verticalScrollBar().value() == place


def test_a_maximised_window_is_maximised_again(program: Program, start: Start) -> None:
    program.window.showMaximized()
    settle()
    again = restarted(program, start)
    assert again.window.isMaximized()


def test_the_place_is_saved_while_reading_too(program: Program) -> None:
    program.window.open_section("mexico")

    def saved() -> str:
        state = json.loads(program.profile.state_file.read_text(encoding="utf-8"))
        return str(state.get("places", {}).get("key-relationships", {}).get("section", ""))

    wait_until(lambda: saved() == "mexico")


def test_a_book_that_went_away_is_told_and_the_first_one_opens(
    program: Program, start: Start, tides: Path
) -> None:
    program.controls.library.open_path(tides)
    program.close()
    tides.rename(tides.with_name("elsewhere"))
    again = start()
    assert again.section == "about"
    assert "tides" in again.message()


@pytest.mark.parametrize(
    "state",
    [
        "",
        "[]",
        '{"book": 5, "places": []}',
        '{"book": "key-relationships", "places": {"key-relationships": {"folder": 7}}}',
        '{"window": {"geometry": "!!", "pane": {"widths": {"contents": "wide"}, "tab": "x"}}}',
        '{"window": {"pane": {"widths": {"contents": -40, "results": 99999}}}}',
    ],
)
def test_odd_states_are_passed_over(profile: Profile, start: Start, state: str) -> None:
    profile.state_file.write_text(state, encoding="utf-8")
    program = start()
    assert program.section == "about"
    sizes = splitter_sizes(program)
    assert min(sizes) > 100
