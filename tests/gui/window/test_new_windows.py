"""What is opened in a window of its own, and where that is asked for."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, places, write_book
from tests.gui.window.test_tab_openings import view
from viewer.options import BESIDE, open_options
from viewer.reading.place import Place
from viewer.settings import Preferences, Profile, default_profile, save_preferences
from viewer.ui.tabs.tab import Tab
from viewer.ui.window.opening.beside import STEP, step_aside
from viewer.ui.window.opening.new_windows import window_command


def opened(apart: list[list[str]]) -> tuple[dict[str, Any], str | None]:
    """Return the place at which the one window was to open, and the address if there is one."""
    (command,) = apart
    options = open_options(command[command.index("open") + 1 :])
    assert options is not None
    assert options.beside is not None
    state = json.loads(options.beside)
    return state["places"].get(state["book"], {}), options.book


def choose(menu: QMenu | None, words: str) -> None:
    """Choose an entry of a context menu."""
    assert menu is not None
    next(one for one in menu.actions() if one.text().replace("&", "") == words).trigger()
    menu.deleteLater()


def test_the_key_opens_a_window_at_the_same_place(program: Program, apart: list[list[str]]) -> None:
    program.window.open_section("bargaining-agents")
    program.window.page.verticalScrollBar().setValue(200)
    program.keys("Ctrl+N")
    place, address = opened(apart)
    assert address is None
    assert (place["section"], place["language"]) == ("bargaining-agents", "en")
    assert place["ordinal"] > 0
    # The place is on the disk before, and nothing of the tabs goes along.
    assert "bargaining-agents" in program.profile.state_file.read_text(encoding="utf-8")
    assert "tabs" not in json.loads(apart[0][-1].removeprefix(f"{BESIDE}="))["window"]


def test_it_can_be_found_as_a_command(program: Program, apart: list[list[str]]) -> None:
    program.keys("Ctrl+K")
    program.type("> new window")
    program.keys("Return")
    assert len(apart) == 1


def test_a_section_of_the_contents_opens_in_a_window(
    program: Program, apart: list[list[str]]
) -> None:
    panel = program.window.contents
    before = program.section
    choose(panel.menu_for(panel._model.index_of("border-five")), "Open in a new window")
    place, address = opened(apart)
    assert (place["section"], address, program.section) == ("border-five", None, before)


def test_a_result_opens_in_a_window_at_its_passage(
    program: Program, apart: list[list[str]]
) -> None:
    program.search("fentanyl")
    index = program.controls.results._model.hit_indexes()[-1]
    row = program.controls.results._model.value(index)
    assert row is not None
    assert row.hit is not None
    menu = program.controls.apart.menu_for(view(program, "results_list"), index)
    choose(menu, "Open in a new window")
    _place, address = opened(apart)
    hit = row.hit
    spot = hit if row.passage == 0 else hit.more[row.passage - 1]
    assert address == f"briefing:{hit.book}/{hit.section}?lang={hit.language}#{spot.block}"


def test_a_mark_opens_in_a_window(program: Program, apart: list[list[str]]) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+D", "Return", "Ctrl+3")
    panel = program.controls.marks_panel
    (mark,) = program.controls.store.find()
    rows = view(program, "marks_list")
    index = next(one for one in _indexes(rows.model()) if panel._model.mark_at(one))
    choose(panel.menu_for(index), "Open in a new window")
    _place, address = opened(apart)
    block = f"#{mark.anchor.block}" if mark.anchor.block else ""
    assert address == f"briefing:key-relationships/border-five?lang=en{block}"


def _indexes(model: Any, parent: QModelIndex | None = None) -> list[QModelIndex]:  # noqa: ANN401 - of Qt
    above = QModelIndex() if parent is None else parent
    rows = [model.index(row, 0, above) for row in range(model.rowCount(above))]
    return [one for row in rows for one in (row, *_indexes(model, row))]


@pytest.fixture
def tides(start: Start, tmp_path: Path) -> Program:
    """The small book, at a section with a link."""
    folder = write_book(tmp_path / "tides", MANIFEST, TEXTS)
    return start(book=str(folder), section="harbour")


def test_a_link_opens_in_a_window(tides: Program, apart: list[list[str]]) -> None:
    page = tides.window.page
    page.setTextCursor(page.document().find("the log"))
    tides.act("file.link_in_window")
    place, address = opened(apart)
    assert (place["section"], address, tides.section) == ("log", None, "harbour")


def test_where_there_is_no_link_no_window_opens(tides: Program, apart: list[list[str]]) -> None:
    page = tides.window.page
    page.setTextCursor(page.document().find("See"))
    tides.act("file.link_in_window")
    assert tides.message() == "There is no link here"
    assert apart == []


def test_a_window_steps_aside_but_not_off_the_screen(program: Program) -> None:
    window = program.window
    window.resize(400, 300)
    window.move(10, 20)
    step_aside(window)
    assert (window.x(), window.y()) == (10 + STEP, 20 + STEP)
    room = window.screen().availableGeometry()
    window.move(room.right() - 399, room.top())
    step_aside(window)
    assert room.contains(window.frameGeometry())


def test_a_place_in_an_older_edition_opens_in_that_edition(
    start: Start, profile: Profile, tmp_path: Path, apart: list[list[str]]
) -> None:
    shelf = tmp_path / "shelf"
    new = write_book(shelf / "new", MANIFEST, TEXTS)
    older = MANIFEST.replace('edition: "2"', 'edition: "1"').replace("2024-02-01", "2024-01-01")
    old = write_book(shelf / "old", older, TEXTS)
    save_preferences(profile, Preferences(theme="light", shelf=(str(shelf),)))
    program = start(book=str(new), section="log")
    place = Place("tides", "1", "spring", "en", ordinal=2, offset=3)
    program.controls.windows.open(Tab("Spring tides", place))
    found, address = opened(apart)
    assert (found["folder"], found["section"], found["ordinal"]) == (str(old), "spring", 2)
    assert address is None


def test_the_command_names_the_profile_and_the_shelf(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = ["--shelf", str(tmp_path)]
    own = [sys.executable, "-m", "viewer", "open", "--profile", str(profile.folder)]
    assert window_command(profile, [tmp_path]) == [*own, *shelf]
    assert window_command(default_profile(), []) == [*own[:4]]
    # A frozen program has a twin that opens no console.
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "briefing.exe"))
    assert window_command(default_profile(), []) == [str(tmp_path / "briefing.exe"), "open"]
    (tmp_path / "briefing-viewer.exe").touch()
    assert window_command(default_profile(), [])[0] == str(tmp_path / "briefing-viewer.exe")


@pytest.mark.parametrize("odd", ["", "{", "[]", '{"places": 3}', '{"book": 7, "window": []}'])
def test_an_odd_state_of_another_window_is_passed_over(
    profile: Profile, running: list[Program], odd: str
) -> None:
    places(profile)
    options = open_options([f"{BESIDE}={odd}"]) if odd else None
    program = Program(profile, options)
    running.append(program)
    program.rest()
    assert program.section == "about"
