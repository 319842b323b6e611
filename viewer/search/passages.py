"""The best passages of a section: whole sentences of one block, with every match highlighted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from viewer.book.model import Kind
from viewer.search.matching import Matcher, Span, Worth, merged
from viewer.search.units import MARKS, OTHER, ROW, TITLE, StoredUnits, Unit

LONGEST = 300
"""Code points of a passage; a longer sentence is cut between words."""

LONGER = 600
"""The same where it takes more to show all that a sentence has of the query."""

CUT = "…"
_CONTEXT = 60
_LOOKED_AT = 60
_WORTH = {MARKS[Kind.HEADING]: 0.6, MARKS[Kind.TERM]: 0.8}
"""A heading that matches says less than a sentence that does."""


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


class Passages(Sequence[Passage]):
    """Passages that are cut when they are looked at; how many they are is known at once.

    Args:
        places: Where each is cut from, in order; whatever ``cut`` understands.
        cut: Cuts a passage.
    """

    def __init__(
        self, places: Sequence[int] = (), cut: Callable[[int], Passage] | None = None
    ) -> None:
        self._places = places
        self._cut = cut
        self._made: dict[int, Passage] = {}

    def after_first(self) -> "Passages":
        """Return all but the best."""
        return Passages(self._places[1:], self._cut)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...

    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        place = self._places[at]
        if place not in self._made and self._cut is not None:
            self._made[place] = self._cut(place)
        return self._made[place]

    def __iter__(self) -> Iterator[Passage]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passages) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # a list in all but name


def best_first(found: Iterable[tuple[int, bytes, int, int]], worth: Worth) -> list[int]:
    """Return the places of units that answer, the best first.

    Of equals, the one with most matches comes first, then the first in the section.

    Args:
        found: For each, its place, its kind as ``units.MARKS`` has it, which parts of the query it
            answers (bits), and how many of its words do.
        worth: What the parts of the query are worth.
    """
    order = [
        (-_WORTH.get(mark, 1.0) * worth.of(keys), -min(words, 9), place)
        for place, mark, keys, words in found
    ]
    order.sort()
    return [place for _, _, place in order]


def answers(unit: Unit, spans: Sequence[Span]) -> bool:
    """Tell whether what matches in a unit makes it an answer.

    The title is shown anyway, and the head of a column stands in every row of a table.
    """
    if unit.kind == TITLE or not spans:
        return False
    return not unit.pieces or any(unit.origin(span.start, span.end) for span in spans)


def heading_above(units: Sequence[Unit], place: int) -> str:
    """Return the heading above a unit; empty if there is none, or if it is one."""
    if isinstance(units, StoredUnits):
        at = units.marks().rfind(MARKS[Kind.HEADING], 0, place + 1)
    else:
        above = (at for at in range(place, -1, -1) if units[at].kind == Kind.HEADING)
        at = next(above, -1)
    return units[at].text if 0 <= at < place else ""


def best_passages(units: Sequence[Unit], matcher: Matcher, worth: Worth) -> Passages:
    """Return the passages of a section that match, one a block or row, the best first."""
    spans = [matcher.spans(unit.text) for unit in units]
    found = [
        (place, MARKS.get(unit.kind, OTHER), keys_of(spans[place]), len(spans[place]))
        for place, unit in enumerate(units)
        if answers(unit, spans[place])
    ]

    def cut(place: int) -> Passage:
        return passage(units, place, spans[place], worth)

    return Passages(best_first(found, worth), cut)


def keys_of(spans: Iterable[Span]) -> int:
    """Return all parts of the query that ``spans`` answer, as bits."""
    keys = 0
    for span in spans:
        keys |= span.keys
    return keys


def opening(units: Sequence[Unit]) -> Passage | None:
    """Return the first sentence of a section, for a hit in the title alone; None without text."""
    below = [unit for unit in units if unit.kind != TITLE]
    plain = (unit for unit in below if unit.kind not in (Kind.HEADING, ROW))
    unit = next(plain, below[0] if below else None)
    if unit is None or not unit.sentences:
        return None
    return _made(unit, unit.sentences[0], (), "")


def passage(units: Sequence[Unit], place: int, spans: Sequence[Span], worth: Worth) -> Passage:
    """Return the passage of a unit that answers best.

    Args:
        units: The section.
        place: Which of its units.
        spans: What matches in it, in order; at least one.
        worth: What the parts of the query are worth.
    """
    unit = units[place]
    if unit.pieces:
        spans = [span for span in spans if unit.piece(span.start, span.end)]
    first, last = _window(unit.sentences, spans, worth)
    inside = [span for span in spans if first <= span.start and span.end <= last]
    if not inside:
        # A match across two sentences: show where it begins.
        first, last, _ = spans[0]
        inside = [spans[0]]
    whole = (first, last)
    if last - first > LONGEST:
        first, last = _shortened(unit.text, whole, inside, worth)
        inside = [span for span in inside if first <= span.start and span.end <= last]
    cuts = first > whole[0], last < whole[1]
    return _made(unit, (first, last), inside, heading_above(units, place), cuts)


def _window(
    sentences: Sequence[tuple[int, int]], spans: Sequence[Span], worth: Worth
) -> tuple[int, int]:
    """Return the run of whole sentences that answers best; of equals the shortest, then the first.

    A run of several sentences isn't longer than ``LONGEST``.
    """
    if len(sentences) == 1:
        return sentences[0]
    keys, counts = _by_sentence(sentences, spans)
    if len({*keys, 0}) == 2:  # noqa: PLR2004 - one part of the query: one sentence has it all
        return sentences[counts.index(max(counts))]
    best, best_rank = sentences[0], (-1.0, 0, 0)
    for first in (at for at, own in enumerate(keys) if own):
        together = count = 0
        for last in range(first, len(sentences)):
            start, end = sentences[first][0], sentences[last][1]
            if last > first and end - start > LONGEST:
                break
            if last > first and not keys[last]:
                continue
            together |= keys[last]
            count += counts[last]
            rank = (worth.of(together), first - last, count)
            if rank > best_rank:
                best, best_rank = (start, end), rank
    return best


def _by_sentence(
    sentences: Sequence[tuple[int, int]], spans: Sequence[Span]
) -> tuple[list[int], list[int]]:
    """Return what each sentence answers, as bits, and how many matches lie in it."""
    keys, counts = [0] * len(sentences), [0] * len(sentences)
    at = 0
    for start, end, own in spans:
        while at < len(sentences) - 1 and start >= sentences[at][1]:
            at += 1
        if sentences[at][0] <= start and end <= sentences[at][1]:
            keys[at] |= own
            counts[at] += 1
    return keys, counts


def _shortened(
    text: str, window: tuple[int, int], spans: Sequence[Span], worth: Worth
) -> tuple[int, int]:
    """Return the part of a long sentence that answers best, cut between words."""
    looked = spans[:_LOOKED_AT]
    whole = _whole_answer(looked)
    best = whole or _densest(looked, worth)
    start = max(window[0], min(best.start - _CONTEXT, window[1] - LONGEST))
    end = min(window[1], max(start + LONGEST, best.end + (_CONTEXT if whole else 0)))
    return _whole_words(text, (start, end), window, best)


def _whole_answer(spans: Sequence[Span]) -> Span | None:
    """Return the shortest stretch that has all that ``spans`` answer, if it needs more room."""
    keys, best = keys_of(spans), None
    for at, span in enumerate(spans):
        together = 0
        for other in spans[at:]:
            if other.end - span.start > LONGER:
                break
            together |= other.keys
            if together == keys:
                if best is None or other.end - span.start < best.end - best.start:
                    best = Span(span.start, other.end, keys)
                break
    length = best.end - best.start if best is not None else 0
    # A shorter one is found anyway, together with what else lies beside it.
    return best if LONGEST - _CONTEXT < length <= LONGER - 2 * _CONTEXT else None


def _densest(spans: Sequence[Span], worth: Worth) -> Span:
    """Return the match that begins the part which answers best."""
    best, best_value = spans[0], -1.0
    last, counts = 0, dict.fromkeys({span.keys for span in spans}, 0)
    values = {keys: worth.of(keys) for keys in counts}
    for first, span in enumerate(spans):
        limit = span.start + LONGEST - _CONTEXT
        while last < len(spans) and spans[last].end <= limit:
            counts[spans[last].keys] += 1
            last += 1
        alone = len(counts) == 1
        value = values[span.keys] if alone else worth.of(_together(counts) | span.keys)
        value += 0.001 * (last - first)
        if value > best_value:
            best, best_value = span, value
        if last > first:
            counts[span.keys] -= 1
        else:
            last = first + 1
    return best


def _together(counts: dict[int, int]) -> int:
    """Return all bits that are counted."""
    keys = 0
    for own, count in counts.items():
        if count:
            keys |= own
    return keys


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


def _made(
    unit: Unit,
    part: tuple[int, int],
    spans: Sequence[Span],
    heading: str,
    cuts: tuple[bool, bool] = (False, False),
) -> Passage:
    """Return the passage ``part`` of a unit, with what matches in it.

    Args:
        unit: The unit.
        part: Start and end in its text.
        spans: What matches in that part.
        heading: The heading above.
        cuts: Whether its sentence was cut before it, and after it.
    """
    start, end = part
    text = unit.text[start:end].replace("\n", " ").replace("\t", " ")
    places = merged(spans)
    first, origins = start, places
    if unit.pieces:
        first = min(piece.origin for piece in unit.pieces if not piece.label)
        origins = [origin for place in places if (origin := unit.origin(*place))]
    before, after = (CUT if cut else "" for cut in cuts)
    shift = len(before) - start
    return Passage(
        unit.block,
        unit.ordinal,
        f"{before}{text}{after}",
        first,
        tuple([(begin + shift, stop + shift) for begin, stop in places]),
        tuple(origins),
        heading,
    )
