"""All words of a query in a section, in canonical offsets."""

import pytest

from tests.unit.search.samples import section, table
from viewer.book.glossary import Concept, Glossary
from viewer.search.highlight import matches

GLOSSARY = Glossary(
    (
        Concept(
            "psac",
            {"en": "Public Service Alliance of Canada"},
            abbreviations={"en": ("PSAC",), "fr": ("AFPC",)},
        ),
    )
)
TEXT = section(
    "# Borders",
    "The border’s agents.",
    table([["Agent", "Number"], ["PSAC", "14,577"], ["Agent X", "1"]], 2),
)


def found(query: str, *glossaries: Glossary) -> list[str]:
    return [
        TEXT.blocks[ordinal].text[start:end]
        for ordinal, start, end in matches(TEXT, query, glossaries)
    ]


def test_all_forms_in_all_blocks_are_found() -> None:
    assert found("border") == ["Borders", "border"]
    assert found("agents") == ["agents", "Agent", "Agent"]
    assert found("14 577") == ["14,577"]


def test_phrases_are_found_as_a_whole() -> None:
    assert found('"the border"') == ["The border"]
    assert found('"border the" -agents') == []


def test_other_names_are_found_with_a_glossary() -> None:
    assert found("AFPC") == []
    assert found("AFPC", GLOSSARY) == ["PSAC"]


@pytest.mark.parametrize("query", ["", '"', "-", "\ud800", "((", "the", '"" -""'])
def test_any_query_will_do(query: str) -> None:
    assert isinstance(matches(TEXT, query), list)
