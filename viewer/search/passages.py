"""The best passages of a section: whole sentences of one block, with every match highlighted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from viewer.book.model import Kind
from viewer.search.matching import Matcher, Span, Worth, merged
from viewer.search.units import ROW, TITLE, Unit

LONGEST = 300
"""Code points of a passage; a longer sentence is cut between words."""

CUT = "…"
_CONTEXT = 60
_WORTH = {str(Kind.HEADING): 0.6, str(Kind.TERM): 0.8, TITLE: 0.0}
"""A heading that matches says less than a sentence that does; a title is shown anyway."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a section.

    Attributes:
        block: Id of the block.
        ordinal: Ordinal of the block in the section.
        text: What is shown; "…" at an end where a sentence was cut.
        start: Where it begins in the block's canonical text, in code points.
        highlights: Matches in ``text``, start and end in code points.
        matches: The same matches in the block's canonical text.
        heading: The heading above, or empty.
    """

    block: str
    ordinal: int
    text: str
    start: int
    highlights: tuple[tuple[int, int], ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    heading: str = ""


class Matched(NamedTuple):
    """A block, or row of a table, that matches.

    Attributes:
        unit: Its text.
        spans: What matches in it, in order.
        heading: The heading above, or empty.
    """

    unit: Unit
    spans: list[Span]
    heading: str

    def keys(self) -> int:
        """Return all parts of the query that it answers, as bits."""
        keys = 0
        for span in self.spans:
            keys |= span.keys
        return keys


class Passages(Sequence[Passage]):
    """Passages that are cut when they are asked for; how many they are is known at once.

    Args:
        matched: What each is cut from, in order.
        worth: What the parts of the query are worth.
    """

    def __init__(self, matched: Sequence[Matched] = (), worth: Worth | None = None) -> None:
        self._matched = matched
        self._worth = worth or Worth({})
        self._cut: dict[int, Passage] = {}

    def after_first(self) -> "Passages":
        """Return all but the best."""
        return Passages(self._matched[1:], self._worth)

    def __len__(self) -> int:
        return len(self._matched)

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...

    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        place = range(len(self))[at]
        if place not in self._cut:
            self._cut[place] = passage(self._matched[place], self._worth)
        return self._cut[place]

    def __iter__(self) -> Iterator[Passage]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passages) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # a list in all but name


def matched(units: Iterable[Unit], spans_of: Callable[[int, Unit], list[Span]]) -> list[Matched]:
    """Return the units that match, in reading order, without the title.

    Args:
        units: The section, title first.
        spans_of: Returns what matches in a unit, given its place and itself.
    """
    found = []
    heading = ""
    for place, unit in enumerate(units):
        if unit.kind == Kind.HEADING:
            heading = unit.text
        spans = spans_of(place, unit) if unit.kind != TITLE else []
        if spans and unit.pieces:
            spans = [span for span in spans if unit.piece(span.start, span.end)]
            # A head of a column, repeated in every row, makes no row an answer.
            if not any(unit.origin(span.start, span.end) for span in spans):
                continue
        if spans:
            found.append(Matched(unit, spans, "" if unit.kind == Kind.HEADING else heading))
    return found


def best_first(found: Iterable[Matched], worth: Worth) -> list[Matched]:
    """Return ``found``, what answers best first."""
    return sorted(
        found,
        key=lambda one: (
            -_WORTH.get(one.unit.kind, 1.0) * worth.of(one.keys()),
            -min(len(one.spans), 9) if one.unit.kind not in _WORTH else 0,
            one.unit.ordinal,
        ),
    )


def best_passages(units: Sequence[Unit], matcher: Matcher, worth: Worth) -> Passages:
    """Return the passages of a section that match, one a block or row, the best first."""
    found = matched(units, lambda _, unit: matcher.spans(unit.text))
    return Passages(best_first(found, worth), worth)


def opening(units: Sequence[Unit]) -> Passage | None:
    """Return the first sentence of a section, for a hit in the title alone; None without text."""
    plain = (unit for unit in units if unit.kind not in (TITLE, Kind.HEADING, ROW))
    unit = next(plain, None) or next((unit for unit in units if unit.kind != TITLE), None)
    if unit is None or not unit.sentences:
        return None
    return _made(Matched(unit, [], ""), unit.sentences[0], [])


def passage(found: Matched, worth: Worth) -> Passage:
    """Return the passage of a block that answers best."""
    unit, spans, _ = found
    first, last = _window(unit.sentences, spans, worth)
    inside = [span for span in spans if first <= span.start and span.end <= last]
    if not inside:
        # A match across two sentences: show where it begins.
        first, last, _ = spans[0]
        inside = [spans[0]]
    if last - first > LONGEST:
        first, last = _shortened(unit.text, (first, last), inside, worth)
        inside = [span for span in inside if first <= span.start and span.end <= last]
    return _made(found, (first, last), inside)


def _window(
    sentences: Sequence[tuple[int, int]], spans: list[Span], worth: Worth
) -> tuple[int, int]:
    """Return the run of whole sentences that answers best; of equals the shortest, then the first.

    A run of several sentences isn't longer than ``LONGEST``.
    """
    if len(sentences) == 1:
        return sentences[0]
    inside = [
        [span for span in spans if start <= span.start and span.end <= end]
        for start, end in sentences
    ]
    best, best_rank = sentences[0], (-1.0, 0, 0)
    for first, matching in enumerate(inside):
        keys = count = 0
        for last in range(first, len(sentences) if matching else first):
            start, end = sentences[first][0], sentences[last][1]
            if last > first and end - start > LONGEST:
                break
            for span in inside[last]:
                keys |= span.keys
            count += len(inside[last])
            rank = (round(worth.of(keys), 6), first - last, count)
            if rank > best_rank:
                best, best_rank = (start, end), rank
    return best


def _shortened(
    text: str, window: tuple[int, int], spans: list[Span], worth: Worth
) -> tuple[int, int]:
    """Return the part of a long sentence that answers best, cut between words."""
    best, best_value = spans[0], -1.0
    for index, span in enumerate(spans):
        keys = count = 0
        for other in spans[index:]:
            if other.end <= span.start + LONGEST - _CONTEXT:
                keys |= other.keys
                count += 1
        value = worth.of(keys) + 0.001 * count
        if value > best_value:
            best, best_value = span, value
    start = max(window[0], min(best.start - _CONTEXT, window[1] - LONGEST))
    end = min(window[1], max(start + LONGEST, best.end))
    return _whole_words(text, (start, end), window, best)


def _whole_words(
    text: str, part: tuple[int, int], window: tuple[int, int], keep: Span
) -> tuple[int, int]:
    """Return ``part`` without the halves of words at its ends; ``keep`` stays whole."""
    start, end = part
    if start > window[0]:
        space = _space_after(text, start, keep.start)
        start = space if space >= 0 else keep.start
    if end < window[1]:
        before = text[max(keep.end, end - _CONTEXT) : end]
        cut = max(before.rfind(" "), before.rfind("\u00a0"))
        end = max(keep.end, end - len(before) + cut) if cut >= 0 else end
    return start, end


def _space_after(text: str, start: int, limit: int) -> int:
    """Return the first place after a space in ``text[start:limit]``, or -1."""
    found = next((at for at in range(start, limit) if text[at].isspace()), -1)
    return found + 1 if found >= 0 else -1


def _made(found: Matched, part: tuple[int, int], spans: list[Span]) -> Passage:
    """Return the passage ``part`` of a unit, with what matches in it."""
    unit = found.unit
    start, end = part
    text = unit.text[start:end].replace("\n", " ").replace("\t", " ")
    left = "" if any(cut[0] == start for cut in unit.sentences) else CUT
    right = "" if any(cut[1] == end for cut in unit.sentences) else CUT
    places = merged(spans)
    shift = len(left) - start
    origins = (unit.origin(*place) for place in places)
    first = unit.origin(start, start)
    return Passage(
        unit.block,
        unit.ordinal,
        f"{left}{text}{right}",
        first[0] if first else min(piece.origin for piece in unit.pieces if not piece.label),
        tuple((a + shift, b + shift) for a, b in places),
        tuple(origin for origin in origins if origin),
        found.heading,
    )
