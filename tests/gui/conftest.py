"""The running window program, as the tests of the window start it."""

from tests.gui.window.conftest import builds, built, empty_profile, profile, running, start

__all__ = ["builds", "built", "empty_profile", "profile", "running", "start"]
