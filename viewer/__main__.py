"""Entry point of ``briefing``, ``briefing-viewer`` and ``python -m viewer``."""

import gc
import os
import sys
from collections.abc import Sequence

from viewer import messages
from viewer.errors import Message
from viewer.options import COMPLETION, WORKER, OpenOptions, command_of, open_options


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for and return the exit status.

    0: done. 1: findings, or nothing found. 2: wrong use. 3: damaged or refused input.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [WORKER]:
        from viewer.worker import main as work

        return work(given[1:])
    command, rest = command_of(given)
    options = open_options(rest) if command == "open" and COMPLETION not in os.environ else None
    if options is not None:
        return open_window(options)
    from viewer.cli.group import main as command_line

    return command_line(given, open_window)


def open_window(options: OpenOptions) -> int:
    """Open the window; where that can't work, say why and return 2."""
    messages.set_language(messages.system_language())
    if not _has_display():
        return _refuse(Message("no-display"))
    # A start makes a hundred thousand objects that stay. To look for garbage among them again and
    # again takes a tenth of the time; ``viewer.app`` switches that on when the window is complete.
    gc.disable()
    try:
        return _open_app(options)
    finally:
        gc.enable()


def _open_app(options: OpenOptions) -> int:
    try:
        from viewer.ui.imports import import_plainly

        import_plainly()
        from viewer.app import main as open_app
    except ImportError as problem:
        # The loader of shared libraries names the file that Qt lacks: "libGL.so.1: cannot open …".
        library = str(problem).partition(":")[0]
        if ".so" not in library:
            raise
        return _refuse(Message("qt-library-missing", {"library": library}))
    return open_app(options)


def _has_display() -> bool:
    """Return whether a window has a place to appear; Qt would abort without one."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    return any(os.environ.get(name) for name in names)


def _refuse(message: Message) -> int:
    # A windowed program on Windows has no standard error.
    if sys.stderr is not None:
        sys.stderr.write(f"{messages.located(message)}\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
