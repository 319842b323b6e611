"""Reading and writing the preferences.

A JSON mirror in the cache, valid for exactly the content it was made from, lets the program start
without the YAML library. A file that can't be read is never overwritten.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from viewer import __version__
from viewer.errors import Message, SettingsError, Severity, reason_of
from viewer.settings.document import Parsed, Preferences, from_plain, parse, to_text, unreadable
from viewer.settings.joining import joined
from viewer.settings.profile import Profile
from viewer.storage.digest import digest
from viewer.storage.files import set_aside, write_atomically

_DEPTH = 2
"""Preferences are joined by name, and those that are mappings or lists by what is in them."""

_PATIENCE = 1.0
"""Seconds to wait for another window that is just saving; then it has been stopped."""


def load_preferences(profile: Profile) -> tuple[Preferences, list[Message]]:
    """Return the preferences, and what is wrong with the file; there, the defaults count."""
    path = profile.settings_file
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Preferences(), []
    except OSError as error:
        return Preferences(), [unreadable(path, 0, reason_of(error)).message]
    mirrored = _from_mirror(profile, data)
    if mirrored is not None:
        return mirrored
    try:
        parsed = parse(path, data)
        preferences, messages = parsed.preferences, parsed.findings
    except SettingsError as error:
        preferences, messages = Preferences(), [error.message]
    _write_mirror(profile, data, preferences, messages)
    return preferences, messages


def save_preferences(profile: Profile, preferences: Preferences) -> list[Message]:
    """Write the preferences; return what the reader has to be told about the file before.

    Settings in the file that this program doesn't know are kept. A file that can't be read is set
    aside first.

    Raises:
        SettingsError: They can't be written; the old file is untouched.
    """
    return _save(profile, lambda _before: preferences)[1]


def change_preferences(profile: Profile, known: Preferences, wanted: Preferences) -> Preferences:
    """Write what differs between ``known`` and ``wanted``; return the preferences as they are now.

    What another window changed since this one knew them stays.

    Raises:
        SettingsError: They can't be written; the old file is untouched.
    """
    # Imported here: a start saves nothing.
    from viewer.storage.locks import after_others

    def make(before: Preferences | None) -> Preferences:
        return wanted if before is None else _joined(known, wanted, before)

    with after_others(profile.settings_file.with_name("settings.lock"), _PATIENCE):
        return _save(profile, make)[0]


def _joined(known: Preferences, wanted: Preferences, theirs: Preferences) -> Preferences:
    before, mine, others = (one._asdict() for one in (known, wanted, theirs))
    return Preferences(**joined(before, mine, others, _DEPTH))


def _save(
    profile: Profile, make: Callable[[Preferences | None], Preferences]
) -> tuple[Preferences, list[Message]]:
    """Write what ``make`` makes of the preferences in the file, if there are any.

    Raises:
        SettingsError: They can't be written; the old file is untouched.
    """
    path = profile.settings_file
    try:
        before, told = _before(path)
        preferences = make(before.preferences if before else None)
        if before is not None and before.preferences == preferences and not before.findings:
            return preferences, told
        data = to_text(preferences, before.unknown if before else {}).encode()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        reason = reason_of(error)
        raise SettingsError("settings-not-saved", file=str(path), reason=reason) from error
    _write_mirror(profile, data, preferences, parse(path, data).findings)
    return preferences, told


def _before(path: Path) -> tuple[Parsed | None, list[Message]]:
    """Return what stands in the file, and what the reader has to be told about it.

    Raises:
        OSError: It can't be read, and can't be set aside.
    """
    if not path.exists():
        return None, []
    try:
        return parse(path, path.read_bytes()), []
    except (SettingsError, OSError):
        kept = set_aside(path)
    parameters = {"kept": str(kept)}
    return None, [Message("settings-set-aside", parameters, Severity.WARNING, str(path))]


def _from_mirror(profile: Profile, data: bytes) -> tuple[Preferences, list[Message]] | None:
    """Return what was read from exactly this content before; None if it wasn't."""
    try:
        mirror = json.loads(profile.mirror_file.read_bytes())
        if mirror["of"] != _digest(data):
            return None
        messages = [
            Message(code, parameters, Severity(severity), str(profile.settings_file), line)
            for code, parameters, severity, line in mirror["messages"]
        ]
        return from_plain(mirror["preferences"]), messages
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _write_mirror(
    profile: Profile, data: bytes, preferences: Preferences, messages: list[Message]
) -> None:
    mirror = {
        "of": _digest(data),
        "preferences": {**preferences._asdict(), "keys": dict(preferences.keys)},
        "messages": [[m.code, dict(m.parameters), m.severity.value, m.line] for m in messages],
    }
    # Without it, the next start merely takes the longer way.
    with suppress(OSError):
        profile.cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(profile.mirror_file, json.dumps(mirror).encode())


def _digest(data: bytes) -> str:
    """Return what names the content of a file and the program that read it."""
    return digest(__version__.encode() + b"\0" + data)
