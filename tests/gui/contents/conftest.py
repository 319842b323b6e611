"""Books for the contents tree."""

from pathlib import Path

import pytest

from viewer.assets import DATA
from viewer.book.book import Book, open_book

MANIFEST = """\
format: 1
id: rivers
edition: "1"
issued: 2026-01-01
title: {en: Rivers, fr: Rivières}
languages: [en, fr]
contents:
  - id: north
    title: {en: North, fr: Nord}
    sections:
      - {id: yukon, title: {en: Yukon, fr: Fleuve Yukon}, text: {en: en/yukon.md}}
      - {id: mackenzie, title: {en: Mackenzie, fr: Mackenzie}, text: {en: en/mackenzie.md}}
  - id: east
    title: {en: East, fr: Est}
    text: {en: en/east.md}
    sections:
      - id: lawrence
        title: {en: Saint Lawrence, fr: Saint-Laurent}
        text: {en: en/lawrence.md}
        sections:
          - {id: tides, title: {en: Tides, fr: Marées}, text: {en: en/tides.md}}
  - id: long
    title:
      en: A title that is so long that no pane on the left could ever show it on one line of text
      fr: Un titre si long qu'aucun volet de gauche ne pourrait l'afficher sur une ligne
    text: {en: en/long.md}
"""

PARTS = 60


@pytest.fixture
def rivers(tmp_path: Path) -> Book:
    """A small book."""
    return written(tmp_path / "rivers", MANIFEST)


@pytest.fixture
def briefing() -> Book:
    """The bundled briefing."""
    return open_book(DATA / "key-relationships")


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book of more sections than get two lines each."""
    lines = [
        "format: 1",
        "id: big",
        'edition: "1"',
        "issued: 2026-01-01",
        "title: {en: Big}",
        "languages: [en]",
        "contents:",
    ]
    for part in range(PARTS):
        lines += [f"  - id: p{part}", f"    title: {{en: Part {part}}}", "    sections:"]
        for number in range(PARTS):
            name = f"s{part}-{number}"
            lines.append(f"      - {{id: {name}, title: {{en: Chapter {part}.{number}}}}}")
    return written(tmp_path_factory.mktemp("big"), "\n".join(lines) + "\n")


def written(folder: Path, manifest: str) -> Book:
    """Write a book's manifest and open the book."""
    folder.mkdir(exist_ok=True)
    (folder / "book.yaml").write_text(manifest, encoding="utf-8")
    return open_book(folder)
