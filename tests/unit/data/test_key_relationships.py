"""The bundled briefing says all that its checklist lists, in both languages, and marks its gaps."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[3]
BOOK = ROOT / "data" / "key-relationships"
LANGUAGES = ("en", "fr")

# The same words at every gap, so that one search finds all of them.
MISSING = {"en": "date not given in the source", "fr": "date non précisée dans la source"}
GAPS = {
    "about": 1,
    "united-states": 2,
    "mexico": 1,
    "indigenous-framework": 1,
    "un-declaration-act": 2,
    "fb-negotiations": 5,
    "bargaining-agents": 4,
}

# Capitals that are no abbreviation of the glossary.
NOT_IN_GLOSSARY = {
    "KAIROS": "the organization writes its name in capitals",
}
# Abbreviations that only one language has: no official form in French is known for these.
ONE_LANGUAGE = {"CMAA", "IPS", "FCM", "5CM", "TFC", "MCA", "JTBA"}

APOSTROPHES = dict.fromkeys(map(ord, "‘’ʼ"), "'")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


class Fact(NamedTuple):
    """A row of the checklist: each string must be found, or one of its alternatives."""

    section: str
    id: str
    in_short: str
    strings: dict[str, tuple[str, ...]]


def rows(name: str) -> list[list[str]]:
    """Rows of a table of the test data, without its heading, each as wide as the heading."""
    with (ROOT / "tests" / "data" / name).open(encoding="utf-8", newline="") as file:
        heading, *body = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row + [""] * (len(heading) - len(row)) for row in body]


def split(strings: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in strings.split(";") if part.strip())


def read_facts() -> list[Fact]:
    return [
        Fact(section, id_, in_short, {"en": split(english), "fr": split(french)})
        for section, id_, in_short, english, french in rows("key-relationships-facts.tsv")
    ]


def walk(nodes: list[dict[str, Any]], depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """Sections of a manifest in reading order, each with its depth from 0."""
    for node in nodes:
        yield depth, node
        yield from walk(node.get("sections", []), depth + 1)


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((BOOK / name).read_text(encoding="utf-8"))
    return loaded


FACTS = read_facts()
SECTIONS = {node["id"]: node for _, node in walk(load("book.yaml")["contents"])}
CONCEPTS: list[dict[str, Any]] = load("glossary.yaml")["concepts"]


def markdown(section: str, language: str) -> str:
    path: str = SECTIONS[section]["text"][language]
    return (BOOK / path).read_text(encoding="utf-8")


def visible(text: str) -> str:
    """What a reader sees of a Markdown text: words, without targets, attributes, marks, fences."""
    text = re.sub(r"^:::.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[\^\w+\]:?", "", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"\]\{[^}]*\}", "]", text)
    return re.sub(r"[][*_`|]", "", text)


def comparable(text: str) -> str:
    """A text in lower case with one kind of space, apostrophe and dash."""
    text = unicodedata.normalize("NFC", text).translate(APOSTROPHES | DASHES)
    return " ".join(text.split()).casefold()


def holds(text: str, string: str) -> bool:
    """Whether a comparable text has the string from the start of a word; a number only whole."""
    string = comparable(string)
    end = r"(?!\w)" if string[-1].isdigit() else ""
    return re.search(rf"(?<!\w){re.escape(string)}{end}", text) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=[f"{fact.section}-{fact.id}" for fact in FACTS])
def test_fact_is_told_in_its_section(fact: Fact, language: str) -> None:
    text = comparable(visible(markdown(fact.section, language)))
    absent = [
        string
        for string in fact.strings[language]
        if not any(holds(text, alternative) for alternative in string.split("|"))
    ]
    assert absent == [], fact.in_short


def test_checklist_is_copied_whole() -> None:
    assert len(FACTS) == 183
    assert len({fact.id for fact in FACTS}) == 183
    assert {fact.section for fact in FACTS} <= set(SECTIONS)


def test_tree_has_the_38_sections_of_the_checklist_with_their_titles() -> None:
    tree = [
        [str(depth), node["id"], node["title"]["en"], comparable(node["title"]["fr"])]
        for depth, node in walk(load("book.yaml")["contents"])
    ]
    expected = rows("key-relationships-sections.tsv")
    assert len(expected) == 38
    assert tree == [[*row[:3], comparable(row[3])] for row in expected]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_section_has_text_in_both_languages(section: str, language: str) -> None:
    assert len(visible(markdown(section, language)).split()) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", GAPS)
def test_missing_date_is_said_to_be_missing(section: str, language: str) -> None:
    text = comparable(visible(markdown(section, language)))
    assert text.count(MISSING[language]) >= GAPS[section]


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_of_missing_dates_leads_to_each_place(language: str) -> None:
    table = [line for line in markdown("dates-not-given", language).splitlines() if line[:1] == "|"]
    assert Counter(re.findall(r"\(section:([^)#]+)", "\n".join(table))) == GAPS


@pytest.mark.parametrize(
    ("section", "language", "heading"),
    [
        (section, language, heading)
        for section in ("border-five", "migration-five")
        for language, heading in (("en", "Who chairs it"), ("fr", "Qui en assure la présidence"))
    ],
)
def test_forum_has_a_heading_for_its_chair(section: str, language: str, heading: str) -> None:
    assert f"\n## {heading}\n" in markdown(section, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_between_sections_lead_somewhere(language: str) -> None:
    broken = [
        (section, target)
        for section in SECTIONS
        for target in re.findall(r"\(section:([^)#]+)", markdown(section, language))
        if target not in SECTIONS or target == section
    ]
    assert broken == []


def test_queries_name_sections_and_languages_that_exist() -> None:
    queries = rows("key-relationships-queries.tsv")
    assert len(queries) == 50
    assert {language for language, _, _ in queries} == set(LANGUAGES)
    assert {section for _, _, section in queries} <= set(SECTIONS)


def abbreviations(concept: dict[str, Any], language: str) -> list[str]:
    return list(concept.get("abbreviations", {}).get(language, []))


def spellings(concept: dict[str, Any], language: str) -> list[str]:
    """Label, abbreviations and hidden spellings of a concept."""
    hidden = (concept.get("hidden") or {}).get(language, [])
    return [concept["label"][language], *abbreviations(concept, language), *hidden]


def test_glossary_concept_is_labelled_and_defined_in_both_languages() -> None:
    incomplete = [
        concept["label"]
        for concept in CONCEPTS
        for part in ("label", "definition")
        if sorted(concept[part]) != sorted(LANGUAGES) or not all(concept[part].values())
    ]
    assert incomplete == []


def test_glossary_abbreviation_has_both_languages() -> None:
    alone = {
        abbreviation
        for concept in CONCEPTS
        for here, there in (("en", "fr"), ("fr", "en"))
        for abbreviation in abbreviations(concept, here)
        if not abbreviations(concept, there)
    }
    assert alone == ONE_LANGUAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_abbreviation_in_the_text_is_in_the_glossary(language: str) -> None:
    known = {a for concept in CONCEPTS for code in LANGUAGES for a in abbreviations(concept, code)}
    known |= {word for abbreviation in known for word in abbreviation.split()}
    unknown = {
        (section, found)
        for section in SECTIONS
        for found in re.findall(r"\b[A-Z]{2,6}\b", visible(markdown(section, language)))
        if found not in known | set(NOT_IN_GLOSSARY)
    }
    assert unknown == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_concept_is_used_in_the_text(language: str) -> None:
    book = comparable("\n".join(visible(markdown(section, language)) for section in SECTIONS))
    unused = [
        concept["label"][language]
        for concept in CONCEPTS
        if not any(holds(book, name) for name in spellings(concept, language))
    ]
    assert unused == []
