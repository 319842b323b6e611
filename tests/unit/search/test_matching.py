"""Finding words of a query in a text."""

from viewer.search.analysis import analyzer
from viewer.search.matching import Matcher, Pattern, Span, Worth, merged
from viewer.search.parser import parse
from viewer.search.plan import plan


def found(text: str, query: str, language: str = "en") -> list[str]:
    matcher = Matcher(plan(parse(query), language).patterns(), analyzer(language))
    return [text[start:end] for start, end in merged(matcher.spans(text))]


def test_words_match_in_all_their_forms() -> None:
    text = "Borders, the border's guard; l’agence bordered."
    assert found(text, "border") == ["Borders", "border", "bordered"]
    assert found("les Négociateurs de l’agence", "negociateur agence", "fr") == [
        "Négociateurs",
        "agence",
    ]


def test_phrases_match_as_a_whole_and_exactly() -> None:
    text = "The Border Five; five borders; border-five; Borders five or BORDER\u00a0FIVE."
    assert found(text, '"border five"') == ["Border Five", "border-five", "BORDER\u00a0FIVE"]
    assert found(text, '"five border"') == []


def test_phrase_of_function_words_is_found_too() -> None:
    assert found("Protected A and Protected B", '"protected a"') == ["Protected A"]


def test_overlaps_are_one_place_and_neighbours_two() -> None:
    assert merged([Span(0, 3, 1), Span(0, 9, 2), Span(4, 9, 1)]) == [(0, 9)]
    assert merged([Span(0, 3, 1), Span(3, 5, 2)]) == [(0, 3), (3, 5)]


def test_one_place_may_answer_several_parts() -> None:
    patterns = [Pattern(0, ("psac",)), Pattern(1, ("psac",)), Pattern(2, ("ps",), prefix=True)]
    assert Matcher(patterns, analyzer("en")).spans("PSAC") == [Span(0, 4, 0b111)]


def test_last_word_of_a_pattern_may_be_a_beginning() -> None:
    matcher = Matcher([Pattern(0, ("border", "fi"), exact=True, prefix=True)], analyzer("en"))
    assert matcher.spans("border five, border two") == [Span(0, 11, 1)]


def test_worth_adds_up_what_is_answered() -> None:
    worth = Worth({0: 1.0, 3: 2.0, 63: 4.0})
    assert worth.total == 7
    assert worth.of(0) == 0
    assert worth.of(0b1001) == 3
    assert worth.of(1 << 63 | 1 << 5) == 4
