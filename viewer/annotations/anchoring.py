"""Where an annotation points, and where that is in a text that may have changed.

An anchor holds the exact quote and 32 code points of context on each side, block id, ordinal and
range. Context runs on into the neighbouring blocks, joined by a line feed, since short blocks are
often repeated. An annotation is placed only where block id, quote and context agree. Otherwise the
quote is looked for in the whole section: one occurrence that clearly fits best is shown as moved,
to be checked by the reader; else the annotation is unplaced. It is never put silently on a text
that may be another one, and never on a text that differs from its quote.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from viewer.book.model import Anchor, Block, Edition, SectionText

CONTEXT = 32
"""Code points of context on each side."""

EVIDENCE = 24
"""Code points of quote and agreeing context from which an occurrence can count as the place."""

MARGIN = 8
"""Points by which the best occurrence must lead the second."""

NEARNESS = 8
"""Points for an occurrence at the old ordinal; one less for each block further away."""

SEPARATOR = "\n"
"""Stands between blocks in quotes and context."""


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where the quote stands, and how well it fits.

    Attributes:
        start: First code point in the joined text.
        agreeing: Code points of context that agree, next to the quote.
        score: What ranks it.
    """

    start: int
    agreeing: int
    score: int


class _JoinedText:
    """The blocks of a section in one string, with the way back to blocks and offsets."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.text = SEPARATOR.join(block.text for block in blocks)
        lengths = (len(block.text) + len(SEPARATOR) for block in blocks)
        self.starts = list(accumulate(lengths, initial=0))[: len(blocks)]

    def before(self, start: int) -> str:
        """Return the context before a position."""
        return self.text[max(0, start - CONTEXT) : start]

    def after(self, end: int) -> str:
        """Return the context after a position."""
        return self.text[end : end + CONTEXT]

    def occurrences(self, quote: str) -> Iterator[int]:
        """Yield where ``quote`` starts, overlapping occurrences too."""
        at = self.text.find(quote)
        while at >= 0:
            yield at
            at = self.text.find(quote, at + 1)

    def block_at(self, position: int) -> int:
        """Return the ordinal of the block with this position."""
        return bisect_right(self.starts, position) - 1


def section_anchor(edition: Edition, section: str, language: str) -> Anchor:
    """Return an anchor on a whole section."""
    return Anchor(edition.book, edition.edition, section, language)


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
    joined = _JoinedText(blocks)
    first, after = joined.starts[ordinal] + start, joined.starts[last] + end
    return Anchor(
        book=edition.book,
        edition=edition.edition,
        section=text.section,
        language=text.language,
        block=blocks[ordinal].id,
        ordinal=ordinal,
        start=start,
        end=end,
        quote=joined.text[first:after],
        prefix=joined.before(first),
        suffix=joined.after(after),
        last_block=blocks[last].id if last > ordinal else "",
    )


def _check_passage(blocks: Sequence[Block], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Raise ValueError unless there is a passage between two places, each a block and an offset."""
    if not 0 <= first[0] <= last[0] < len(blocks):
        raise ValueError(f"no blocks {first[0]} to {last[0]} among {len(blocks)}")
    inside = all(0 <= offset <= len(blocks[ordinal].text) for ordinal, offset in (first, last))
    if not inside or first > last:
        raise ValueError(f"no passage from {first} to {last}")


def place(anchor: Anchor, text: SectionText | None) -> Placement:
    """Find where ``anchor`` is in ``text``; None if there is no such section or language any more.

    The text of another section may be given too, to look for what left its own; there, nothing
    counts as more than moved.
    """
    found = None
    if text is None or is_whole_section(anchor):
        if text is not None and text.section == anchor.section:
            found = Placement(State.PLACED)
    elif text.language == anchor.language:
        joined = _JoinedText(text.blocks)
        if text.section == anchor.section:
            found = _exact(anchor, text.blocks, joined)
        found = found or _moved(anchor, joined)
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


def _exact(anchor: Anchor, blocks: Sequence[Block], joined: _JoinedText) -> Placement | None:
    """Return the place where block id, quote and context agree."""
    ordinal = next((index for index, block in enumerate(blocks) if block.id == anchor.block), -1)
    if ordinal < 0:
        return None
    start = joined.starts[ordinal] + anchor.start
    end = start + len(anchor.quote)
    if joined.text[start:end] != anchor.quote:
        return None
    if (joined.before(start), joined.after(end)) != (anchor.prefix, anchor.suffix):
        return None
    placement = _placement(State.PLACED, joined, start, end)
    last_block = blocks[placement.last_ordinal].id
    as_made = (placement.ordinal, placement.end) == (ordinal, anchor.end)
    return placement if as_made and last_block == (anchor.last_block or anchor.block) else None


def _moved(anchor: Anchor, joined: _JoinedText) -> Placement | None:
    """Return the occurrence of the quote that clearly fits best, if there is one."""
    best = _clear_winner(anchor, _candidates(anchor, joined))
    if best is None:
        return None
    return _placement(State.MOVED, joined, best.start, best.start + len(anchor.quote))


def _candidates(anchor: Anchor, joined: _JoinedText) -> list[_Candidate]:
    """Return every occurrence of the quote, the best first."""
    if not anchor.quote:
        return []
    found = []
    for start in joined.occurrences(anchor.quote):
        before, after = joined.before(start), joined.after(start + len(anchor.quote))
        agreeing = _common(before[::-1], anchor.prefix[::-1]) + _common(after, anchor.suffix)
        distance = abs(joined.block_at(start) - anchor.ordinal)
        found.append(_Candidate(start, agreeing, agreeing + max(0, NEARNESS - distance)))
    return sorted(found, key=lambda candidate: -candidate.score)


def _clear_winner(anchor: Anchor, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Return the best candidate if it says enough and leads the second clearly."""
    if not candidates:
        return None
    best = candidates[0]
    if len(anchor.quote) + best.agreeing < EVIDENCE:
        return None
    if len(candidates) > 1 and best.score - candidates[1].score < MARGIN:
        return None
    return best


def _placement(state: State, joined: _JoinedText, start: int, end: int) -> Placement:
    first, last = joined.block_at(start), joined.block_at(end)
    return Placement(state, first, start - joined.starts[first], end - joined.starts[last], last)


def _common(one: str, other: str) -> int:
    """Return how many code points two texts share from their start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
