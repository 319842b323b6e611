"""Where the reader's files are, and the preferences and state kept in them.

``settings.yaml`` is for people: they may edit it. What is wrong in it is told with file and line,
and the default counts. ``state.json`` is the program's own.
"""

from viewer.settings.document import AS_TEXT, Preferences
from viewer.settings.preferences import change_preferences, load_preferences, save_preferences
from viewer.settings.profile import Profile, default_profile, profile_at
from viewer.settings.state import join_state, load_state, save_state

__all__ = [
    "AS_TEXT",
    "Preferences",
    "Profile",
    "change_preferences",
    "default_profile",
    "join_state",
    "load_preferences",
    "load_state",
    "profile_at",
    "save_preferences",
    "save_state",
]
