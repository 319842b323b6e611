"""Other names from the glossary."""

from viewer.book.glossary import Concept, Glossary
from viewer.search.names import Names
from viewer.search.parser import parse

NAMES = Names(
    [
        Glossary(
            (
                Concept(
                    "cbsa",
                    {
                        "en": "Canada Border Services Agency",
                        "fr": "Agence des services frontaliers du Canada",
                    },
                    abbreviations={"en": ("CBSA",), "fr": ("ASFC",)},
                    hidden={"en": ("Canadian Border Services",)},
                ),
                Concept("eu", {"en": "European Union"}, abbreviations={"en": ("EU",)}),
                Concept(
                    "acc", {"en": "Air Consultative Committee"}, abbreviations={"en": ("ACC",)}
                ),
                Concept("cta", {"fr": "Alliance du camionnage"}, abbreviations={"fr": ("ACC",)}),
            )
        )
    ]
)


def others(query: str) -> list[tuple[range, set[str]]]:
    return [
        (found.keys, {name.text for name in found.others})
        for found in NAMES.expansions(parse(query).required)
    ]


def test_abbreviation_stands_for_all_other_names() -> None:
    assert others("cbsa officers") == [
        (
            range(1),
            {"ASFC", "Canada Border Services Agency", "Agence des services frontaliers du Canada"},
        )
    ]


def test_full_name_stands_for_the_abbreviations() -> None:
    [(keys, names)] = others("the Canada Border Services Agency today")
    assert keys == range(1, 5)
    assert names == {"CBSA", "ASFC", "Agence des services frontaliers du Canada"}


def test_hidden_spelling_finds_but_is_not_looked_for() -> None:
    assert others("canadian border services")[0][1] >= {"CBSA", "ASFC"}
    assert "Canadian Border Services" not in others("CBSA")[0][1]


def test_two_letters_are_a_name_only_in_capitals_and_never_looked_for() -> None:
    assert others("EU") == [(range(1), {"European Union"})]
    assert others("eu") == []
    assert others("European Union") == []


def test_abbreviation_of_two_concepts_stands_for_both() -> None:
    assert others("ACC") == [(range(1), {"Air Consultative Committee", "Alliance du camionnage"})]


def test_phrases_are_not_expanded() -> None:
    assert others('"CBSA"') == []
