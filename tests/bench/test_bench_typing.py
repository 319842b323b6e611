"""Typing into the field, list painted: ``python3 dev.py bench -k typing``.

A step is one turn of the event loop, in CPU time of the GUI thread: a key, an answer, a paint, or
what of them comes together. ``-k "typing and 100k"`` measures one of the shelves alone.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.bench.corpora import phrases, report
from tests.bench.shelves import corpus_shelf
from tests.gui.window.program import Program, places
from viewer.app import spare_books
from viewer.options import OpenOptions
from viewer.settings import Profile

pytestmark = pytest.mark.bench

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


def type_phrase(program: Program, phrase: str) -> list[tuple[float, str]]:
    """Type a phrase key by key, each when the one before is answered.

    Returns:
        What steps took, in milliseconds, each with what was typed by then.
    """
    field, steps = program.window.field, list[tuple[float, str]]()
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

        steps += [(step, typed) for step in steps_until(answered)]
    program.keys("Esc")
    return steps


@pytest.mark.parametrize("name", ["10k", "100k", "ten"])
def test_no_step_while_typing_is_longer_than_a_frame(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> None:
    """Titles and passages at each key, painted."""
    assert qapp.platformName() == "offscreen"
    shelf = corpus_shelf(name)
    profile = Profile(tmp_path / "profile", shelf.profile / "cache")
    places(profile)
    options = OpenOptions(book="corpus-0", language="en", shelf=(shelf.folder,))
    program = Program(profile, options)
    program.controls.search.titles_known.connect(spare_books)
    program.controls.search.elsewhere.gathered.connect(spare_books)
    try:
        program.await_search()
        program.rest()
        found = [step for text in phrases(shelf.phrases) for step in type_phrase(program, text)]
    finally:
        program.close()
    found.sort()
    steps, count = [step for step, _typed in found], len(found)
    longest = ", ".join(f"{step:.1f} at {typed!r}" for step, typed in found[:-4:-1])
    report(
        capsys,
        f"{name}, {count} steps, CPU of the GUI thread in ms: median"
        f" {steps[count // 2]:.1f}, p95 {steps[int(count * 0.95)]:.1f},"
        f" p99 {steps[int(count * 0.99)]:.1f}, longest {longest} (allowed {LONGEST_MS})",
    )
