"""Leave out of the frozen program what it never loads.

PyInstaller collects Qt whole: every plugin, and every library that any plugin might need. We keep
the plugins that a reader's desktop uses, the Qt modules that the program imports, and the libraries
that those need, found by following the links between the files.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""One file of PyInstaller's lists: name in the program's folder, path of the source, kind."""

EXTENSION = "EXTENSION"
SYMLINK = "SYMLINK"

QT_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport"}

PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qjpeg", "qsvg", "qwebp"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"bradient"},
    "wayland-graphics-integration-client": set[str](),
    "wayland-shell-integration": {"xdg-shell"},
    "xcbglintegrations": set[str](),
}
"""Plugins of Qt to keep, by folder; folders that aren't named go altogether."""

OF_THE_SYSTEM = "cupsprintersupport"
"""Plugin that uses the system's libraries but for those of Qt, or does without.

A computer with printers has CUPS; without it, pages are saved as PDF. It would bring 10 MB along,
GnuTLS and Kerberos among them.
"""

TRANSLATIONS = {"qtbase_en.qm", "qtbase_fr.qm"}

STRIPPED = {"Stemmer", "cryptography", "lib-dynload", "yaml"}
"""Folders and modules whose binaries lose their debug symbols, as does Python's own library.

A Python built on the spot carries some 20 MB of them, these modules 7 MB. Other binaries are left
alone: the tools that join libraries to a wheel lay them out in a way that ``strip`` breaks.
"""


def trim_binaries(entries: Sequence[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the binaries that the program can load.

    Args:
        entries: Binaries that PyInstaller collected.
        needs: Gives the names of the libraries that a binary is linked with, by its path.
    """
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(PurePath(entry[0]).name, []).append(entry)
    kept: set[Entry] = set()
    waiting = [entry for entry in entries if is_root(entry)]
    while waiting:
        entry = waiting.pop()
        if entry not in kept:
            kept.add(entry)
            for name in (PurePath(path).name for path in needs(entry[1])):
                if OF_THE_SYSTEM not in entry[0] or name.startswith("libQt6"):
                    waiting += by_name.get(name, [])
    return [entry for entry in entries if entry in kept]


def trim_data(entries: Sequence[Entry], binaries: Sequence[Entry]) -> list[Entry]:
    """Return the data files that are of use to a reader.

    Without Qt's other languages, the files for developers, and links to binaries that went.

    Args:
        entries: Data files that PyInstaller collected, and its links to binaries.
        binaries: The binaries that stay.
    """
    wanted = [entry for entry in entries if _is_wanted_data(PurePath(entry[0]))]
    there = {PurePath(entry[0]) for entry in (*wanted, *binaries) if entry[2] != SYMLINK}
    return [
        (name, source, kind)
        for name, source, kind in wanted
        if kind != SYMLINK or PurePath(name).parent / source in there
    ]


def is_root(entry: Entry) -> bool:
    """Return whether a binary is loaded by name, not because another is linked with it."""
    name, _source, kind = entry
    path = PurePath(name)
    if "plugins" in path.parts:
        wanted = PLUGINS.get(path.parent.name, set())
        return path.name.removeprefix("lib").partition(".")[0] in wanted
    if "PySide6" in path.parts and kind == EXTENSION:
        return path.name.partition(".")[0] in QT_MODULES
    return kind == EXTENSION or path.name.startswith(("libpython", "python3"))


def _is_wanted_data(path: PurePath) -> bool:
    if "PySide6" not in path.parts:
        return True
    if "translations" in path.parts:
        return path.name in TRANSLATIONS
    return path.suffix not in {".pyi", ".qml", ".metainfo"}


def strip_symbols(entries: Sequence[Entry], folder: Path) -> list[Entry]:
    """Return the binaries with those of ``STRIPPED`` replaced by copies without debug symbols.

    Args:
        entries: Binaries.
        folder: Where the copies are put.
    """
    tool = shutil.which("strip")
    if tool is None or not sys.platform.startswith("linux"):
        return list(entries)
    folder.mkdir(parents=True, exist_ok=True)
    return [_stripped(entry, folder, tool) for entry in entries]


def _stripped(entry: Entry, folder: Path, tool: str) -> Entry:
    name, source, kind = entry
    own = {part.partition(".")[0] for part in PurePath(name).parts}
    if not name.startswith("libpython") and not own & STRIPPED:
        return entry
    copy = folder / PurePath(name).name
    command = [tool, "--strip-unneeded", "-o", str(copy), source]
    done = subprocess.run(command, check=False, capture_output=True)
    return (name, str(copy), kind) if done.returncode == 0 else entry
