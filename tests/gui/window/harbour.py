"""The book “Harbour”, with whatever texts a test needs."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.gui.window.program import write_book

FRENCH = {"one": "Un", "two": "Deux", "other": "Autre"}
"""French titles of the sections, by their names."""

Contents = list[dict[str, Any]]


def write_harbour(
    folder: Path,
    texts: Mapping[str, str],
    *,
    part: Collection[str] = (),
    protected: Collection[str] = (),
) -> Path:
    """Write the book and return its folder.

    Args:
        folder: Where books lie.
        texts: Content of its files by path: ``en/one.md`` is the English text of section ``one``.
        part: Sections that stand below ``part``, in place of the top.
        protected: Sections that are Protected A.
    """
    names = dict.fromkeys(Path(path).stem for path in texts if path.endswith(".md"))
    sections = [_section(name, texts, protected=name in protected) for name in names]
    contents: Contents = [section for section in sections if section["id"] not in part]
    if part:
        below = [section for section in sections if section["id"] in part]
        title = {"en": "Part", "fr": "Partie"}
        contents.insert(0, {"id": "part", "title": title, "sections": below})
    manifest = {
        "format": 1,
        "id": "harbour",
        "edition": "1",
        "issued": "2024-02-01",
        "title": {"en": "Harbour", "fr": "Port"},
        "languages": ["en", "fr"],
        "contents": contents,
    }
    return write_book(folder / "harbour", yaml.safe_dump(manifest, allow_unicode=True), {**texts})


def _section(name: str, texts: Mapping[str, str], *, protected: bool) -> dict[str, Any]:
    section: dict[str, Any] = {
        "id": name,
        "title": {"en": name.capitalize(), "fr": FRENCH[name]},
        "text": {path[:2]: path for path in texts if Path(path).stem == name},
    }
    return {**section, "classification": "protected-a"} if protected else section
