"""Collect the licence of everything that the frozen program carries."""

import re
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROGRAM = "briefing-viewer"
LICENCE_NAME = re.compile(r"^(licen[cs]e|copying|notice|authors)", re.IGNORECASE)

Data = tuple[str, str]
"""Path of a source, and the folder for it in the program."""


def licence_files(folder: str) -> list[Data]:
    """Return the licence files, each with a folder below ``folder`` named after its library."""
    files = [(str(ROOT / "LICENSE"), folder)]
    files += [
        (str(path), folder)
        for pattern in ("resources/licences/*", "resources/fonts/*.txt")
        for path in sorted(ROOT.glob(pattern))
    ]
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        files.append((str(python), f"{folder}/Python"))
    for name in sorted(requirements(PROGRAM)):
        files += [(str(path), f"{folder}/{name}/{below}") for path, below in _licences_of(name)]
    return files


def requirements(name: str) -> set[str]:
    """Return the distributions that ``name`` needs to run, directly or not, without itself."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        try:
            required = metadata.requires(waiting.pop()) or []
        except metadata.PackageNotFoundError:
            continue
        for line in map(Requirement, required):
            if line.marker is not None and not line.marker.evaluate({"extra": ""}):
                # Extras, and what other systems need.
                continue
            other = line.name.lower()
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _licences_of(name: str) -> Iterator[tuple[Path, str]]:
    """Yield the licence files of a distribution, and the folder of each below its licences."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return
    for file in files:
        if ".dist-info" in file.parts[0] and LICENCE_NAME.match(file.name):
            below = [part for part in file.parts[1:-1] if part != "licenses"]
            yield Path(str(file.locate())), "/".join(below)
