"""What the program remembers of its window, in ``state.json``."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from viewer.settings.joining import joined
from viewer.settings.profile import Profile
from viewer.storage.files import set_aside, write_atomically

OF_ONE_WINDOW = ("book", "window", "both_languages")
"""Of what there is one alone: the window that saves last is remembered."""

_DEPTH = 2
"""Values are joined by name, and those of a name, such as the places, by book."""

_PATIENCE = 1.0
"""Seconds to wait for another window that is just saving; then it has been stopped."""

_logger = logging.getLogger(__name__)


def load_state(profile: Profile) -> dict[str, Any]:
    """Return what the program remembered; empty if there is nothing, or nothing legible.

    A damaged file is set aside, as ``state.json.damaged-DATE``.
    """
    path = profile.state_file
    try:
        state = json.loads(path.read_bytes())
        if isinstance(state, dict):
            return state
    except OSError:
        return {}
    except (ValueError, RecursionError):
        pass
    with suppress(OSError):
        _logger.warning("The state could not be read; it is kept as %s.", set_aside(path))
    return {}


def save_state(profile: Profile, state: Mapping[str, Any]) -> bool:
    """Write what the program shall remember; tell whether it could be written."""
    data = json.dumps(state, indent=1).encode()
    try:
        profile.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(profile.state_file, data)
    except OSError as error:
        _logger.warning("The state could not be saved: %s", error)
        return False
    return True


def join_state(
    profile: Profile, known: Mapping[str, Any], mine: Mapping[str, Any], *, last: bool = True
) -> dict[str, Any]:
    """Write what this window changed into what the windows remember by now, and return that.

    Args:
        profile: Where it is kept.
        known: What this window read or wrote last.
        mine: What it has now.
        last: Whether this window is the one that the next start takes up; else another one is, and
            what both changed is as that one has it.
    """
    # Imported here: a start saves nothing.
    from viewer.storage.locks import after_others

    with after_others(profile.state_file.with_name("state.lock"), _PATIENCE):
        theirs = load_state(profile)
        first, second = (mine, theirs) if last else (theirs, mine)
        state = dict(joined(known, first, second, _DEPTH)) if theirs else dict(mine)
        if last:
            state.update(_of_this_window(mine, state))
        save_state(profile, state)
    return state


def _of_this_window(mine: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is this window's alone: how it looks, its book, and the place in it."""
    own = {name: mine[name] for name in OF_ONE_WINDOW if name in mine}
    book, places, kept = mine.get("book"), mine.get("places"), state.get("places")
    if isinstance(places, dict) and isinstance(kept, dict) and str(book) in places:
        own["places"] = {**kept, str(book): places[str(book)]}
    return own
