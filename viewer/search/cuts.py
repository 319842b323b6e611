"""Which part of a block or row a passage shows: whole sentences, or the best part of a long one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import repeat
from operator import sub
from typing import NamedTuple

from viewer.search.matching import Span, Spans, Worth
from viewer.search.units import Unit

LONGEST = 300
"""Code points of a passage; a longer sentence is cut between words."""

LONGER = 600
"""The same where it takes more to show all that a sentence has of the query."""

_CONTEXT = 60
_ROOM = LONGEST - _CONTEXT
_LOOKED_AT = 60
_SPACE = re.compile(r"\s")


class Part(NamedTuple):
    """A part of a text.

    Attributes:
        start: First code point.
        end: Code point after the last.
        cut_before: Whether its first sentence begins before it.
        cut_after: Whether its last sentence ends after it.
    """

    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def best_part(unit: Unit, spans: Spans, worth: Worth) -> tuple[Part, Spans]:
    """Return the part of a unit that answers best, and what matches in it.

    Args:
        unit: The unit.
        spans: What matches in it; at least one.
        worth: What the parts of the query are worth.
    """
    start, end = _window(unit.sentences, spans, worth)
    inside = spans.within(start, end)
    if not inside.starts:
        # A match across two sentences: show where it begins.
        start, end = spans.starts[0], spans.ends[0]
        inside = spans.part(0, 1)
    if end - start <= LONGEST:
        return Part(start, end), inside
    first, last = _shortened(unit.text, (start, end), inside, worth)
    return Part(first, last, first > start, last < end), inside.within(first, last)


def _window(sentences: Sequence[tuple[int, int]], spans: Spans, worth: Worth) -> tuple[int, int]:
    """Return the run of whole sentences that answers best; of equals the shortest, then the first.

    A run of several sentences isn't longer than ``LONGEST``.
    """
    if len(sentences) == 1:
        return sentences[0]
    if len(sentences) < len(spans) and _is_plain(spans):
        return sentences[_fullest(sentences, spans.starts)]
    keys, counts = _by_sentence(sentences, spans)
    if len({*keys, 0}) == 2:  # noqa: PLR2004 - one part of the query: one sentence has it all
        return sentences[counts.index(max(counts))]
    return _best_run(sentences, keys, counts, worth)


def _best_run(
    sentences: Sequence[tuple[int, int]], keys: list[int], counts: list[int], worth: Worth
) -> tuple[int, int]:
    """Return the run of sentences that ``_window`` describes.

    Args:
        sentences: Start and end of each.
        keys: What each answers, as bits.
        counts: How many matches lie in each.
        worth: What the parts of the query are worth.
    """
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


def _is_plain(spans: Spans) -> bool:
    """Tell whether all answer the same part of the query, none overlapping another."""
    return spans.keys.count(spans.keys[0]) == len(spans) and spans.apart()


def _fullest(sentences: Sequence[tuple[int, int]], starts: Sequence[int]) -> int:
    """Return which sentence has most of the words that begin at ``starts``; of equals the first."""
    best, most, first = 0, 0, 0
    for at, (_, stop) in enumerate(sentences):
        last = bisect_left(starts, stop, first)
        if last - first > most:
            best, most = at, last - first
        first = last
    return best


def _by_sentence(sentences: Sequence[tuple[int, int]], spans: Spans) -> tuple[list[int], list[int]]:
    """Return what each sentence answers, as bits, and how many matches lie in it."""
    keys, counts = [0] * len(sentences), [0] * len(sentences)
    at, last = 0, len(sentences) - 1
    begin, stop = sentences[0]
    for start, end, own in zip(spans.starts, spans.ends, spans.keys, strict=True):
        while start >= stop and at < last:
            at += 1
            begin, stop = sentences[at]
        if begin <= start and end <= stop:
            keys[at] |= own
            counts[at] += 1
    return keys, counts


def _shortened(text: str, window: tuple[int, int], spans: Spans, worth: Worth) -> tuple[int, int]:
    """Return the part of a long sentence that answers best, cut between words."""
    looked = spans.part(0, _LOOKED_AT)
    best, keys = _densest(looked, worth)
    # What has everything isn't longer than what is shown anyway, with what else lies beside it.
    whole = _whole_answer(looked) if keys != looked.together else None
    best = whole or best
    start = max(window[0], min(best.start - _CONTEXT, window[1] - LONGEST))
    end = min(window[1], max(start + LONGEST, best.end + (_CONTEXT if whole else 0)))
    return _whole_words(text, (start, end), window, best)


def _whole_answer(spans: Spans) -> Span | None:
    """Return the shortest stretch that has all that ``spans`` answer, if it needs more room."""
    keys, best = spans.together, None
    nearest: dict[int, int] = {}
    bits = {own: _bits(own) for own in set(spans.keys)}
    for first in reversed(range(len(spans))):
        nearest.update(dict.fromkeys(bits[spans.keys[first]], first))
        if len(nearest) == keys.bit_count():
            start, end = spans.starts[first], spans.ends[max(nearest.values())]
            if best is None or end - start <= best.end - best.start:
                best = Span(start, end, keys)
    length = best.end - best.start if best is not None else 0
    return best if _ROOM < length <= LONGER - 2 * _CONTEXT else None


def _bits(keys: int) -> list[int]:
    """Return the places of the bits that are set."""
    return [place for place in range(keys.bit_length()) if keys >> place & 1]


def _densest(spans: Spans, worth: Worth) -> tuple[Span, int]:
    """Return the match that begins the part which answers best, and what that part answers."""
    if _is_plain(spans):
        return _densest_words(spans), spans.keys[0]
    best, best_value, best_keys = 0, -1.0, 0
    last, size, counts = 0, len(spans), dict.fromkeys(spans.keys, 0)
    together, known, value_of_known = 0, -1, 0.0
    for first, (start, own) in enumerate(zip(spans.starts, spans.keys, strict=True)):
        limit = start + _ROOM
        while last < size and spans.ends[last] <= limit:
            counts[spans.keys[last]] += 1
            together |= spans.keys[last]
            last += 1
        keys = together | own
        if keys != known:
            known, value_of_known = keys, worth.of(keys)
        value = value_of_known + 0.001 * (last - first)
        if value > best_value:
            best, best_value, best_keys = first, value, keys
        if last == size:
            # The parts that follow have less and less.
            break
        if last > first:
            counts[own] -= 1
            together = together if counts[own] else _together(counts)
        last = max(last, first + 1)
    return Span(spans.starts[best], spans.ends[best], spans.keys[best]), best_keys


def _densest_words(spans: Spans) -> Span:
    """Return the same for words of one part of the query, of which there can be very many."""
    lasts = map(bisect_right, repeat(spans.ends), [start + _ROOM for start in spans.starts])
    counts = list(map(sub, lasts, range(len(spans))))
    best = counts.index(max(counts))
    return Span(spans.starts[best], spans.ends[best], spans.keys[best])


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
    found = _SPACE.search(text, start, limit)
    return found.end() if found else -1
