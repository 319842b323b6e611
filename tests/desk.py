"""A real display for tests, with the real program on it and hands on the keyboard."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 60
"""Seconds after which something counts as never happening."""

NAMES = "Briefing Viewer|Visionneuse de cahiers"
"""How the window is called in either language, as xdotool seeks it."""


def until(condition: Callable[[], bool], what: str) -> None:
    """Ask again and again until ``condition`` holds; another process can't send us a signal."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"waited {PATIENCE} s in vain: {what}")
        pause.wait(0.1)


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own, without a window manager."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1400x900x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


class Desk:
    """A display, a profile, and hands on the keyboard."""

    def __init__(self, display: str, profile: Path) -> None:
        self.profile = profile
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
        }
        self._program: subprocess.Popen[bytes] | None = None

    def speak(self, language: str) -> None:
        """Make ``en`` or ``fr`` the language of the system; to be called before the start."""
        self.environment["LANG"] = {"en": "C.UTF-8", "fr": "fr_CA.UTF-8"}[language]

    def start(self, book: str = "") -> None:
        """Start the program, with a book if one is named, and wait for its window."""
        command = [sys.executable, "-m", "viewer", *filter(None, [book])]
        command += ["--profile", str(self.profile)]
        self._program = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        found = self.xdotool("search", "--sync", "--onlyvisible", "--name", NAMES)
        self.xdotool("windowfocus", "--sync", found.split()[0])

    def press(self, *keys: str) -> None:
        """Press keys, as xdotool names them."""
        self.xdotool("key", "--delay", "60", *keys)

    def type(self, words: str) -> None:
        """Type letters."""
        self.xdotool("type", "--delay", "30", words)

    def quit(self) -> None:
        """Press Ctrl+Q and wait for the end."""
        assert self._program is not None
        self.press("ctrl+q")
        assert self._program.wait(timeout=PATIENCE) == 0
        self._program = None

    def windows(self) -> list[str]:
        """Return the windows of the program, as xdotool names them."""
        command = ["xdotool", "search", "--onlyvisible", "--name", NAMES]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, timeout=PATIENCE, check=False
        )
        return done.stdout.decode().split()

    def focus(self, window: str) -> None:
        """Give a window the keyboard, and wait until it has noticed."""
        before = self._active()
        self.xdotool("windowfocus", "--sync", window)
        until(lambda: self._active() != before, "the window is the last active one")

    def _active(self) -> list[tuple[str, int]]:
        files = (self.profile / "windows").glob("*.active")
        return sorted((file.name, file.stat().st_mtime_ns) for file in files)

    def follow(self, address: str) -> None:
        """Follow a link from outside the program."""
        command = [sys.executable, "-m", "viewer", address, "--profile", str(self.profile)]
        subprocess.run(command, cwd=ROOT, env=self.environment, timeout=PATIENCE, check=True)

    def close(self) -> None:
        """End what is still there after a failure."""
        if self._program is not None:
            self._program.terminate()
            self._program.wait(timeout=PATIENCE)

    def section(self) -> str:
        """Where the reader is, as the state on the disk has it."""
        try:
            state = json.loads((self.profile / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(state["places"]["key-relationships"]["section"]) if "places" in state else ""

    def reads(self, section: str) -> bool:
        """Tell whether the reader is in a section, as the state on the disk has it."""
        return self.section() == section

    def bookmarks(self) -> list[dict[str, Any]]:
        """What the command line lists."""
        command = [sys.executable, "-m", "viewer", "annotations", "list", "--json"]
        command += ["--profile", str(self.profile)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)
        listed = json.loads(done.stdout or "[]")
        assert isinstance(listed, list)
        return listed

    def searchable(self) -> bool:
        """Whether both bundled books have an index."""
        return len(list((self.profile / "cache" / "indexes").glob("*/*/complete.json"))) == 2

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool and return what it prints."""
        command = ["xdotool", *arguments]
        done = subprocess.run(
            command,
            env=self.environment,
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        return done.stdout.decode()


@pytest.fixture
def desk(display: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty profile."""
    made = Desk(display, tmp_path / "profile")
    yield made
    made.close()
