"""Anchors over any blocks: found again where they were made, never on another text."""

from collections.abc import Sequence
from unittest.mock import MagicMock

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.annotations.samples import EDITION, LATER, section_text
from viewer.annotations.anchoring import Placement, State, anchor_at, is_same_place, place
from viewer.annotations.editions import follow
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.book.model import Edition, SectionText

# Few letters, so that quotes and blocks repeat; with characters that take two UTF-16 units.
WORDS = st.text(alphabet="ab \n😀é", max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=8)
ANY_TEXTS = st.lists(st.text(max_size=20), min_size=1, max_size=5)


@st.composite
def anchored(draw: st.DrawFn, texts: st.SearchStrategy[list[str]]) -> tuple[Anchor, SectionText]:
    """An anchor, and the text on which it was made."""
    text = section_text(draw(texts))
    first = draw(st.integers(0, len(text.blocks) - 1))
    last = draw(st.integers(first, len(text.blocks) - 1))
    start = draw(st.integers(0, len(text.blocks[first].text)))
    least = start if first == last else 0
    end = draw(st.integers(least, len(text.blocks[last].text)))
    return anchor_at(EDITION, text, first, start, end, last), text


def quoted(placement: Placement, blocks: Sequence[str]) -> str:
    """Return the text at a placement."""
    first, last = placement.ordinal, placement.last_ordinal
    if first == last:
        return blocks[first][placement.start : placement.end]
    inner = blocks[first + 1 : last]
    return "\n".join([blocks[first][placement.start :], *inner, blocks[last][: placement.end]])


@given(anchored(ANY_TEXTS))
def test_an_anchor_is_placed_where_it_was_made(made: tuple[Anchor, SectionText]) -> None:
    anchor, text = made
    placement = place(anchor, text)
    assert placement.state is State.PLACED
    assert (placement.ordinal, placement.start, placement.end) == (
        anchor.ordinal,
        anchor.start,
        anchor.end,
    )
    assert quoted(placement, [block.text for block in text.blocks]) == anchor.quote


@given(anchored(TEXTS), TEXTS)
def test_in_any_other_text_it_is_on_its_quote_or_unplaced(
    made: tuple[Anchor, SectionText], others: list[str]
) -> None:
    anchor, _ = made
    placement = place(anchor, section_text(others))
    if placement.state is State.UNPLACED:
        assert placement.ordinal == -1
    else:
        assert quoted(placement, others) == anchor.quote


@given(anchored(TEXTS), st.data())
def test_after_an_edit_it_is_placed_only_where_its_context_is_the_same(
    made: tuple[Anchor, SectionText], data: st.DataObject
) -> None:
    anchor, text = made
    blocks = [block.text for block in text.blocks]
    at = data.draw(st.integers(0, len(blocks)))
    removed = data.draw(st.integers(0, 2))
    edited = [*blocks[:at], *data.draw(st.lists(WORDS, max_size=2)), *blocks[at + removed :]]
    placement = place(anchor, section_text(edited))
    if placement.state is State.PLACED:
        joined = "\n".join(edited)
        start = sum(len(block) + 1 for block in edited[: placement.ordinal]) + placement.start
        end = start + len(anchor.quote)
        assert joined[start:end] == anchor.quote
        assert joined[max(0, start - 32) : start] == anchor.prefix
        assert joined[end : end + 32] == anchor.suffix


@given(anchored(TEXTS), st.lists(TEXTS, min_size=1, max_size=3), st.lists(st.none(), max_size=1))
def test_in_any_book_it_is_placed_on_its_own_words_or_said_to_have_moved(
    made: tuple[Anchor, SectionText], sections: list[list[str]], older_too: list[None]
) -> None:
    anchor, text = made
    texts = [section_text(blocks, f"s-{at}") for at, blocks in enumerate(sections)]
    texts[0] = texts[0]._replace(section=text.section)
    older = [as_book([text], EDITION) for _ in older_too]
    (found,) = follow([anchor], as_book(texts, LATER), older=older)
    if found.state is State.UNPLACED:
        assert found.anchor == anchor
        return
    there = next(one for one in texts if one.section == found.anchor.section)
    place = Placement(
        found.state,
        found.anchor.ordinal,
        found.anchor.start,
        found.anchor.end,
        found.last_ordinal,
    )
    assert quoted(place, [block.text for block in there.blocks]) == found.anchor.quote
    if found.state is State.PLACED:
        assert (found.anchor.quote, found.anchor.block) == (anchor.quote, anchor.block)


def as_book(texts: Sequence[SectionText], edition: Edition) -> Book:
    """Return something that answers like a book with these texts."""
    by_id = {text.section: text for text in texts}
    book = MagicMock(spec=Book)
    book.edition = edition
    book.order = list(by_id)
    book.__contains__.side_effect = by_id.__contains__
    book.languages_of.return_value = ("en",)
    book.text.side_effect = lambda section, _language: by_id[section]
    return book


@given(anchored(TEXTS), anchored(TEXTS))
def test_same_place_is_mutual_and_holds_with_itself(
    one: tuple[Anchor, SectionText], other: tuple[Anchor, SectionText]
) -> None:
    assert is_same_place(one[0], other[0]) == is_same_place(other[0], one[0])
    assert is_same_place(one[0], one[0])
