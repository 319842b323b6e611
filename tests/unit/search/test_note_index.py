"""The reader's own notes, searched like the text."""

import pytest

from viewer.search.note_index import NoteIndex, NoteText

NOTES = [
    NoteText(
        "ask",
        "Ask about the budgets of the agency.\n\nLater: revisit.",
        "Border Five",
        "kr",
        "five",
    ),
    NoteText(
        "fr", "Demander le budget de l’agence des frontières.", "Groupe", "kr", "agents", "fr"
    ),
    NoteText("cafe", "Réunion au café, 14 577 employés", "Café", "tides", "log"),
    NoteText("near", "The minister will send a long letter", "Letter", "tides", "spring"),
]


@pytest.fixture
def index() -> NoteIndex:
    index = NoteIndex()
    index.update(NOTES)
    return index


def found(index: NoteIndex, text: str, *, typing: bool = False) -> list[str]:
    total, hits = index.find(text, typing=typing)
    assert total == len(hits)
    return [hit.id for hit in hits]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("budget", ["fr", "ask"]),
        ("frontiere agences", ["fr"]),
        ("REVISITED", ["ask"]),
        ("cafe", ["cafe"]),
        ("14577", ["cafe"]),
        ("budget -demander", ["ask"]),
        ('"budgets of the agency"', ["ask"]),
        ('"agency of the budgets"', []),
        ("demander OR minister", ["near", "fr"]),
        ("lett*", ["near"]),
        ("near:2(minister letter)", []),
        ("near:4(letter minister)", ["near"]),
        ("title:letter", []),
        ("budget letter", []),
        ("nowhere", []),
        ("the", ["near", "ask"]),
        ("", []),
        ("is:bookmarked", []),
        ("is:noted", ["near", "cafe", "fr", "ask"]),
        ("est:annoté", ["near", "cafe", "fr", "ask"]),
        ("is:noted budget", ["fr", "ask"]),
        ("-is:noted", []),
        ("note:budget", ["fr", "ask"]),
        ("note:budget border", ["fr", "ask"]),
        ("note:budget note:revisit", ["ask"]),
        ('note:"long letter"', ["near"]),
        ('note:"letter long"', []),
        ("note:minis", []),
        ("-note:budget letter", ["near"]),
    ],
)
def test_notes_are_found_as_texts_are(index: NoteIndex, text: str, ids: list[str]) -> None:
    assert found(index, text) == ids


def test_the_beginning_of_the_last_word_is_enough_while_one_types(index: NoteIndex) -> None:
    assert found(index, "budg", typing=True) == ["fr", "ask"]
    assert found(index, "note:minis", typing=True) == ["near"]
    assert found(index, 'note:"long lett', typing=True) == ["near"]
    assert found(index, "note:minis border", typing=True) == []


def test_matches_are_told_in_the_sentence_that_answers(index: NoteIndex) -> None:
    _total, (hit,) = index.find("revisit")
    assert hit.passage == "Later: revisit."
    assert [hit.passage[start:end] for start, end in hit.highlights] == ["revisit"]
    assert (hit.title, hit.book, hit.section) == ("Border Five", "kr", "five")
    _total, (hit,) = index.find("employes 14577")
    marked = [hit.passage[start:end] for start, end in hit.highlights]
    assert marked == ["14 577", "employés"]


def test_the_index_follows_each_change(index: NoteIndex) -> None:
    index.update([NOTES[0]._replace(text="Nothing of that")])
    assert found(index, "budget") == ["fr"]
    assert found(index, "nothing") == ["ask"]
    index.update([NOTES[0]._replace(text=""), NOTES[1]._replace(text=" ")])
    assert found(index, "budget") == []
    assert len(index) == 2
    assert index.sections() == {("tides", "log"), ("tides", "spring")}
    index.update([NOTES[0]])
    assert found(index, "budget") == ["ask"]


def test_many_changes_leave_no_more_than_there_is(index: NoteIndex) -> None:
    for number in range(3000):
        index.update([NOTES[0]._replace(text=f"budget number {number}")])
    assert len(index._notes) < 1100
    assert found(index, "budget") == ["ask", "fr"]
    assert found(index, "2999") == ["ask"]
    assert found(index, "number 5") == []


def test_sections_pass_filters_about_notes(index: NoteIndex) -> None:
    states = index.states("border note:budget is:noted")
    assert states["noted"]("kr", "five")
    assert not states["noted"]("kr", "log")
    assert states["note:budget"]("kr", "agents")
    assert not states["note:budget"]("tides", "log")


def test_others_are_left_out_by_what_accepts(index: NoteIndex) -> None:
    total, hits = index.find("is:noted", accept=lambda book, _section: book == "kr", limit=1)
    assert (total, [hit.id for hit in hits]) == (2, ["fr"])


def test_a_list_gets_what_it_does_not_find_by_letters(index: NoteIndex) -> None:
    assert index.in_other_letters("budget") == frozenset()
    assert index.in_other_letters("frontieres") == frozenset()
    assert index.in_other_letters("asking") == {"ask"}
    assert index.in_other_letters("note:minist") == {"near"}
    assert index.in_other_letters("") == frozenset()
