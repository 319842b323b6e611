"""Pairing the blocks of a section in two languages by structure.

A switch of language uses it to stay at the same place.

No dictionary: headings, order, kind, length, numbers, and what is spelt alike in both languages
(names, addresses). First the headings are paired, then the blocks between each two, by dynamic
programming over their costs, after Gale and Church, "A Program for Aligning Sentences in Bilingual
Corpora", Computational Linguistics 19 (1993).
"""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from viewer.book.model import Block, Kind, SectionText

Pair = tuple[int | None, int | None]
"""Ordinals of a block left and right; None where one language has nothing to match."""

# Costs were chosen on guides and briefings in English and French with a block in fifteen taken out
# of each language: on a plateau, where a half or a double of each changes little.
_GAP = 2.5
_HEADING_GAP = 3.0
_NEVER = 50.0
# Half the width of the band in which long runs without headings are compared.
_BAND = 40
# Variance of the length of a translation for each character of the original, from Gale and Church.
_VARIANCE = 6.8

_NUMBER = re.compile(r"\d+(?:[ ,.\u00a0\u202f]\d{3})*(?!\d)")
_SEPARATORS = re.compile(r"[ ,.\u00a0\u202f]")
_WORD = re.compile(r"[^\W\d_]{4,}")
# Letters at the start of a word by which names and cognates are recognised.
_STEM = 4

# Kinds that one language may use where the other uses another of the same group.
_GROUPS = {
    Kind.PARAGRAPH: "prose",
    Kind.LIST_ITEM: "prose",
    Kind.CALLOUT: "prose",
    Kind.DEFINITION: "prose",
    Kind.TERM: "prose",
    Kind.FOOTNOTE: "note",
}


@dataclass(frozen=True, slots=True)
class _Features:
    """What a block is compared by.

    Attributes:
        shape: Kind, level of a heading and containers around it: equal shapes are the same place in
            a structure.
        group: Kinds that can stand for each other.
        length: Characters.
        numbers: Numbers without separators.
        words: Starts of words without accents, and addresses of links.
    """

    shape: tuple[str, ...]
    group: str
    length: int
    numbers: frozenset[str]
    words: frozenset[str]


Cost = Callable[[_Features, _Features], float]


def align(left: SectionText, right: SectionText) -> list[Pair]:
    """Return the pairs of blocks of a section in two languages.

    Returns:
        Ordinals left and right, in reading order; every block stands in exactly one pair.
    """
    texts, notes = _split(left.blocks), _split(right.blocks)
    pairs = _align_runs(texts[0], notes[0])
    pairs += _align_notes(texts[1], notes[1])
    return pairs


def counterpart(pairs: Sequence[Pair], ordinal: int, side: int) -> int:
    """Return the block in the other language where the reader should be.

    Args:
        pairs: What ``align`` gave.
        ordinal: The block that is being read.
        side: 0 if it is a left one, 1 if a right one.

    Returns:
        The ordinal of its pair; where it has none, of the pair of the nearest block before it, else
        after it; else 0.
    """
    here = next((index for index, pair in enumerate(pairs) if pair[side] == ordinal), -1)
    if here < 0:
        return 0
    nearest = [*range(here, -1, -1), *range(here + 1, len(pairs))]
    found = (pairs[index][1 - side] for index in nearest)
    return next((there for there in found if there is not None), 0)


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the text, and the footnotes with what stands after the first of them."""
    first = next((i for i, block in enumerate(blocks) if block.kind is Kind.FOOTNOTE), len(blocks))
    return list(blocks[:first]), list(blocks[first:])


def _align_notes(left: Sequence[Block], right: Sequence[Block]) -> list[Pair]:
    """Pair footnotes by label where both languages use the same ones, else as other blocks."""
    keys = [_note_key(block) for block in left]
    others = {_note_key(block): block.ordinal for block in right}
    if len(others) == len(right) and None not in others and set(keys) == set(others):
        return [(block.ordinal, others[key]) for block, key in zip(left, keys, strict=True)]
    return _align_runs(left, right)


def _note_key(block: Block) -> tuple[str, str] | None:
    if block.kind is not Kind.FOOTNOTE:
        return None
    return block.data.get("label", ""), block.data.get("part", "")


def _align_runs(left: Sequence[Block], right: Sequence[Block]) -> list[Pair]:
    """Pair headings, then the blocks between each two pairs of headings."""
    ours = [_features(block) for block in left]
    theirs = [_features(block) for block in right]
    if [features.shape for features in ours] == [features.shape for features in theirs]:
        # Two texts of the same structure throughout are translations block by block.
        return [(one.ordinal, other.ordinal) for one, other in zip(left, right, strict=True)]
    cost = _cost_for(ours, theirs)
    pairs: list[Pair] = []
    start, other = 0, 0
    for i, j in [*_heading_pairs(ours, theirs, cost), (len(ours), len(theirs))]:
        for a, b in _align_run(ours[start:i], theirs[other:j], cost):
            pairs.append(
                (
                    left[start + a].ordinal if a is not None else None,
                    right[other + b].ordinal if b is not None else None,
                )
            )
        if i < len(ours):
            pairs.append((left[i].ordinal, right[j].ordinal))
        start, other = i + 1, j + 1
    return pairs


def _heading_pairs(
    ours: Sequence[_Features], theirs: Sequence[_Features], cost: Cost
) -> list[tuple[int, int]]:
    rows = [i for i, features in enumerate(ours) if features.group == Kind.HEADING]
    columns = [j for j, features in enumerate(theirs) if features.group == Kind.HEADING]
    run = _align_run([ours[i] for i in rows], [theirs[j] for j in columns], cost)
    return [(rows[a], columns[b]) for a, b in run if a is not None and b is not None]


def _align_run(ours: Sequence[_Features], theirs: Sequence[_Features], cost: Cost) -> list[Pair]:
    """Return the cheapest pairing of two runs, by position in each."""
    if not ours or not theirs:
        return [(a, None) for a in range(len(ours))] + [(None, b) for b in range(len(theirs))]
    return _trace(_steps(ours, theirs, cost), len(theirs))


def _steps(
    ours: Sequence[_Features], theirs: Sequence[_Features], cost: Cost
) -> list[dict[int, str]]:
    """Fill the table of costs row by row; return the cheapest step to each cell."""
    width = _BAND + abs(len(ours) - len(theirs))
    slope = len(theirs) / len(ours)
    gaps = [_gap(features) for features in theirs]
    before: dict[int, float] = {}
    steps: list[dict[int, str]] = []
    for a in range(len(ours) + 1):
        centre = round(a * slope)
        row: dict[int, float] = {}
        step: dict[int, str] = {}
        for b in range(max(0, centre - width), min(len(theirs), centre + width) + 1):
            choices = [(0.0, "start")] if a == b == 0 else []
            if b - 1 in before and a:
                choices.append((before[b - 1] + cost(ours[a - 1], theirs[b - 1]), "both"))
            if b in before and a:
                choices.append((before[b] + _gap(ours[a - 1]), "left"))
            if b - 1 in row:
                choices.append((row[b - 1] + gaps[b - 1], "right"))
            if choices:
                row[b], step[b] = min(choices)
        before = row
        steps.append(step)
    return steps


def _trace(steps: Sequence[dict[int, str]], columns: int) -> list[Pair]:
    pairs: list[Pair] = []
    a, b = len(steps) - 1, columns
    while a or b:
        step = steps[a][b]
        a -= step != "right"
        b -= step != "left"
        pairs.append((a if step != "right" else None, b if step != "left" else None))
    return pairs[::-1]


def _gap(features: _Features) -> float:
    return _HEADING_GAP if features.group == Kind.HEADING else _GAP


def _features(block: Block) -> _Features:
    level = block.data.get("level", "") if block.kind is Kind.HEADING else ""
    letters = unicodedata.normalize("NFKD", block.text.casefold())
    plain = "".join(character for character in letters if not unicodedata.combining(character))
    links = {span.link for span in block.spans if span.link}
    return _Features(
        (block.kind, level, *(box.kind for box in block.within)),
        _GROUPS.get(block.kind, block.kind),
        len(block.text),
        frozenset(_SEPARATORS.sub("", found) for found in _NUMBER.findall(block.text)),
        frozenset(word[:_STEM] for word in _WORD.findall(plain)) | links,
    )


def _cost_for(ours: Sequence[_Features], theirs: Sequence[_Features]) -> Cost:
    """Return the cost of a pair, given how much longer one language is on the whole."""
    total = sum(features.length for features in ours) or 1
    ratio = min(1.6, max(0.6, sum(features.length for features in theirs) / total))

    def cost(one: _Features, other: _Features) -> float:
        if one.group != other.group:
            return _NEVER
        different = 0.0 if one.shape == other.shape else 1.5
        return (
            different + _length_cost(one.length * ratio, other.length) + _likeness_cost(one, other)
        )

    return cost


def _length_cost(expected: float, length: int) -> float:
    deviation = (length - expected) / math.sqrt(_VARIANCE * max(expected, length, 1.0))
    return min(deviation * deviation / 4, 3.0)


def _likeness_cost(one: _Features, other: _Features) -> float:
    cost = 1.0
    if one.numbers or other.numbers:
        cost += 1.0 - 2.5 * _share(one.numbers, other.numbers)
    return cost - 8.0 * _share(one.words, other.words)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return Dice's coefficient: twice what is common over all."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
