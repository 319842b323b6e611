"""The parser of queries takes anything."""

import pytest

from viewer.search.query import MAX_LENGTH, MAX_WORDS, Phrase, Query, Word, parse, split_numbers


def shape(query: Query) -> tuple[list[object], list[object]]:
    def one(clause: Word | Phrase) -> object:
        return clause.surface if isinstance(clause, Word) else clause.surfaces

    return [one(clause) for clause in query.required], [one(clause) for clause in query.excluded]


@pytest.mark.parametrize(
    ("text", "required", "excluded"),
    [
        ("border five", ["border", "five"], []),
        ('"Border Five" chair', [("border", "five"), "chair"], []),
        (
            "“Border Five” « agents négociateurs »",
            [("border", "five"), ("agents", "negociateurs")],
            [],
        ),
        ('chair -migration -"Border Five"', ["chair"], ["migration", ("border", "five")]),
        ("chair \u2212migration", ["chair"], ["migration"]),
        ("self-government -self-government", ["self", "government"], [("self", "government")]),
        ("co-chair a - b -- c", ["co", "chair", "a", "b", "c"], []),
        ('"14 577" 14 577', [("14577",), "14577"], []),
        ("l’agence", ["agence"], []),
        ('""" "" “” "  " "!?"', [], []),
        ('border "five', ["border", "five"], []),
        ('five" border', ["five", "border"], []),
        ("-", [], []),
        ("", [], []),
        ("\ud800\x00\x1b[0m", ["0m"], []),
    ],
)
def test_query_is_read(text: str, required: list[object], excluded: list[object]) -> None:
    assert shape(parse(text)) == (required, excluded)


def test_words_keep_how_they_were_typed() -> None:
    word = parse("Réseaux").words[0]
    assert (word.text, word.surface, word.capitals) == ("Réseaux", "reseaux", False)
    assert parse("WHO").words[0].capitals


def test_number_typed_with_spaces_may_be_several() -> None:
    query = parse("94 231 calls")
    assert [word.surface for word in query.words] == ["94231", "calls"]
    assert shape(split_numbers(query, {"94231"}.__contains__))[0] == ["94231", "calls"]
    assert shape(split_numbers(query, set[str]().__contains__))[0] == ["94", "231", "calls"]


def test_very_long_query_is_shortened_and_says_so() -> None:
    by_length = parse("x" * (MAX_LENGTH + 1))
    by_words = parse(" ".join(["word"] * (MAX_WORDS + 1)))
    assert len(by_words.required) == MAX_WORDS
    for query in (by_length, by_words):
        assert [note.code for note in query.notes] == ["search-query-shortened"]
