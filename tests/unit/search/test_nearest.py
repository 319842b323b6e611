"""What can be searched instead, and how each step of a search is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.search.samples import BORDERS, GLOSSARY, Sections, indexed, write_book
from viewer.search.engine import Answer, SearchEngine

GUIDE: Sections = {
    "search": {"en": ("Searching", "Type words to search for a border.\n")},
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("nearest")
    sample = write_book(folder / "sample", BORDERS, glossary=GLOSSARY)
    guide = write_book(folder / "guide", GUIDE, book="user-guide")
    made, _ = indexed(folder / "cache", [sample, guide])
    yield made
    made.close()


def sections(answer: Answer) -> list[str]:
    return [hit.section for hit in answer.hits]


def codes(answer: Answer) -> list[str]:
    return [note.code for note in answer.notes]


@pytest.mark.parametrize(
    ("query", "code", "suggestion", "count"),
    [
        ("+fentanil border", "search-nearest", "fentanyl border", 1),
        ('"border fentanil"', "search-nearest", "border fentanyl", 1),
        ("title:bordr", "search-nearest", "title:border", 1),
        ('"five border"', "search-words-alone", "five border", 1),
        ("border lang:fr", "search-without-filters", "border", 2),
        ("opioids in:agents", "search-without-filters", "opioids", 1),
    ],
)
def test_where_nothing_is_found_the_nearest_is_offered(
    engine: SearchEngine, query: str, code: str, suggestion: str, count: int
) -> None:
    answer = engine.search(query)
    assert answer.total == 0
    [note] = [one for one in answer.notes if one.code == code]
    assert str(note.parameters["suggestion"]).lower() == suggestion
    assert note.parameters["count"] == count == engine.search(suggestion).total


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("(", "search-no-words"),
        ('"" - +', "search-no-words"),
        ("lang:en", "search-only-filters"),
        ("-border", "search-only-exclusions"),
        ("lang:en -border", "search-only-exclusions"),
    ],
)
def test_a_query_without_a_word_to_find_is_told_what_it_lacks(
    engine: SearchEngine, query: str, code: str
) -> None:
    assert codes(engine.search(query)) == [code]


@pytest.mark.parametrize("query", ["is:noted", "est:annoté", "note:border"])
def test_a_filter_about_notes_lacks_no_word(engine: SearchEngine, query: str) -> None:
    assert "search-only-filters" not in codes(engine.search(query))


def test_a_filter_is_named_as_it_was_typed(engine: SearchEngine) -> None:
    for typed in ('dans:"Nowhere at all"', "étiquette:none", "est:signet"):
        assert engine.search(f"border {typed}").notes[0].parameters["filter"] == typed


def test_common_words_of_one_language_are_no_misspellings_in_another(tmp_path: Path) -> None:
    talks: Sections = {
        "talks": {
            "en": ("Talks", "The minister led the talks.\n"),
            "fr": ("Pourparlers", "La ministre mène les pourparlers.\n"),
        }
    }
    engine, _ = indexed(tmp_path / "cache", [write_book(tmp_path / "talks", talks)])
    assert codes(engine.search("lez", typing=True)) == ["search-corrected"]
    assert codes(engine.search("les", typing=True)) == []
    engine.close()


def test_what_finds_nothing_either_is_not_offered(engine: SearchEngine) -> None:
    assert codes(engine.search("zzzzzz lang:fr")) == ["search-unknown-words"]
    assert codes(engine.search('"zzzzzz yyyyyy"')) == []


def test_other_books_are_offered_where_some_were_asked(engine: SearchEngine) -> None:
    answer = engine.search("opioids", books=["user-guide"])
    assert codes(answer)[-1] == "search-other-books"
    suggestion = str(answer.notes[-1].parameters["suggestion"])
    assert suggestion == "opioids -book:user-guide"
    assert sections(engine.search(suggestion)) == ["crisis"]


def test_other_names_can_be_done_without(engine: SearchEngine) -> None:
    [note] = engine.search("AFPC effectif").notes
    assert note.code == "search-other-names"
    assert note.parameters["instead"] == "+AFPC effectif"
    assert codes(engine.search("+AFPC effectif")) == []


def test_words_that_stand_nowhere_can_be_left_out(engine: SearchEngine) -> None:
    note = engine.search("united kingdom chair opium").notes[1]
    assert note.parameters["without"] == "united kingdom chair"
    [note] = engine.search("zzzzzz").notes
    assert note.parameters["without"] == ""


def test_other_spellings_are_named_with_their_queries(engine: SearchEngine) -> None:
    for note in engine.search("chiar the united kingdem").notes:
        others = note.parameters["others"]
        assert isinstance(others, tuple)
        for spelling, query in others:
            assert spelling in query
            assert str(note.parameters["typed"]) not in query
