"""Every bundled book has one structure in both languages, and its French has French typography."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parents[3] / "data"
BOOKS = sorted(path.parent.name for path in DATA.glob("*/book.yaml"))

# What a line of Markdown begins; the first match wins. Groups must agree in both languages as well.
LINES = (
    ("heading", re.compile(r"(#{1,6}) ")),
    ("call-out", re.compile(r":::\s*(\S.*)")),
    ("end of call-out", re.compile(r":::\s*$")),
    ("table row", re.compile(r"\|")),
    ("footnote", re.compile(r"\[\^(\w+)\]:")),
    ("definition", re.compile(r":\s")),
    ("list item", re.compile(r"( *(?:[-*]|\d+\.)) ")),
    ("code", re.compile(r"```(\w*)$")),
)

NO_BREAK = "\N{NO-BREAK SPACE}"
FAULTS = {
    "mark of a footnote after the punctuation": re.compile(r"[.,;:!?]\[\^"),
    "ordinary space before : % »": re.compile(r"(?<=\S) [:%»]"),
    "no space before :": re.compile(rf"[^\s{NO_BREAK}]:(?=[\s*]|$)"),
    "no space before % or »": re.compile(rf"[^\s{NO_BREAK}][%»]"),
    "« without a no-break space": re.compile(rf"«(?!{NO_BREAK})"),
    "space before ; ! ?": re.compile(r"\s[;!?]"),
    "ordinary space in a number": re.compile(r"(?<!\d)\d{1,3} \d{3}(?!\d)"),
    "English number": re.compile(r"\d,\d{3}(?!\d)|\d\.\d"),
    "English quotation mark": re.compile(r'["“”]'),
}
STRAIGHT = re.compile(r"""(?<=\w)['"]|['"](?=\w)""")
"""Apostrophes and quotation marks of typewriters."""


def pages(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Sections of a manifest, in reading order."""
    for node in nodes:
        yield node
        yield from pages(node.get("sections", []))


def manifest(book: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / book / "book.yaml").read_text("utf-8"))
    return loaded


SECTIONS = [
    pytest.param(DATA / book, node, id=f"{book}-{node['id']}")
    for book in BOOKS
    for node in pages(manifest(book)["contents"])
]


def without_code(markdown: str) -> str:
    """A text whose code has been blanked out: nothing in it counts as structure or as French."""
    markdown = re.sub(r"^```(\w*)\n.*?^```$", r"```\1", markdown, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]+`", "code", markdown)


def line_kind(line: str) -> str:
    """What a line begins; "paragraph" if it is plain text."""
    for name, pattern in LINES:
        if found := pattern.match(line):
            return " ".join([name, *found.groups()])
    return "paragraph"


def outline(markdown: str) -> list[str]:
    """Kinds of the blocks of a text, in order."""
    kinds = []
    inside_block = False
    for line in without_code(markdown).splitlines():
        kind = line_kind(line)
        if line.strip() and not (kind == "paragraph" and inside_block):
            kinds.append(kind)
        inside_block = bool(line.strip()) and not kind.startswith(("heading", "call-out", "end"))
    return kinds


def faults(text: str) -> list[str]:
    """Breaches of French typography, each with its line number and the line."""
    return [
        f"{number}: {name}: {line}"
        for number, line in enumerate(without_code(text).splitlines(), start=1)
        if not re.match(r":::|\|[ :|-]+\|$|<!--", line)
        for name, pattern in FAULTS.items()
        if pattern.search(re.sub(r"^\[\^\w+\]:|\]\([^)]*\)", "", line))
    ]


def numbers(markdown: str) -> Counter[str]:
    """Every number of a text, ungrouped, and how often it stands there."""
    joined = re.sub(rf"(?<=\d)[,{NO_BREAK}](?=\d{{3}}(?!\d))", "", without_code(markdown))
    return Counter(re.findall(r"\d+", joined))


def strings(value: object) -> Iterator[str]:
    """Every French text of a YAML value."""
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        french = value.get("fr", [])
        yield from [french] if isinstance(french, str) else french
        for key, item in value.items():
            if key not in {"fr", "text"}:
                yield from strings(item)


def test_both_books_are_bundled() -> None:
    assert BOOKS == ["key-relationships", "user-guide"]


@pytest.mark.parametrize(("folder", "node"), SECTIONS)
def test_languages_have_the_same_structure(folder: Path, node: dict[str, Any]) -> None:
    english, french = (
        outline((folder / node["text"][language]).read_text(encoding="utf-8"))
        for language in ("en", "fr")
    )
    assert english == french


@pytest.mark.parametrize(("folder", "node"), SECTIONS)
def test_languages_give_the_same_numbers(folder: Path, node: dict[str, Any]) -> None:
    english, french = (
        numbers((folder / node["text"][language]).read_text(encoding="utf-8"))
        for language in ("en", "fr")
    )
    assert english == french


@pytest.mark.parametrize(("folder", "node"), SECTIONS)
def test_french_text_follows_canadian_typography(folder: Path, node: dict[str, Any]) -> None:
    assert faults((folder / node["text"]["fr"]).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("folder", "node"), SECTIONS)
def test_apostrophes_and_quotation_marks_are_those_of_print(
    folder: Path, node: dict[str, Any], language: str
) -> None:
    lines = without_code((folder / node["text"][language]).read_text("utf-8")).splitlines()
    set_by_typewriter = [line for line in lines if STRAIGHT.search(re.sub(r"\{.*?\}", "", line))]
    assert set_by_typewriter == []


@pytest.mark.parametrize(("folder", "node"), SECTIONS)
def test_text_does_not_repeat_its_title(folder: Path, node: dict[str, Any]) -> None:
    for path in node["text"].values():
        assert not re.search(r"^# ", (folder / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("book", BOOKS)
def test_french_of_manifest_and_glossary_follows_canadian_typography(book: str) -> None:
    files = [DATA / book / "book.yaml", *(DATA / book).glob("glossary.yaml")]
    texts = [text for file in files for text in strings(yaml.safe_load(file.read_text("utf-8")))]
    assert [fault for text in texts for fault in faults(text)] == []


@pytest.mark.parametrize("book", BOOKS)
def test_every_text_of_a_book_is_in_its_contents(book: str) -> None:
    listed = {path for node in pages(manifest(book)["contents"]) for path in node["text"].values()}
    present = {path.relative_to(DATA / book).as_posix() for path in (DATA / book).glob("*/*.md")}
    assert present == listed
