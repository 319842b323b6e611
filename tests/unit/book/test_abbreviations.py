"""Abbreviations in a text: found as they are spelt, and never inside longer words."""

import pytest

from viewer.book.abbreviations import Abbreviations, Reader, Use, language_at
from viewer.book.glossary import Glossary
from viewer.book.glossary_file import read_glossary
from viewer.book.markdown import parse_text
from viewer.book.model import SectionText

GLOSSARY = """\
concepts:
  - id: states
    label: {en: United States, fr: États-Unis}
    abbreviations: {en: [US, U.S.], fr: [É-U, É.-U.]}
  - id: nations
    label: {en: United Nations, fr: Nations Unies}
    abbreviations: {en: [UN], fr: [ONU]}
  - id: minister
    label: {en: Prime Minister, fr: Premier ministre}
    abbreviations: {en: [PM, PMs], fr: [PM]}
  - id: matter
    label: {en: Particulate matter, fr: Matière particulaire}
    abbreviations: {en: [PM]}
  - id: agency
    label: {en: Border agency, fr: Agence des frontières}
    abbreviations: {en: [CBSA, CBSA College], fr: [ASFC]}
  - id: unit
    label: {en: Unit, fr: Unité}
    abbreviations: {en: [U], fr: [U]}
"""


@pytest.fixture
def glossary() -> Glossary:
    return read_glossary(GLOSSARY, ("en", "fr"))


def section(markdown: str, language: str = "en") -> SectionText:
    return SectionText("one", language, tuple(parse_text(markdown, file="one.md").blocks))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The US and the UN.", ["US", "UN"]),
        ("en", "USA, BUS, US1, _US_x, us, Us", []),
        ("en", "the CBSA's and the CBSA’s", ["CBSA", "CBSA"]),
        ("en", "Canada-US, US-led, US/UN, (US), “US”", ["US", "US", "US", "UN", "US", "US"]),
        ("en", "PM, PMs, PMO", ["PM", "PMs"]),
        ("en", "UNs, CBSAs", []),
        ("en", "the U.S. border, not U.S.A or cbsa.US", ["U.S."]),
        ("en", "mail x@US, US@x, US.gc.ca", []),
        ("en", "at the end: US.", ["US"]),
        ("en", "https://example.org/US/a, www.example.org/US (US) www.US", ["US"]),
        ("en", "CBSA College and CBSA", ["CBSA College", "CBSA"]),
        ("en", "US\u0301 US\u00adA A\u2060US", []),
        ("en", "U, a U-turn, É-U, E-U", ["U", "É-U"]),
        ("fr", "aux É-U et à l’ASFC, d'ASFC", ["É-U", "ASFC", "ASFC"]),
        ("fr", "É-UA, CÉ-U, É-Û, E-U", []),
        ("fr", "UN cahier de l'ONU et du CBSA", ["ONU", "CBSA"]),
        ("fr-CA", "ASFC", ["ASFC"]),
        ("de", "CBSA und UN", ["CBSA"]),
    ],
)
def test_they_are_whole_words(
    glossary: Glossary, language: str, text: str, found: list[str]
) -> None:
    places = list(Abbreviations(glossary, language).find(text))
    assert [form for form, _start, _end in places] == found
    assert all(text[start:end] == form for form, start, end in places)


def test_all_meanings_are_known_those_of_the_language_of_the_text_first(glossary: Glossary) -> None:
    def meanings(form: str, language: str) -> list[str]:
        return [one.id for one in Abbreviations(glossary, language).meanings(form)]

    assert meanings("PM", "en") == ["minister", "matter"]
    assert meanings("PM", "fr") == ["minister"]
    assert meanings("CBSA", "fr") == ["agency"]
    assert meanings("UN", "fr") == meanings("XYZ", "en") == []


def test_the_first_use_in_a_section_counts(glossary: Glossary) -> None:
    text = section("# The US\n\nThe CBSA and the US.\n\n| CBSA | UN |\n|--|--|\n| US | PM |\n")
    assert Reader(glossary).first_uses(text) == [
        Use("US", 0, 4, 6),
        Use("CBSA", 1, 4, 8),
        Use("UN", 2, 5, 7),
        Use("PM", 2, 11, 13),
    ]
    assert text.blocks[2].text[11:13] == "PM"


def test_links_code_images_and_redactions_are_not_marked(glossary: Glossary) -> None:
    text = section(
        "[The US](section:two), `US`, ![US](a.png), US[]{.redacted act=atia provision=21}.\n\n"
        "```\nUS\n```\n\n::: redacted {act=US provision=21}\n:::\n\nThe US.\n"
    )
    reader = Reader(glossary)
    assert [use.ordinal for use in reader.first_uses(text)] == [len(text.blocks) - 1]
    assert [use.start for use in reader.uses(text.blocks[0], "en")] == [4]


def test_marks_inside_a_word_do_not_make_two(glossary: Glossary) -> None:
    assert Reader(glossary).first_uses(section("**US**A and U**S**")) == [Use("US", 0, 8, 10)]


def test_where_the_language_changes_its_abbreviations_count(glossary: Glossary) -> None:
    (block,) = section("The UN, [UN jour, l'ONU]{lang=fr} and US").blocks
    found = Reader(glossary).uses(block, "en")
    assert [(use.form, use.start) for use in found] == [("UN", 4), ("ONU", 19), ("US", 27)]
    assert [language_at(block, use.start, "en") for use in found] == ["en", "fr", "en"]


def test_nothing_is_found_without_a_glossary() -> None:
    assert Reader(Glossary()).first_uses(section("The US.")) == []
