"""What holds for the blocks of any text at all."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from viewer.book import canonical
from viewer.book.codec import blocks_from_json, blocks_to_json
from viewer.book.markdown import parse_text
from viewer.book.model import Block, Kind, Mark, Span, SpanKind

PIECES = st.sampled_from(
    [
        *"*_`~#>-+|[](){}!:\\<>&;=^\"'1.\t \n",
        "\n\n",
        "    ",
        "a",
        "word ",
        "e\u0301",
        "\u0301",
        "\u1100\u1161",
        "\u0344",
        "\u200f",
        "\u2028",
        "\x00",
        "\U0001f1e8\U0001f1e6",
        "é",
        "&amp;",
        "&#x301;",
        "&#10;",
        "[^a]",
        "\n[^a]: ",
        "![i](i.png)",
        "[l](section:x)",
        "{.sup}",
        "{#id}",
        "\n::: note\n",
        "\n:::\n",
        "\n::: redacted {act=atia}\n",
        "[x]{.redacted act=atia}",
        "\n| a | b |\n|---|---|\n| c |",
        "\n- [ ] ",
        "\n1. ",
        "\n> ",
        "\n: ",
        "\n# ",
        "\n```\n",
        "  \n",
    ]
)
SOURCES = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join),
)


def blocks(source: str) -> tuple[Block, ...]:
    return parse_text(source, file="x.md").blocks


def all_spans(block: Block) -> list[Span]:
    return [*block.spans, *(span for row in block.rows for cell in row for span in cell.spans)]


@given(SOURCES)
def test_spans_add_up_to_the_canonical_text(source: str) -> None:
    for block in blocks(source):
        if block.kind is Kind.TABLE:
            assert block.spans == ()
            assert block.text == "\n".join("\t".join(c.text for c in row) for row in block.rows)
        else:
            assert "".join(span.text for span in block.spans) == block.text


@given(SOURCES)
def test_everything_is_nfc_and_clean(source: str) -> None:
    for block in blocks(source):
        texts = [block.text, *(span.text for span in all_spans(block))]
        for text in texts:
            assert unicodedata.is_normalized("NFC", text)
            assert canonical.clean(text) == text


@given(SOURCES)
def test_line_feeds_are_hard_breaks_rows_or_lines_of_code(source: str) -> None:
    for block in blocks(source):
        for span in all_spans(block):
            if span.kind is SpanKind.BREAK:
                assert span.text == "\n"
            elif block.kind is not Kind.CODE:
                assert "\n" not in span.text
        cells = [cell.text for row in block.rows for cell in row]
        assert not any("\t" in text or "\n" in text for text in cells)


@given(SOURCES)
def test_special_spans_have_their_texts(source: str) -> None:
    for block in blocks(source):
        for span in all_spans(block):
            if span.kind is SpanKind.FOOTNOTE:
                assert span.text == ""
            if span.kind is SpanKind.REDACTION:
                assert span.text == canonical.REDACTED


@given(SOURCES)
def test_ids_ordinals_and_slugs_are_unique(source: str) -> None:
    found = blocks(source)
    slugs = [block.data["slug"] for block in found if "slug" in block.data]
    assert [block.ordinal for block in found] == list(range(len(found)))
    assert len({block.id for block in found}) == len(found)
    assert len(set(slugs)) == len(slugs)
    assert all(block.data["slug"] for block in found if block.kind is Kind.HEADING)


@given(SOURCES)
def test_lines_lie_in_the_source(source: str) -> None:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    parsed = parse_text(source, file="x.md")
    assert all(1 <= block.line <= lines for block in parsed.blocks)
    assert all(1 <= finding.line <= lines + 1 for finding in parsed.findings)
    assert {finding.file for finding in parsed.findings} <= {"x.md"}


@given(SOURCES)
def test_blocks_survive_the_cache(source: str) -> None:
    found = blocks(source)
    assert blocks_from_json(json.loads(json.dumps(blocks_to_json(found)))) == found


@given(SOURCES)
def test_text_means_the_same_however_its_letters_are_composed(source: str) -> None:
    composed = blocks(unicodedata.normalize("NFC", source))
    assert [block.text for block in blocks(unicodedata.normalize("NFD", source))] == [
        block.text for block in composed
    ]


@given(SOURCES, SOURCES, st.sampled_from(["", "  ", "> ", "- ", "        "]))
def test_nothing_in_a_redaction_gets_out(before: str, inside: str, indent: str) -> None:
    inside = inside.replace(":", "")
    lines = f"::: redacted {{act=atia}}\n{inside}hushhush".replace("\n", f"\n{indent}")
    # Code is shown as it is, and so is a redaction in it: it is an example.
    before = before.replace("`", "").replace("~", "")
    found = blocks(f"{before}\n\n{indent}{lines}")
    assert "hushhush" not in json.dumps(blocks_to_json(found))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_nothing_in_an_inline_redaction_gets_out(inside: str) -> None:
    inside = inside.replace("\n", " ").replace("`", "")
    found = blocks(f"a [{inside} hushhush]{{.redacted act=atia}}")
    assert "hushhush" not in json.dumps(blocks_to_json(found))


@given(
    st.lists(
        st.tuples(
            st.text(
                alphabet="ea\u0301\u0323\u030a\u1100\u1161\u11a8\u09c7\u09be\n\u2588", max_size=6
            ),
            st.sampled_from([SpanKind.TEXT, SpanKind.IMAGE, SpanKind.FOOTNOTE]),
        ),
        max_size=8,
    )
)
def test_joining_spans_keeps_them_nfc_and_loses_nothing(parts: list[tuple[str, SpanKind]]) -> None:
    spans = [
        Span(unicodedata.normalize("NFC", text), kind, frozenset({Mark.STRONG} if n % 2 else ()))
        for n, (text, kind) in enumerate(parts)
    ]
    joined, text = canonical.join_spans(spans)
    assert text == "".join(span.text for span in joined)
    assert text == unicodedata.normalize("NFC", "".join(span.text for span in spans))
    assert all(unicodedata.is_normalized("NFC", span.text) for span in joined)
    kinds = [span.kind for span in spans if span.kind is not SpanKind.TEXT]
    assert [span.kind for span in joined if span.kind is not SpanKind.TEXT] == kinds
