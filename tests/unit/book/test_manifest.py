"""Reading book.yaml: what it says, and every finding with its line."""

import time

import pytest

from viewer.book.manifest import read_manifest
from viewer.book.model import Section
from viewer.book.outline import Manifest, manifest_from_json, manifest_to_json
from viewer.errors import BookError, Severity

HEAD = """\
format: 1
id: sample
edition: "1"
issued: 2026-01-02
title: {en: Sample, fr: Exemple}
classification: protected-a
languages: [en, fr]
"""
CONTENTS = """\
contents:
  - id: one
    title: {en: One, fr: Un}
"""


def read(source: str) -> Manifest:
    return read_manifest(source)


def findings(source: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read(source).findings or ()]


def replaced(old: str, new: str) -> str:
    assert old in HEAD + CONTENTS
    return (HEAD + CONTENTS).replace(old, new)


def refused(source: str) -> tuple[str, int]:
    with pytest.raises(BookError) as caught:
        read_manifest(source)
    return caught.value.message.code, caught.value.message.line


def sections(manifest: Manifest) -> list[Section]:
    return [manifest.outline.section(position) for position in range(len(manifest.outline.ids))]


def test_edition_has_all_that_the_manifest_says() -> None:
    source = HEAD.replace(
        "issued: 2026-01-02\n",
        "issued: 2026-01-02T08:00:00-05:00\nrevision: 3\nreplaces: '0'\nexpires: 2027-01-01\n"
        "note: {en: Corrected., fr: Corrigée.}\npublisher: {en: Us, fr: Nous}\n"
        "caveat: {en: Cabinet confidence, fr: Document confidentiel du Cabinet}\n",
    )
    edition = read(source + CONTENTS).edition
    assert findings(source + CONTENTS) == []
    assert (edition.book, edition.edition, edition.revision) == ("sample", "1", 3)
    assert (edition.issued, edition.expires) == ("2026-01-02T08:00:00-05:00", "2027-01-01")
    assert (edition.replaces, edition.note["fr"]) == ("0", "Corrigée.")
    assert (edition.publisher["en"], edition.caveat["en"]) == ("Us", "Cabinet confidence")
    assert (edition.classification, edition.languages) == ("protected-a", ("en", "fr"))
    assert edition.title == {"en": "Sample", "fr": "Exemple"}


def test_contents_become_a_tree_in_reading_order() -> None:
    manifest = read(
        HEAD
        + """\
contents:
  - id: a
    title: {en: A, fr: A}
    classification: unclassified
    sections:
      - id: b
        title: {en: B, fr: B}
        text: {en: en/b.md, fr: fr/b.md}
        tags: [essential, overview]
        modified: 2026-01-01
        sections:
          - {id: c, title: {en: C, fr: C}, sections: []}
      - {id: d, title: {en: D, fr: D}, classification: protected-a}
  - {id: e, title: {en: E, fr: E}}
"""
    )
    a, b, c, d, e = sections(manifest)
    assert [s.id for s in (a, b, c, d, e)] == ["a", "b", "c", "d", "e"]
    assert [s.parent for s in (a, b, c, d, e)] == ["", "a", "b", "a", ""]
    assert [s.level for s in (a, b, c, d, e)] == [1, 2, 3, 2, 1]
    assert (a.children, b.children, e.children) == (("b", "d"), ("c",), ())
    assert [s.classification for s in (a, b, c, d, e)] == [
        "unclassified",
        "unclassified",
        "unclassified",
        "protected-a",
        "protected-a",
    ]
    assert (b.text, b.tags, b.modified) == (
        {"en": "en/b.md", "fr": "fr/b.md"},
        ("essential", "overview"),
        "2026-01-01",
    )
    assert (a.text, a.line, b.line, e.line) == ({}, 9, 13, 21)
    assert manifest.findings == ()


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("[a, b]", "manifest-not-mapping", 1),
        ("just text", "manifest-not-mapping", 1),
        (replaced("format: 1", "format: 2"), "unknown-format", 1),
        (replaced("format: 1", "format: one"), "unknown-format", 1),
        (replaced("id: sample\n", ""), "book-without-id", 1),
        (replaced("id: sample", "id: Sample Book"), "book-without-id", 2),
        (replaced("id: sample", "id: ../x"), "book-without-id", 2),
        (replaced("id: sample", "id: [x]"), "book-without-id", 2),
        (HEAD, "no-contents", 0),
        (HEAD + "contents: []\n", "no-contents", 8),
        (HEAD + "contents: text\n", "wrong-type-list", 8),
        (HEAD + "contents: {a: b}\n", "wrong-type-list", 8),
    ],
)
def test_what_makes_a_manifest_useless(source: str, code: str, line: int) -> None:
    assert refused(source) == (code, line)


ENTRY = "  - id: two\n    title: {en: Two, fr: Deux}\n"
FINDINGS: list[tuple[str, list[tuple[str, int]]]] = [
    (replaced("format: 1\n", ""), [("missing-key", 1)]),
    (replaced("format: 1", 'format: "1"'), [("wrong-type-number", 1)]),
    (replaced('edition: "1"\n', ""), [("missing-key", 1)]),
    (replaced('edition: "1"', "edition: 1"), [("wrong-type-text", 3)]),
    (replaced('edition: "1"', "edition: "), [("empty-value", 3)]),
    (replaced("2026-01-02", "soon"), [("bad-date", 4)]),
    (replaced("2026-01-02", "2026-02-30"), [("bad-date", 4)]),
    (replaced("2026-01-02", "2026-01-02 08:00:00"), [("date-without-zone", 4)]),
    (replaced("2026-01-02", "[1]"), [("bad-date", 4)]),
    (replaced("2026-01-02", ""), [("empty-value", 4)]),
    (replaced("title: {en: Sample, fr: Exemple}\n", ""), [("missing-key", 1)]),
    (
        replaced("{en: Sample, fr: Exemple}", "Sample"),
        [("wrong-type-mapping", 5), ("missing-translation", 5), ("missing-translation", 5)],
    ),
    (replaced("{en: Sample, fr: Exemple}", "{en: Sample}"), [("missing-translation", 5)]),
    (replaced("fr: Exemple", "fr: no"), [("wrong-type-text", 5)]),
    (replaced("fr: Exemple", "fr: Exemple, de: Muster"), [("unknown-language", 5)]),
    (replaced("fr: Exemple", "fr: Exemple, fr: Ex"), [("duplicate-key", 5)]),
    (replaced("fr: Exemple", "fr: Exemple, [a]: b"), [("wrong-key", 5)]),
    (replaced("protected-a", "protected-z"), [("unknown-classification", 6)]),
    (replaced("classification: protected-a\n", ""), [("missing-key", 1)]),
    (replaced("[en, fr]", "[en, fr, en]"), [("duplicate-language", 7)]),
    (replaced("[en, fr]", "[en, fr, 'f r']"), [("bad-language", 7)]),
    (replaced("languages: [en, fr]\n", ""), [("missing-key", 1)]),
    (replaced("[en, fr]", "[]"), [("missing-key", 7)]),
    (replaced("[en, fr]", ""), [("missing-key", 7)]),
    (replaced("protected-a", "[protected-a]"), [("wrong-type-text", 6)]),
    (replaced("protected-a", ""), [("empty-value", 6)]),
    (replaced("fr: Exemple", 'fr: "\\u202eExemple"'), [("bidi-override", 5)]),
    (replaced("fr: Exemple", 'fr: "Exe\\u202dmple"'), [("bidi-override", 5)]),
    (replaced("contents:", "colour: red\ncontents:"), [("unknown-key", 8)]),
    (replaced("contents:", "id: other\ncontents:"), [("duplicate-key", 8)]),
    (replaced("contents:", "revision: 0\ncontents:"), [("bad-revision", 8)]),
    (replaced("contents:", f"revision: 1{'0' * 5000}\ncontents:"), [("bad-revision", 8)]),
    (replaced("contents:", "revision: two\ncontents:"), [("bad-revision", 8)]),
    (replaced("contents:", "note: {en: x}\ncontents:"), [("missing-translation", 8)]),
    (HEAD + CONTENTS + "  - text\n", [("wrong-type-entry", 11)]),
    (HEAD + CONTENTS + ENTRY + "    sections: [x]\n", [("wrong-type-entry", 13)]),
    (HEAD + CONTENTS + "  - title: {en: Two, fr: Deux}\n", [("section-without-id", 11)]),
    (HEAD + CONTENTS + ENTRY.replace("two", "Two!"), [("bad-id", 11)]),
    (HEAD + CONTENTS + ENTRY.replace("two", "one"), [("duplicate-id", 11)]),
    (HEAD + CONTENTS + "  - id: two\n", [("missing-title", 11)]),
    (HEAD + CONTENTS + ENTRY + "    titel: x\n", [("unknown-key", 13)]),
    (HEAD + CONTENTS + ENTRY + "    text: en/x.md\n", [("wrong-type-mapping", 13)]),
    (HEAD + CONTENTS + ENTRY + "    text: {en: x.md}\n", [("missing-translation", 13)]),
    (
        HEAD + CONTENTS + ENTRY + "    text: {en: ../x.md, fr: /x.md}\n",
        [("path-leaves-book", 13)] * 2,
    ),
    (
        HEAD + CONTENTS + ENTRY + "    text: {en: 'C:/x.md', fr: 'a\\x.md'}\n",
        [("backslash-in-path", 13), ("path-leaves-book", 13)],
    ),
    (HEAD + CONTENTS + ENTRY + "    classification: secret\n", [("classification-above-book", 13)]),
    (
        HEAD + CONTENTS + ENTRY + "    classification: x\n",
        [("classification-above-book", 13), ("unknown-classification", 13)],
    ),
    (HEAD + CONTENTS + ENTRY + "    tags: {a: b}\n", [("wrong-type-list", 13)]),
    (HEAD + CONTENTS + ENTRY + "    tags: [1]\n", [("wrong-type-text", 13)]),
    (HEAD + CONTENTS + ENTRY + "    modified: x\n", [("bad-date", 13)]),
    (HEAD + CONTENTS + ENTRY + "    sections: x\n", [("wrong-type-list", 13)]),
]


@pytest.mark.parametrize(("source", "expected"), FINDINGS)
def test_defect_is_a_finding_with_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert sorted(findings(source)) == sorted(expected)


@pytest.mark.parametrize("level", ["sensitive", "[protected-a]", "{}", ""])
def test_unknown_classification_counts_as_the_highest(level: str) -> None:
    manifest = read(replaced("protected-a", level))
    assert manifest.edition.classification == "top-secret"
    assert sections(manifest)[0].classification == "top-secret"
    assert [finding.severity for finding in manifest.findings or ()] == [Severity.ERROR]


def test_level_above_the_book_stays_what_it_is() -> None:
    manifest = read(HEAD + CONTENTS + ENTRY + "    classification: secret\n")
    assert sections(manifest)[1].classification == "secret"


def test_sections_without_a_usable_id_are_still_there() -> None:
    source = HEAD + CONTENTS + ENTRY.replace("two", "one") + ENTRY.replace("id: two", "id: X")
    assert [section.id for section in sections(read(source))] == ["one", "one-2", "section-13"]


def test_texts_fold_white_space_but_keep_what_french_needs() -> None:
    manifest = read(replaced("fr: Exemple", 'fr: "  Quoi\u00a0?\n    «\u00a0Ceci\u202f»  "'))
    assert manifest.edition.title["fr"] == "Quoi\u00a0? «\u00a0Ceci\u202f»"


def test_missing_title_falls_back_on_the_id() -> None:
    manifest = read(
        HEAD.replace("title: {en: Sample, fr: Exemple}\n", "") + "contents:\n  - id: a\n"
    )
    assert manifest.edition.title == {"en": "sample"}
    assert sections(manifest)[0].title == {"en": "a"}


def test_languages_default_to_those_of_the_title() -> None:
    assert read(replaced("languages: [en, fr]\n", "")).edition.languages == ("en", "fr")


def test_findings_come_in_the_order_of_lines() -> None:
    source = HEAD + CONTENTS + "  - title: {en: x}\n    colour: red\n" + ENTRY.replace("two", "one")
    lines = [line for _, line in findings(source)]
    assert lines == sorted(lines)
    assert len(lines) > 3


def test_manifest_survives_the_cache() -> None:
    manifest = read(HEAD + CONTENTS + ENTRY + "    tags: [essential]\n    modified: 2026-01-01\n")
    again = manifest_from_json(manifest_to_json(manifest))
    assert again.edition == manifest.edition
    assert sections(again) == sections(manifest)
    assert again.findings is None


def deep(count: int) -> str:
    lines = ["contents:"]
    for level in range(count):
        pad = "  " * level
        lines += [f"{pad}- id: s{level}", f"{pad}  title: {{en: T, fr: T}}", f"{pad}  sections:"]
    return HEAD + "\n".join(lines) + " []\n"


def test_sections_can_be_nested_to_any_sensible_depth() -> None:
    manifest = read(deep(400))
    assert manifest.outline.levels[-1] == 400
    assert manifest.findings == ()
    assert refused(deep(2000))[0] == "yaml-too-deep"


def wide(count: int) -> str:
    lines = ["contents:"]
    for number in range(count):
        lines += [
            f"  - id: s-{number}",
            f"    title: {{en: The title of section {number}, fr: Le titre de {number}}}",
            f"    text: {{en: en/section-{number}.md, fr: fr/section-{number}.md}}",
        ]
    return HEAD + "\n".join(lines) + "\n"


def test_ten_thousand_sections_are_read_in_seconds() -> None:
    start = time.process_time()
    manifest = read(wide(10_000))
    assert time.process_time() - start < 10
    assert len(manifest.outline.ids) == 10_000
    assert manifest.findings == ()


@pytest.mark.parametrize("cut", range(0, len(HEAD + CONTENTS), 7))
def test_manifest_cut_short_anywhere_gives_a_message_or_findings(cut: int) -> None:
    source = (HEAD + CONTENTS)[:cut]
    try:
        assert read(source).findings
    except BookError as error:
        assert error.message.code  # noqa: PT017 - either outcome is right
