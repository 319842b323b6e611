"""Small books and sections to search."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from viewer.book.book import Book, open_book
from viewer.book.model import Block, Cell, Kind, SectionText, Span
from viewer.search.engine import SearchEngine
from viewer.search.indexes import IndexFolder
from viewer.search.writer import build_index


def paragraph(text: str, ordinal: int = 0, kind: Kind = Kind.PARAGRAPH) -> Block:
    return Block(f"b{ordinal}", kind, ordinal, text, (Span(text),))


def section(*texts: str | Block, language: str = "en") -> SectionText:
    blocks = []
    for ordinal, text in enumerate(texts):
        if isinstance(text, Block):
            blocks.append(text)
        else:
            heading = text.startswith("# ")
            kind = Kind.HEADING if heading else Kind.PARAGRAPH
            blocks.append(paragraph(text.removeprefix("# "), ordinal, kind))
    return SectionText("s", language, tuple(blocks))


def table(rows: Sequence[Sequence[str]], ordinal: int = 0, *, head: bool = True) -> Block:
    cells = tuple(
        tuple(Cell((Span(text),) if text else (), header=head and number == 0) for text in row)
        for number, row in enumerate(rows)
    )
    text = "\n".join("\t".join(row) for row in rows)
    return Block(f"b{ordinal}", Kind.TABLE, ordinal, text, rows=cells)


Sections = Mapping[str, Mapping[str, tuple[str, str]]]
"""Id of each section: its title and Markdown in each language."""


def write_book(
    folder: Path,
    sections: Sections,
    *,
    book: str = "sample",
    edition: str = "1",
    glossary: str = "",
) -> Path:
    """Write a book folder with flat sections and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    languages = list(dict.fromkeys(code for texts in sections.values() for code in texts))
    lines = [
        "format: 1",
        f"id: {book}",
        f"edition: {json.dumps(edition)}",
        "issued: 2026-01-01",
        f"title: {json.dumps(dict.fromkeys(languages, book))}",
        f"languages: {json.dumps(languages)}",
        "contents:",
    ]
    for name, texts in sections.items():
        titles = {code: title for code, (title, _) in texts.items()}
        files = {code: f"{code}/{name}.md" for code, (_, text) in texts.items() if text}
        lines += [f"  - id: {name}", f"    title: {json.dumps(titles, ensure_ascii=False)}"]
        if files:
            lines.append(f"    text: {json.dumps(files)}")
        for code, (_, text) in texts.items():
            if text:
                (folder / code).mkdir(exist_ok=True)
                (folder / code / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "book.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if glossary:
        (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    return folder


def quiet(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def indexed(cache: Path, folders: Iterable[Path]) -> tuple[SearchEngine, list[Book]]:
    """Return an engine that searches the books in ``folders``, built here and now."""
    indexes = IndexFolder(cache)
    books = [open_book(folder) for folder in folders]
    for book in books:
        build_index(indexes, book, quiet)
    engine = SearchEngine(indexes)
    assert engine.open(books) == []
    return engine, books


FIVE_EN = """\
The Border Five brings together heads of agencies.

## Who chairs it

In late 2022 the United Kingdom took the chair of the Border Five. The United States is to follow
in late 2023.
"""
FIVE_FR = """\
Le groupe réunit les dirigeants d’organismes frontaliers.

## Présidence

À la fin de 2022, le Royaume-Uni a pris la présidence.
"""
AGENTS_EN = """\
Five agents represent the staff of the agency.

| Agent | Employees |
| --- | ---: |
| PSAC | 14,577 |
| PIPSC | 1,207 |
"""
AGENTS_FR = """\
Cinq agents représentent l'effectif de l'agence.

| Agent | Effectif |
| --- | ---: |
| AFPC | 14\u00a0577 |
| IPFPC | 1\u00a0207 |
"""
CRISIS_EN = """\
The committee works against fentanyl.

- An action plan on opioids.
- Border controls.
"""

BORDERS: Sections = {
    "five": {"en": ("Border Five", FIVE_EN), "fr": ("Groupe des cinq", FIVE_FR)},
    "agents": {
        "en": ("Bargaining agents", AGENTS_EN),
        "fr": ("Agents négociateurs", AGENTS_FR),
    },
    "crisis": {"en": ("Fentanyl", CRISIS_EN)},
    "group": {"en": ("Annexes", ""), "fr": ("Annexes", "")},
}

GLOSSARY = """\
concepts:
  - id: psac
    label: {en: Public Service Alliance of Canada, fr: Alliance de la Fonction publique du Canada}
    abbreviations: {en: [PSAC], fr: [AFPC]}
    hidden: {en: [Public Service Aliance]}
    definition: {en: A union., fr: Un syndicat.}
"""
