"""The picture in docs/architecture.md shows what the import contracts hold."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ARROW = "↓"
BETWEEN = " · "


def contracts() -> dict[str, dict[str, Any]]:
    """Contracts by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def picture() -> list[tuple[list[str], str]]:
    """Rows of the picture: modules, and the words beside them."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = re.search(r"^```layers\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert found
    rows = []
    for line in found[1].splitlines():
        modules, _, words = line.strip().partition("  ")
        if modules != ARROW:
            rows.append((modules.split(BETWEEN), words.strip()))
    return rows


def test_picture_has_the_layers_of_the_contract() -> None:
    layers = [layer.split(" | ") for layer in contracts()["layers"]["layers"]]
    assert [modules for modules, _ in picture()] == layers


def test_picture_names_who_may_import_which_library() -> None:
    shown: dict[str, set[str]] = {}
    for _, words in picture():
        for libraries, module in re.findall(r"([\w, ]+): (\w+)(?: ·|$)", words):
            for library in libraries.split(","):
                shown.setdefault(library.strip(), set()).add(f"viewer.{module}")
    held = {
        library: set(contract["allowed_importers"])
        for contract in contracts().values()
        if contract["type"] == "protected"
        for library in contract["protected_modules"]
    }
    assert shown == held


def test_every_module_of_the_picture_exists() -> None:
    for modules, _ in picture():
        for module in modules:
            place = ROOT / "viewer" / module
            assert place.is_dir() or place.with_suffix(".py").is_file(), module
