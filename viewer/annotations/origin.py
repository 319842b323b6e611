"""What an earlier edition tells, where it is still at hand.

With the text in which an annotation was made, its context is known in full, a quote that the
edition repeated is told apart from its repetitions, and no passage that stood elsewhere before is
taken for the reworded one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice

from viewer.annotations.anchoring import anchor_on
from viewer.annotations.edition_text import EditionText, SectionPassages
from viewer.annotations.evidence import (
    Candidate,
    Sought,
    has_unknown_context,
    judge,
    judge_at_home,
)
from viewer.annotations.joined import CONTEXT, SEPARATOR, JoinedText, fold, keep_lines
from viewer.book.anchor import Anchor
from viewer.book.model import Edition

REPEATS = 60
"""Occurrences of a quote that are looked at."""

LEAST_AFFINITY = 8
"""Points from which an occurrence of the new edition can be that of the old one."""

_SUCCESSOR = 0.5
"""Share of the blocks of a vanished section that its successor must have."""


class Origin:
    """An earlier edition in one language."""

    def __init__(self, edition: Edition, text: EditionText) -> None:
        self._edition = edition
        self._text = text
        # Which old occurrence of a quote claims which new one; for one new edition.
        self._claims: dict[str, dict[tuple[int, int], int]] = {}

    def prepare(self, quotes: Iterable[str], step: Callable[[], None]) -> None:
        """Read the edition, to look up ``quotes`` in it; ``step`` is called in between."""
        self._text.read_all(step)
        self._text.prepare(quotes)

    def complete(self, anchor: Anchor) -> Anchor | None:
        """Return ``anchor`` with block, ordinal and full context; None if it isn't found for sure.

        An imported passage may come with its quote and some context only.
        """
        section = self._text.section(anchor.section)
        if section is None or not anchor.quote:
            return None
        spans = [
            span for span in _spans(section, fold(anchor.quote)) if _fits(anchor, section, span)
        ]
        if anchor.ordinal >= 0:
            exact = [span for span in spans if section.joined.block_at(span[0]) == anchor.ordinal]
            spans = exact or spans
        if len(spans) != 1:
            return None
        joined = section.joined
        first, last = (_place_of(joined, position) for position in spans[0])
        return anchor_on(self._edition, section.text, joined, first, last)

    def has(self, anchor: Anchor) -> bool:
        """Tell whether the passage stands in its section, with its context, at least once."""
        section = self._text.section(anchor.section)
        if section is None or not anchor.quote:
            return section is not None
        spans = _spans(section, fold(anchor.quote))
        return any(_fits(anchor, section, span) for span in spans)

    def own(
        self, sought: Sought, edition: EditionText, candidates: Sequence[Candidate]
    ) -> list[Candidate]:
        """Return the candidates without those that are other passages of the old edition.

        Each occurrence of the quote in the old edition claims the occurrence in the new one that
        fits it best; ours gets what it claims itself. Similar words that the old edition had
        already are somebody else's.
        """
        same = [candidate for candidate in candidates if candidate.same]
        ours = self._own_quote(sought, edition, same)
        return [
            candidate
            for candidate in candidates
            if (candidate in ours if candidate.same else not self._had(sought, edition, candidate))
        ]

    def successor(self, section: str, edition: EditionText) -> str:
        """Return the section of the new edition with the text of one whose id vanished, or ""."""
        old = self._text.section(section)
        if old is None or not old.text.blocks:
            return ""
        wanted = {block.id for block in old.text.blocks}
        best, share = "", 0.0
        for new in edition.sections:
            if self._text.section(new.id) is None:
                found = len(wanted & {block.id for block in new.text.blocks}) / len(wanted)
                if found > share:
                    best, share = new.id, found
        return best if share >= _SUCCESSOR else ""

    def had_once(self, block: str) -> bool:
        """Tell whether only one block of the edition had the text with this block id."""
        return self._texts[_base(block)] == 1

    @cached_property
    def _texts(self) -> Counter[str]:
        return Counter(
            _base(block.id) for section in self._text.sections for block in section.text.blocks
        )

    def _own_quote(
        self, sought: Sought, edition: EditionText, same: Sequence[Candidate]
    ) -> Sequence[Candidate]:
        occurrences = list(islice(self._text.occurrences(sought.quote), REPEATS))
        mine = [
            number
            for number, (section, at) in enumerate(occurrences)
            if section.id == sought.anchor.section
            and section.joined.block_at(at) == sought.anchor.ordinal
            and at - section.joined.starts[sought.anchor.ordinal] == sought.anchor.start
        ]
        if len(occurrences) <= 1 or not mine:
            return same
        if sought.quote not in self._claims:
            olds = [_sought_at(section, at, sought.quote) for section, at in occurrences]
            self._claims[sought.quote] = _claimed(
                (_affinity(old, edition, candidate), number, candidate)
                for number, old in enumerate(olds)
                for candidate in same
            )
        claimed = self._claims[sought.quote]
        return [one for one in same if claimed.get(_place(one), mine[0]) == mine[0]]

    def _had(self, sought: Sought, edition: EditionText, candidate: Candidate) -> bool:
        joined = edition.sections[candidate.section].joined
        words = joined.folded[candidate.start : candidate.end]
        return words not in sought.quote and words in self._text


def _base(block: str) -> str:
    """Return the hash of a block's text, without its number."""
    return block.partition(".")[0]


def _place_of(joined: JoinedText, position: int) -> tuple[int, int]:
    ordinal = joined.block_at(position)
    return ordinal, position - joined.starts[ordinal]


def _spans(section: SectionPassages, quote: str) -> list[tuple[int, int]]:
    found = islice(section.joined.occurrences(quote), REPEATS)
    return [(at, at + len(quote)) for at in found]


def _fits(anchor: Anchor, section: SectionPassages, span: tuple[int, int]) -> bool:
    """Tell whether what stands around ``span`` is the anchor's context, as far as that goes.

    Context that ends early ends with its paragraph.
    """
    if has_unknown_context(anchor):
        return True
    joined = section.joined
    before = joined.comparable[: span[0]]
    after = joined.comparable[span[1] :]
    prefix, suffix = keep_lines(anchor.prefix), keep_lines(anchor.suffix)
    if not before.endswith(prefix) or not after.startswith(suffix):
        return False
    starts = len(prefix) >= CONTEXT or before[: len(before) - len(prefix)].endswith(SEPARATOR)
    ends = len(suffix) >= CONTEXT or after[len(suffix) :].startswith(SEPARATOR)
    return (starts or len(before) == len(prefix)) and (ends or len(after) == len(suffix))


def _sought_at(section: SectionPassages, at: int, quote: str) -> Sought:
    joined = section.joined
    end = at + len(quote)
    anchor = Anchor("", "", section.id, section.text.language, ordinal=joined.block_at(at))
    before = joined.comparable[max(0, at - CONTEXT) : at][::-1]
    return Sought(anchor, quote, before, joined.comparable[end : end + CONTEXT])


def _affinity(other: Sought, edition: EditionText, candidate: Candidate) -> float:
    """Return how well an old occurrence and a new one fit, apart from the words themselves."""
    section = edition.sections[candidate.section]
    judged = judge_at_home if section.id == other.anchor.section else judge
    span = (candidate.start, candidate.end)
    return judged(other, section.joined, candidate.section, span, 1.0).score - 100


def _claimed(
    pairs: Iterable[tuple[float, int, Candidate]],
) -> dict[tuple[int, int], int]:
    """Give each candidate to one occurrence, the best pairs first; return it by place."""
    taken: set[int] = set()
    claimed: dict[tuple[int, int], int] = {}
    for affinity, number, candidate in sorted(pairs, key=lambda pair: -pair[0]):
        place = _place(candidate)
        if affinity >= LEAST_AFFINITY and number not in taken and place not in claimed:
            taken.add(number)
            claimed[place] = number
    return claimed


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.section, candidate.start
