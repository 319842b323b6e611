"""A running window program for each test that wants one."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtGui import QDesktopServices

from tests.gui.window.held_children import HeldChildren
from tests.gui.window.program import Program, places, write_book
from tests.gui.window.system import System
from viewer.options import OpenOptions
from viewer.search.build import build_command, survey_command
from viewer.settings import Preferences, Profile, profile_at, save_preferences
from viewer.ui.collected import surveys as collected_surveys
from viewer.ui.window.opening import new_windows
from viewer.ui.window.searching import index_builds

ROOT = Path(__file__).parents[3]

MANIFEST = """\
format: 1
id: tides
edition: "2"
issued: 2024-02-01
title: {en: Tides, fr: Marées}
classification: protected-a
caveat: {en: For the harbour master, fr: Pour le capitaine de port}
languages: [en, fr]
contents:
  - id: basics
    title: {en: Basics, fr: Notions}
    sections:
      - id: spring
        title: {en: Spring tides, fr: Marées de vive-eau}
        text: {en: en/spring.md, fr: fr/spring.md}
      - id: harbour
        title: {en: Harbour, fr: Port}
        text: {en: en/harbour.md}
  - id: log
    title: {en: Log, fr: Journal}
    classification: protected-b
    text: {en: en/log.md, fr: fr/log.md}
"""

TEXTS = {
    "en/spring.md": "Spring tides follow the new moon.\n\n## When\n\nAt new moon and full moon.\n",
    "fr/spring.md": "Elles suivent la nouvelle lune.\n\n## Quand\n\nÀ la nouvelle lune.\n",
    "en/harbour.md": "See [the log](section:log), or [a page](https://example.org/).\n",
    "en/log.md": "The log of the harbour.\n",
    "fr/log.md": "Le journal du port.\n",
}


class Start(Protocol):
    """Starts the program in the profile of the test."""

    def __call__(self, book: str | None = None, section: str | None = None) -> Program: ...


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the indexes of the bundled books, built by the program itself."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "viewer", "--profile", str(folder), "index"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return folder / "cache"


@pytest.fixture
def empty_profile(tmp_path: Path) -> Profile:
    """A profile that nobody has used."""
    return profile_at(tmp_path / "profile")


@pytest.fixture
def profile(empty_profile: Profile, built: Path) -> Profile:
    """A profile with indexes, of a reader who was greeted before."""
    shutil.copytree(built, empty_profile.cache)
    places(empty_profile)
    save_preferences(empty_profile, Preferences(theme="light"))
    return empty_profile


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Command lines of the windows that were asked for; none is started."""
    started: list[list[str]] = []

    def start_apart(command: Sequence[str], _environment: Mapping[str, str]) -> bool:
        started.append(list(command))
        return True

    monkeypatch.setattr(new_windows, "start_apart", start_apart)
    return started


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldChildren]:
    """Children that build indexes, held at their start."""
    held = HeldChildren(tmp_path / "builds", build_command)
    monkeypatch.setattr(index_builds, "build_command", held.command)
    yield held
    held.close()


@pytest.fixture
def surveys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldChildren]:
    """Children that look through books, held at their start."""
    held = HeldChildren(tmp_path / "surveys", survey_command)
    monkeypatch.setattr(collected_surveys, "survey_command", held.command)
    yield held
    held.close()


@pytest.fixture
def looked_through(surveys: HeldChildren) -> None:
    """Books are looked through as soon as the program wants it."""
    surveys.release()


@pytest.fixture
def running(
    same_look: None,
    apart: list[list[str]],
    builds: HeldChildren,
    surveys: HeldChildren,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[list[Program]]:
    """The programs that run; at the end all are closed, and the application looks as before.

    Their children, which few tests need and which take longer than most, are held: those that build
    indexes until a test asks whether the search is ready, those that look through books until it
    releases them.
    """
    del same_look, apart, surveys
    monkeypatch.setattr(Program, "want_search", builds.release)
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.close()


@pytest.fixture
def start(profile: Profile, running: list[Program]) -> Start:
    """Start the program, and wait until it rests; one at a time."""

    def started(book: str | None = None, section: str | None = None) -> Program:
        program = Program(profile, OpenOptions(book=book, section=section, language=None))
        running.append(program)
        program.rest()
        return program

    return started


@pytest.fixture
def program(start: Start) -> Program:
    """The program, with the bundled briefing open."""
    return start()


@pytest.fixture
def tides(tmp_path: Path) -> Path:
    """The folder of a small book, of which one section exists in English only."""
    return write_book(tmp_path / "books" / "tides", MANIFEST, TEXTS)


@pytest.fixture
def system() -> Iterator[System]:
    """The system, which is only asked to open files, and opens none."""
    made = System()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]  # the stubs are wrong
    yield made
    QDesktopServices.unsetUrlHandler("file")
