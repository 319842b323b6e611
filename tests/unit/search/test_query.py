"""The parser of queries takes anything."""

import pytest

from viewer.search.parser import MAX_CLAUSES, MAX_LENGTH, parse
from viewer.search.query import (
    AnyOf,
    Beginning,
    Clause,
    InTitle,
    Near,
    Phrase,
    Query,
    Word,
    settle_numbers,
)


def one(clause: Clause) -> object:
    """A clause in a form that is easy to write."""
    shown: object = None
    match clause:
        case Word():
            plus, more = "+" if clause.strict else "", "…" if clause.unfinished else ""
            shown = f"{plus}{clause.surface}{more}"
        case Phrase():
            shown = (*clause.surfaces, *(["…"] if clause.unfinished else []))
        case Beginning():
            shown = f"{clause.surface}*"
        case Near():
            shown = {"near": clause.surfaces, "within": clause.distance}
        case AnyOf():
            shown = [one(part) for part in clause.clauses]
        case InTitle():
            shown = {"title": one(clause.clause)}
    return shown


def shape(query: Query) -> tuple[list[object], list[object]]:
    return [one(clause) for clause in query.required], [one(clause) for clause in query.excluded]


@pytest.mark.parametrize(
    ("text", "required", "excluded"),
    [
        ("border five", ["border", "five"], []),
        ('"Border Five" chair', [("border", "five"), "chair"], []),
        ("“Border Five” « agents fiables »", [("border", "five"), ("agents", "fiables")], []),
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
        # Operators, in both languages.
        ("border NOT five", ["border"], ["five"]),
        ("frontière SAUF cinq", ["frontiere"], ["cinq"]),
        ("border AND five ET six", ["border", "five", "six"], []),
        ("border OR five chair", [["border", "five"], "chair"], []),
        ('a OR b OU "c d"', [["a", "b", ("c", "d")]], []),
        ("border or five", ["border", "or", "five"], []),
        ("OR", ["or"], []),
        ("border OR", ["border"], []),
        ("OR border NOT", ["border"], []),
        ("agreem* l'agr*", ["agreem*", "agr*"], []),
        ("*border * **", ["border"], []),
        ("+borders +self-help", ["+borders", "+self", "+help"], []),
        ("near:5(minister letter)", [{"near": ("minister", "letter"), "within": 5}], []),
        ("near(a b c x", [{"near": ("a", "b", "c", "x"), "within": 10}], []),
        ("PRÈS:3(a, b) near:(", [{"near": ("a", "b"), "within": 3}, "near"], []),
        ("near(one) near()", ["one"], []),
        ("title:border", [{"title": "border"}], []),
        ('titre:"Border Five" -title:bord*', [{"title": ("border", "five")}], [{"title": "bord*"}]),
        ("title: border 18:30", ["title", "border", "18", "30"], []),
    ],
)
def test_query_is_read(text: str, required: list[object], excluded: list[object]) -> None:
    assert shape(parse(text)) == (required, excluded)


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("border fi", ["border", "fi…"]),
        ("border five ", ["border", "five"]),
        ("border five.", ["border", "five"]),
        ('"border fi', [("border", "fi", "…")]),
        ('"border five ', [("border", "five")]),
        ('"border five"', [("border", "five")]),
        ("-fi", []),
        ("14 57", ["14", "57…"]),
        ("14 577", ["14577…"]),
        ("border OR fi", [["border", "fi…"]]),
        ("title:bo", [{"title": "bo…"}]),
    ],
)
def test_last_word_may_still_be_typed(text: str, required: list[object]) -> None:
    assert shape(parse(text, typing=True))[0] == required


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lang:fr border", [("lang", "fr", False)]),
        ("langue:fr dans:border-five", [("lang", "fr", False), ("in", "border-five", False)]),
        ('book:"Key relationships"', [("book", "Key relationships", False)]),
        ("-tag:draft NOT étiquette:x", [("tag", "draft", True), ("tag", "x", True)]),
        ("is:bookmarked EST:signet", [("is", "bookmarked", False), ("is", "signet", False)]),
        ("édition:2023-09 edition:2", [("edition", "2023-09", False), ("edition", "2", False)]),
        ("in: border", []),
    ],
)
def test_filters_are_read(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = parse(text).filters
    assert [(one.name, one.value, one.negated) for one in found] == expected


def test_words_keep_how_they_were_typed() -> None:
    word = parse("Réseaux").words[0]
    assert (word.text, word.surface, word.capitals) == ("Réseaux", "reseaux", False)
    assert parse("WHO").words[0].capitals


def test_number_typed_with_spaces_may_be_several() -> None:
    query = parse("94 231 calls")
    assert [word.surface for word in query.words] == ["94231", "calls"]
    assert shape(settle_numbers(query, {"94231"}.__contains__))[0] == ["94231", "calls"]
    assert shape(settle_numbers(query, set[str]().__contains__))[0] == ["94", "231", "calls"]
    dotted = parse("14.577 calls")
    assert shape(settle_numbers(dotted, {"14577"}.__contains__))[0] == ["14577", "calls"]
    assert shape(settle_numbers(dotted, {"14577", "14.577"}.__contains__))[0] == ["14.577", "calls"]
    assert shape(settle_numbers(dotted, set[str]().__contains__))[0] == ["14.577", "calls"]


def test_very_long_query_is_shortened_and_says_so() -> None:
    by_length = parse("x" * (MAX_LENGTH + 1))
    by_words = parse(" ".join(["word"] * (MAX_CLAUSES + 1)))
    assert len(by_words.required) == MAX_CLAUSES
    for query in (by_length, by_words):
        assert [note.code for note in query.notes] == ["search-query-shortened"]
