"""``--smoke``: paint the page once, print what that took as one JSON line, end."""

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

if TYPE_CHECKING:
    from viewer.ui.window.main_window import MainWindow

WATCHED = ("click", "yaml", "markdown_it", "whoosh", "numpy", "rapidfuzz")
"""Modules that must not be imported before the first paint."""

PATIENCE_MS = 20_000
"""Milliseconds after which a window that never painted counts as broken."""


class Smoke(QObject):
    """Waits for the first paint of the page.

    Attributes:
        status: Exit status: 0 once the page was painted.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.status = 3
        # Queued: what was painted has to reach the screen first.
        window.page.painted.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(QCoreApplication.quit)
        self._patience.start(PATIENCE_MS)

    @Slot()
    def _report(self) -> None:
        line = {
            "first_paint_ms": round(_milliseconds_since_start(), 1),
            "cpu_ms": round(time.process_time() * 1000, 1),
            "pss_mb": _pss_mb(),
            "section": self._window.navigation.section,
            "modules": [name for name in WATCHED if name in sys.modules],
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        self.status = 0
        QCoreApplication.quit()


def _milliseconds_since_start() -> float:
    """Return the age of this process; from /proc where there is one, else of the interpreter."""
    try:
        fields = Path("/proc/self/stat").read_bytes().rpartition(b")")[2].split()
        start = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - start) * 1000
    except (OSError, ValueError, IndexError, AttributeError):
        return time.process_time() * 1000


def _pss_mb() -> float:
    """Return the proportional set size in MB; 0 where the system doesn't tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_bytes().splitlines()
    except OSError:
        return 0.0
    return next(
        (round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith(b"Pss:")), 0.0
    )
