"""A profile that can't be reached: what needs nothing of it works, the rest says what is wrong."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


@pytest.fixture
def profile_folder(tmp_path: Path) -> Path:
    """A folder that can be neither entered nor made, for whoever runs the test."""
    return tmp_path / ("x" * 300)


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("list", 0, "tides"),
        ("show tides spring", 0, "Spring tides follow the new moon."),
        ("search moon --book tides", 0, "Spring tides follow the new moon."),
        ("doctor", 1, "unreachable"),
    ],
)
def test_what_can_be_done_is_done(run: Run, command: str, status: int, said: str) -> None:
    result = run(command)
    assert (result.status, said in result.out) == (status, True)
    assert "unexpected" not in result.err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("annotations list", "Your notes can’t be read at the moment (File name too long)."),
        ("index tides", "The search index can’t be written in "),
    ],
)
def test_what_can_not_be_done_is_said(run: Run, command: str, said: str) -> None:
    result = run(command)
    assert result.status == 3
    assert said in result.err
    assert "Nothing marked yet" not in result.out
