"""The beginning of a long text is what the whole text begins with."""

from pathlib import Path

import pytest

from viewer.book import files
from viewer.book.beginning import beginning
from viewer.book.book import open_book
from viewer.book.cache import BookCache
from viewer.book.markdown import parse_text

PARAGRAPH = "The agency works with *partners*, see [the list][list] and a note.[^1]\n\n"
PART = f"## Part\n\n{PARAGRAPH * 12}"
END = "[list]: https://example.org/list\n\n[^1]: A footnote.\n"

MANIFEST = """\
format: 1
id: long
edition: "1"
issued: 2024-02-01
title: {en: Long}
languages: [en]
contents:
  - id: long
    title: {en: Long}
    text: {en: en/long.md}
  - id: short
    title: {en: Short}
    text: {en: en/short.md}
"""


def blocks(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse_text(source, file="x.md").blocks]


def test_a_beginning_has_the_blocks_of_the_whole() -> None:
    source = PART * 200 + END
    part, whole = blocks(beginning(source)), blocks(source)
    notes = 1
    assert 50 < len(part) < len(whole) / 4
    assert part[:-notes] == whole[: len(part) - notes]
    assert part[-1] == whole[-1] == ("footnote", "A footnote.")
    assert "[list]" not in part[1][1]


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("```", "```"),
        ("~~~~ text", "~~~~"),
        ("::: note", ":::"),
        ("::: note\n\n::: caution", ":::\n\n:::"),
    ],
)
def test_nothing_is_cut_in_the_middle(opens: str, closes: str) -> None:
    source = f"{opens}\n\n{PART * 100}\n{closes}\n\n## After\n\n{PART * 100}"
    cut = beginning(source)
    assert closes in cut
    assert "## After" not in cut
    assert blocks(cut) == blocks(source)[: len(blocks(cut))]


def test_line_ends_do_not_matter() -> None:
    source = PART * 200
    assert beginning(source.replace("\n", "\r\n")) == beginning(source)


def test_a_text_without_headings_has_no_beginning() -> None:
    assert beginning(PARAGRAPH * 2000) == ""


def test_only_a_long_text_that_was_never_parsed_has_a_beginning(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "en" / "long.md").write_text(PART * 400 + END, encoding="utf-8")
    (tmp_path / "en" / "short.md").write_text(PART, encoding="utf-8")
    book = open_book(tmp_path, BookCache(tmp_path / "cache"))
    with pytest.MonkeyPatch.context() as patched:
        # It is read once, when its text is asked for.
        patched.setattr(files, "read_bytes", None)
        assert book.beginning("short", "en") is None
    first = book.beginning("long", "en")
    assert first is not None
    assert first.blocks[:5] == book.text("long", "en").blocks[:5]
    assert book.beginning("long", "en") is None
    again = open_book(tmp_path, BookCache(tmp_path / "cache"))
    assert again.beginning("long", "en") is None
