"""Typing into the field, list painted: ``python3 dev.py bench -k typing``.

A step is one turn of the event loop, in CPU time of the GUI thread: a key, an answer, a paint, or
what of them comes together. ``BRIEFING_REPEAT=10`` measures with 100,000 sections.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.bench.corpora import ROOT, phrases, report, write_corpus
from tests.gui.window.program import Program, places
from viewer.app import spare_books
from viewer.options import OpenOptions
from viewer.settings import profile_at

pytestmark = pytest.mark.bench

REPEAT = int(os.environ.get("BRIEFING_REPEAT", "1"))
PAUSE_MS = 90
"""Between two keys: 11 keys a second, as a quick typist."""

LONGEST_MS = 16


def steps_until(condition: Callable[[], bool]) -> list[float]:
    """Handle events until ``condition`` holds, and return what each turn took, in milliseconds."""
    waker, steps = QObject(), []
    waker.startTimer(10)
    flags = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while not condition():
        start = time.thread_time()
        QApplication.processEvents(flags)
        steps.append(1000 * (time.thread_time() - start))
    return steps


def type_phrase(program: Program, phrase: str) -> list[float]:
    """Type a phrase key by key, each when the one before is answered; return what steps took."""
    field, steps = program.window.field, []
    field.setText("")
    program.keys("Ctrl+K")
    for end in range(1, len(phrase) + 1):
        typed, key = phrase[:end], phrase[end - 1]
        press = QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier
        QCoreApplication.postEvent(field, QKeyEvent(*press, key))
        pause = QDeadlineTimer(PAUSE_MS)

        def answered(typed: str = typed, pause: QDeadlineTimer = pause) -> bool:
            answer = field._answer
            there = not typed.strip() or (answer is not None and answer.query == typed)
            return field.text() == typed and there and pause.hasExpired()

        steps += steps_until(answered)
    program.keys("Esc")
    return steps


def test_no_step_while_typing_is_longer_than_a_frame(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> None:
    """Titles and passages at each key, painted."""
    assert qapp.platformName() == "offscreen"
    profile = profile_at(tmp_path / "profile")
    write_corpus(tmp_path / "shelf" / "corpus", "10k", repeat=REPEAT)
    command = [sys.executable, "-m", "viewer", "--profile", str(profile.folder)]
    command += ["--shelf", str(tmp_path / "shelf"), "index"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    places(profile)
    shelf = (tmp_path / "shelf",)
    program = Program(profile, OpenOptions(book="corpus", language="en", shelf=shelf))
    program.controls.search.titles_known.connect(spare_books)
    program.controls.search.elsewhere.gathered.connect(spare_books)
    try:
        program.await_search()
        program.rest()
        steps = sorted(step for text in phrases("10k") for step in type_phrase(program, text))
    finally:
        program.close()
    count = len(steps)
    report(
        capsys,
        f"{10_000 * REPEAT:,} sections, {count} steps, CPU of the GUI thread in ms: median"
        f" {steps[count // 2]:.1f}, p95 {steps[int(count * 0.95)]:.1f},"
        f" p99 {steps[int(count * 0.99)]:.1f}, longest {steps[-1]:.1f} (allowed {LONGEST_MS})",
    )
