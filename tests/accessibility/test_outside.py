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


def test_a_section_that_opens_while_the_contents_have_the_keyboard_is_told(
    desk: Desk, heard: Listener
) -> None:
    desk.start()
    heard.wait(focus="Text of the section: About this briefing")
    desk.press("ctrl+1")
    heard.wait(focus="About this briefing", role="table cell")
    # Headings are folded in and out: a row that Qt tells is there no more when one asks for it.
    for title in ("Essentials in five minutes", "Why partnerships matter", "Key federal partners"):
        desk.press("alt+Next")
        heard.wait(announced=title)
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


def test_reading_finding_bookmarking_and_languages_through_at_spi_alone(
    desk: Desk, hands: Hands
) -> None:
    desk.start()
    # Reading.
    text = hands.wait("text", "Text of the section: About this briefing")
    assert str(text).startswith("About this briefing\nThis briefing introduces")
    # Finding.
    until(desk.searchable, "the indexes")
    hands.wait("write", "Search or go to", text="fentanyl committee")

    def is_found() -> bool:
        # A field has no action for Enter: that one key is pressed, once the focus is there.
        hands.do("focus", "Search or go to")
        desk.press("Return")
        return hands.do("look", "Text of the section: North American…") is not None

    until(is_found, "the passage")
    found = str(hands.do("text", "Text of the section: North American…"))
    assert "fentanyl" in found.lower()
    # Bookmarking.
    assert hands.wait("press", "Bookmark this place", "menu item") is True
    hands.wait("look", "Name of the bookmark")
    until(lambda: len(desk.bookmarks()) == 1, "the bookmark")
    # Switching the language.
    assert hands.wait("press", "Français") is True
    there = "Texte de la section\N{NO-BREAK SPACE}: Relations trilatérales…"
    assert "fentanyl" in str(hands.wait("text", there)).lower()
    desk.quit()


def test_what_came_later_is_reached_through_at_spi_alone(desk: Desk, hands: Hands) -> None:
    desk.start()
    hands.wait("look", "Text of the section: About this briefing")
    # Read state.
    hands.wait("press", "Mark as read", "menu item")
    hands.wait("look", "About this briefing, read", "table cell")
    # Tabs.
    hands.wait("press", "New tab", "menu item")
    until(
        lambda: str(hands.do("names", role="page tab")).count("About this briefing") == 2,
        "two tabs",
    )
    # Explanations.
    hands.wait("press", "Explain the word", "menu item")
    until(lambda: "CBSA – " in str(hands.do("names", role="label")), "the explanation")
    # The glossary, and what was gathered.
    hands.wait("press", "Glossary…", "menu item")
    until(lambda: "CBSA – " in str(hands.do("names", role="table cell")), "the terms")
    hands.wait("press", "Close")
    hands.wait("press", "Collected views…", "menu item")
    hands.wait("look", "Collected views", "dialog")
    hands.wait("press", "Close")
    # What changed, which there is nothing of.
    hands.wait("press", "What changed since the last edition…", "menu item")
    hands.wait("look", "You have no other edition…", "label")
    # Two languages side by side.
    hands.wait("press", "Side by side", "menu item")
    until(
        lambda: str(hands.do("names", role="label")).count("Text of the section: ") > 1,
        "the text in both languages",
    )
    # After dialogs, without a window manager, no window has the keyboard any more.
    hands.do("press", "Quit", "menu item")
    assert desk._program is not None
    assert desk._program.wait(timeout=PATIENCE) == 0
    desk._program = None
