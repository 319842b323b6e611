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
    # What has an end within some screens.
    source = f"{opens}\n\n{PART * 45}\n{closes}\n\n## After\n\n{PART * 100}"
    cut = beginning(source)
    assert closes in cut
    assert "## After" not in cut
    assert blocks(cut) == blocks(source)[: len(blocks(cut))]


def test_only_definitions_that_are_mentioned_come_along() -> None:
    notes = "".join(f"[^n{number}]: A note.\n\n" for number in range(20_000))
    cut = beginning(PART * 100 + "[List]: https://example.org/list\n\n[^1]: Yes.\n\n" + notes)
    assert "[List]: " in cut
    assert "[^1]: Yes." in cut
    assert "[^n" not in cut


def test_line_ends_do_not_matter() -> None:
    source = PART * 200
    assert beginning(source.replace("\n", "\r\n")) == beginning(source)


def test_a_text_without_headings_is_cut_between_paragraphs() -> None:
    source = PARAGRAPH * 2000 + END
    part, whole = blocks(beginning(source)), blocks(source)
    notes = 1
    assert 100 < len(part) < len(whole) / 2
    assert part[:-notes] == whole[: len(part) - notes]


LONG_BLOCKS = {
    "table": "| a | b |\n| - | - |\n" + "| some words | 1 |\n" * 4_000,
    "list": "- some words\n" * 6_000,
    "lines": "some words\n" * 6_000,
    "line": "word " * 30_000,
    "no space": "x" * 150_000,
    "code": "~~~ text\n" + "[some]: words\n" * 6_000,
    "closed code": "```\n" + "some words\n\n" * 6_000 + "```\n",
    "container": "::: note\n" + "some words\n" * 6_000,
    "quote": "> some words\n" * 6_000,
    "indented": "- a\n" + "\n  some words\n" * 6_000,
}


@pytest.mark.parametrize("name", LONG_BLOCKS)
def test_a_block_without_end_is_cut_in_the_middle(name: str) -> None:
    source = LONG_BLOCKS[name] + f"\n\n{END}"
    cut = beginning(f"# Title\n\n{source}")
    assert len(cut) < 200_000 or name == "code"
    part, whole = blocks(cut), blocks(f"# Title\n\n{source}")
    assert part[0] == whole[0]
    shown, text = (" ".join(text.split()) for _kind, text in (part[1], whole[1]))
    assert part[1][0] == whole[1][0]
    assert len(shown) >= 10 or name in {"list", "indented"}
    assert text.startswith(shown)


def test_a_short_text_has_no_beginning() -> None:
    assert beginning(PARAGRAPH * 100) == ""


@pytest.mark.parametrize(
    "hidden",
    [
        "[secret words,\nsecret words]{.redacted act=atia provision=1}",
        "::: redacted {act=atia provision=1}\nsecret\n\nsecret\n:::",
        "> ::: redacted {act=atia provision=1}\n> secret\n>\n> secret\n> :::",
    ],
)
@pytest.mark.parametrize(("between", "cut_at"), [("\n", 48 * 1024), ("\n\n", 32 * 1024)])
def test_a_redaction_is_never_cut_apart(hidden: str, between: str, cut_at: int) -> None:
    line = "x" * 62 + between
    place = cut_at // len(line)
    for lines in range(place - 4, place + 4):
        source = line * lines + hidden + between + line * 1000
        shown = " ".join(text for _kind, text in blocks(beginning(source)))
        assert "secret" not in shown


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
