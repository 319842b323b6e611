"""What a further window takes up of the one that opens it: its place, its size, its panes."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint

from viewer.reading.place import Place
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.services import Services

STEP = 32
"""Pixels to the right and down from the window beside which another one opens."""

KEPT = ("book", "window", "both_languages")
"""What is taken up of the state, beside the place."""


def beside(window: MainWindow, place: Place | None = None, folder: Path | None = None) -> str:
    """Return what another window is to take up of this one, as JSON.

    Args:
        window: This one.
        place: Where the other one is to open; None for the place on the page.
        folder: Folder of its book; None if that is said elsewhere.
    """
    services = window.services
    kept: dict[str, Any] = {}
    window.keep(kept)
    state = {name: services.state[name] for name in KEPT if name in services.state}
    if place is not None:
        state["book"] = place.book
    book = str(state.get("book", ""))
    at = services.place_of(book)
    if place is not None and folder is not None:
        at = {
            "folder": str(folder),
            "section": place.section,
            "language": place.language,
            "ordinal": place.ordinal,
            "offset": place.offset,
            "shift": place.shift,
        }
    return json.dumps({**state, "window": kept, "places": {book: at} if at else {}})


def take_up(services: Services, text: str) -> None:
    """Take up what ``beside`` returned; anything odd is passed over."""
    with suppress(ValueError, RecursionError):
        state = json.loads(text)
        if isinstance(state, dict):
            places = state.pop("places", None)
            services.state.update((name, state[name]) for name in KEPT if name in state)
            if isinstance(places, dict):
                services.places().update(places)


def step_aside(window: MainWindow) -> None:
    """Move a window that is not yet shown a step from where it was put, but not off the screen."""
    if window.isMaximized() or window.isFullScreen():
        return
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    step = QPoint(STEP, STEP)
    if not room.contains(frame.translated(step)):
        left = frame.left() + STEP if frame.right() + STEP <= room.right() else room.left()
        top = frame.top() + STEP if frame.bottom() + STEP <= room.bottom() else room.top()
        step = QPoint(left, top) - frame.topLeft()
    window.move(window.pos() + step)
