"""Language tags: their case, and which serves whom."""

import pytest

from viewer.book.language_tags import canonical, closest, primary
from viewer.book.manifest import read_manifest
from viewer.book.model import pick

MANIFEST = """\
format: 1
id: a
edition: "1"
issued: 2024-01-01
title: {EN-ca: Ports, FR: Ports en français}
classification: unclassified
languages: [en-CA, Fr]
contents:
  - id: one
    title: {en-CA: One, fr: Un}
    text: {en-ca: en.md, FR: fr.md}
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [("FR", "fr"), ("fr-ca", "fr-CA"), ("ZH-hans-cn", "zh-Hans-CN"), ("es-419", "es-419")],
)
def test_the_case_of_a_tag_means_nothing(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("fr", ["en", "fr"], "fr"),
        ("fr", ["en-CA", "fr-CA"], "fr-CA"),
        ("fr-CA", ["en", "fr"], "fr"),
        ("fr-FR", ["fr-CA", "fr-FR"], "fr-FR"),
        ("fr", ["en"], ""),
        ("", ["en"], ""),
    ],
)
def test_the_same_language_of_another_region_serves(
    wanted: str, offered: list[str], found: str
) -> None:
    assert closest(wanted, offered) == found


def test_primary() -> None:
    assert primary("fr-CA") == primary("FR") == "fr"


def test_texts_are_picked_by_language_not_by_region() -> None:
    texts = {"de": "drei", "en-CA": "three", "fr-CA": "trois"}
    assert pick(texts, "fr") == "trois"
    assert pick(texts, "it") == "three"


def test_a_manifest_may_write_tags_in_any_case() -> None:
    manifest = read_manifest(MANIFEST)
    assert manifest.findings == ()
    assert manifest.edition.languages == ("en-CA", "fr")
    assert manifest.edition.title == {"en-CA": "Ports", "fr": "Ports en français"}
    assert manifest.outline.texts == {"en-CA": ["en.md"], "fr": ["fr.md"]}


def test_one_language_written_twice_is_a_finding() -> None:
    twice = MANIFEST.replace("{en-CA: One,", "{en-CA: One, EN-CA: Two,")
    assert [finding.code for finding in read_manifest(twice).findings or ()] == ["duplicate-key"]
