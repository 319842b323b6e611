"""YAML is read with its lines, and nothing in it can do harm."""

from pathlib import Path

import pytest

from viewer.book.yaml_source import DEPTH, Node, read_yaml
from viewer.errors import BookError

BOMB = Path(__file__).parents[4] / "shared/corpora/hostile/yaml/billion-laughs.yaml"


def refused(source: str) -> tuple[str, int]:
    with pytest.raises(BookError) as caught:
        read_yaml(source, file="book.yaml")
    assert caught.value.message.file == "book.yaml"
    return caught.value.message.code, caught.value.message.line


def test_every_value_knows_its_line_and_type() -> None:
    root = read_yaml('a: one\nb:\n  - 2\n  - "2"\n  - no\n  - 2026-01-02\n  - {c: }\n', file="x")
    (_, a), (_, b) = root.pairs
    assert a == Node("str", 1, "one")
    assert [(node.kind, node.text, node.line) for node in b.items[:4]] == [
        ("int", "2", 3),
        ("str", "2", 4),
        ("bool", "no", 5),
        ("timestamp", "2026-01-02", 6),
    ]
    assert b.items[4].pairs == [(Node("str", 7, "c"), Node("null", 7, ""))]


def test_texts_are_nfc_and_clean() -> None:
    assert read_yaml('"e\\u0301\\0x"', file="x").text == "é\ufffdx"


def test_explicit_types_are_only_names() -> None:
    root = read_yaml("a: !!python/object/apply:os.system [x]\nb: !!int x\n", file="x")
    assert [(value.kind, value.text) for _, value in root.pairs] == [("seq", ""), ("int", "x")]


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a: 1\n\tb: 2\n", "yaml-tab", 2),
        ("a:\n  - 1\n\t- 2\n", "yaml-tab", 3),
        ("a: [1\nb: 2\n", "yaml-syntax", 2),
        ("a: 'x\nb: 2\n", "yaml-syntax", 1),
        ("a: 1\nb\nc: 2\n", "yaml-syntax", 2),
        ("a: b: c\n", "yaml-syntax", 1),
        ("a: 1\n\x07b: 2\n", "yaml-syntax", 2),
        ("%", "yaml-syntax", 1),
        ("", "yaml-empty", 0),
        ("# nothing\n", "yaml-empty", 0),
        ("a: 1\n---\nb: 2\n", "yaml-documents", 3),
        ("a: &x 1\nb: *x\n", "yaml-alias", 2),
        ("a: &x [*x]\n", "yaml-alias", 1),
    ],
)
def test_what_is_not_one_plain_document_is_refused(source: str, code: str, line: int) -> None:
    assert refused(source) == (code, line)


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_deep_nesting_is_refused_and_does_not_crash(opening: str) -> None:
    code, _ = refused(opening * 100_000)
    assert code in {"yaml-too-deep", "yaml-syntax"}


def test_nesting_up_to_the_limit_is_read() -> None:
    node = read_yaml("[" * (DEPTH - 10) + "]" * (DEPTH - 10), file="x")
    depth = 0
    while node.items:
        node = node.items[0]
        depth += 1
    assert depth == DEPTH - 11


def test_alias_bomb_is_refused_at_its_first_alias() -> None:
    levels = "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refused(f"a: &a [x, x]\n{levels}") == ("yaml-alias", 2)


@pytest.mark.skipif(not BOMB.is_file(), reason="the hostile files are not here")
def test_billion_laughs_is_refused() -> None:
    assert refused(BOMB.read_text(encoding="utf-8"))[0] == "yaml-alias"
