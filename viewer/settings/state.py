"""What the program remembers of its window, in ``state.json``."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from viewer.settings.profile import Profile
from viewer.storage.files import set_aside, write_atomically

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
