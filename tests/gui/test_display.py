"""Without a usable display the window program ends with one sentence, where Qt would abort."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="displays are named by variables on Linux only"
)


def start(tmp_path: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the program in a profile of its own with only these variables naming a display."""
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in named}
    command = [sys.executable, "-m", "viewer", "--profile", str(tmp_path / "profile"), "open"]
    command += more
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**kept, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@linux_only
@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":9393"},
        {"WAYLAND_DISPLAY": "wayland-93"},
        {"QT_QPA_PLATFORM": "nonsense"},
    ],
)
def test_a_display_that_can_not_be_used_is_said(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = start(tmp_path, **environment)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no display to open a window on.")
    assert done.stderr.count("\n") == 1


@linux_only
def test_a_language_that_the_system_lacks_is_no_matter(tmp_path: Path) -> None:
    done = start(tmp_path, "--smoke", QT_QPA_PLATFORM="offscreen", LC_ALL="xx_XX.UTF-8")
    assert done.returncode == 0
    assert "locale" not in done.stderr


@linux_only
def test_it_is_said_in_french(tmp_path: Path) -> None:
    done = start(tmp_path, QT_QPA_PLATFORM="nonsense", LANG="fr_CA.UTF-8", LC_ALL="fr_CA.UTF-8")
    assert done.stderr.startswith("Il n’y a pas d’écran")


@linux_only
@pytest.mark.parametrize("library", ["libxcb-cursor.so.0", "libxcb-icccm.so.4"])
def test_a_library_that_qt_lacks_is_named(tmp_path: Path, library: str) -> None:
    # Found before the system's own, and no library at all.
    (tmp_path / library).write_text("not a library")
    done = start(tmp_path, DISPLAY=":9393", LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 2
    assert f"library {library}," in done.stderr
    assert done.stderr.count("\n") == 1
