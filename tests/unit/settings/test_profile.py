"""Where a reader's files are, and what the program remembers of its window."""

import os
from pathlib import Path

import pytest

from viewer.settings import Profile, default_profile, load_state, profile_at, save_state


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return profile_at(tmp_path / "profile")


def test_a_profile_at_a_folder_lies_wholly_in_it(profile: Profile) -> None:
    for path in (
        profile.settings_file,
        profile.state_file,
        profile.store_file,
        profile.log_file,
        profile.windows,
        profile.requests,
        profile.cache,
        profile.mirror_file,
    ):
        assert path.is_relative_to(profile.folder)
        assert path.is_absolute()


def test_a_relative_folder_is_meant_from_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert profile_at(Path("stick")).folder == tmp_path / "stick"


def test_the_usual_profile_is_in_the_folders_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    profile = default_profile()
    assert profile.folder.name == profile.cache.name == "briefing-viewer" or os.name == "nt"
    assert profile.folder != profile.cache
    assert not profile.folder.exists()


def test_a_profile_makes_its_folders_for_one_person(profile: Profile) -> None:
    profile.ensure()
    assert profile.cache.is_dir()
    assert profile.requests.is_dir()
    if os.name != "nt":
        assert profile.folder.stat().st_mode & 0o777 == 0o700
    assert profile.writable()
    assert sorted(path.name for path in profile.folder.iterdir()) == ["cache", "requests"]


def test_a_profile_in_the_way_of_a_file_is_not_writable(profile: Profile) -> None:
    profile.folder.write_text("a file", encoding="utf-8")
    profile.ensure()
    assert not profile.writable()
    assert load_state(profile) == {}
    assert not save_state(profile, {"a": 1})


def test_the_state_is_there_again(profile: Profile) -> None:
    state = {"window": [0, 0, 1280, 820], "book": "é😀", "odd": os.fsdecode(b"caf\xe9")}
    assert save_state(profile, state)
    assert load_state(profile) == state


def test_without_a_state_there_is_nothing(profile: Profile) -> None:
    assert load_state(profile) == {}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"5", bytes(200), b"\xff\xfe{}", b"[" * 99_999]
)
def test_a_damaged_state_is_set_aside(profile: Profile, content: bytes) -> None:
    profile.ensure()
    profile.state_file.write_bytes(content)
    assert load_state(profile) == {}
    assert not profile.state_file.exists()
    (kept,) = profile.folder.glob("state.json.damaged-*")
    assert kept.read_bytes() == content
    assert save_state(profile, {"a": 1})
    assert load_state(profile) == {"a": 1}
