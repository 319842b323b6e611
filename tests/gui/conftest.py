"""The running window program, as the tests of the window start it, and time for slow machines."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests import patience
from tests.gui.window.conftest import (
    apart,
    builds,
    built,
    empty_profile,
    profile,
    running,
    start,
    surveys,
)

__all__ = ["apart", "builds", "built", "empty_profile", "profile", "running", "start", "surveys"]


@pytest.fixture
def unhurried(qapp: QApplication) -> Iterator[None]:
    """Letters typed into a list belong to one word, however slowly they come."""
    before = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(patience.MILLISECONDS)
    yield
    qapp.setKeyboardInputInterval(before)
