"""What a query asks in each language."""

import pytest

from viewer.search.analysis import analyzer
from viewer.search.parser import parse
from viewer.search.plan import plan
from viewer.search.query import Word


def terms(text: str, language: str) -> list[str]:
    forms = analyzer(language)
    clauses = plan(parse(text), language).clauses.values()
    return [forms.term(clause.surface) for clause in clauses if isinstance(clause, Word)]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bord", [("bord", False, False), ("bord", True, True)]),
        ("the", [("the", True, True)]),
        ("border the", [("border", False, False)]),
        ("border five ", [("border", False, False), ("five", False, False)]),
    ],
)
def test_word_that_is_being_typed_may_be_a_beginning(
    text: str, expected: list[tuple[str, bool, bool]]
) -> None:
    found = plan(parse(text, typing=True), "en").patterns()
    assert [(one.values[0], one.exact, one.prefix) for one in found] == expected


def test_phrases_are_exact_patterns() -> None:
    made = plan(parse('"borders"'), "en")
    assert not made.empty
    assert [(one.values, one.exact) for one in made.patterns()] == [(("borders",), True)]
