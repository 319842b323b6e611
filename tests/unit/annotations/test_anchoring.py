"""Anchors: made from a passage, found again, never put on another text."""

from dataclasses import replace

import pytest

from tests.unit.annotations.samples import EDITION, LATER, PARAGRAPHS, section_text
from viewer.annotations.anchoring import (
    CONTEXT,
    Placement,
    State,
    anchor_at,
    is_same_place,
    place,
    section_anchor,
)
from viewer.book.anchor import Anchor
from viewer.book.model import SectionText

TEXT = section_text()


def anchor_on(quote: str, ordinal: int, text: SectionText = TEXT) -> Anchor:
    start = text.blocks[ordinal].text.index(quote)
    return anchor_at(EDITION, text, ordinal, start, start + len(quote))


def found(placement: Placement, text: SectionText) -> str:
    return text.blocks[placement.ordinal].text[placement.start : placement.end]


def test_an_anchor_holds_quote_and_context_in_code_points() -> None:
    anchor = anchor_on("Each chairs", 1)
    assert anchor.quote == "Each chairs"
    assert anchor.start == PARAGRAPHS[1].index("Each")
    assert anchor.prefix.endswith("agencies. 🛂 ")
    assert anchor.suffix == " in turn.\nRepealed\nIn late 2022 "
    assert len(anchor.prefix) == len(anchor.suffix) == CONTEXT
    assert (anchor.book, anchor.edition, anchor.section, anchor.language) == (
        "key-relationships",
        "2023-09",
        "border-five",
        "en",
    )


def test_a_passage_across_blocks_joins_them_by_line_feeds() -> None:
    anchor = anchor_at(EDITION, TEXT, 2, 0, 7, 3)
    assert anchor.quote == "Repealed\nIn late"
    assert (anchor.block, anchor.last_block) == (TEXT.blocks[2].id, TEXT.blocks[3].id)
    assert place(anchor, TEXT) == Placement(State.PLACED, 2, 0, 7, 3)


@pytest.mark.parametrize(
    ("ordinal", "start", "end", "last"),
    [(7, 0, 0, None), (-1, 0, 0, None), (0, 5, 4, None), (0, 0, 99, None), (3, 0, 0, 2)],
)
def test_a_passage_that_is_not_there_is_refused(
    ordinal: int, start: int, end: int, last: int | None
) -> None:
    with pytest.raises(ValueError, match="no "):
        anchor_at(EDITION, TEXT, ordinal, start, end, last)


@pytest.mark.parametrize("ordinal", range(len(PARAGRAPHS)))
def test_a_whole_block_is_found_again_even_if_it_is_repeated_or_empty(ordinal: int) -> None:
    anchor = anchor_at(EDITION, TEXT, ordinal, 0, len(PARAGRAPHS[ordinal]))
    expected = Placement(State.PLACED, ordinal, 0, len(PARAGRAPHS[ordinal]), ordinal)
    assert place(anchor, TEXT) == expected


def test_a_section_is_placed_in_any_language_while_it_exists() -> None:
    anchor = section_anchor(EDITION, "border-five", "en")
    assert place(anchor, section_text(["Groupe des cinq"], language="fr")).state is State.PLACED
    assert place(anchor, section_text([])) == Placement(State.PLACED)
    assert place(anchor, None).state is State.UNPLACED
    assert place(anchor, section_text(section="other")).state is State.UNPLACED


def test_a_passage_is_unplaced_in_another_language_or_without_a_text() -> None:
    anchor = anchor_on("Border Five", 1)
    assert place(anchor, None).state is State.UNPLACED
    assert place(anchor, section_text(language="fr")).state is State.UNPLACED


def test_changes_far_away_leave_it_placed_at_its_new_ordinal() -> None:
    anchor = anchor_on("five border agencies", 1)
    changed = section_text(["A new paragraph", *PARAGRAPHS[:5], "Another"])
    assert place(anchor, changed) == Placement(State.PLACED, 2, anchor.start, anchor.end, 2)


def test_a_passage_whose_block_was_reworded_elsewhere_is_moved() -> None:
    anchor = anchor_on("took the chair of the Border Five", 3)
    changed = section_text([*PARAGRAPHS[:3], PARAGRAPHS[3].replace("2022", "2023")])
    placement = place(anchor, changed)
    assert placement.state is State.MOVED
    assert found(placement, changed) == anchor.quote


def test_the_first_of_two_equal_blocks_does_not_pass_for_the_deleted_second() -> None:
    # The second "Repealed" loses its number when the first goes, so its id alone would mislead.
    anchor = anchor_at(EDITION, TEXT, 2, 0, 8)
    without_first = section_text([*PARAGRAPHS[:2], *PARAGRAPHS[3:]])
    assert without_first.blocks[3].id == anchor.block
    assert place(anchor, without_first).state is not State.PLACED


def test_two_places_that_fit_alike_leave_it_unplaced() -> None:
    text = section_text(["before", "the same words in a line", "after"])
    anchor = anchor_on("the same words in a line", 1, text)
    doubled = section_text(
        ["x", "the same words in a line", "y", "the same words in a line", "z"],
    )
    assert place(anchor, doubled).state is State.UNPLACED


def test_context_decides_between_two_occurrences() -> None:
    text = section_text(["Alpha leads to a result here", "Beta leads to a result there"])
    anchor = anchor_on("a result", 1, text)
    changed = section_text(
        ["Alpha leads to a result here", "Intro.", "Beta leads to a result there now"]
    )
    placement = place(anchor, changed)
    assert (placement.state, placement.ordinal) == (State.MOVED, 2)


def test_a_short_quote_without_its_context_is_unplaced() -> None:
    anchor = anchor_on("chair", 3)
    changed = section_text(["Somebody sat on a chair all day, far from any border."])
    assert place(anchor, changed).state is State.UNPLACED


def test_a_quote_that_is_gone_is_unplaced() -> None:
    anchor = anchor_on("took the chair of the Border Five", 3)
    assert place(anchor, section_text(["Nothing of it."])).state is State.UNPLACED
    assert place(anchor, section_text([])).state is State.UNPLACED


def test_in_another_section_nothing_is_more_than_moved() -> None:
    anchor = anchor_on("took the chair of the Border Five", 3)
    assert place(anchor, section_text(section="elsewhere")).state is State.MOVED


def test_a_selector_with_a_quote_only_is_looked_for() -> None:
    anchor = replace(anchor_on("took the chair of the Border Five", 3), block="", ordinal=-1)
    placement = place(anchor, TEXT)
    assert (placement.state, placement.ordinal) == (State.MOVED, 3)


def test_same_place_of_sections_does_not_depend_on_the_language() -> None:
    english = section_anchor(EDITION, "border-five", "en")
    assert is_same_place(english, section_anchor(LATER, "border-five", "fr"))
    assert not is_same_place(english, section_anchor(EDITION, "migration-five", "en"))
    assert not is_same_place(english, anchor_on("Border Five", 1))


def test_same_place_of_passages_is_overlap_in_the_same_block() -> None:
    whole = anchor_at(EDITION, TEXT, 1, 0, len(PARAGRAPHS[1]))
    part, other_part = anchor_on("Border Five", 1), anchor_on("in turn", 1)
    assert is_same_place(whole, part)
    assert is_same_place(part, whole)
    assert not is_same_place(part, other_part)
    assert not is_same_place(anchor_on("Repealed", 2), anchor_on("Repealed", 4))
    assert not is_same_place(part, replace(part, language="fr"))
    assert not is_same_place(part, replace(part, book="other"))


def test_same_place_across_blocks_looks_at_both_ends() -> None:
    across = anchor_at(EDITION, TEXT, 2, 0, 7, 3)
    assert is_same_place(across, anchor_on("Repealed", 2))
    assert is_same_place(across, anchor_on("In late", 3))
    assert not is_same_place(across, anchor_on("United Kingdom", 3))


def test_same_place_of_an_empty_block_is_that_block() -> None:
    empty = anchor_at(EDITION, TEXT, 5, 0, 0)
    assert is_same_place(empty, empty)
    assert not is_same_place(empty, anchor_on("Repealed", 4))


def test_same_place_survives_a_small_edit_between_editions() -> None:
    old = anchor_on("took the chair of the Border Five", 3)
    text = section_text(
        [*PARAGRAPHS[:3], "Then the United Kingdom took the chair of the Border Five"]
    )
    new = anchor_at(LATER, text, 3, 0, len(text.blocks[3].text))
    assert is_same_place(old, new)
    assert not is_same_place(old, anchor_at(LATER, text, 2, 0, 8))
