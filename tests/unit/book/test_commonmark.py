"""The examples of the CommonMark specification give the text that the reference HTML shows."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from viewer.book.markdown import parse_text

EXAMPLES = Path(__file__).parents[4] / "shared/corpora/markdown/spec-0.31.2.json"
HOW_MANY = 652

_BLOCK_TAGS = re.compile(r"</?(?:p|h\d|ul|ol|li|blockquote|pre|hr|br)\b[^>]*>")

pytestmark = pytest.mark.skipif(not EXAMPLES.is_file(), reason="the examples are not here")


def examples() -> list[dict[str, Any]]:
    return list(json.loads(EXAMPLES.read_text(encoding="utf-8")))


def shown(page: str) -> str:
    """The text of a page, images by their descriptions, white space folded."""
    page = re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"\1", page)
    page = re.sub(r"<[^>]*>", "", _BLOCK_TAGS.sub(" ", page))
    return " ".join(html.unescape(page).split())


def read(source: str) -> str:
    """The canonical texts of all blocks, white space folded."""
    blocks = parse_text(source, file="x.md").blocks
    return " ".join(" ".join(block.text for block in blocks).split())


def test_all_examples_give_the_text_of_the_reference() -> None:
    reference = MarkdownIt("commonmark", {"html": False})
    sources = [example["markdown"] for example in examples()]
    right = [read(source) == shown(reference.render(source)) for source in sources]
    assert (len(right), right.count(True)) == (HOW_MANY, HOW_MANY)


def test_examples_without_raw_html_give_the_text_of_the_specification() -> None:
    tag = re.compile(r"<[A-Za-z/!]")
    chosen = [
        example
        for example in examples()
        if not tag.search(example["markdown"]) and "HTML" not in example["section"]
    ]
    wrong = [x["example"] for x in chosen if read(x["markdown"]) != shown(x["html"])]
    assert len(chosen) > 500
    assert wrong == []
