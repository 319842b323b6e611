"""The running window program, as the tests of the window start it."""

from tests.gui.window.conftest import (
    apart,
    built,
    empty_profile,
    profile,
    program,
    running,
    start,
    system,
)

__all__ = ["apart", "built", "empty_profile", "profile", "program", "running", "start", "system"]
