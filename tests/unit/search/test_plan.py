"""What a query asks in each language."""

import pytest

from viewer.search.plan import plan
from viewer.search.query import parse


def terms(text: str, language: str) -> list[str]:
    return list(plan(parse(text), language).terms.values())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("who chairs the Border Five", "en", ["chair", "border", "five"]),
        ("qui préside le groupe", "fr", ["presid", "group"]),
        ("how can we travel", "en", ["travel"]),
        ("can we travel", "en", ["can", "travel"]),
        ("WHO report", "en", ["who", "report"]),
        ("in May 2025", "en", ["may", "2025"]),
        ("who", "en", ["who"]),
        ("the of", "en", []),
        ("border borders border", "en", ["border"]),
    ],
)
def test_words_that_only_ask_need_not_match(text: str, language: str, expected: list[str]) -> None:
    assert terms(text, language) == expected


def test_repeated_words_are_counted() -> None:
    assert plan(parse("border five borders"), "en").counts == {0: 2, 1: 1}


def test_exclusions_are_terms_of_the_language() -> None:
    made = plan(parse('five -borders -"border five" -the'), "en")
    assert made.excluded == ("border",)
    assert [phrase.surfaces for phrase in made.excluded_phrases] == [("border", "five")]


def test_phrases_are_exact_patterns() -> None:
    made = plan(parse('"borders"'), "en")
    assert not made.empty
    assert [(one.values, one.exact) for one in made.patterns()] == [(("borders",), True)]
