"""The text of ``settings.yaml``: what may stand in it, and what a person is told if it doesn't.

YAML is imported only when a file is parsed or written: the start does without.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from viewer.errors import Message, SettingsError, Severity

SIZE_LIMIT = 256 * 1024
"""Largest file that is read, in bytes; a larger one is taken for a mistake."""

DEPTH_LIMIT = 40
"""Deepest nesting that is read; at thousands, the YAML library ends the whole process."""

TEXT_SIZES = range(70, 301)
"""Sizes of the text, in percent."""

AS_TEXT = 0
"""Size of the interface that follows that of the text."""

LINE_SPACINGS = range(80, 201)
"""Spaces between lines, in percent of the normal one."""

COLUMN_WIDTHS = range(40, 121)
"""Widths of the text column, in characters."""

_MAPPING = "tag:yaml.org,2002:map"
_NULL = "tag:yaml.org,2002:null"

_SHOWN = 60
"""Characters of a wrong value that are repeated to the reader."""


class Preferences(NamedTuple):
    """What the reader chose.

    Attributes:
        interface_language: Language of menus and messages; ``system`` follows the system.
        theme: Colours; ``system`` follows the system, its contrast setting included.
        text_size: Percent of the normal size, 70 to 300.
        interface_size: Likewise, for menus, lists and dialogs; ``AS_TEXT`` follows the text.
        line_spacing: Height of lines, in percent of the normal one, 80 to 200.
        column_width: Characters that fit on a line of text, 40 to 120.
        font: ``mixed`` is serif for the text and sans serif for headings, tables and the interface;
            ``serif`` and ``sans`` are used everywhere.
        keys: Shortcuts that the reader has changed: all of an action, by its id.
        recent_searches: Whether recent searches are remembered.
        heading_keys: Whether H and Shift+H, alone, go from heading to heading on the page.
        cite_link: Whether citations that are copied have a link to the place.
        track_reading: Whether it is remembered, and shown, what was read.
        shelf: Folders in which books lie.
        opened: Single books opened from elsewhere, the latest first.
        removed: Books in those folders that the reader removed; they aren't listed any more.
        second_copy: Folder of the second copy of the notes; empty for none.
    """

    interface_language: Literal["system", "en", "fr"] = "system"
    theme: Literal["system", "light", "dark", "sepia", "contrast", "contrast_dark"] = "system"
    text_size: int = 100
    interface_size: int = AS_TEXT
    line_spacing: int = 100
    column_width: int = 68
    font: Literal["mixed", "serif", "sans"] = "mixed"
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    recent_searches: bool = True
    heading_keys: bool = True
    cite_link: bool = False
    track_reading: bool = True
    shelf: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    second_copy: str = ""


_HEADING = """\
# Preferences of Briefing Viewer. The program rewrites this file when one of them is changed in its
# window: settings that it doesn't know are kept, comments are not.
# Préférences de la Visionneuse de cahiers d'information. Le programme réécrit ce fichier quand on
# en change une dans sa fenêtre : il conserve les réglages inconnus, mais pas les commentaires.
"""

_COMMENTS = {
    "interface_language": (
        "Language of menus and messages: system, en or fr",
        "Langue des menus et des messages : system, en ou fr",
    ),
    "theme": (
        "Colours: system, light, dark, sepia, contrast (high, light) or contrast_dark",
        "Couleurs : system, light (clair), dark (sombre), sepia, contrast (élevé) ou contrast_dark",
    ),
    "text_size": (
        "Size of the text in percent, 70 to 300",
        "Taille du texte en pourcentage, de 70 à 300",
    ),
    "interface_size": (
        "Size of menus, lists and dialogs in percent, 70 to 300; 0 follows the text",
        "Taille des menus, listes et dialogues en pourcentage, de 70 à 300; 0 suit le texte",
    ),
    "line_spacing": (
        "Line spacing in percent of the normal one, 80 to 200",
        "Interligne en pourcentage de l’interligne normal, de 80 à 200",
    ),
    "column_width": (
        "Column width in characters, 40 to 120",
        "Largeur de colonne en caractères, de 40 à 120",
    ),
    "font": (
        "Font: mixed (serif for the text), serif or sans",
        "Police : mixed (à empattements pour le texte), serif (avec) ou sans (sans empattements)",
    ),
    "keys": (
        "Shortcuts that you changed, all keys of an action in brackets: marks.bookmark: [Ctrl+B]",
        "Raccourcis modifiés, toutes les touches d’une action entre crochets",
    ),
    "recent_searches": (
        "Remember recent searches: true or false",
        "Conserver les recherches récentes : true (oui) ou false (non)",
    ),
    "heading_keys": (
        "H and Shift+H go from heading to heading on the page: true or false",
        "H et Maj+H vont de titre en titre dans la page : true (oui) ou false (non)",
    ),
    "cite_link": (
        "Add a link to the place when something is copied with its citation: true or false",
        "Ajouter un lien vers le passage à la copie avec la référence : true (oui) ou false (non)",
    ),
    "track_reading": (
        "Remember and show what you have read: true or false",
        "Retenir et montrer ce que vous avez lu : true (oui) ou false (non)",
    ),
    "shelf": (
        "Folders in which books lie, one a line after a dash",
        "Dossiers où se trouvent les cahiers, un par ligne après un tiret",
    ),
    "opened": (
        "Books opened from elsewhere, the latest first",
        "Cahiers ouverts depuis un autre endroit, le plus récent d’abord",
    ),
    "removed": (
        "Books that you removed, though they lie in one of the folders above",
        "Cahiers que vous avez retirés, bien qu’ils soient dans un des dossiers ci-dessus",
    ),
    "second_copy": (
        "Folder for a second copy of your notes, for example on a stick; empty for none",
        "Dossier d’une deuxième copie de vos notes, par exemple sur une clé; vide pour aucune",
    ),
}

_UNKNOWN_HEADING = """
# Not known to this version of the program / Inconnu de cette version du programme
"""

_EXPECTED = {
    "interface_language": "system, en, fr",
    "theme": "system, light, dark, sepia, contrast, contrast_dark",
    "text_size": "70–300",
    "interface_size": "0, 70–300",
    "line_spacing": "80–200",
    "column_width": "40–120",
    "font": "mixed, serif, sans",
    "keys": "{marks.bookmark: [Ctrl+B]}",
    "recent_searches": "true, false",
    "heading_keys": "true, false",
    "cite_link": "true, false",
    "track_reading": "true, false",
    "second_copy": "/…, C:\\…",
}
"""What may stand in the file, as a person would type it."""

_NUMBERS = {
    "text_size": TEXT_SIZES,
    "interface_size": (AS_TEXT, *TEXT_SIZES),
    "line_spacing": LINE_SPACINGS,
    "column_width": COLUMN_WIDTHS,
}
_LISTS = ("shelf", "opened", "removed")
_PATHS = ("second_copy",)
_SWITCHES = ("recent_searches", "heading_keys", "cite_link", "track_reading")


def to_text(preferences: Preferences, unknown: Mapping[str, object]) -> str:
    """Return settings.yaml, with its comments in both languages."""
    parts = [_HEADING]
    for name, value in preferences._asdict().items():
        comments = "".join(f"# {line}\n" for line in _COMMENTS[name])
        parts.append(f"\n{comments}{_dumped({name: value})}")
    if unknown:
        parts.append(f"{_UNKNOWN_HEADING}{_dumped(unknown)}")
    return "".join(parts)


def _dumped(values: Mapping[str, object]) -> str:
    import yaml

    plain = {name: _plain(value) for name, value in values.items()}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, default_flow_style=False)


def _plain(value: object) -> object:
    """Return a value as YAML can hold it."""
    if isinstance(value, tuple):
        return [_writable(item) for item in value]
    if isinstance(value, Mapping):
        return {name: list(keys) for name, keys in value.items()}
    return _writable(value) if isinstance(value, str) else value


def _writable(path: str) -> str | bytes:
    """Return a path as YAML can hold it: as bytes if it is no text, which Unix allows."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def _is_path(item: object) -> bool:
    return isinstance(item, str | bytes)


def _is_shortcut(item: tuple[object, object]) -> bool:
    action, keys = item
    listed = keys if isinstance(keys, list) else [None]
    return isinstance(action, str) and all(isinstance(one, str) for one in listed)


class Parsed(NamedTuple):
    """What stands in a file.

    Attributes:
        preferences: The preferences, with defaults where the file has none, or wrong ones.
        unknown: Settings that this program doesn't know.
        findings: What is wrong with it.
    """

    preferences: Preferences
    unknown: Mapping[str, object]
    findings: list[Message]


def parse(path: Path, data: bytes) -> Parsed:
    """Return what stands in a file; ``path`` is only named in messages.

    Raises:
        SettingsError: It can't be read at all.
    """
    known: dict[str, Any] = {}
    unknown: dict[str, object] = {}
    findings: list[Message] = []
    seen: set[str] = set()
    for name, value, written, line in _entries(path, data):
        problem: Message | None = None
        if name in seen:
            problem = _message("settings-twice", path, line, name=name)
        seen.add(name)
        if name not in _COMMENTS:
            unknown[name] = value
            problem = problem or _message("settings-unknown", path, line, name=name)
        elif _is_valid(name, value):
            known[name] = value
        else:
            problem = _wrong_value(path, line, name, written)
        if problem is not None:
            findings.append(problem)
    return Parsed(from_plain(known), unknown, findings)


_Entry = tuple[str, Any, str, int]
"""Name and value of a setting, the value as it is written, and its line."""


def _entries(path: Path, data: bytes) -> list[_Entry]:
    """Return the settings in a file.

    Raises:
        SettingsError: It is too large, no text, or no YAML with names and values.
    """
    import yaml

    if len(data) > SIZE_LIMIT:
        raise unreadable(path, 0, f"> {SIZE_LIMIT // 1024} KB")
    try:
        return list(_pairs(path, data.decode("utf-8-sig")))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise unreadable(path, line, error.problem or str(error)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise unreadable(path, 0, str(error).splitlines()[0]) from error


def _pairs(path: Path, text: str) -> Iterator[_Entry]:
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    for event in yaml.parse(text, loader_class):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise unreadable(path, line, "[[[[…")
    loader = loader_class(text)
    try:
        root = loader.get_single_node()
        if root is None or root.tag == _NULL:
            return
        if root.tag != _MAPPING:
            raise unreadable(path, root.start_mark.line + 1, "name: value")
        for key, value in root.value:
            name = loader.construct_object(key, deep=True)
            written = value.value if isinstance(value, yaml.ScalarNode) else "…"
            plain = loader.construct_object(value, deep=True)
            yield str(name), plain, written, key.start_mark.line + 1
    finally:
        loader.dispose()


def from_plain(values: Mapping[str, Any]) -> Preferences:
    """Return the preferences with these values, as YAML and JSON have them.

    Raises:
        ValueError: There is no such preference, or no such value for it.
    """
    if not all(name in _COMMENTS and _is_valid(name, value) for name, value in values.items()):
        raise ValueError("not preferences")
    known: dict[str, Any] = {name: _kept(name, value) for name, value in values.items()}
    return Preferences(**known)


def _kept(name: str, value: Any) -> object:  # noqa: ANN401 - YAML and JSON hold anything
    """Return a valid value as the preferences hold it."""
    if name in _LISTS:
        return tuple(map(os.fsdecode, value))
    if name == "keys":
        return {action: tuple(keys) for action, keys in value.items()}
    return os.fsdecode(value) if name in _PATHS else value


def _is_valid(name: str, value: object) -> bool:
    if name in _SWITCHES:
        return isinstance(value, bool)
    if name == "keys":
        return isinstance(value, dict) and all(map(_is_shortcut, value.items()))
    if name in (*_LISTS, *_PATHS):
        paths = value if name in _LISTS else [value]
        return isinstance(paths, list) and all(map(_is_path, paths))
    # A bool is an int, and compares as one.
    wanted = int if name in _NUMBERS else str
    possible = _NUMBERS.get(name) or _EXPECTED[name].split(", ")
    return type(value) is wanted and value in possible


def _wrong_value(path: Path, line: int, name: str, written: str) -> Message:
    if name in _LISTS:
        return _message("settings-no-list", path, line, name=name)
    default = _plain(Preferences._field_defaults[name])
    return _message(
        "settings-wrong-value",
        path,
        line,
        name=name,
        value=written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…",
        expected=_EXPECTED[name],
        default=str(default).lower(),
    )


def _message(code: str, path: Path, line: int, **parameters: str) -> Message:
    return Message(code, parameters, Severity.WARNING, str(path), line)


def unreadable(path: Path, line: int, reason: str) -> SettingsError:
    """Return the error that tells that a file can't be read."""
    return SettingsError("settings-unreadable", file=str(path), line=line, reason=reason)
