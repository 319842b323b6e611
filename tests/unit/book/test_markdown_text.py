"""Links, characters, lines and ids in the blocks of a text."""

from hashlib import blake2b

import pytest

from viewer.book.markdown import ParsedText, parse_text
from viewer.book.model import Block, Span
from viewer.messages import sentence


def parse(source: str) -> ParsedText:
    return parse_text(source, file="en/x.md")


def blocks(source: str) -> tuple[Block, ...]:
    return parse(source).blocks


def block(source: str) -> Block:
    (only,) = blocks(source)
    return only


def kinds(source: str) -> list[tuple[str, str]]:
    return [(str(found.kind), found.text) for found in blocks(source)]


def test_raw_html_is_text() -> None:
    source = "<script>alert(1)</script>\n\n<!-- a -->\n\nx <b>y</b>\n"
    assert [text for _, text in kinds(source)] == [
        "<script>alert(1)</script>",
        "<!-- a -->",
        "x <b>y</b>",
    ]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "link-scheme"),
        ("file:///etc/passwd", "link-scheme"),
        ("data:text/html,x", "link-scheme"),
        ("../other/book.yaml", "path-leaves-book"),
        ("/etc/passwd", "path-leaves-book"),
        ("%2e%2e/x", "path-leaves-book"),
        ("C:/x", "path-leaves-book"),
        ("a\\\\b", "backslash-in-path"),
        ("section:", "bad-link"),
        ("#", "empty-link"),
        ("", "empty-link"),
    ],
)
def test_links_that_the_format_does_not_allow_are_findings_and_no_links(
    address: str, code: str
) -> None:
    parsed = parse(f"[x]({address})")
    assert [finding.code for finding in parsed.findings] == [code]
    assert not {"{", "}"} & set(sentence(parsed.findings[0]))
    assert [(span.text, span.link) for span in parsed.blocks[0].spans] == [("x", "")]


@pytest.mark.parametrize(
    "address",
    [
        "section:a",
        "section:a#b-c",
        "#b",
        "https://a.b/c?d=é",
        "mailto:a@b.c",
        "tel:1",
        "images/a%20b.png",
    ],
)
def test_links_that_the_format_allows_stand_as_written(address: str) -> None:
    assert block(f"[x]({address})").spans == (Span("x", link=address),)


def test_text_is_nfc_throughout() -> None:
    found = block("e\u0301 E&#x301; a*\u030a*b `c\u0327`")
    assert found.text == "é É åb ç"
    assert "".join(span.text for span in found.spans) == found.text


def test_control_characters_are_replaced_and_reported() -> None:
    parsed = parse("ok\n\na\0b\x1bc\ufdd0d&#xfffc;e&#x2029;f")
    assert parsed.blocks[1].text == "a\ufffdb\ufffdc\ufffdd\ufffde f"
    assert [(f.code, f.line, f.parameters) for f in parsed.findings] == [
        ("control-character", 3, {"character": "U+0000"})
    ]


def test_bidi_override_is_a_finding_and_kept() -> None:
    parsed = parse("a\n\nb\u202ec")
    assert parsed.blocks[1].text == "b\u202ec"
    assert [(f.code, f.line) for f in parsed.findings] == [("bidi-override", 3)]


def test_all_line_ends_count_alike() -> None:
    one = blocks("a\n\nb\nc\n")
    assert blocks("a\r\n\r\nb\r\nc\r\n") == one
    assert blocks("\ufeffa\r\rb\rc\r") == one
    assert [b.line for b in one] == [1, 3]


def test_lines_are_those_of_the_source() -> None:
    source = "# a\n\nb\nb\n\n- c\n- d\n\n| e |\n|---|\n| f |\n\n> g\n\nT\n: h\n\n```\ni\n```\n"
    assert [b.line for b in blocks(source)] == [1, 3, 6, 7, 9, 13, 15, 16, 18]


def test_ids_are_hashes_of_the_folded_text_with_a_count() -> None:
    found = blocks("Same  text\n\nother\n\nSame\ntext\n\n# Same text\n")
    ids = [b.id for b in found]
    assert ids[0] == blake2b(b"Same text", digest_size=5).hexdigest()
    assert ids[2] == f"{ids[0]}.2"
    assert ids[3] == f"{ids[0]}.3"
    assert [b.ordinal for b in found] == [0, 1, 2, 3]


def test_id_does_not_depend_on_markup() -> None:
    assert block("some *words* here").id == block("> some words\n> `here`").id


def test_empty_text_has_no_blocks() -> None:
    assert parse("") == ParsedText((), ())
    assert parse(" \n\t\n") == ParsedText((), ())
