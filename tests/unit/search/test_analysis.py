"""Words, surfaces and terms: what matches what."""

import unicodedata

import pytest

from viewer.search.analysis import PLAIN, analyzer, field_language, fold, words


def surfaces(text: str) -> list[str]:
    return [word.surface for word in words(text)]


def terms(text: str, language: str) -> list[str]:
    found = [analyzer(language).term(surface) for surface in surfaces(text)]
    return [term for term in found if term]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Réseau RESEAU réseau", ["reseau"] * 3),
        ("cœur Ægir straße", ["coeur", "aegir", "strasse"]),
        ("WSÁNEĆ W\u0331SÁNEĆ wsanec", ["wsanec"] * 3),
        ("l'Agence l’agence d'Akwesasne jusqu'à", ["agence", "agence", "akwesasne", "a"]),
        ("aujourd'hui O’Brien", ["aujourdhui", "obrien"]),
        ("Canada's the agency’s", ["canada", "the", "agency"]),
        ("U.S. u.s.a N.A.T.O. e.g. p.m.", ["us", "usa", "nato", "eg", "pm"]),
        ("14,577 14 577 14\u00a0577 14\u202f577 14\u2009577 14577", ["14577"] * 6),
        ("1 234 567,89 and 1,234,567.89", ["1234567.89", "and", "1234567.89"]),
        ("98,5 % 98.5%", ["98.5", "98.5"]),
        ("0,125 0.125", ["0.125", "0.125"]),
        ("in 2019 250 people", ["in", "2019", "250", "people"]),
        ("2022,2023", ["2022", "2023"]),
        ("Canada–U.S. COVID-19 3-year", ["canada", "us", "covid", "19", "3", "year"]),
        ("B5 5CM 44e C-21", ["b5", "5cm", "44e", "c", "21"]),
        ("inter\u00adnational", ["international"]),
        ("snake_case R&D", ["snake", "case", "r", "d"]),
        ("It ends here. The next.", ["it", "ends", "here", "the", "next"]),
        ("", []),
        ("— … ' ’ \u2588", []),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_decomposed_text_gives_the_same_words() -> None:
    text = "L’été, à l'école d'Éric: garde-côtes, WSÁNEĆ, Ångström"
    assert surfaces(unicodedata.normalize("NFD", text)) == surfaces(text)


def test_places_leave_out_articles_and_possessives() -> None:
    text = "l’agence Canada's U.S. 14 577"
    assert [text[word.start : word.end] for word in words(text)] == [
        "agence", "Canada", "U.S.", "14 577",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "borders", "border"),
        ("en", "agreements", "agreement"),
        ("fr", "frontiere", "frontières"),
        ("fr", "refugies", "réfugiés"),
        ("fr", "négociateurs", "negociateur"),
        ("fr-CA", "interets", "intérêt"),
    ],
)
def test_forms_of_a_word_have_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize("word", ["US", "IT", "May", "can", "not", "will"])
def test_words_that_are_names_too_are_indexed_in_english(word: str) -> None:
    assert terms(word, "en")


@pytest.mark.parametrize("word", ["été", "pas", "son", "or", "être"])
def test_words_that_are_names_too_are_indexed_in_french(word: str) -> None:
    assert terms(word, "fr")


def test_function_words_are_not_indexed() -> None:
    assert terms("the of and to", "en") == []
    assert terms("le la les de l'", "fr") == []


def test_other_languages_are_only_folded() -> None:
    assert field_language("de-CH") == PLAIN
    assert terms("Grenzübergänge", "de") == ["grenzubergange"]


def test_numbers_and_other_scripts_are_not_stemmed() -> None:
    assert terms("1990s ᐃᓄᒃᑎᑐᑦ", "en") == ["1990s", "ᐃᓄᒃᑎᑐᑦ"]


def test_folding_twice_changes_nothing() -> None:
    text = "İÇŒ ﬁ Ⅳ ẞ ʼÅ"
    assert fold(fold(text)) == fold(text)
