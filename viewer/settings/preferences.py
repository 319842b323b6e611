"""Reading and writing the preferences.

A JSON mirror in the cache, valid for exactly the content it was made from, lets the program start
without the YAML library. A file that can't be read is never overwritten.
"""

import json
from contextlib import suppress
from pathlib import Path

from viewer import __version__
from viewer.errors import Message, SettingsError, Severity, reason_of
from viewer.settings.document import Parsed, Preferences, from_plain, parse, to_text, unreadable
from viewer.settings.profile import Profile
from viewer.storage.digest import digest
from viewer.storage.files import set_aside, write_atomically


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
    path = profile.settings_file
    try:
        before, told = _before(path)
        if before is not None and before.preferences == preferences and not before.findings:
            return told
        data = to_text(preferences, before.unknown if before else {}).encode()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        reason = reason_of(error)
        raise SettingsError("settings-not-saved", file=str(path), reason=reason) from error
    _write_mirror(profile, data, preferences, parse(path, data).findings)
    return told


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
