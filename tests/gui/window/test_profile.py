"""A profile that can't be written, a cache that can't, a window that closes at a bad moment."""

import json
import os
import shutil
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.window.conftest import Start
from tests.gui.window.held_children import HeldChildren
from tests.gui.window.program import Program, places, settle, wait_until
from viewer.annotations.store import AnnotationStore
from viewer.options import OpenOptions
from viewer.settings import Profile


def child_of(program: Program) -> int:
    """Process id of the child that builds an index; 0 if there is none."""
    child = program.controls.search.builds._child
    return child._process.processId() if child._process is not None else 0


def indexes(cache: Path) -> list[str]:
    """What lies where finished indexes are."""
    return sorted(path.name for path in (cache / "indexes").glob("*/*"))


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A path at which nobody can make a folder, not even the system's administrator."""
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    return file / "below"


def test_a_profile_that_cannot_be_written_still_reads(
    blocked: Path, built: Path, running: list[Program]
) -> None:
    program = Program(Profile(blocked, built), OpenOptions())
    running.append(program)
    assert program.section == "about"
    told = program.message()
    assert told != ""
    assert "Type to search" not in told
    program.search("fentanyl committee")
    program.keys("Ctrl+Shift+L", "Ctrl++", "Alt+PgDown")
    program.act("view.theme_dark")
    assert program.window.navigation.language == "fr"
    assert program.window.look.theme.dark
    program.close()
    assert blocked.parent.read_text(encoding="utf-8") == "not a folder"


def test_without_a_store_no_bookmark_is_shown_as_made(
    blocked: Path, built: Path, running: list[Program]
) -> None:
    program = Program(Profile(blocked, built), OpenOptions())
    running.append(program)
    program.keys("Ctrl+D")
    assert not program.window.bookmark_line.isVisible()
    assert program.controls.store.find() == []


def test_where_a_cache_cannot_be_written_indexes_go_with_the_window(
    tmp_path: Path, blocked: Path, running: list[Program]
) -> None:
    profile = Profile(tmp_path / "profile", blocked)
    places(profile)
    program = Program(profile, OpenOptions())
    running.append(program)
    program.window.open_section("border-five")
    program.keys("Ctrl+D", "Return")
    assert len(program.controls.store.find()) == 1
    program.search("fentanyl committee")
    kept = program.controls.search._place.folder
    assert kept != blocked
    assert indexes(kept)
    program.close()
    assert not kept.exists()


def test_where_nothing_can_be_written_that_is_what_is_told(
    blocked: Path, running: list[Program]
) -> None:
    program = Program(Profile(blocked, blocked / "cache"), OpenOptions())
    running.append(program)
    told = program.message()
    assert told != ""
    program.search("fentanyl committee")
    assert program.message() == told


def test_closing_while_an_index_is_built_leaves_no_child_and_no_half_index(
    empty_profile: Profile, running: list[Program]
) -> None:
    places(empty_profile)
    program = Program(empty_profile, OpenOptions())
    running.append(program)
    wait_until(lambda: child_of(program) > 0)
    child = child_of(program)
    program.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    for name in indexes(empty_profile.cache):
        (folder,) = (empty_profile.cache / "indexes").glob(f"*/{name}")
        assert (folder / "complete.json").exists(), "what has the name of an index is whole"
    again = Program(empty_profile, OpenOptions())
    running.append(again)
    again.search("fentanyl committee")
    assert again.section != "about"


def test_a_child_that_is_killed_is_told_and_tried_again_at_the_next_start(
    empty_profile: Profile, running: list[Program], builds: HeldChildren
) -> None:
    places(empty_profile)
    program = Program(empty_profile, OpenOptions())
    running.append(program)
    wait_until(lambda: child_of(program) > 0)
    os.kill(child_of(program), signal.SIGKILL)
    wait_until(lambda: "Key relationships" in program.message())
    builds.release()
    program.await_search()
    program.close()
    again = Program(empty_profile, OpenOptions())
    running.append(again)
    again.search("fentanyl committee")


def test_cancelling_the_preparation_stops_it(
    empty_profile: Profile, running: list[Program]
) -> None:
    places(empty_profile)
    program = Program(empty_profile, OpenOptions())
    running.append(program)
    program.keys("Ctrl+2")
    wait_until(lambda: child_of(program) > 0)
    button = program.part("search_progress_cancel")
    assert isinstance(button, QPushButton)
    wait_until(button.isVisible)
    button.click()
    assert child_of(program) == 0
    assert program.part("status_state").property("text") == "Ready"
    assert not button.isVisible()
    settle()
    assert program.message() == ""


@pytest.mark.parametrize("damage", ["emptied", "half gone", "foreign"])
def test_a_damaged_index_is_built_again(profile: Profile, start: Start, damage: str) -> None:
    (folder,) = (profile.cache / "indexes" / "key-relationships").iterdir()
    if damage == "emptied":
        for file in folder.iterdir():
            file.write_bytes(b"")
    elif damage == "half gone":
        for file in sorted(folder.iterdir())[::2]:
            file.unlink()
    else:
        shutil.rmtree(folder)
        shutil.copytree(next((profile.cache / "indexes" / "user-guide").iterdir()), folder)
    program = start()
    program.search("fentanyl committee")
    assert program.section != "about"


def test_the_window_saves_even_if_it_is_closed_at_once(
    profile: Profile, running: list[Program]
) -> None:
    program = Program(profile, OpenOptions(section="border-five"))
    running.append(program)
    program.close()
    state = json.loads(profile.state_file.read_text(encoding="utf-8"))
    assert state["places"]["key-relationships"]["section"] == "border-five"


def test_a_name_that_is_being_typed_is_kept_when_the_window_closes(program: Program) -> None:
    program.keys("Ctrl+D")
    program.type("Half a na")
    program.close()
    store = AnnotationStore(program.profile.store_file)
    assert [mark.title for mark in store.find()] == ["Half a na"]
    store.close()


def test_everything_in_the_background_ends_with_the_window(program: Program) -> None:
    search = program.controls.search
    program.keys("Ctrl+K")
    program.type("fentanyl")
    program.keys("Return")
    program.close()
    # The fixture that watches for leftovers does the rest.
    assert search.builds.current() is None


def test_the_log_is_written_and_let_go(program: Program, start: Start) -> None:
    program.controls.library.open_name("no-such-book")
    program.close()
    text = program.profile.log_file.read_text(encoding="utf-8")
    assert "no-such-book" in text
    lines = len(text.splitlines())
    again = start()
    again.controls.library.open_name("no-other-book")
    text = program.profile.log_file.read_text(encoding="utf-8")
    assert sum("no-other-book" in line for line in text.splitlines()[lines:]) == 1
