"""What a screen reader on Linux gets from the program, heard from outside through AT-SPI."""

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.desk import PATIENCE, Desk, until

OUTSIDE = Path(__file__).with_name("outside.py")
PYTHON = "/usr/bin/python3"
"""The system's own Python: pyatspi belongs to the desktop and is in no package index."""


DBUS = shutil.which("dbus-daemon")


def has_pyatspi() -> bool:
    """Whether the system's Python can listen."""
    try:
        done = subprocess.run([PYTHON, "-c", "import pyatspi"], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


NEEDED = {
    "Xvfb": shutil.which("Xvfb"),
    "xdotool": shutil.which("xdotool"),
    "dbus-daemon": DBUS,
    "pyatspi": has_pyatspi(),
}
MISSING = [name for name, found in NEEDED.items() if not found]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}"),
]


class Listener:
    """Hears what a screen reader would be told."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [PYTHON, str(OUTSIDE)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._told: queue.Queue[dict[str, object]] = queue.Queue()
        self._heard: list[dict[str, object]] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._told.put(json.loads(line))

    def wait(self, **wanted: object) -> dict[str, object]:
        """Return what was told with these values, whenever that was; each thing only once."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for told in self._heard:
                if wanted.items() <= told.items():
                    self._heard.remove(told)
                    return told
            with suppress(queue.Empty):
                self._heard.append(self._told.get(timeout=0.5))
        pytest.fail(f"waited {PATIENCE} s in vain for {wanted}; heard {self._heard}")

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        self._thread.join(timeout=PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def bus() -> Iterator[str]:
    """A message bus of its own, as a desktop session has one."""
    assert DBUS is not None
    with subprocess.Popen(
        [DBUS, "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def heard(desk: Desk, bus: str) -> Iterator[Listener]:
    """A listener that is at work, on the bus that the program will use."""
    desk.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    desk.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    environment = {**desk.environment, "PATH": os.environ["PATH"]}
    environment.pop("PYTHONPATH", None)
    listener = Listener(environment)
    listener.wait(listens=True)
    yield listener
    listener.close()


def test_the_page_is_read_and_everything_that_happens_is_announced(
    desk: Desk, heard: Listener
) -> None:
    desk.start()
    page = heard.wait(focus="Text of the section: About this briefing")
    assert str(page["text"]).startswith("About this briefing\nThis briefing introduces")
    desk.press("ctrl+d")
    heard.wait(announced="Bookmark added")
    heard.wait(focus="Name of the bookmark")
    desk.press("Return")
    heard.wait(focus="Text of the section: About this briefing")
    desk.press("F8")
    heard.wait(announced="Where the text comes from")
    desk.press("F7")
    heard.wait(announced="Text cursor off")
    desk.press("alt+Next")
    heard.wait(announced="Essentials in five minutes")
    desk.quit()


def test_what_a_search_found_is_announced(desk: Desk, heard: Listener) -> None:
    desk.start()
    heard.wait(focus="Text of the section: About this briefing")
    until(desk.searchable, "the indexes")
    desk.press("ctrl+k")
    heard.wait(focus="Search or go to")
    desk.type("fentanyl committee")
    desk.press("Return")
    until(lambda: desk.section() not in {"", "about"}, "another section")
    found = heard.wait(role="label")
    assert "fentanyl" in str(found["text"]).lower()
    desk.quit()
