"""The page about the format says what the program does."""

import re
from pathlib import Path

import pytest

from viewer.assets import DATA
from viewer.book import inline_syntax, syntax, yaml_source
from viewer.book.containers import CALLOUTS
from viewer.book.glossary_file import read_glossary
from viewer.book.manifest import read_manifest
from viewer.book.markdown import parse_text
from viewer.book.model import CLASSIFICATIONS, Kind

PAGE = Path(__file__).parents[3] / "docs/book-format.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def examples(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def rows(page: str, heading: str) -> list[list[str]]:
    """The rows of the table whose head starts with ``heading``."""
    table = page.split(f"\n| {heading} |")[1].split("\n\n", maxsplit=1)[0].split("\n")[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table]


def test_manifest_of_the_page_has_no_defects(page: str) -> None:
    manifest = read_manifest(examples(page, "yaml")[0])
    assert manifest.findings == ()
    assert manifest.outline.ids == ["partnerships", "abroad"]


def test_glossary_of_the_page_has_no_defects(page: str) -> None:
    glossary = read_glossary(examples(page, "yaml")[1], ("en", "fr"))
    assert glossary.findings == ()
    assert [concept.id for concept in glossary.lookup("ASFC")] == ["cbsa"]


def test_example_has_the_blocks_of_the_page(page: str) -> None:
    parsed = parse_text(examples(page, "markdown")[2], file="en/abroad.md")
    table = page.split("\n| ordinal |")[1].split("\n\n", maxsplit=1)[0].split("\n")[2:]
    expected = [re.findall(r"\d+|`([^`]*)`", row) for row in table]
    assert parsed.findings == ()
    assert [
        ["", str(block.kind), block.text.replace("\t", "⇥").replace("\n", "↵")]
        for block in parsed.blocks
    ] == [cells[:3] for cells in expected]


def test_redactions_of_the_page_have_no_defects(page: str) -> None:
    parsed = parse_text(examples(page, "markdown")[1], file="x.md")
    assert parsed.findings == ()
    assert [block.kind for block in parsed.blocks] == [Kind.REDACTION, Kind.PARAGRAPH]


def test_the_table_of_the_page_whose_cells_span_others_has_no_defects(page: str) -> None:
    parsed = parse_text(examples(page, "markdown")[0], file="x.md")
    assert parsed.findings == ()
    rows = parsed.blocks[0].rows
    assert [[cell.header for cell in row] for row in rows] == [[True] * 5] * 2 + [[False] * 5] * 2
    assert [sum(not cell.covered for cell in row) for row in rows] == [3, 4, 5, 4]


def test_page_names_every_kind_level_and_bound(page: str) -> None:
    named = {name for row in rows(page, "block") for name in re.findall(r"`(\w+)`", row[0])}
    assert named == {str(kind) for kind in Kind}
    for name in (*CLASSIFICATIONS, *(f"::: {kind}" for kind in CALLOUTS)):
        assert f"`{name}`" in page
    for bound in (syntax.NESTING, inline_syntax.BRACKETS, inline_syntax.MARKS, yaml_source.DEPTH):
        assert f"{bound:,}" in page


def test_page_lists_every_key(page: str) -> None:
    listed = {name for row in rows(page, "key") for name in re.findall(r"`(\w+)`", row[0])}
    used = set(
        re.findall(r"^(\w+):", (DATA / "key-relationships/book.yaml").read_text(), re.MULTILINE)
    )
    assert used <= listed
