"""Asks Qt for a display; where there is none, one sentence says so in place of Qt's abort."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer.errors import Message
from viewer.messages import located

NO_WINDOW = 2
"""Exit status where no window can be opened: wrong use, as in DESIGN.md."""


_LOCALE = "Detected locale"
"""How Qt starts to say that it took UTF-8 where the system lacks the language that was asked for.

Nobody has to do anything about that.
"""


def application(make: Callable[[], QApplication]) -> QApplication:
    """Return the application that ``make`` makes, or end the process with ``NO_WINDOW``.

    Qt aborts where it finds no display: none of its plugins for ``QT_QPA_PLATFORM``, ``DISPLAY`` or
    ``WAYLAND_DISPLAY`` can be loaded. Its last word before it does is a fatal message.
    """
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            _refuse()
        if not text.startswith(_LOCALE):
            said.append(text)

    before = qInstallMessageHandler(hear)
    made = make()
    qInstallMessageHandler(before)
    if sys.stderr is not None:
        sys.stderr.writelines(f"{text}\n" for text in said)
    return made


def _refuse() -> None:
    library = _missing_library() if _tried_xcb() else ""
    message = Message("qt-library-missing", {"library": library})
    if not library:
        message = Message("no-display")
    # A windowed program on Windows has no standard error.
    if sys.stderr is not None:
        sys.stderr.write(f"{located(message)}\n")
        sys.stderr.flush()
    # Not sys.exit: Qt aborts the process once this returns.
    os._exit(NO_WINDOW)


def _tried_xcb() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0]
    return sys.platform.startswith("linux") and wanted == "xcb" and "DISPLAY" in os.environ


def _missing_library() -> str:
    """Return the name of the library that Qt's plugin for X11 lacks; empty if it lacks none.

    Qt itself speaks of libxcb-cursor whichever it is.
    """
    # Imported here: no start that goes well needs them.
    import ctypes
    from pathlib import Path

    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugin = plugins / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        # The loader names what it can't load: "libxcb-cursor.so.0: cannot open shared object …".
        name = Path(str(error).partition(":")[0]).name
        return "" if name == plugin.name else name
    return ""
