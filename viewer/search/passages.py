"""The best passages of a section: whole sentences of one block, with every match highlighted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.book.model import Kind
from viewer.search.matching import Matcher, Span, merged
from viewer.search.sentences import sentences
from viewer.search.units import ROW, TITLE, Unit

LONGEST = 300
"""Code points of a passage; a longer sentence is cut between words."""

MOST = 12
"""Passages that one section shows."""

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
        score: How well it answers; compares passages of one query.
    """

    block: str
    ordinal: int
    text: str
    start: int
    highlights: tuple[tuple[int, int], ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    heading: str = ""
    score: float = 0.0


def best_passages(
    units: Sequence[Unit], matcher: Matcher, weights: Mapping[int, float]
) -> list[Passage]:
    """Return the passages of a section that match, the best first; perhaps none.

    Args:
        units: The section, title first.
        matcher: Finds the words of the query.
        weights: Worth of each part of the query that ``matcher`` finds.
    """
    found: list[Passage] = []
    heading = ""
    for unit in units:
        if unit.kind == Kind.HEADING:
            heading = unit.text
        spans = matcher.spans(unit.text) if unit.kind != TITLE else []
        if spans:
            above = heading if unit.kind != Kind.HEADING else ""
            found.extend(_of_unit(unit, spans, weights, above))
    found.sort(key=lambda passage: (-passage.score, passage.ordinal, passage.start))
    return found[:MOST]


def opening(units: Sequence[Unit]) -> Passage | None:
    """Return the first sentence of a section, for a hit in the title alone; None without text."""
    plain = (unit for unit in units if unit.kind not in (TITLE, Kind.HEADING, ROW))
    unit = next(plain, None) or next((unit for unit in units if unit.kind != TITLE), None)
    if unit is None:
        return None
    start, end = sentences(unit.text)[0]
    return _passage(unit, (start, end), [], 0.0, "")


def _of_unit(
    unit: Unit, spans: list[Span], weights: Mapping[int, float], heading: str
) -> list[Passage]:
    """Return the passages of one unit, apart from each other, in no special order."""
    if unit.pieces:
        spans = [span for span in spans if unit.piece(span.start, span.end)]
        if not any(unit.origin(span.start, span.end) for span in spans):
            return []
    windows = [(0, len(unit.text))] if unit.kind == ROW else sentences(unit.text)
    worth = _WORTH.get(unit.kind, 1.0)
    found = []
    while spans:
        first, last = _window(windows, spans, weights)
        inside = [span for span in spans if first <= span.start and span.end <= last]
        if not inside:
            # A match across two sentences: show where it begins.
            first, last = spans[0].start, spans[0].end
            inside = [spans[0]]
        if last - first > LONGEST:
            first, last = _shortened(unit.text, (first, last), inside, weights)
            inside = [span for span in inside if first <= span.start and span.end <= last]
        score = worth * _value(inside, weights) + 0.001 * min(len(inside), 9)
        found.append(_passage(unit, (first, last), inside, score, heading))
        spans = [span for span in spans if span.end <= first or span.start >= last]
    return found


def _value(spans: Sequence[Span], weights: Mapping[int, float]) -> float:
    return sum(weights.get(key, 0.0) for key in {span.key for span in spans})


def _window(
    windows: list[tuple[int, int]], spans: list[Span], weights: Mapping[int, float]
) -> tuple[int, int]:
    """Return the run of whole sentences that answers best; of equals the shortest, then the first.

    A run of several sentences isn't longer than ``LONGEST``.
    """
    inside = [
        [span for span in spans if start <= span.start and span.end <= end]
        for start, end in windows
    ]
    best, best_rank = windows[0], (-1.0, 0, 0)
    for first, matching in enumerate(inside):
        if not matching:
            continue
        gathered: list[Span] = []
        for last in range(first, len(windows)):
            start, end = windows[first][0], windows[last][1]
            if last > first and end - start > LONGEST:
                break
            gathered += inside[last]
            rank = (round(_value(gathered, weights), 6), first - last, len(gathered))
            if rank > best_rank:
                best, best_rank = (start, end), rank
    return best


def _shortened(
    text: str, window: tuple[int, int], spans: list[Span], weights: Mapping[int, float]
) -> tuple[int, int]:
    """Return the part of a long sentence that answers best, cut between words."""
    best, best_value = spans[0], -1.0
    for index, span in enumerate(spans):
        near = [other for other in spans[index:] if other.end <= span.start + LONGEST - _CONTEXT]
        value = _value(near or [span], weights) + 0.001 * len(near)
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


def _passage(
    unit: Unit, part: tuple[int, int], spans: list[Span], score: float, heading: str
) -> Passage:
    start, end = part
    text = unit.text[start:end].replace("\n", " ").replace("\t", " ")
    whole = unit.text.strip()
    offset = len(unit.text) - len(unit.text.lstrip())
    left = CUT if start > offset and not _begins_sentence(unit, start) else ""
    right = CUT if end < offset + len(whole) and not _ends_sentence(unit, end) else ""
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
        heading,
        score,
    )


def _begins_sentence(unit: Unit, at: int) -> bool:
    return any(start == at for start, _ in sentences(unit.text))


def _ends_sentence(unit: Unit, at: int) -> bool:
    return any(end == at for _, end in sentences(unit.text))
