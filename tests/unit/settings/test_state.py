"""state.json, written by two windows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from viewer.settings import Profile, join_state, load_state, profile_at, save_state

ROOT = Path(__file__).parents[3]

WRITER = """
import sys
from pathlib import Path
from viewer.settings import join_state, load_state, profile_at

profile, name = profile_at(Path(sys.argv[1])), sys.argv[2]
known = load_state(profile)
for number in range(40):
    places = {**known.get("places", {}), f"{name}-{number}": {"section": str(number)}}
    known = join_state(profile, known, {**known, "places": places, "book": name})
"""
"""A window that keeps a place in one book after the other."""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = profile_at(tmp_path / "profile")
    made.ensure()
    return made


def opened(profile: Profile) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a window knows and what it has, just opened."""
    return load_state(profile), load_state(profile)


def test_each_window_keeps_its_own_changes_and_takes_up_those_of_the_other(
    profile: Profile,
) -> None:
    save_state(profile, {"places": {"a": {"section": "1"}, "b": {"section": "1"}}})
    (known, mine), (_known, other) = opened(profile), opened(profile)
    other["places"]["b"]["section"] = "2"
    other["welcomed"] = True
    join_state(profile, known, other)
    mine["places"]["a"]["section"] = "3"
    del mine["places"]["b"]
    mine["places"]["b"] = {"section": "1"}
    state = join_state(profile, known, mine)
    assert state == load_state(profile)
    assert state["welcomed"] is True
    assert state["places"] == {"a": {"section": "3"}, "b": {"section": "2"}}


def test_a_place_is_never_half_of_one_window_and_half_of_the_other(profile: Profile) -> None:
    save_state(profile, {"places": {"a": {"section": "x", "ordinal": 1}}})
    known, mine = opened(profile)
    save_state(profile, {"places": {"a": {"section": "y", "ordinal": 7}}})
    mine["places"]["a"]["section"] = "z"
    place = {"section": "z", "ordinal": 1}
    assert join_state(profile, known, mine)["places"]["a"] == place


def test_the_window_that_is_saved_last_is_remembered_whole(profile: Profile) -> None:
    place = {"a": {"section": "1"}}
    own = {"book": "a", "window": {"geometry": "mine", "tabs": {"open": []}}, "places": place}
    save_state(profile, own)
    known, mine = opened(profile)
    theirs = {"book": "b", "window": {"geometry": "theirs", "pane": {}}}
    save_state(profile, {**theirs, "places": {"a": {"section": "2"}}})
    # It was saved before, and is closed without a change: still it is the last one.
    assert join_state(profile, known, mine) == own


def test_a_window_that_another_one_closes_leaves_it_that_place(profile: Profile) -> None:
    save_state(profile, {"book": "a", "window": {"geometry": "mine"}})
    known, mine = opened(profile)
    theirs = {"book": "b", "window": {"geometry": "theirs"}, "places": {"b": {"section": "2"}}}
    save_state(profile, theirs)
    mine["places"] = {"a": {"section": "1"}, "b": {"section": "1"}}
    state = join_state(profile, known, mine, last=False)
    assert (state["book"], state["window"]) == ("b", {"geometry": "theirs"})
    assert state["places"] == {"a": {"section": "1"}, "b": {"section": "2"}}


def test_what_a_window_has_is_written_whole_where_the_file_is_gone(profile: Profile) -> None:
    save_state(profile, {"welcomed": True})
    known, mine = opened(profile)
    profile.state_file.unlink()
    assert join_state(profile, known, mine) == {"welcomed": True}
    profile.state_file.write_text("{", encoding="utf-8")
    assert join_state(profile, known, mine) == {"welcomed": True}
    assert json.loads(profile.state_file.read_bytes()) == {"welcomed": True}


def test_two_processes_lose_nothing(profile: Profile) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", WRITER, profile.folder, name], cwd=ROOT)
        for name in ("one", "two")
    ]
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    state = load_state(profile)
    assert len(state["places"]) == 80
    assert state["book"] in {"one", "two"}
