"""What every test gets: no display, no real profile, English, and nothing left behind."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from hypothesis import HealthCheck, settings
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QProcess,
    QThread,
    QThreadPool,
    QTimer,
)
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import patience
from viewer import messages
from viewer.ui.theme import SPACING, line_spacing

pytest_plugins = ["tests.desk"]

ONSCREEN = "--onscreen"

ASIDE = QPoint(-10, -10)
"""Where the pointer is at the beginning of a test: beside the screen."""

BLAMED = "blamed"
"""Property of what a test left behind, so that the tests after it are not blamed."""

IS_BUSY: dict[type, Callable[[Any], bool]] = {
    QTimer: lambda timer: timer.isActive(),
    QThread: lambda thread: thread.isRunning(),
    QProcess: lambda process: process.state() != QProcess.ProcessState.NotRunning,
}
"""What must not go on after a test, and how to see that it does."""

_WAITS = ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive")

# Examples of a property: some each time, many with all tests. A slow machine is no defect: an
# example may take its time. "ci" takes the same examples each time, so that nobody's change is held
# up by an example that it has nothing to do with.
_EXAMPLES = {"quick": 40, "whole": 150}
for _name, _count in _EXAMPLES.items():
    settings.register_profile(
        _name,
        settings.get_profile("ci" if os.environ.get("CI") else "default"),
        deadline=None,
        max_examples=_count,
        suppress_health_check=[HealthCheck.too_slow],
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("briefing viewer")
    group.addoption("--all", action="store_true", help="run the slow tests too")
    group.addoption("--bench", action="store_true", help="run the measurements only")
    group.addoption(ONSCREEN, action="store_true", help="show the windows on the real display")
    group.addoption("--update-shots", action="store_true", help="keep pictures as they look now")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("whole" if config.getoption("--all") else "quick")
    # Outright, since an empty variable counts as set and makes Qt abort.
    if not config.getoption(ONSCREEN):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "1"
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "BRIEFING_PROFILE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        (kept if _is_wanted(item, config) else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _is_wanted(item: pytest.Item, config: pytest.Config) -> bool:
    bench = item.get_closest_marker("bench") is not None
    if config.getoption("--bench"):
        return bench
    slow = item.get_closest_marker("slow") is not None
    # Measurements have the machine for themselves, or they say nothing.
    return not bench and (bool(config.getoption("--all")) or not slow)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the real profile of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    # The command line sets it for its child processes.
    monkeypatch.setenv("LANGUAGE", "")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start and end every test with the interface in English."""
    messages.set_language("en")
    yield
    messages.set_language("en")


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """As pytest-qt makes it, but with more patience."""
    for name in _WAITS:
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=patience.MILLISECONDS))
    return qtbot


@pytest.fixture
def update_shots(request: pytest.FixtureRequest) -> bool:
    """Whether pictures are to be kept as they look now."""
    return bool(request.config.getoption("--update-shots"))


@pytest.fixture
def profile_folder(tmp_path: Path) -> Path:
    """An empty folder for a profile."""
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


# --- Nothing left behind -----------------------------------------------------------------


@pytest.fixture(autouse=True)
def _no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves threads, and in GUI tests timers, processes, tasks or windows."""
    threads = set(threading.enumerate())
    uses_qt = "qapp" in request.fixturenames
    if not uses_qt:
        yield
        _fail_on_threads(threads)
        return
    # Asked for here so that the widgets of qtbot are closed before the check below.
    request.getfixturevalue("qapp")
    before = set(map(id, _top_level_widgets()))
    # Where the test before left the pointer, a widget of this one would find it above itself.
    QCursor.setPos(ASIDE)
    # What is there by now is none of this test's, and need not be gone through after it.
    gc.freeze()
    yield
    # Otherwise what the test had would live until after this, and be among what the next one finds.
    request.node.funcargs.clear()
    _settle()
    _fail_on_threads(threads)
    left = [*_busy_pool(), *_busy_objects()]
    left += [_describe(widget) for widget in _top_level_widgets() if id(widget) not in before]
    if left:
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)


def _fail_on_threads(before: set[threading.Thread]) -> None:
    left = [thread for thread in threading.enumerate() if thread not in before]
    # A thread that was told to end may need a moment; one that was not stays.
    for thread in left:
        thread.join(timeout=patience.SECONDS)
    alive = [thread.name for thread in left if thread.is_alive()]
    if alive:
        pytest.fail(f"threads left behind: {', '.join(alive)}", pytrace=False)


def _settle() -> None:
    """Let Qt delete what was told to go, and forget what was copied."""
    # Qt's offscreen platform keeps it to the very end, and what Python made can't be deleted then:
    # the process would crash after the last test.
    QGuiApplication.clipboard().clear()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _top_level_widgets() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]


def _busy_pool() -> list[str]:
    pool = QThreadPool.globalInstance()
    if pool.waitForDone(patience.MILLISECONDS):
        return []
    return [f"{pool.activeThreadCount()} tasks of the pool"]


def _busy_objects() -> list[str]:
    """Describe running timers, threads and processes that nobody stopped."""
    # By type, not isinstance: that would wake up lazy proxies of other libraries.
    kinds: dict[type, Callable[[Any], bool] | None] = {}
    busy: list[str] = []
    for candidate in gc.get_objects():
        kind = type(candidate)
        if kind not in kinds:
            bases = [base for base in IS_BUSY if issubclass(kind, base)]
            kinds[kind] = IS_BUSY[bases[0]] if bases else None
        check = kinds[kind]
        if check is None or not shiboken6.isValid(candidate) or not check(candidate):
            continue
        if not candidate.property(BLAMED):
            candidate.setProperty(BLAMED, "yes")
            busy.append(_describe(candidate))
    return busy


def _describe(candidate: QObject) -> str:
    name = candidate.objectName() or "unnamed"
    parent = candidate.parent()
    owner = f" of {type(parent).__name__}" if parent is not None else ""
    return f"{type(candidate).__name__} ({name}){owner}"


@pytest.fixture
def same_look(qapp: QApplication) -> Iterator[None]:
    """Afterwards, the application looks as before, whatever theme was applied meanwhile."""
    before = qapp.styleSheet(), qapp.palette(), qapp.font(), line_spacing()
    yield
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])
    qapp.setProperty(SPACING, before[3])
