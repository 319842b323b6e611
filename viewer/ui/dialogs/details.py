"""Facts about the program and what it runs on, for people who help: versions and licences."""

import platform
from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion

from viewer import __version__
from viewer.assets import RESOURCES

PROGRAM = "briefing-viewer"

LIBRARIES = {
    "PySide6-Essentials": "LGPL-3.0",
    "Whoosh": "BSD-2-Clause",
    "numpy": "BSD-3-Clause",
    "PyStemmer": "MIT, BSD-3-Clause",
    "PyYAML": "MIT",
    "markdown-it-py": "MIT",
    "mdit-py-plugins": "MIT",
    "mdurl": "MIT",
    "RapidFuzz": "MIT",
    "click": "BSD-3-Clause",
    "platformdirs": "MIT",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "cffi": "MIT-0",
    "pycparser": "BSD-3-Clause",
}
"""Libraries that ship with the program: name of the distribution to SPDX name of its licence."""

_QT = ("LGPL-3.0", "GPL-3.0")
_OWN_TEXTS = {"PySide6-Essentials": _QT, "Whoosh": ("Whoosh",)}


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one part of the program.

    Attributes:
        part: Name of the part.
        name: Name of the licence.
        text: The licence itself; empty if it is nowhere to be found.
    """

    part: str
    name: str
    text: str


def versions() -> list[tuple[str, str]]:
    """Return names and versions of the program, what it runs on, and its libraries."""
    facts = [
        ("Briefing Viewer", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("PySide6", pyside_version),
    ]
    facts += [(name, version_of(name)) for name in LIBRARIES if not name.startswith("PySide6")]
    return [
        *facts,
        (platform.system() or "?", f"{platform.release()} {platform.machine()}".strip()),
    ]


def details() -> str:
    """Return all versions as lines of text, to be copied into a message."""
    return "\n".join(f"{name} {version}".rstrip() for name, version in versions())


def version_of(name: str) -> str:
    """Return the version of a library; empty if its metadata isn't there."""
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def licences() -> list[Licence]:
    """Return the licences of the program, of Qt, of the fonts and of the libraries."""
    found = [Licence("Briefing Viewer", "MIT", _program_licence())]
    for name, licence in LIBRARIES.items():
        own = _OWN_TEXTS.get(name)
        text = "\n\n".join(map(_own_text, own)) if own else _text_in_metadata(name)
        part = "Qt, PySide6, Shiboken" if name.startswith("PySide6") else name
        found.append(Licence(part, licence, text))
    return found[:2] + _font_licences() + found[2:]


def _font_licences() -> list[Licence]:
    files = sorted((RESOURCES / "fonts").glob("OFL-*.txt"))
    return [Licence(_font_name(file), "OFL-1.1", _read(file)) for file in files]


def _font_name(file: Path) -> str:
    names = {"SourceSerif4": "Source Serif 4", "SourceCodePro": "Source Code Pro"}
    name = file.stem.removeprefix("OFL-")
    return names.get(name, name)


def _own_text(name: str) -> str:
    return _read(RESOURCES / "licences" / f"{name}.txt")


def _program_licence() -> str:
    """Return the licence of the program: beside a checkout, else in the metadata of the wheel."""
    return _read(RESOURCES.parent / "LICENSE") or _text_in_metadata(PROGRAM)


def _text_in_metadata(name: str) -> str:
    from importlib import metadata

    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return ""
    wanted = [
        file
        for file in files
        if ".dist-info" in file.parts[0] and file.name.upper().startswith(("LICEN", "COPYING"))
    ]
    texts = [_read(Path(str(file.locate()))) for file in sorted(wanted, key=_by_depth)]
    return "\n\n".join(text for text in texts if text)


def _by_depth(path: PurePath) -> tuple[int, str]:
    return len(path.parts), str(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
