"""No text hangs or crashes the parser, and none of its words are lost on the way."""

import time

import pytest

from viewer.book.markdown import parse_text
from viewer.book.model import Kind

# Generous: the slowest takes a tenth of this on a quiet machine; what grows with the square of its
# length takes minutes.
SECONDS = 20.0
MANY = 20_000

TEXTS = {
    "spaces after colons": "::: " + " " * 20 * MANY + "x",
    "unclosed tags": "<a>" * MANY,
    "unclosed attributes": "<b " * MANY,
    "open brackets": "[" * 100 * MANY,
    "brackets": "[" * MANY + "]" * MANY,
    "open images": "![" * MANY,
    "open links": "[a](" * MANY,
    "nested links": "[a" * 2000 + "](x)" * 2000,
    "nested images": "![" * 900 + "](x)" * 900,
    "emphasis": "*a " * MANY,
    "mixed emphasis": "*a_ " * MANY,
    "closed emphasis": "*a* " * MANY,
    "backticks": " ".join("`" * count for count in range(1, 600)),
    "quotes": ">" * MANY,
    "quotes with spaces": "> " * MANY,
    "lists": "- " * MANY,
    "numbers": "1. " * 5000,
    "indented lists": "".join("  " * depth + "- a\n" for depth in range(600)),
    "deeper quotes": "".join("> " * depth + "a\n" for depth in range(1, 300)),
    "open containers": "::: note\n" * 5000,
    "open redactions": "::: redacted\n" * MANY,
    "inline redactions": "[]{.redacted act=a provision=1}" * 5000,
    "open inline redactions": "[]{.redacted " * 5000,
    "wide table": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + ("|b" * 2000 + "|\n") * 3,
    "growing table": "|a" * 256 + "|\n" + "|-" * 256 + "|\n" + "|x|\n" * 100,
    "footnotes": "".join(f"[^{n}]: a\n" for n in range(3000))
    + "".join(f"[^{n}]" for n in range(900)),
    "nested footnotes": "[^a]: " * 2000 + "x",
    "open footnote marks": "[^" * 20 * MANY,
    "definitions": ": " * 5000,
    "nulls": "\0" * 5 * MANY,
    "overrides": "\u202e" * 5 * MANY,
    "combining marks": "e" + "\u0301" * 5 * MANY,
    "combining spans": "e" + "*\u0301*" * 5000,
    "headings": "# a\n" * 5000,
    "carriage returns": "\r" * 5 * MANY,
    "tabs": "\t" * 5 * MANY,
    "tab lists": "-\t" * 5000,
    "attributes": "# " + "{.a " * 5000,
    "long attributes": "{" + ".a " * 5 * MANY + "}",
    "cdata": "<![CDATA[" * MANY,
    "entities": "&amp;" * MANY,
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_in_time(name: str) -> None:
    start = time.process_time()
    parse_text(TEXTS[name], file="x.md")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "> - "])
def test_forty_levels_are_read_as_they_are_meant(marker: str) -> None:
    depth = 40 // (len(marker) // 2 if marker == "> - " else 1)
    parsed = parse_text(marker * depth + "deep", file="x.md")
    assert parsed.findings == ()
    assert [block.text for block in parsed.blocks if block.text] == ["deep"]
    boxes = [box.kind for box in parsed.blocks[-1].within if box.kind in {"quote", "item"}]
    assert len(boxes) == 40


def test_what_is_nested_too_deeply_is_shown_as_text() -> None:
    parsed = parse_text("a\n\n" + "> " * 1000 + "deep *words*\n> more\n", file="x.md")
    assert [(finding.code, finding.line) for finding in parsed.findings] == [("nested-too-deep", 3)]
    assert "deep *words*" in parsed.blocks[1].text
    assert "more" in "".join(block.text for block in parsed.blocks)


def test_paragraph_with_too_much_markup_is_shown_as_text() -> None:
    source = "[" * 2000 + "words"
    parsed = parse_text(f"*a*\n\n{source}\n", file="x.md")
    assert [(finding.code, finding.line) for finding in parsed.findings] == [("too-much-markup", 3)]
    assert [block.text for block in parsed.blocks] == ["a", source]


def test_paragraph_of_two_megabytes_is_read_whole() -> None:
    source = "word " * 400_000
    (block,) = parse_text(source, file="x.md").blocks
    assert block.kind is Kind.PARAGRAPH
    assert block.text == source.strip()
