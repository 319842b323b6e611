"""What a start of the window program imports, makes and tells, seen from outside."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from viewer.assets import DATA
from viewer.settings import Preferences, profile_at, save_preferences, save_state

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

AFTERWARDS = """
import builtins, gc, json, sys
from viewer.__main__ import main
status = main(sys.argv[1:])
import PySide6.QtWidgets
print(json.dumps({
    "status": status,
    "modules": sorted(sys.modules),
    "widgets": sorted(vars(PySide6.QtWidgets)),
    "plain": builtins.__import__ is builtins.__orig_import__,
    "collecting": gc.isenabled(),
    "frozen": gc.get_freeze_count(),
}))
"""
"""Does what the command line says, then tells what the interpreter holds."""

WHILE_OPEN = """
import gc, sys
from PySide6.QtCore import QCoreApplication, QTimer
import viewer.app as app
from viewer.__main__ import main
from viewer.ui.session import Session
told = {}
complete, end_start = Session.complete, app._end_start
def completed(session):
    # Once: on a slow machine the time limit of the start asks for it again.
    if not told:
        told.update(painted=session._window.page._painted, before=gc.isenabled())
    complete(session)
def ended():
    end_start()
    told.update(after=gc.isenabled(), frozen=gc.get_freeze_count() > 0)
    QTimer.singleShot(0, QCoreApplication.quit)
Session.complete, app._end_start = completed, ended
print(main(sys.argv[1:]), told)
"""
"""Opens the window, and closes it when it is complete."""


def run(*command: object) -> str:
    words = [sys.executable, *map(str, command)]
    done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout


def smoke(profile: Path, *arguments: object) -> dict[str, Any]:
    told = run("-m", "viewer", "open", *arguments, "--smoke", "--profile", profile)
    (line,) = told.splitlines()
    values = json.loads(line)
    assert isinstance(values, dict)
    return values


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A profile of somebody who has read, in French, and chosen a theme."""
    profile = profile_at(tmp_path / "used")
    profile.ensure()
    save_preferences(profile, Preferences(theme="dark", text_size=150))
    folder = str(DATA / "key-relationships")
    place = {
        "folder": folder,
        "section": "border-five",
        "language": "fr",
        "ordinal": 2,
        "offset": 0,
    }
    save_state(profile, {"book": "key-relationships", "places": {"key-relationships": place}})
    return profile.folder


def test_a_start_tells_what_it_took(tmp_path: Path) -> None:
    before = time.perf_counter()
    told = smoke(tmp_path / "fresh")
    took = (time.perf_counter() - before) * 1000
    assert list(told) == ["first_paint_ms", "cpu_ms", "pss_mb", "section", "modules"]
    # The system counts the start of a process in hundredths of a second.
    assert 50 < told["first_paint_ms"] < took + 20
    assert 0 < told["cpu_ms"] < 4 * took
    assert 20 < told["pss_mb"] < 150
    assert told["section"] == "about"


def test_nothing_slow_is_imported_in_a_fresh_profile(tmp_path: Path) -> None:
    assert smoke(tmp_path / "fresh")["modules"] == []


def test_nothing_slow_is_imported_in_a_used_profile(used: Path) -> None:
    told = smoke(used)
    assert told["section"] == "border-five"
    assert told["modules"] == []


def test_what_is_slow_is_noticed(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "en").mkdir(parents=True)
    (book / "en" / "one.md").write_text("Text.\n", encoding="utf-8")
    (book / "book.yaml").write_text(
        "format: 1\nid: small\nedition: '1'\nissued: 2026-01-01\ntitle: {en: Small}\n"
        "classification: unclassified\nlanguages: [en]\n"
        "contents:\n  - {id: one, title: {en: One}, text: {en: en/one.md}}\n",
        encoding="utf-8",
    )
    assert smoke(tmp_path / "profile", book)["modules"] == ["yaml", "markdown_it"]
    assert smoke(tmp_path / "profile", book)["modules"] == []


def test_a_start_is_frugal(used: Path) -> None:
    told = run("-c", AFTERWARDS, "open", "--smoke", "--profile", used).splitlines()[-1]
    held = json.loads(told)
    assert held["status"] == 0
    # OpenSSL, the clock of dates, and what makes data classes: each takes longer than a page.
    assert not {"hashlib", "datetime", "dataclasses", "PySide6.QtSvg"} & set(held["modules"])
    later = [
        "annotations",
        "cli",
        "search",
        "worker",
        "ui.action_set",
        "ui.actions",
        "ui.dialogs",
        "ui.results",
    ]
    later += ["ui.marks", "ui.books", "ui.tasks", "ui.window.controls", "ui.session"]
    names = tuple(f"viewer.{name}" for name in later)
    assert [name for name in held["modules"] if name.startswith(names)] == []
    # PySide makes a class when it is first asked for: all kinds of widgets, where it has to guess
    # what a widget is that Qt made.
    assert not {"QStyle", "QDialog", "QComboBox", "QCalendarWidget"} & set(held["widgets"])
    assert held["plain"]
    assert held["collecting"]
    assert held["frozen"] > 0


def test_the_window_is_completed_after_its_first_paint(used: Path) -> None:
    told = run("-c", WHILE_OPEN, "open", "--profile", used).splitlines()[-1]
    assert told == "0 {'painted': True, 'before': False, 'after': True, 'frozen': True}"


def test_the_window_is_completed_without_waiting_for_the_search() -> None:
    # That is imported in the background thread, while one reads.
    held = run("-c", "import sys, viewer.ui.window.controls; print(*sys.modules)").split()
    assert not {"numpy", "whoosh.index", "Stemmer", "rapidfuzz.fuzz"} & set(held)


WRONG_ARGUMENT = """
import json, sys
finders = sys.meta_path[:]
from viewer.ui.imports import SIGNATURES, import_plainly
import_plainly()
kept = sys.meta_path == finders
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel
waiting = [name for name in SIGNATURES if "__getattr__" in vars(sys.modules[name])]
try:
    QSize("wide")
except TypeError as problem:
    print(json.dumps([kept, len(waiting) == len(SIGNATURES), str(problem)]))
"""
"""Makes a mistake that PySide explains with its signatures."""


def test_signatures_are_loaded_when_a_mistake_needs_them() -> None:
    kept, waiting, said = json.loads(run("-c", WRONG_ARGUMENT))
    assert kept
    assert waiting
    assert "QSize.__init__(w: int, h: int" in said


UNWRITABLE = """
import sys
from pathlib import Path
from viewer.settings import profile_at, save_state
from viewer.ui.run_log import RunLog
profile = profile_at(Path(sys.argv[1]))
RunLog(profile)
assert not save_state(profile, {"book": "tides"})
"""
"""Writes a warning where there is no log for it."""


def test_a_profile_that_cannot_be_written_prints_no_log(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    command = [sys.executable, "-c", UNWRITABLE, str(file / "profile")]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
