"""The glossary: concepts, abbreviations, findings."""

import pytest

from tests.unit.book.samples import MakeBook
from viewer.book.book import open_book
from viewer.book.cache import BookCache
from viewer.book.glossary import Concept
from viewer.book.glossary_file import read_glossary

GLOSSARY = """\
concepts:
  - id: agency
    label: {en: Border agency, fr: Agence frontalière}
    definition: {en: It guards., fr: Elle garde.}
    abbreviations: {en: [BA, BAg], fr: AF}
    hidden: {en: [Boarder agency]}
  - id: account
    label: {en: Bank account, fr: Compte}
    abbreviations: {en: [BA]}
"""


def codes(source: str) -> list[tuple[str, int]]:
    glossary = read_glossary(source, ("en", "fr"))
    return [(finding.code, finding.line) for finding in glossary.findings]


def test_concept_has_all_that_the_file_says() -> None:
    glossary = read_glossary(GLOSSARY, ("en", "fr"))
    assert glossary.findings == ()
    assert glossary.concepts[0] == Concept(
        "agency",
        {"en": "Border agency", "fr": "Agence frontalière"},
        {"en": "It guards.", "fr": "Elle garde."},
        {"en": ("BA", "BAg"), "fr": ("AF",)},
        {"en": ("Boarder agency",)},
        2,
    )


def test_abbreviation_can_belong_to_several_concepts() -> None:
    glossary = read_glossary(GLOSSARY, ("en", "fr"))
    assert [concept.id for concept in glossary.lookup("BA")] == ["agency", "account"]
    assert [concept.id for concept in glossary.lookup("AF")] == ["agency"]
    assert glossary.lookup("ba") == []
    assert glossary.lookup("") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a\n", [("glossary-not-mapping", 1)]),
        ("concepts:\n  - a\n", [("wrong-type-entry", 2)]),
        ("concepts: {}\n", [("wrong-type-list", 1)]),
        ("terms: []\n", [("unknown-key", 1)]),
        ("concepts:\n  - label: {en: A, fr: A}\n", [("concept-without-id", 2)]),
        ("concepts:\n  - id: a\n", [("concept-without-label", 2)]),
        ("concepts:\n  - id: a\n    label: {en: A}\n", [("missing-translation", 3)]),
        ("concepts:\n  - id: a\n    label: {en: A, fr: A, de: A}\n", [("unknown-language", 3)]),
        ("concepts:\n  - id: A b\n    label: {en: A, fr: A}\n", [("bad-id", 2)]),
        (
            (
                "concepts:\n  - id: a\n    label: {en: A, fr: A}\n"
                "  - id: a\n    label: {en: B, fr: C}\n"
            ),
            [("duplicate-id", 4)],
        ),
        (
            (
                "concepts:\n  - id: a\n    label: {en: A, fr: A}\n"
                "    abbreviations: {de: [X], en: 5}\n"
            ),
            [("unknown-language", 4), ("wrong-type-list", 4)],
        ),
        ("concepts:\n  - id: a\n    label: {en: A, fr: A}\n    short: x\n", [("unknown-key", 4)]),
    ],
)
def test_defect_is_a_finding_with_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert sorted(codes(source)) == expected


def test_book_without_a_glossary_has_an_empty_one(make_book: MakeBook) -> None:
    glossary = open_book(make_book()).glossary
    assert (glossary.concepts, glossary.findings) == ((), ())


def test_glossary_comes_from_the_cache_the_second_time(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_book(texts={"glossary.yaml": GLOSSARY + "  - id: x\n"})
    cache = BookCache(folder.parent / "cache")
    first = open_book(folder, cache).glossary
    monkeypatch.setattr("viewer.book.glossary_file.read_glossary", None)
    second = open_book(folder, cache).glossary
    assert second == first
    assert [finding.code for finding in second.findings] == ["concept-without-label"]
    assert [concept.id for concept in second.lookup("BA")] == ["agency", "account"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a: [", "yaml-syntax"), (b"a: \xff", "invalid-utf8"), (b"", "yaml-empty")],
)
def test_broken_glossary_is_empty_and_says_why(
    make_book: MakeBook, content: bytes, code: str
) -> None:
    glossary = open_book(make_book(texts={"glossary.yaml": content})).glossary
    assert glossary.concepts == ()
    assert [(finding.code, finding.file) for finding in glossary.findings] == [
        (code, "glossary.yaml")
    ]
