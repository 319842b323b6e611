"""Misspelt words that stand somewhere all the same: in the guide, in another book, in the text."""

from collections.abc import Iterator

import pytest

from tests.unit.search.samples import Sections, indexed, write_book
from viewer.search.engine import Answer, SearchEngine

GUIDE: Sections = {
    "search": {"en": ("Searching", "A word misspelt, as fentanil, is corrected to fentanyl.\n")},
}
MANY = 12
SECTIONS: Sections = {
    **{
        f"s{number}": {"en": (f"Section {number}", f"The receiver of goods number{number}.\n")}
        for number in range(MANY)
    },
    "typo": {"en": ("A slip", "The reciever of parcels.\n")},
    "drugs": {"en": ("Drugs", "Work against fentanyl and goods.\n")},
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("correction")
    sample = write_book(folder / "sample", SECTIONS)
    other = write_book(folder / "other", {"one": {"en": ("One", "Opioids.\n")}}, book="other")
    guide = write_book(folder / "guide", GUIDE, book="user-guide")
    made, _ = indexed(folder / "cache", [sample, other, guide])
    yield made
    made.close()


def notes(answer: Answer) -> dict[str, str]:
    """Code of each note, and the word that it proposes."""
    return {note.code: str(note.parameters.get("used", "")) for note in answer.notes}


def test_what_only_the_guide_has_is_unknown_to_the_books(engine: SearchEngine) -> None:
    answer = engine.search("fentanil")
    assert [hit.section for hit in answer.hits] == ["drugs"]
    assert notes(answer) == {"search-corrected": "fentanyl"}
    inside = engine.search("fentanil", books=["user-guide"])
    assert [hit.section for hit in inside.hits] == ["search"]
    assert notes(inside) == {}


def test_word_of_another_book_is_replaced_by_none_that_is_unlike_it(engine: SearchEngine) -> None:
    assert "search-corrected" not in notes(engine.search("misspelt"))
    assert "search-corrected" not in notes(engine.search("corrected"))


def test_corrections_stand_in_the_books_that_are_searched(engine: SearchEngine) -> None:
    assert notes(engine.search("opiods"))["search-corrected"].lower() == "opioids"
    answer = engine.search("opiods", books=["sample"])
    assert answer.total == 0
    assert "search-corrected" not in notes(answer)


def test_slip_that_the_text_has_too_is_no_word_to_give_up_without_an_offer(
    engine: SearchEngine,
) -> None:
    answer = engine.search("reciever number5")
    offered = next(note for note in answer.notes if note.code == "search-did-you-mean")
    assert offered.parameters["suggestion"] == "receiver number5"
    assert offered.parameters["count"] == 1


def test_likelier_word_is_offered_where_little_is_found(engine: SearchEngine) -> None:
    answer = engine.search("reciever")
    assert [hit.section for hit in answer.hits] == ["typo"]
    [note] = answer.notes
    assert (note.code, note.parameters["suggestion"]) == ("search-did-you-mean", "receiver")
    assert note.parameters["count"] == MANY
    assert engine.search("receiver").notes == ()


@pytest.mark.parametrize("query", ["+reciever", "RECIEVER", "parcels", "receivers"])
def test_nothing_is_offered_without_need(engine: SearchEngine, query: str) -> None:
    assert engine.search(query).notes == ()


def test_nothing_is_offered_while_one_types(engine: SearchEngine) -> None:
    assert engine.search("reciever", typing=True).notes == ()
