"""One tab: a place of reading, the way there, and what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.reading.history import History
from viewer.reading.place import Place
from viewer.ui.window.searching.page_hits import Kept

MOST = 200
"""Tabs that a start takes up again; more would only be a damaged file."""


@dataclass(slots=True, eq=False)
class Tab:
    """What a tab holds while another one is on the page: no widget, and no text.

    Attributes:
        title: Title of its section.
        place: Where the reader is in it.
        folder: Folder of its book; None if it is to be looked for on the shelf.
        history: Its way back and forward.
        hits: What is highlighted in it.
        arrive: Opens it for the first time, in place of ``place``; None once that is done.
    """

    title: str
    place: Place
    folder: Path | None = None
    history: History = field(default_factory=History)
    hits: Kept | None = None
    arrive: Callable[[], object] | None = None

    def state(self) -> dict[str, Any]:
        """Return what the next start needs."""
        folder = None if self.folder is None else str(self.folder)
        return {"title": self.title, "folder": folder, **self.place._asdict()}


def tabs_of(state: object) -> tuple[list[Tab], int]:
    """Return the tabs of the last time and which was on the page; none for anything odd."""
    kept = state if isinstance(state, Mapping) else {}
    listed, current = kept.get("open"), kept.get("current")
    if not isinstance(listed, list) or not isinstance(current, int):
        return [], 0
    tabs = [_tab_of(one) for one in listed[:MOST]]
    known = [tab for tab in tabs if tab is not None]
    whole = len(known) == len(tabs) and 0 <= current < len(known)
    return (known, current) if whole else ([], 0)


def _tab_of(state: object) -> Tab | None:
    if not isinstance(state, Mapping):
        return None
    try:
        place = Place(
            book=_text(state["book"]),
            edition=_text(state["edition"]),
            section=_text(state["section"]),
            language=_text(state["language"]),
            block=_text(state["block"]),
            ordinal=int(state["ordinal"]),
            offset=int(state["offset"]),
            shift=float(state["shift"]),
        )
        folder = state["folder"]
        title = _text(state["title"])
        return Tab(title, place, None if folder is None else Path(_text(folder)))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
