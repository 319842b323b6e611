"""What a window program does beside its window: log, crash reports, requests of other starts."""

import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer.errors import Message
from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.ui.dialogs.crash import CrashReporter
from viewer.ui.fonts import load_all_fonts
from viewer.ui.run_log import RunLog

if TYPE_CHECKING:
    from types import TracebackType

    from viewer.ui.window.controls import Controls
    from viewer.ui.window.main_window import MainWindow

log = logging.getLogger(__name__)

SWITCH_SECONDS = 0.001
"""Longest time that a Python thread keeps the others waiting."""

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Session(QObject):
    """Everything of a run that can wait until the page is painted.

    Attributes:
        controls: The controllers of the window, once it is complete.
    """

    def __init__(
        self,
        window: "MainWindow",
        profile: Profile,
        problems: list[Message],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._profile = profile
        self._problems = problems
        self._log: RunLog | None = None
        self.controls: Controls | None = None
        self.crashes = CrashReporter(profile.log_file, self)

    @Slot()
    def complete(self) -> None:
        """Make what isn't needed for the first paint; done twice, it does nothing."""
        if self.controls is not None:
            return
        # Imported here: most of the program, and only now is there time for it.
        from viewer.ui.window.controls import Controls

        self._log = RunLog(self._profile)
        sys.excepthook = self.crashes.report
        threading.excepthook = self._thread_failed
        qInstallMessageHandler(_log_qt)
        # A busy background thread leaves the window smooth only if it yields often.
        sys.setswitchinterval(SWITCH_SECONDS)
        load_all_fonts()
        self.controls = Controls(self._window)
        self.controls.tell_start(self._problems)
        if self._window.services.named is not None:
            self.controls.library.remember(self._window.services.named)
        if self._window.navigation.pending is not None:
            self.controls.reader.start()
        elif self._window.navigation.book is None:
            self.controls.books.show()
        self.controls.search.prepare()
        self.controls.commands.carrying.begin()
        self._window.page.setFocus()

    @Slot(object)
    def open_request(self, options: OpenOptions) -> None:
        """Open what another start was asked for, and ask for attention."""
        if self.controls is None:
            self.complete()
        window = self._window
        if options.book is not None and self.controls is not None:
            self.controls.library.open_name(options.book, options.section or "")
        elif options.section is not None:
            window.navigation.open_section(options.section)
        if options.language is not None:
            window.navigation.set_language(options.language)
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)

    def hear(self, said: dict[str, Any]) -> None:
        """Do what another window of the profile tells."""
        if self.controls is None:
            self.complete()
        if self.controls is not None:
            self.controls.others.hear(said)

    def close(self) -> None:
        """Put the hooks back; the window has saved its own things."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self.controls is not None:
            self.controls.commands.carrying.end()
        if self._log is not None:
            self._log.close()
            self._log = None

    def _thread_failed(self, failure: threading.ExceptHookArgs) -> None:
        error = failure.exc_value
        if error is not None:
            trace: TracebackType | None = failure.exc_traceback
            self.crashes.report(failure.exc_type, error, trace)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
