"""The window program in a profile, put together as ``viewer.app`` does it."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QObject,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests import patience
from viewer import app
from viewer.options import OpenOptions
from viewer.settings import Profile, save_state
from viewer.ui.fonts import load_start_fonts
from viewer.ui.session import Session
from viewer.ui.window.controls import Controls
from viewer.ui.window.main_window import MainWindow


class Program:
    """One run of the window program.

    Attributes:
        window: Its window, shown and active.
        session: What it does beside the window.
    """

    want_search: Callable[[], object] = staticmethod(lambda: None)
    """Lets the children that build indexes go on, if they are held."""

    def __init__(self, profile: Profile, options: OpenOptions | None = None) -> None:
        asked = options or OpenOptions()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        load_start_fonts()
        profile.ensure()
        services, problems = app._services(application, asked, profile)
        self.profile = profile
        self._closed = False
        self._held = False
        self.window = MainWindow(services)
        problems += app._open(self.window, asked)
        self.window.restore(app._window_state(services.state))
        self.window.show()
        self.session = Session(self.window, profile, problems)
        _keep_hooks(self.session.complete)
        # What a message says stays until something else takes it away, however long that takes.
        self.window.line._expiry.blockSignals(True)  # noqa: FBT003 - Qt takes no name here
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow)
        settle()

    @property
    def controls(self) -> Controls:
        """The controllers of the window."""
        assert self.session.controls is not None
        return self.session.controls

    @property
    def section(self) -> str:
        """Id of the section on the page."""
        return self.window.navigation.section

    def part(self, name: str) -> QWidget:
        """A widget of the window by its name."""
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), f"no {name} in the window"
        return found

    def message(self) -> str:
        """What the line above the text says; empty if it is closed."""
        return self.window.line.text()

    def keys(self, *shortcuts: str) -> None:
        """Press keys where the keyboard is, as ``Ctrl+K``, and wait for what comes of each."""
        for shortcut in shortcuts:
            QTest.keySequence(focused() or self.window, QKeySequence(shortcut))
            self.rest()

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        widget = focused()
        assert widget is not None
        for character in text:
            if character.isascii():
                QTest.keyClicks(widget, character)
            else:
                # Not QTest, which ends the program at a letter with an accent.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                    QApplication.sendEvent(widget, event)

    def act(self, name: str) -> None:
        """Do what the menu entry ``name`` does, and wait for what comes of it."""
        action = self.controls.actions[name]
        assert action.isEnabled(), f"{name} can't be done now"
        action.trigger()
        self.rest()

    def set_text_size(self, percent: int) -> None:
        """Choose a size of the text at once, in place of many steps by key; wait for its look."""
        self.window.look.choose(text_size=percent)
        self.rest()

    def search_is_ready(self) -> bool:
        """Whether all bundled books can be searched; indexes that are missing are built now."""
        self.want_search()
        search = self.controls.search
        return search.is_ready() and search.builds.current() is None and not search._opening.busy()

    def await_search(self) -> None:
        """Wait until the bundled books can be searched."""
        wait_until(self.search_is_ready)
        settle()

    def come_back(self) -> None:
        """Have the keyboard in the window again once a dialog has closed.

        The platform of the tests brings no window back by itself.
        """
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow)
        settle()

    def rest(self) -> None:
        """Wait until nothing goes on in the background thread, and what came of it is shown.

        What children do, who build indexes, is not waited for.
        """
        wait_until(self._rests)

    def _rests(self) -> bool:
        settle()
        # A channel is busy until its result has arrived: nothing is between the two.
        busy = any(channel.busy() for channel in self.controls.background._channels)
        return self._held or not busy

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the background thread from beginning anything new meanwhile; then let it rest."""
        gate = threading.Event()
        self.controls.background._executor.submit(gate.wait)
        self._held = True
        try:
            yield
        finally:
            self._held = False
            gate.set()
        self.rest()

    def search(self, text: str) -> None:
        """Search for all results as a reader does: Ctrl+K, words, Enter; then wait for the page."""
        self.await_search()
        self.keys("Ctrl+K")
        self.type(text)
        self.keys("Return")
        wait_until(lambda: self.controls.results.query == text.strip() and self.hit()[0] > 0)
        self.rest()

    def hit(self) -> tuple[int, int]:
        """Which match on the page is the current one, from 1, and how many there are."""
        current, count, _query = self.window.hit_bar._values
        return current, count

    def close(self) -> None:
        """Close the window, end the session, and let go of both; done twice, it does nothing."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        _keep_hooks(self.session.close)
        self.session.setParent(self.window)
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()


def _keep_hooks(work: Callable[[], object]) -> None:
    """Do ``work``, but leave errors and Qt's messages to the tests."""
    hooks = sys.excepthook, threading.excepthook
    handler = qInstallMessageHandler(None)
    work()
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(handler)


def focused() -> QWidget | None:
    """The widget that has the keyboard."""
    return QApplication.focusWidget()


def settle() -> None:
    """Let Qt do all that is to be done at once, in however many steps: until no event is left.

    Timers without a delay are part of it, so that pages are built to their end. What the background
    thread and child processes do is not: wait for what comes of it.

    Raises:
        TimeoutError: There is no end to it.
    """
    dispatcher = QAbstractEventDispatcher.instance()
    deadline = QDeadlineTimer(patience.MILLISECONDS)
    while dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
        if deadline.hasExpired():
            raise TimeoutError(f"events without end for {patience.SECONDS} s")


def wait_until(condition: Callable[[], bool]) -> None:
    """Handle events until ``condition`` holds.

    Raises:
        TimeoutError: It didn't come to hold in time.
    """
    deadline = QDeadlineTimer(patience.MILLISECONDS)
    waker = QObject()
    # Wakes the loop now and then, for conditions that no event comes with.
    timer = waker.startTimer(20)
    flags = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError(f"waited {patience.SECONDS} s in vain")
        QApplication.processEvents(flags)
    waker.killTimer(timer)


def places(profile: Profile, **state: object) -> None:
    """Let the program believe that it was used before, so that it doesn't greet."""
    profile.ensure()
    save_state(profile, {"welcomed": True, **state})


def click(widget: QWidget) -> None:
    """Click in the middle of a widget with the left button."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def write_book(folder: Path, manifest: str, texts: dict[str, str]) -> Path:
    """Write a book folder and return it.

    Args:
        folder: The folder.
        manifest: Content of ``book.yaml``.
        texts: Content of the other files, by path in the folder.
    """
    folder.mkdir(parents=True)
    (folder / "book.yaml").write_text(manifest, encoding="utf-8")
    for path, content in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder
