import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.parser import parse
from viewer.search.parts import every_part, parts_of, with_filter, without_filters, words_of

QUERY = 'border "five eyes" -forum lang:fr in:"International partners" agr* +who'


def test_parts_are_told_apart_and_plain_words_are_none() -> None:
    assert [(part.kind, part.value, part.negated) for part in parts_of(QUERY)] == [
        ("phrase", "five eyes", False),
        ("word", "forum", True),
        ("lang", "fr", False),
        ("in", "International partners", False),
        ("beginning", "agr", False),
        ("exact", "who", False),
    ]


def test_a_part_can_be_taken_away_and_words_stay() -> None:
    without = {part.kind: part.without for part in parts_of(QUERY)}
    assert without["lang"] == 'border "five eyes" -forum in:"International partners" agr* +who'
    assert without["phrase"].startswith("border five eyes -forum")
    assert without["word"] == 'border "five eyes" lang:fr in:"International partners" agr* +who'


@pytest.mark.parametrize("text", ["titre:mandat", "title:mandat", 'title:"mandat"'])
def test_a_field_is_known_in_both_languages(text: str) -> None:
    (part,) = parts_of(text)
    assert (part.kind, part.value, part.without) == ("title", "mandat", "mandat")


def test_a_filter_replaces_those_of_its_kind() -> None:
    assert with_filter("border langue:fr", "lang", "en") == "border lang:en"
    assert with_filter("border", "in", "Les Cinq") == 'border in:"Les Cinq"'
    assert with_filter("", "lang", "fr", "langue") == "langue:fr"


@pytest.mark.parametrize("value", ["Border Five", "l'été", 'a "b" c', "x:y", "é"])
def test_what_is_written_is_read_as_that_filter(value: str) -> None:
    query = parse(with_filter("border", "in", value))
    (found,) = query.filters
    assert found.name == "in"
    assert found.value.split() == value.replace('"', " ").split()


@given(st.text(alphabet=st.sampled_from('ab é"“«»:*-+()~ \t19') | st.characters(), max_size=60))
def test_any_text_has_parts_and_taking_them_away_ends(text: str) -> None:
    for part in parts_of(text):
        assert len(part.without) < len(text)
    assert not [part for part in parts_of(without_filters(text)) if part.kind == "lang"]
    assert not parts_of(words_of(text))
    for part in every_part(text):
        assert len(part.without) < len(text)
        assert part.kind == "word" or part in parts_of(text) or part.negated


def test_plain_words_are_parts_that_can_be_taken_away() -> None:
    assert [(part.value, part.without) for part in every_part("border  five lang:fr")] == [
        ("border", "five lang:fr"),
        ("five", "border lang:fr"),
        ("fr", "border five"),
    ]


@pytest.mark.parametrize(
    ("query", "without"),
    [
        ("a OR b", ["b", "a"]),
        ("a OU b OU c", ["b OU c", "a OU c", "a OU b"]),
        ("a AND b", ["b", "a"]),
        ("a NOT b", ["NOT b", "a"]),
        ("a SAUF b c", ["SAUF b c", "a c", "a SAUF b"]),
        ('a OR "b c"', ['"b c"', "a OR b c"]),
        ("a OR lang:fr", ["lang:fr", "a"]),
        ("14 577 agents", ["agents", "14 577"]),
        ("OR", [""]),
    ],
)
def test_an_operator_goes_with_what_it_joins(query: str, without: list[str]) -> None:
    assert [part.without for part in every_part(query)] == without


def test_what_is_left_out_is_told_however_it_is_written() -> None:
    assert [(part.value, part.negated) for part in every_part("a NOT b -c")] == [
        ("a", False),
        ("b", True),
        ("c", True),
    ]
