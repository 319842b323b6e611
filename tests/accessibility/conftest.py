"""The running window program, as the tests of the window start it, and what it tells."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from tests.accessibility.at_spi import bus, hands, heard
from tests.gui.window.conftest import (
    apart,
    builds,
    built,
    empty_profile,
    looked_through,
    profile,
    program,
    running,
    start,
    surveys,
    system,
)

__all__ = [
    "apart",
    "builds",
    "built",
    "bus",
    "empty_profile",
    "hands",
    "heard",
    "looked_through",
    "profile",
    "program",
    "running",
    "said",
    "start",
    "surveys",
    "system",
]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told by the program itself: announcements, and rows with focus."""
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())
        elif event.type() == QAccessible.Event.Focus:
            whole = QAccessible.queryAccessibleInterface(event.object())
            told.append(whole.child(event.child()).text(QAccessible.Text.Name))

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    return told
