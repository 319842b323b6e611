"""The running window program, as the tests of the window start it."""

from tests.gui.window.conftest import (
    built,
    empty_profile,
    profile,
    program,
    running,
    start,
    system,
)

__all__ = ["built", "empty_profile", "profile", "program", "running", "start", "system"]
