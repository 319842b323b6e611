"""Numbers of headings in books that ask for them."""

from pathlib import Path

import pytest

from tests.gui.window.program import write_book
from viewer.book.book import open_book
from viewer.book.markdown import parse_text
from viewer.book.numbering import numbered

MANIFEST = """\
format: 1
id: sample
edition: "1"
issued: 2026-01-02
title: {en: Sample}
classification: unclassified
languages: [en]
numbered: NUMBERED
contents:
  - id: one
    title: {en: One}
    text: {en: one.md}
"""


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ([2, 3, 3, 2, 3], "1 1.1 1.2 2 2.1"),
        ([2, 4, 4, 3, 2], "1 1.1 1.2 1.3 2"),
        ([3, 2, 3], "1 2 2.1"),
        ([1, 2, 3, 1, 3, 2], "1 1.1 1.1.1 2 2.1 2.2"),
        ([4, 3, 2, 2], "1 2 3 4"),
        ([2, 3, 4, 5, 6, 3], "1 1.1 1.1.1 1.1.1.1 1.1.1.1.1 1.2"),
    ],
)
def test_headings_are_numbered_by_their_depth(levels: list[int], numbers: str) -> None:
    source = "\n\n".join(f"{'#' * level} Words\n\nText." for level in levels)
    blocks = numbered(parse_text(source, file="x.md").blocks)
    found = [block.data["number"] for block in blocks if "level" in block.data]
    assert " ".join(found) == numbers
    assert all("number" not in block.data for block in blocks if "level" not in block.data)


def test_a_heading_in_a_quote_has_no_number() -> None:
    blocks = numbered(parse_text("## One\n\n> ## Quoted\n\n## Two\n", file="x.md").blocks)
    assert [block.data.get("number") for block in blocks] == ["1", None, "2"]


@pytest.mark.parametrize(("value", "number"), [("true", "1"), ("false", None)])
def test_a_book_asks_for_numbers(tmp_path: Path, value: str, number: str | None) -> None:
    manifest = MANIFEST.replace("NUMBERED", value)
    book = open_book(write_book(tmp_path / "book", manifest, {"one.md": "## Words\n\nText.\n"}))
    heading = book.text("one", "en").blocks[0]
    assert heading.data.get("number") == number
    assert heading.text == "Words"


def test_anything_but_true_or_false_is_a_finding(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("NUMBERED", "often")
    book = open_book(write_book(tmp_path / "book", manifest, {"one.md": "## Words\n"}))
    assert ("wrong-type-boolean", 8) in [(found.code, found.line) for found in book.findings]
    assert "number" not in book.text("one", "en").blocks[0].data
