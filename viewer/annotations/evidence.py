"""What speaks for a passage of a changed text being the one that was marked.

A candidate is a stretch of a section. Its quote may be the same or only similar; what stands on
either side, where it lies in its paragraph, its section and its ordinal are the evidence. The
points were chosen on the editions that ``tests/bench/bench_editions.py`` makes; what came out is in
``docs/performance.md``.
"""

from dataclasses import dataclass

from viewer.annotations.joined import (
    CONTEXT,
    SEPARATOR,
    JoinedText,
    common_length,
    fold,
    keep_lines,
)
from viewer.book.anchor import Anchor

WORD_LETTERS = 2
"""Letters that must agree beside a quote to speak for it; a full stop and a space say nothing."""

ENOUGH_INNER = 16
ENOUGH_OUTER = 16
"""Code points of agreeing context, in the paragraph and beyond, from which more adds nothing."""

HOME_QUOTE = 32
HOME_LIKENESS = 20
"""Points for lying in the section that was marked: for the same quote, and for a similar one."""

UNKNOWN = -1
"""Start of an anchor whose context isn't known."""

NEARNESS = 8
"""Blocks away from the old ordinal at which nearness counts no more."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a candidate, compared with what stood there.

    Attributes:
        verdict: 1 if it agrees, -1 if it contradicts, 0 if it says nothing. Where the quote began
            (or ended) its paragraph, the candidate must, too.
        inner: Code points of agreeing context inside the paragraph.
        outer: Code points of agreeing context beyond it.
    """

    verdict: int
    inner: int
    outer: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be the one that was marked.

    Attributes:
        section: Index of its section in the edition.
        start: First code point in the section's joined text.
        end: Code point after the last.
        likeness: How alike the words are, 0 to 1; 1 only for the same quote.
        home: Whether it lies in the section that was marked.
        verdict: Sum of both sides, -2 to 2.
        inner: Code points of agreeing context inside the paragraph, on both sides.
        outer: Likewise beyond it, at most ``ENOUGH_OUTER`` a side.
        score: What ranks it.
    """

    section: int
    start: int
    end: int
    likeness: float
    home: bool
    verdict: int
    inner: int
    outer: int
    score: float

    @property
    def same(self) -> bool:
        """Whether the quote is the same, word for word."""
        return self.likeness == 1

    def overlaps(self, other: "Candidate") -> bool:
        """Tell whether two candidates share a code point."""
        return self.section == other.section and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage that is looked for, with its texts folded for comparison.

    Attributes:
        anchor: Where it was.
        quote: What stood there.
        before: What stood before it, read backwards; None if that isn't known.
        after: What stood after it; None if that isn't known.
    """

    anchor: Anchor
    quote: str
    before: str | None
    after: str | None

    @property
    def quote_blocks(self) -> int:
        """How many blocks it went over."""
        return self.anchor.quote.count(SEPARATOR) + 1


def has_unknown_context(anchor: Anchor) -> bool:
    """Tell whether an imported passage came without context; one at an edge has an empty one."""
    return anchor.start == UNKNOWN


def sought_of(anchor: Anchor) -> Sought:
    """Return a passage to be looked for, its texts folded."""
    if has_unknown_context(anchor):
        return Sought(anchor, fold(anchor.quote), None, None)
    before = keep_lines(anchor.prefix)[::-1]
    return Sought(anchor, fold(anchor.quote), before, keep_lines(anchor.suffix))


def judge(
    sought: Sought, joined: JoinedText, section: int, span: tuple[int, int], likeness: float
) -> Candidate:
    """Return the candidate at ``span`` of a section that is not the marked one."""
    return _judged(sought, joined, (section, *span), likeness, home=False)


def judge_at_home(
    sought: Sought, joined: JoinedText, section: int, span: tuple[int, int], likeness: float
) -> Candidate:
    """Return the candidate at ``span`` of the section that was marked."""
    return _judged(sought, joined, (section, *span), likeness, home=True)


def _judged(
    sought: Sought, joined: JoinedText, place: tuple[int, int, int], likeness: float, *, home: bool
) -> Candidate:
    section, start, end = place
    text = joined.comparable
    first, last = joined.block_at(start), joined.block_at(max(start, end - 1))
    at_start = start == joined.starts[first]
    at_end = end == joined.end_of(last)
    left = _side(text[max(0, start - CONTEXT) : start][::-1], sought.before, at_edge=at_start)
    right = _side(text[end : end + CONTEXT], sought.after, at_edge=at_end)
    verdict = left.verdict + right.verdict
    outer = min(left.outer, ENOUGH_OUTER) + min(right.outer, ENOUGH_OUTER)
    near = 0
    if home and sought.anchor.ordinal >= 0:
        near = max(0, NEARNESS - abs(first - sought.anchor.ordinal))
    inner_points = (min(left.inner, ENOUGH_INNER) + min(right.inner, ENOUGH_INNER)) / 2
    home_points = (HOME_QUOTE if likeness == 1 else HOME_LIKENESS) if home else 0
    score = 100 * likeness + 8 * verdict + inner_points + outer / 2 + home_points + near / 2
    inner = left.inner + right.inner
    return Candidate(section, start, end, likeness, home, verdict, inner, outer, score)


def _side(found: str, expected: str | None, *, at_edge: bool) -> Side:
    """Compare what stands on one side with what stood there, both read away from the quote."""
    if expected is None:
        return Side(int(at_edge), 0, 0)
    inside, _, _ = expected.partition(SEPARATOR)
    common = common_length(found, expected)
    inner = min(common, len(inside))
    outer = max(0, common - len(inside) - len(SEPARATOR))
    if not inside:
        verdict = 1 if at_edge else -1
    elif at_edge:
        verdict = 0
    else:
        letters = sum(character.isalnum() for character in expected[:inner])
        verdict = 1 if inner == len(inside) or letters >= WORD_LETTERS else -1
    return Side(verdict, inner, outer)
