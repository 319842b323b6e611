"""Windows that find one another, and speak, through files of the profile."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.stores import folder_without_rights
from viewer.settings import Profile, profile_at
from viewer.settings.open_windows import OpenWindows

ROOT = Path(__file__).parents[3]

WINDOW = """
import sys
from pathlib import Path
from viewer.settings import profile_at
from viewer.settings.open_windows import OpenWindows
windows = OpenWindows(profile_at(Path(sys.argv[1])))
print(windows.enter(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = profile_at(tmp_path / "profile")
    made.ensure()
    return made


@pytest.fixture
def windows(profile: Profile) -> Iterator[list[OpenWindows]]:
    """Three windows, opened one after the other."""
    made = [OpenWindows(profile) for _number in range(3)]
    for one in made:
        assert one.enter()
    yield made
    for one in made:
        one.leave()


def names(*windows: OpenWindows) -> list[str]:
    return [one._name for one in windows]


def test_windows_know_one_another_the_last_active_first(windows: list[OpenWindows]) -> None:
    first, second, third = windows
    assert first.others() == names(third, second)
    assert [one.is_last_active() for one in windows] == [False, False, True]
    first.activate()
    assert third.others() == names(first, second)
    assert [one.is_last_active() for one in windows] == [True, False, False]
    first.leave()
    assert third.others() == names(second)
    assert third.is_last_active()


def test_a_start_alone_finds_that_it_is_not(profile: Profile) -> None:
    first, second = OpenWindows(profile), OpenWindows(profile)
    assert first.enter(alone=True)
    assert not second.enter(alone=True)
    assert first.others() == []
    first.leave()
    assert second.enter(alone=True)
    second.leave()
    assert list(profile.windows.iterdir()) == []


def test_a_killed_window_is_gone_with_all_it_left(profile: Profile) -> None:
    mine = OpenWindows(profile)
    mine.enter()
    command = [sys.executable, "-c", WINDOW, str(profile.folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"True"
        assert len(mine.others()) == 1
        assert not mine.is_last_active()
        mine.tell({"do": "close"})
        process.kill()
        process.wait()
    assert mine.others() == []
    assert mine.is_last_active()
    assert sorted(file.suffix for file in profile.windows.iterdir()) == [".active", ".lock"]
    mine.leave()


def test_a_request_is_taken_once_by_the_window_that_was_active_last(
    windows: list[OpenWindows],
) -> None:
    first, second, third = windows
    assert second.ask({"book": "tides"})
    assert list(first.asked()) == []
    assert list(third.asked()) == [{"book": "tides"}]
    assert list(third.asked()) == []
    second.ask({"book": "log"})
    third.leave()
    assert list(first.asked()) == []
    assert list(second.asked()) == [{"book": "log"}]


def test_what_is_told_reaches_each_of_the_others_once_and_in_order(
    windows: list[OpenWindows],
) -> None:
    first, second, third = windows
    first.tell({"do": "leave"})
    first.tell({"do": "close"})
    for one in (second, third):
        assert list(one.told()) == [{"do": "leave"}, {"do": "close"}]
        assert list(one.told()) == []
    assert list(first.told()) == []


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff"])
def test_what_is_no_message_is_passed_over(
    windows: list[OpenWindows], profile: Profile, content: bytes
) -> None:
    (profile.requests / "1-2.json").write_bytes(content)
    windows[0].ask({"book": "tides"})
    assert list(windows[2].asked()) == [{"book": "tides"}]
    assert not list(profile.requests.iterdir())


def test_a_profile_that_cannot_be_written_has_no_windows(tmp_path: Path) -> None:
    with folder_without_rights(tmp_path / "locked") as folder:
        windows = OpenWindows(profile_at(folder))
        with pytest.raises(OSError, match="locked"):
            windows.enter()
        assert windows.others() == []
        windows.tell({"do": "close"})
        assert not windows.ask({})
        windows.leave()
