"""The examples of the CommonMark specification give the blocks and the text of the reference."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from viewer.book.markdown import parse_text
from viewer.book.model import Kind

EXAMPLES = Path(__file__).parents[4] / "shared/corpora/markdown/spec-0.31.2.json"
HOW_MANY = 652

_BLOCK_TAGS = re.compile(r"</?(?:p|h\d|ul|ol|li|blockquote|pre|hr|br)\b[^>]*>")
_TAG = re.compile(r"<[A-Za-z/!]")

pytestmark = pytest.mark.skipif(not EXAMPLES.is_file(), reason="the examples are not here")


def examples() -> list[dict[str, Any]]:
    return list(json.loads(EXAMPLES.read_text(encoding="utf-8")))


def has_html(example: dict[str, Any]) -> bool:
    return bool(_TAG.search(example["markdown"])) or "HTML" in example["section"]


def shown(page: str) -> str:
    """The text of a page, images by their descriptions, white space folded."""
    page = re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"\1", page)
    page = re.sub(r"<[^>]*>", "", _BLOCK_TAGS.sub(" ", page))
    return " ".join(html.unescape(page).split())


def read(source: str) -> str:
    """The canonical texts of all blocks, white space folded."""
    blocks = parse_text(source, file="x.md").blocks
    return " ".join(" ".join(block.text for block in blocks).split())


Shape = tuple[str, str, tuple[str, ...]]
"""A block: its tag, its text with white space folded, and what it stands in, outermost first."""

CONTAINERS = {"ul": "bullet_list", "ol": "ordered_list", "li": "item", "blockquote": "quote"}
LEAVES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}


class Shapes(HTMLParser):
    """Reads the blocks of a page; text right in an item counts as a paragraph."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Shape] = []
        self._within: list[str] = []
        self._filled: list[bool] = []
        self._leaf = self._text = ""
        self.feed(page)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in CONTAINERS:
            self._end()
            self._within.append(CONTAINERS[tag])
            self._filled.append(False)
        elif tag in LEAVES:
            self._end()
            self._leaf = tag
        elif tag == "img":
            self._text += dict(attrs).get("alt") or ""
        elif tag == "br":
            self._text += " "
        if tag == "hr":
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in LEAVES:
            self._end()
        elif tag in CONTAINERS:
            self._end()
            if tag == "li" and not self._filled[-1]:
                self._add("p", "")
            self._within.pop()
            self._filled.pop()

    def handle_data(self, data: str) -> None:
        self._text += data

    def _end(self) -> None:
        text = " ".join(self._text.split())
        if self._leaf or text:
            self._add(self._leaf or "p", text)
        self._leaf = self._text = ""

    def _add(self, tag: str, text: str) -> None:
        self.found.append((tag, text, tuple(self._within)))
        self._filled = [True] * len(self._filled)


def shapes(source: str) -> list[Shape]:
    """The blocks that are read from a text."""
    tags = {Kind.CODE: "pre", Kind.RULE: "hr"}
    return [
        (
            f"h{block.data['level']}" if block.kind is Kind.HEADING else tags.get(block.kind, "p"),
            " ".join(block.text.split()),
            tuple(one.kind for one in block.within),
        )
        for block in parse_text(source, file="x.md").blocks
    ]


def test_all_examples_give_the_blocks_of_the_reference() -> None:
    """Raw HTML is text here, in the reference, too; nothing else is left out."""
    reference = MarkdownIt("commonmark", {"html": False})
    sources = [example["markdown"] for example in examples()]
    wrong = [one for one in sources if shapes(one) != Shapes(reference.render(one)).found]
    assert (len(sources), wrong) == (HOW_MANY, [])


def test_examples_without_raw_html_give_the_blocks_of_the_specification() -> None:
    chosen = [one for one in examples() if not has_html(one)]
    wrong = [
        one["example"] for one in chosen if shapes(one["markdown"]) != Shapes(one["html"]).found
    ]
    assert len(chosen) > 500
    assert wrong == []


def test_all_examples_give_the_text_of_the_reference() -> None:
    reference = MarkdownIt("commonmark", {"html": False})
    sources = [example["markdown"] for example in examples()]
    right = [read(source) == shown(reference.render(source)) for source in sources]
    assert (len(right), right.count(True)) == (HOW_MANY, HOW_MANY)


def test_examples_without_raw_html_give_the_text_of_the_specification() -> None:
    chosen = [one for one in examples() if not has_html(one)]
    wrong = [x["example"] for x in chosen if read(x["markdown"]) != shown(x["html"])]
    assert len(chosen) > 500
    assert wrong == []
