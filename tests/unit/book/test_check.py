"""Checking a book: every defect is found, with its file and line, in a fixed order."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.book.samples import MANIFEST, TEXTS, MakeBook
from viewer.assets import DATA
from viewer.book.check import check_book
from viewer.errors import Message
from viewer.messages import finding as words

INNER = ("missing-translation", "book.yaml", 16)
"""The sample book has one section in English only."""


def found(folder: Path) -> list[tuple[str, str, int]]:
    return [(item.code, item.file, item.line) for item in check_book(folder)]


def defects(
    make_book: MakeBook, texts: Mapping[str, str | bytes], manifest: str = MANIFEST
) -> list[tuple[str, str, int]]:
    return [item for item in found(make_book(manifest, texts)) if item != INNER]


@pytest.mark.parametrize(
    "folder", sorted(path for path in DATA.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_bundled_books_have_no_defects(folder: Path) -> None:
    assert [words(item) for item in check_book(folder)] == []


def test_sample_book_has_the_one_finding_it_is_meant_to_have(make_book: MakeBook) -> None:
    assert found(make_book()) == [INNER]


def test_a_section_with_nothing_in_it(make_book: MakeBook) -> None:
    manifest = f"{MANIFEST}  - id: bare\n    title: {{en: Bare, fr: Vide}}\n"
    line = manifest.count("\n") - 1
    assert defects(make_book, {}, manifest) == [("section-empty", "book.yaml", line)]


def test_a_name_that_a_system_spelt_in_another_form_is_used(make_book: MakeBook) -> None:
    composed, decomposed = "en/\u00e9t\u00e9.md", "en/e\u0301te\u0301.md"
    manifest = MANIFEST.replace("en/last.md", composed)
    assert manifest != MANIFEST
    texts = {decomposed: TEXTS["en/last.md"]}
    folder = make_book(manifest, texts)
    (folder / "en" / "last.md").unlink()
    assert found(folder) == [INNER]


def both(path: str, english: str) -> dict[str, str]:
    """The same text in both languages, so that nothing but the defect is found."""
    return {f"en/{path}": english, f"fr/{path}": english}


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a\n\n[x](section:nowhere)\n", "unknown-section-link", 3),
        ("a\n[x](section:last#nowhere)\n", "unknown-heading", 2),
        ("a\n[x](#nowhere)\n", "unknown-heading", 2),
        ("a\n[x](section:group#any)\n", "unknown-heading", 2),
        ("a\n\nb\nc [x](attachments/none.pdf)\n", "missing-file", 4),
        ("a\n\n![Map](images/none.png)\n", "missing-file", 3),
        ("a\n\n![Map](https://a.b/c.png)\n", "image-outside-book", 3),
        ("a\n\n![Map](../c.png)\n", "image-outside-book", 3),
        ("a\n\n| x |\n|---|\n| ![](images/a.png) |\n", "image-without-text", 5),
        ("a[^1]\n", "unknown-footnote", 1),
        ("\n\n", "empty-text", 1),
        ("a\n\n::: redacted {act=atia provision=1}\nsecret\n:::\n", "text-in-redaction", 4),
    ],
)
def test_defect_of_a_text(make_book: MakeBook, source: str, code: str, line: int) -> None:
    texts = both("first.md", source) | {"images/a.png": ""}
    found_here = [item for item in defects(make_book, texts) if item[0] != "unused-file"]
    assert found_here == [(code, "en/first.md", line), (code, "fr/first.md", line)]


@pytest.mark.parametrize(
    "source",
    [
        "[x](section:inner)\n",
        "[x](section:first#here)\n\n# Here\n",
        "[x](#x)\n\n{#x}\ny\n",
        "[x](attachments/a%20b.pdf) ![Map](images/a.png)\n",
        "[x](https://a.b) [y](mailto:a@b.c)\n",
        # The section has no text in French, so it is shown in English.
        "[x](section:inner#only)\n",
    ],
)
def test_good_links_are_no_findings(make_book: MakeBook, source: str) -> None:
    texts = both("first.md", source) | {"attachments/a b.pdf": "", "images/a.png": ""}
    texts["en/inner.md"] = "# Only\n"
    assert [item for item in defects(make_book, texts) if item[0] != "unused-file"] == []


def test_defects_of_files(make_book: MakeBook) -> None:
    folder = make_book(
        texts={"en/first.md": b"a\nb\xff", "glossary.yaml": "concepts:\n  - id: x\n"}
    )
    (folder / "fr/last.md").unlink()
    (folder / "en/inner.md").unlink()
    (folder / "en/inner.md").mkdir()
    assert found(folder) == [
        INNER,
        ("not-a-file", "book.yaml", 16),
        ("missing-file", "book.yaml", 24),
        ("concept-without-label", "glossary.yaml", 2),
        ("invalid-utf8", "en/first.md", 2),
    ]


def test_path_out_of_the_book_is_found_once(make_book: MakeBook) -> None:
    manifest = MANIFEST.replace("en/inner.md", "../inner.md")
    assert defects(make_book, {}, manifest) == [
        ("path-leaves-book", "book.yaml", 16),
        ("unused-file", "en/inner.md", 0),
    ]


def test_text_that_is_used_twice(make_book: MakeBook) -> None:
    manifest = MANIFEST.replace("en/inner.md", "en/first.md")
    assert ("text-used-twice", "book.yaml", 16) in defects(make_book, {}, manifest)


def test_unused_files_are_named_but_not_hidden_ones(make_book: MakeBook) -> None:
    texts = {"images/a.png": "", "notes.txt": "", ".git/config": "", ".hidden": ""}
    assert defects(make_book, texts) == [
        ("unused-file", "images/a.png", 0),
        ("unused-file", "notes.txt", 0),
    ]


@pytest.mark.parametrize(
    ("english", "french", "line"),
    [
        ("# A\n\nb\n\nc\n", "# A\n\nb\n", 3),
        ("# A\n\nb\n", "# A\n\nb\n\n- c\n", 5),
        ("# A\n\nb\n", "# A\n\n- b\n", 3),
        ("# A\n\nb\n", "## A\n\nb\n", 1),
        ("| a | b |\n|---|---|\n", "| a |\n|---|\n", 1),
    ],
)
def test_structures_that_differ_are_a_warning(
    make_book: MakeBook, english: str, french: str, line: int
) -> None:
    texts = {"en/first.md": english, "fr/first.md": french}
    (message,) = [item for item in check_book(make_book(texts=texts)) if item.line != INNER[2]]
    assert (message.code, message.file, message.line) == (
        "different-structure",
        "fr/first.md",
        line,
    )
    assert message.severity == "warning"


def test_book_that_cannot_be_opened_gives_its_one_message(make_book: MakeBook) -> None:
    assert found(make_book("\t")) == [("yaml-tab", "book.yaml", 1)]
    folder = make_book().parent / "none"
    assert found(folder) == [("no-such-folder", str(folder), 0)]


def test_order_is_always_the_same(make_book: MakeBook) -> None:
    source = "[a](section:x) [b](section:y)\n\n[c](section:z)[^1]\n\n![](i.png)\n"
    folder = make_book(MANIFEST + "more: 1\nand: 2\n", both("first.md", source))
    first = check_book(folder)
    assert check_book(folder) == first
    places = [(item.file != "book.yaml", item.file, item.line) for item in first]
    assert places == sorted(places)


def test_every_finding_has_words_with_nothing_left_open(make_book: MakeBook) -> None:
    source = (
        "[a](section:x) [b](file:///x) [c]() [^1] []{.redacted} [x]{.y}\n\n![](../i.png)\n\n"
        "::: nothing\n\n:::\n:::\n\n| a |\n|---|\n| b | c |\n\n# x {#y}\n\n# x {#y}\n\n[^2]: x\n"
    )
    manifest = MANIFEST.replace("protected-a", "x").replace("2026-01-02", "x") + "more: 1\n"
    folder = make_book(manifest, both("first.md", source))
    messages = check_book(folder)
    assert len({item.code for item in messages}) > 12
    for message in messages:
        assert is_plain(message), words(message)


def is_plain(message: Message) -> bool:
    sentence = words(message)
    shape = re.fullmatch(r"(\S+?)(:\d+)?: (error|warning|info): (.+) \[[a-z0-9-]+\]", sentence)
    return shape is not None and "{" not in shape.group(4).replace("{.redacted", "")


def test_texts_are_not_changed_by_the_check(make_book: MakeBook) -> None:
    folder = make_book()
    check_book(folder)
    assert {path: (folder / path).read_text() for path in TEXTS} == TEXTS
    assert {path.name for path in folder.iterdir()} == {"book.yaml", "en", "fr"}
