"""Where an annotation points, and where that is in the text of one section, word for word.

An anchor holds the exact quote and 32 code points of context on each side, block id, ordinal and
range. Context runs on into the neighbouring blocks, joined by a line feed, since short blocks are
often repeated. An annotation is placed only where block id, quote and context agree. Otherwise the
quote is looked for in the whole section: one occurrence that clearly fits best is shown as moved,
to be checked by the reader; else the annotation is unplaced. It is never put silently on a text
that may be another one. ``viewer.annotations.editions`` looks further: in the whole book, and for
passages that were reworded.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice

from viewer.annotations.decision import choose
from viewer.annotations.evidence import Candidate, judge, judge_at_home, sought_of
from viewer.annotations.joined import CONTEXT, SEPARATOR, JoinedText
from viewer.book.anchor import Anchor
from viewer.book.model import Block, Edition, SectionText

__all__ = [
    "CONTEXT",
    "SEPARATOR",
    "Placement",
    "State",
    "anchor_at",
    "anchor_on",
    "exact_place",
    "is_same_place",
    "is_whole_section",
    "place",
    "placement_at",
    "section_anchor",
]

REPEATS = 60
"""Occurrences of a quote in a section that are looked at."""

SUBSTANTIAL = 40
"""Code points from which a text that stands once is hardly another one with the same words."""


class State(StrEnum):
    """How sure the place of an annotation is."""

    PLACED = "placed"
    MOVED = "moved"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an annotation is in a text.

    Attributes:
        state: How sure the place is.
        ordinal: Block in which the passage starts; -1 for the whole section, or if unplaced.
        start: First code point in that block.
        end: Code point after the last, in the block ``last_ordinal``.
        last_ordinal: Block in which the passage ends.
    """

    state: State
    ordinal: int = -1
    start: int = 0
    end: int = 0
    last_ordinal: int = -1


def section_anchor(
    edition: Edition, section: str, language: str, text: SectionText | None = None
) -> Anchor:
    """Return an anchor on a whole section.

    Args:
        edition: Edition that is open.
        section: Id of the section.
        language: Language in which it is read.
        text: Its text, if it has one: the beginning is kept, so that the section can be found even
            if its id changes.
    """
    start = JoinedText(text.blocks).text[:CONTEXT] if text is not None else ""
    return Anchor(edition.book, edition.edition, section, language, suffix=start)


def anchor_at(  # noqa: PLR0913, PLR0917 - a passage has two ends
    edition: Edition,
    text: SectionText,
    ordinal: int,
    start: int,
    end: int,
    last_ordinal: int | None = None,
) -> Anchor:
    """Return an anchor on a passage.

    Args:
        edition: Edition that is open.
        text: The section's text.
        ordinal: Block in which the passage starts.
        start: First code point in that block.
        end: Code point after the last, in the last block.
        last_ordinal: Block in which the passage ends, if it is another one.

    Raises:
        ValueError: There is no such passage in ``text``.
    """
    last = ordinal if last_ordinal is None else last_ordinal
    blocks = text.blocks
    _check_passage(blocks, (ordinal, start), (last, end))
    joined = JoinedText(blocks)
    return anchor_on(edition, text, joined, (ordinal, start), (last, end))


def anchor_on(
    edition: Edition,
    text: SectionText,
    joined: JoinedText,
    first: tuple[int, int],
    last: tuple[int, int],
) -> Anchor:
    """Return an anchor on a passage from ``first`` to ``last``, each a block and an offset."""
    start, end = (joined.starts[ordinal] + offset for ordinal, offset in (first, last))
    return Anchor(
        book=edition.book,
        edition=edition.edition,
        section=text.section,
        language=text.language,
        block=text.blocks[first[0]].id,
        ordinal=first[0],
        start=first[1],
        end=last[1],
        quote=joined.text[start:end],
        prefix=joined.before(start),
        suffix=joined.after(end),
        last_block=text.blocks[last[0]].id if last[0] > first[0] else "",
    )


def _check_passage(blocks: Sequence[Block], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Raise ValueError unless there is a passage between two places, each a block and an offset."""
    if not 0 <= first[0] <= last[0] < len(blocks):
        raise ValueError(f"no blocks {first[0]} to {last[0]} among {len(blocks)}")
    inside = all(0 <= offset <= len(blocks[ordinal].text) for ordinal, offset in (first, last))
    if not inside or first > last:
        raise ValueError(f"no passage from {first} to {last}")


def place(anchor: Anchor, text: SectionText | None, *, edition: str | None = None) -> Placement:
    """Find where ``anchor`` is in ``text``; None if there is no such section or language any more.

    The text of another section may be given too, to look for what left its own; there, nothing
    counts as more than moved.

    Args:
        anchor: Where it was.
        text: The text of a section.
        edition: Edition of the text; None if it is the one in which the anchor was made.
    """
    found = None
    if text is None or is_whole_section(anchor):
        if text is not None and text.section == anchor.section:
            found = Placement(State.PLACED)
    elif text.language == anchor.language:
        joined = JoinedText(text.blocks)
        if text.section == anchor.section:
            same_edition = edition is None or edition == anchor.edition
            found = exact_place(anchor, text.blocks, joined, same_edition=same_edition)
        found = found or _moved(anchor, text, joined)
    return found or Placement(State.UNPLACED)


def is_whole_section(anchor: Anchor) -> bool:
    """Tell whether ``anchor`` means a whole section and no passage in it."""
    return not anchor.block and not anchor.quote


def is_same_place(one: Anchor, other: Anchor) -> bool:
    """Tell whether two anchors mean the same place, so that a second bookmark would be a double.

    Whole sections are the same in every language. Passages are the same if they overlap in the
    same block; where the block's text changed between editions, if one quote contains the other
    in the block at the same ordinal.
    """
    if (one.book, one.section) != (other.book, other.section):
        return False
    if is_whole_section(one) or is_whole_section(other):
        return is_whole_section(one) and is_whole_section(other)
    return one.language == other.language and (_overlap(one, other) or _repeats(one, other))


def _repeats(one: Anchor, other: Anchor) -> bool:
    """Tell whether a passage of one edition seems to be that of another, in a changed block."""
    if one.edition == other.edition or one.ordinal != other.ordinal:
        return False
    if not (one.quote and other.quote):
        return False
    return one.quote in other.quote or other.quote in one.quote


def _overlap(one: Anchor, other: Anchor) -> bool:
    """Tell whether two passages share a code point, or both are the same empty place.

    Of a passage across blocks, the first and the last block are looked at: those between are not
    known from the anchor alone.
    """
    ranges = {block: (start, end) for block, start, end in _stretches(one)}
    for block, start, end in _stretches(other):
        if block in ranges:
            known_start, known_end = ranges[block]
            if max(start, known_start) < min(end, known_end):
                return True
            if start == end == known_start == known_end:
                return True
    return False


def _stretches(anchor: Anchor) -> Iterator[tuple[str, int, int]]:
    if anchor.last_block:
        yield anchor.block, anchor.start, anchor.start + max(1, len(anchor.quote))
        yield anchor.last_block, 0, anchor.end
    else:
        yield anchor.block, anchor.start, anchor.end


def exact_place(
    anchor: Anchor,
    blocks: Sequence[Block],
    joined: JoinedText,
    *,
    same_edition: bool,
    stood_once: Callable[[], bool] | None = None,
) -> Placement | None:
    """Return the place where block id, quote and context agree; None if they don't.

    A block that stands once needs the context of one neighbour only. Where a text repeats, ids are
    given by count, so all of the context has to agree, and in one block only or at the same place.

    Args:
        anchor: Where it was.
        blocks: The section as it is now.
        joined: Them in one string.
        same_edition: Whether it is the text in which the anchor was made, as far as is known.
        stood_once: Tells whether the edition in which it was made had that text once only; None if
            that edition isn't at hand.
    """
    ordinal = next((index for index, block in enumerate(blocks) if block.id == anchor.block), -1)
    start, end = _span_at(anchor, joined, ordinal)
    if ordinal < 0 or joined.text[start:end] != anchor.quote:
        return None
    placement = placement_at(State.PLACED, joined, start, end)
    last_block = blocks[placement.last_ordinal].id
    as_made = (placement.ordinal, placement.end) == (ordinal, anchor.end)
    if not as_made or last_block != (anchor.last_block or anchor.block):
        return None
    alike = [index for index, block in enumerate(blocks) if _base(block.id) == _base(anchor.block)]
    if not _context_agrees(anchor, joined, (start, end)):
        once = len(alike) == 1 and not anchor.last_block
        alone = stood_once or partial(_stands_alone, anchor, joined, (start, end))
        return placement if once and alone() else None
    fitting = [
        index for index in alike if _context_agrees(anchor, joined, _span_at(anchor, joined, index))
    ]
    as_it_stood = same_edition and ordinal == anchor.ordinal
    return placement if as_it_stood or len(fitting) == 1 else None


def stands_as_made(anchor: Anchor, text: SectionText, joined: JoinedText) -> bool:
    """Tell whether a passage stands in the text of its own edition as it was made."""
    return exact_place(anchor, text.blocks, joined, same_edition=True) is not None


def _span_at(anchor: Anchor, joined: JoinedText, ordinal: int) -> tuple[int, int]:
    start = joined.starts[ordinal] + anchor.start if joined.starts else 0
    return start, start + len(anchor.quote)


def _base(block: str) -> str:
    """Return the hash of a block's text, without its number."""
    return block.partition(".")[0]


def _context_agrees(anchor: Anchor, joined: JoinedText, span: tuple[int, int]) -> bool:
    return (joined.before(span[0]), joined.after(span[1])) == (anchor.prefix, anchor.suffix)


def _stands_alone(anchor: Anchor, joined: JoinedText, span: tuple[int, int]) -> bool:
    """Tell whether a block whose neighbour changed is still the one that was marked.

    What stands on its other side is the same, and the neighbour that changed was no repetition of
    it, which might be the one that is left.
    """
    ordinal = joined.block_at(span[0])
    block = joined.text[joined.starts[ordinal] : joined.end_of(ordinal)]
    before, after = joined.before(span[0]), joined.after(span[1])
    left = before == anchor.prefix and bool(before)
    right = after == anchor.suffix and bool(after)
    if len(block) < SUBSTANTIAL or not (left or right):
        return False
    if not left:
        outer = anchor.prefix.rpartition(SEPARATOR)[0].rpartition(SEPARATOR)[2]
        return not (outer and block.endswith(outer))
    outer = anchor.suffix.partition(SEPARATOR)[2].partition(SEPARATOR)[0]
    return not (outer and block.startswith(outer))


def _moved(anchor: Anchor, text: SectionText, joined: JoinedText) -> Placement | None:
    """Return the occurrence of the quote that clearly fits best, if there is one."""
    if not anchor.quote:
        return None
    sought = sought_of(anchor)
    home = text.section == anchor.section
    judged = judge_at_home if home else judge
    candidates: list[Candidate] = [
        judged(sought, joined, 0, (at, at + len(anchor.quote)), 1.0)
        for at in islice(joined.occurrences(sought.quote), REPEATS)
    ]
    best = choose(sought, candidates, home=home, informed=False)
    return None if best is None else placement_at(State.MOVED, joined, best.start, best.end)


def placement_at(state: State, joined: JoinedText, start: int, end: int) -> Placement:
    """Return the placement of a span of the joined text."""
    first, last = joined.block_at(start), joined.block_at(end)
    return Placement(state, first, start - joined.starts[first], end - joined.starts[last], last)
