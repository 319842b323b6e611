"""Importing ten thousand marks into the window: `python3 dev.py bench -k bench_import`.

What is asked is what the thread of the window does at a stretch, by its own clock, so that other
programs don't count; the gaps by the clock on the wall are for a machine that does nothing else.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer, Slot

from tests.bench.corpora import report
from tests.gui.window.carried import drop
from tests.gui.window.program import Program, places
from viewer.assets import DATA
from viewer.book.book import open_book
from viewer.options import OpenOptions
from viewer.settings import Profile, profile_at
from viewer.ui.session import SWITCH_SECONDS

pytestmark = pytest.mark.bench

MANY, LISTED = 10_000, 100
STEP_MS = 50
"""Milliseconds that a step on the thread of the window may take."""


def write_marks(file: Path, count: int) -> None:
    """Write a set of highlights, on the sections of the bundled book and elsewhere."""
    sections = list(open_book(DATA / "key-relationships"))
    items = [
        {
            "type": "Annotation",
            "id": f"urn:uuid:00000000-0000-4000-8000-{number:012}",
            "motivation": "highlighting",
            "body": [{"type": "TextualBody", "value": f"Note {number}", "purpose": "commenting"}],
            "target": {
                "source": f"briefing:key-relationships/{sections[number % len(sections)]}?lang=en",
                "selector": {"type": "TextQuoteSelector", "exact": f"words of number {number}"},
            },
        }
        for number in range(count)
    ]
    whole = {
        "type": "AnnotationSet",
        "items": items,
        "readingList": [one["id"] for one in items[:LISTED]],
    }
    file.write_text(json.dumps(whole), encoding="utf-8")


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile of a reader who was greeted before."""
    made = profile_at(tmp_path / "profile")
    places(made)
    return made


@pytest.fixture
def running() -> Iterator[list[Program]]:
    """The programs that run; closed at the end."""
    programs: list[Program] = []
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    yield programs
    sys.setswitchinterval(before)
    for program in programs:
        program.close()
    gc.unfreeze()


class Clock(QObject):
    """Measures for how long the window does not answer, and what its thread does meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = self.gap = 0.0
        self._seen = (0.0, 0.0)
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start(1)

    @Slot()
    def _tick(self) -> None:
        now = time.thread_time(), time.perf_counter()
        if self._seen[1]:
            took, gap = (1000 * (new - old) for new, old in zip(now, self._seen, strict=True))
            self.longest, self.gap = max(self.longest, took), max(self.gap, gap)
        self._seen = now

    def stop(self) -> None:
        """Measure no more."""
        self._ticks.stop()

    def take(self) -> tuple[float, float]:
        """Return the longest work and the longest gap between two ticks, in milliseconds."""
        taken = self.longest, self.gap
        self.longest = self.gap = 0.0
        return taken


def run(until: Callable[[], bool]) -> None:
    """Turn the event loop until something has come about."""
    dispatcher = QAbstractEventDispatcher.instance()
    while not until():
        dispatcher.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _started(profile: Profile, running: list[Program]) -> Program:
    program = Program(profile, OpenOptions(book=None, section=None, language=None))
    running.append(program)
    program.window.left.show_tab("marks")
    program.rest()
    # What the tests themselves keep is no matter of the program: looking through it takes 40 ms.
    gc.collect()
    gc.freeze()
    return program


def _is_settled(program: Program) -> bool:
    importing = program.controls.commands.carrying.importing
    catalogue = program.controls.marks_list._catalogue
    return (
        not importing.errand.busy()
        and not program.controls.marks.many._waiting._errand.busy()
        and not program.controls.following.busy()
        and catalogue is not None
        and catalogue.loaded
        and catalogue.searchable
    )


def _all(conditions: Sequence[Callable[[], object]]) -> bool:
    return all(condition() for condition in conditions)


@pytest.mark.usefixtures("qapp")
def test_importing_many(
    profile: Profile,
    running: list[Program],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = _started(profile, running)
    file = tmp_path / "many.json"
    write_marks(file, MANY)
    importing = program.controls.commands.carrying.importing
    steps: dict[str, tuple[float, float]] = {}
    clock = Clock()

    settled = partial(_is_settled, program)
    clock.take()
    drop(program, file)
    run(lambda: importing.dialog is not None and settled())
    steps["showing what it would do"] = clock.take()
    dialog = importing.dialog
    assert dialog is not None
    dialog._go.click()
    run(lambda: dialog._done and settled())
    steps["importing"] = clock.take()
    dialog.reject()
    run(settled)
    clock.take()
    for name in ("undo", "redo"):
        done: list[object] = []
        marks = program.controls.marks
        marks.changed.connect(done.append)
        QTimer.singleShot(0, program.controls.actions[f"edit.{name}"].trigger)
        run(partial(_all, (done.__len__, settled)))
        steps[name] = clock.take()
    clock.stop()
    lines = (
        f"{name:28}{took:8.1f} ms, longest gap {gap:8.1f} ms" for name, (took, gap) in steps.items()
    )
    report(capsys, f"{MANY} marks", *lines)
    assert max(took for took, _gap in steps.values()) < STEP_MS
