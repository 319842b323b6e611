"""A window of the program as a process of its own, that does and tells what a test says.

It is the real program, as ``python -m viewer`` starts it. Once its window is complete, it reads
lines of Python from standard input and answers each with a line of JSON.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests import patience
from tests.desk import until
from viewer.settings import Profile

ROOT = Path(__file__).parents[1]

STRINGS = """
import json, sys, threading, traceback
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from viewer.__main__ import main
from viewer.ui.session import Session
from viewer.ui.window.opening import new_windows

complete = Session.complete
started = []

def start_apart(command, environment):
    started.append(list(command))
    return True

new_windows.start_apart = start_apart

class Strings(QObject):
    pulled = Signal(str)

    def __init__(self, session):
        super().__init__(session)
        self.session = session
        self.pulled.connect(self.move)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in sys.stdin:
            self.pulled.emit(line)

    def move(self, line):
        window, controls = self.session._window, self.session.controls
        names = {**globals(), "window": window, "controls": controls, "press": self.press}
        try:
            answer = {"value": eval(json.loads(line), names)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer, default=str), flush=True)

    def press(self, *keys):
        for key in keys:
            target = QApplication.focusWidget() or self.session._window
            QTest.keySequence(target, QKeySequence(key))

def completed(session):
    first = session.controls is None
    complete(session)
    if first:
        Strings(session)
        print(json.dumps({"value": "ready"}), flush=True)

Session.complete = completed
raise SystemExit(main(sys.argv[1:]))
"""


class Puppet:
    """One window.

    Attributes:
        process: Its process.
    """

    def __init__(self, profile: Profile, *arguments: str) -> None:
        """Start the program and wait until its window is complete."""
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "LANGUAGE": "en",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", STRINGS, "open", "--profile", str(profile.folder)]
        self.process = subprocess.Popen(
            [*command, *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._answer() == "ready"

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Have an expression evaluated in the process, and return what comes of it.

        It knows ``window``, ``controls``, Qt's classes for tests, ``started`` (the commands of
        further windows, which are not started) and ``press``, which presses keys.
        """
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(expression)}\n")
        self.process.stdin.flush()
        return self._answer()

    def until(self, expression: str) -> None:
        """Ask again and again until an expression is true there."""
        until(lambda: bool(self.ask(expression)), expression)

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        self.ask(f"press(*{keys!r})")

    def section(self) -> str:
        """Return the id of the section on the page."""
        return str(self.ask("window.navigation.section"))

    def command(self) -> list[str]:
        """Return the arguments of the further window that was asked for last, after the profile."""
        self.until("started")
        words = self.ask("started[-1]")
        return list(words[words.index("--profile") + 2 :])

    def ended(self) -> int:
        """Wait for the end and return the exit status."""
        return self.process.wait(timeout=patience.SECONDS)

    def is_open(self) -> bool:
        """Tell whether the process runs."""
        return self.process.poll() is None

    def close_window(self) -> None:
        """Close the window as a reader does, and wait for the end of the process."""
        self.press("Ctrl+Shift+W")
        assert self.ended() == 0

    def kill(self) -> None:
        """End the process at once, without a chance to save anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=patience.SECONDS)

    def release(self) -> None:
        """End what is still there, and close the pipes."""
        if self.is_open():
            self.kill()
        self._reader.join(patience.SECONDS)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def _answer(self) -> Any:  # noqa: ANN401 - as above
        try:
            answer = json.loads(self._lines.get(timeout=patience.SECONDS))
        except queue.Empty:
            pytest.fail(f"the window says nothing; its status is {self.process.poll()}")
        assert "error" not in answer, answer["error"]
        return answer["value"]
