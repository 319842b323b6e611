from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.elements.folding import containing, fold, matcher


def test_case_accents_ligatures_and_apostrophes_do_not_count() -> None:
    assert fold("L’Œuvre à l’État") == fold("l'oeuvre a l'etat")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_word_must_be_contained_in_any_order() -> None:
    accepts = matcher("Five border")
    assert accepts(fold("Border Five"))
    assert not accepts(fold("Border Four"))


def test_no_word_accepts_everything() -> None:
    assert matcher("  ")("anything")


@given(st.lists(st.text(alphabet="abé ", max_size=6)), st.text(alphabet="abé ", max_size=4))
def test_places_found_are_those_that_the_matcher_accepts(texts: list[str], query: str) -> None:
    folded = [fold(text) for text in texts]
    accepts = matcher(query)
    expected = [place for place, text in enumerate(folded) if accepts(text)]
    assert containing(folded, fold(query).split()) == expected
