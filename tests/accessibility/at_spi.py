"""Ears and hands outside the program: what assistive technologies on Linux get through AT-SPI."""

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.desk import PATIENCE, Desk, until

OUTSIDE = Path(__file__).with_name("outside.py")
HANDS = Path(__file__).with_name("hands.py")
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
        return self._take(lambda told: wanted.items() <= told.items(), str(wanted))

    def wait_for_words(self, start: str) -> str:
        """Return what was announced with this beginning, whenever that was; each only once."""
        told = self._take(lambda one: str(one.get("announced", "")).startswith(start), start)
        return str(told["announced"])

    def _take(self, fits: Callable[[dict[str, object]], bool], what: str) -> dict[str, object]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for told in self._heard:
                if fits(told):
                    self._heard.remove(told)
                    return told
            with suppress(queue.Empty):
                self._heard.append(self._told.get(timeout=0.5))
        pytest.fail(f"waited {PATIENCE} s in vain for {what}; heard {self._heard}")

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        self._thread.join(timeout=PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()


class Hands:
    """Reads and works the program through AT-SPI, without its keys or its insides."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [PYTHON, str(HANDS)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def do(self, work: str, name: str = "", role: str = "", **more: str) -> object:
        """Do something with what is called ``name``; None where there is no such thing."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        command = {"do": work, "name": name, "role": role, **more}
        self._process.stdin.write(f"{json.dumps(command)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline()).get("told")

    def wait(self, work: str, name: str = "", role: str = "", **more: str) -> object:
        """Do it as soon as it can be done."""
        until(lambda: self.do("look", name, role) is not None, f"{role} {name}")
        return self.do(work, name, role, **more)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=PATIENCE)
        self._process.stdout.close()


@pytest.fixture
def hands(desk: Desk, bus: str) -> Iterator[Hands]:
    """Hands on the bus that the program will use."""
    desk.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    desk.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    environment = {**desk.environment, "PATH": os.environ["PATH"]}
    environment.pop("PYTHONPATH", None)
    made = Hands(environment)
    yield made
    made.close()


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
