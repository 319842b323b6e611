"""What a redaction holds is never in the blocks, however the redaction is written."""

import json

import pytest

from viewer.book.codec import blocks_to_json
from viewer.book.markdown import ParsedText, parse_text
from viewer.book.model import Kind, SpanKind
from viewer.messages import finding

HIDDEN = "hushhush"
GOOD = '{act=atia provision="21(1)(a)"}'


def parse(source: str) -> ParsedText:
    return parse_text(source, file="x.md")


def codes(source: str) -> list[str]:
    return [message.code for message in parse(source).findings]


def test_block_redaction_is_one_block_character_with_its_reason() -> None:
    (found,) = parse(f"::: redacted {GOOD}\n:::").blocks
    assert (found.kind, found.text) == (Kind.REDACTION, "\u2588")
    assert found.data == {"act": "atia", "provision": "21(1)(a)"}
    assert codes(f"::: redacted {GOOD}\n\n:::") == []


def test_inline_redaction_is_one_block_character_with_its_reason() -> None:
    (found,) = parse('a []{.redacted act=atia provision="21(1)(a)"} b').blocks
    assert found.text == "a \u2588 b"
    assert found.spans[1].kind is SpanKind.REDACTION
    assert found.spans[1].data == {"act": "atia", "provision": "21(1)(a)"}
    assert codes('a []{.redacted act=atia provision="21(1)(a)"} b') == []


def test_provision_needs_no_quotes() -> None:
    (found,) = parse("[]{.redacted act=atia provision=21(1)(a)}").blocks
    assert found.spans[0].data["provision"] == "21(1)(a)"


def test_redactions_in_a_table_and_a_heading() -> None:
    blocks = parse(
        f"# A []{{.redacted {GOOD[1:]}\n\n| a |\n|---|\n| []{{.redacted {GOOD[1:]} |\n"
    ).blocks
    assert [block.text for block in blocks] == ["A \u2588", "a\n\u2588"]


@pytest.mark.parametrize("source", ["[]{.redacted}", "::: redacted\n:::", "[]{.redacted act=atia}"])
def test_redaction_without_a_reason_is_a_finding(source: str) -> None:
    assert codes(source) == ["redaction-without-reason"]


FILLED = [
    f"::: redacted {GOOD}\n{HIDDEN}\n:::",
    f"::: redacted {GOOD}\n\n    {HIDDEN}\n\n:::",
    f"::: redacted {GOOD}\n{HIDDEN}",
    f"::: redacted {GOOD}\n::: note\nx\n:::\n{HIDDEN}\n:::",
    f"::: redacted {GOOD}\n```\n:::\n```\n{HIDDEN}\n:::",
    f"::: redacted {GOOD}\n```\n:::\n{HIDDEN}",
    f":::: redacted {GOOD}\n:::\n{HIDDEN}\n::::",
    f"::: redacted{GOOD}\n{HIDDEN}\n:::",
    f":::redacted {GOOD}\n{HIDDEN}\n:::",
    f"::: REDACTED {GOOD}\n{HIDDEN}\n:::",
    f"::: redaction {GOOD}\n{HIDDEN}\n:::",
    f"::: {{.redacted act=atia}}\n{HIDDEN}\n:::",
    f"::: redacted act=atia\n{HIDDEN}\n:::",
    f"::: redacted {{act=atia provision=\n{HIDDEN}\n:::",
    f"    ::: redacted {GOOD}\n    {HIDDEN}\n    :::",
    f"text\n       ::: redacted {GOOD}\n       {HIDDEN}\n       :::",
    f"text\n       ::: redacted {GOOD}\n\n       {HIDDEN}\n       :::",
    f"- a\n  ::: redacted {GOOD}\n  {HIDDEN}\n  :::",
    f"- ::: redacted {GOOD}\n  {HIDDEN}\n  :::\n- b",
    f"- ::: redacted {GOOD}\n{HIDDEN}\n:::\n- b",
    f"- a\n\n      ::: redacted {GOOD}\n      {HIDDEN}\n      :::",
    f"> ::: redacted {GOOD}\n> {HIDDEN}\n> :::",
    f"> ::: redacted {GOOD}\n{HIDDEN}\n:::\n\nb",
    f"> a\n::: redacted {GOOD}\n{HIDDEN}\n:::",
    f"> - ::: redacted {GOOD}\n> - {HIDDEN}\n\n{HIDDEN}",
    f"| a |\n|---|\n::: redacted {GOOD}\n| {HIDDEN} |\n:::",
    f"T\n: d\n::: redacted {GOOD}\n{HIDDEN}\n:::",
    f"[^a]: n\n::: redacted {GOOD}\n{HIDDEN}\n:::\n\nx[^a]",
    f"::: redacted {GOOD}\n[r]: /{HIDDEN}\n:::\n\n[r]",
    f"::: redacted {GOOD}\n[^r]: {HIDDEN}\n:::\n\n[^r]",
    f"::: note\n::: redacted {GOOD}\n{HIDDEN}\n:::\n:::",
    f"::: note\n::: redacted {GOOD}\n{HIDDEN}\n\nb",
    f"a ::: redacted {GOOD}\n{HIDDEN}\n:::",
    f'[{HIDDEN}]{{.redacted act=atia provision="1"}}',
    f"a [{HIDDEN} *x* `y`]{{.redacted}} b",
    f"a [[{HIDDEN}] x]{{.redacted}}",
    f"[{HIDDEN}](x.md){{.redacted act=atia}}",
    f"[a *{HIDDEN}* b](x.md){{.redacted act=atia}} *c*",
    f"![{HIDDEN}](x.png){{.redacted act=atia}}",
    f"![a]({HIDDEN}.png){{.redacted act=atia}}",
    f"![x [{HIDDEN}]{{.redacted}} y](a.png)",
    f"`{HIDDEN}`{{.redacted act=atia}}",
    f'[{HIDDEN}]{{.redacted act=atia provision="21(1)(a)}}',
    f"[{HIDDEN}]{{.redacted act=atia",
    f"[{HIDDEN}]{{.redacted act==atia}}",
    f"[{HIDDEN}]{{ .Redacted }}",
    f"[{HIDDEN}]{{.redact}}",
    f"[{HIDDEN}]{{act=atia .redacted}}",
    f"[{HIDDEN}] {{.redacted act=atia}}",
    f"**{HIDDEN}**{{.redacted act=atia}}",
    f"[{HIDDEN} ]] x]{{.redacted act=atia}}",
    f"[{HIDDEN}][r]{{.redacted}}\n\n[r]: /x",
    "[x]{.redacted} " + "[" * 2000 + f" [{HIDDEN}]{{.redacted}}",
    f"{{.redacted act=atia}}\n{HIDDEN} *x*",
    f"{{.redacted act=atia}}\n- {HIDDEN}\n- b",
    f"{{.redacted act=atia}}\n> {HIDDEN}",
    f"{{.redacted act=atia}}\n```\n{HIDDEN}\n```",
    f"{{.redacted act=atia}}\n| {HIDDEN} |\n|---|\n| b |",
    f"{{.redacted act=atia}}\n::: note\n{HIDDEN}\n:::",
    f"# {HIDDEN} {{.redacted act=atia}}",
    f"# [{HIDDEN}]{{.redacted act=atia}}",
    f"| a |\n|---|\n| [{HIDDEN}]{{.redacted act=atia}} |",
    f"| a |\n|---|\n| **{HIDDEN}**{{.redacted}} |",
    f"[{HIDDEN}]{{.redacted act=atia}}\n===",
    f"T\n: [{HIDDEN}]{{.redacted}}",
    f"x[^a]\n\n[^a]: [{HIDDEN}]{{.redacted}}",
    f"    [{HIDDEN}]{{.redacted act=atia}}",
    f"```\n::: redacted {GOOD}\n{HIDDEN}\n:::",
    "> " * 300 + f"[{HIDDEN}]{{.redacted}}",
    "> " * 300 + f"::: redacted\n{HIDDEN}\n:::",
    "- " * 100 + f"::: redacted {GOOD}\n{HIDDEN}\n:::",
]


@pytest.mark.parametrize("source", FILLED)
def test_nothing_of_what_a_redaction_holds_gets_out(source: str) -> None:
    parsed = parse(source)
    assert HIDDEN not in json.dumps(blocks_to_json(parsed.blocks))
    assert HIDDEN not in " ".join(finding(message) for message in parsed.findings)
    assert "\u2588" in "".join(block.text for block in parsed.blocks)


@pytest.mark.parametrize("source", FILLED)
def test_text_in_a_redaction_is_an_error(source: str) -> None:
    errors = {message.code for message in parse(source).findings if message.severity == "error"}
    assert errors & {"text-in-redaction", "malformed-redaction", "unclosed-redaction"}


def test_line_of_the_text_in_a_redaction() -> None:
    parsed = parse(f"a\n\n::: redacted {GOOD}\n\n{HIDDEN}\n:::\n")
    assert [(message.code, message.line) for message in parsed.findings] == [
        ("text-in-redaction", 5)
    ]
    parsed = parse(f"a\nb\n[{HIDDEN}]{{.redacted act=atia provision=1}}\n")
    assert [(message.code, message.line) for message in parsed.findings] == [
        ("text-in-redaction", 3)
    ]


def test_what_follows_a_redaction_is_shown() -> None:
    source = (
        f"a\n\n::: redacted {GOOD}\n:::\n\nb []{{.redacted {GOOD[1:]} c\n\n"
        f"> ::: redacted {GOOD}\n> :::\n> d\n"
    )
    texts = [block.text for block in parse(source).blocks]
    assert texts == ["a", "\u2588", "b \u2588 c", "\u2588", "d"]
    assert codes(source) == []


def test_redaction_in_code_is_an_example_and_shown() -> None:
    source = f"Write `[x]{{.redacted}}`:\n\n```\n::: redacted {GOOD}\n:::\n```\n"
    assert [block.text for block in parse(source).blocks] == [
        "Write [x]{.redacted}:",
        f"::: redacted {GOOD}\n:::",
    ]
    assert codes(source) == []


def test_text_about_redactions_is_just_text() -> None:
    source = "It was redacted. See {redacted} and [redacted] and the redaction (redacted)."
    assert parse(source).blocks[0].text == source
    assert codes(source) == []
