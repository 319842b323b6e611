"""Pairing the blocks of a section in two languages by structure and likeness.

Two questions have two answers. Which blocks face each other, in columns that are both read from top
to bottom, is answered in order. Which block says what another one says may be answered across the
order: definitions follow the alphabet of each language. A switch of language uses it to stay at the
same place, and whoever asks for a block in the other language gets its translation.

How two blocks are compared stands in ``translation``, how the best of all pairings in order is
found in ``pairing``, and what is in another order is put right in ``reordering``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from viewer.book.model import Block, Kind, SectionText
from viewer.book.pairing import Pair, in_reading_order, logarithm, pair_up
from viewer.book.reordering import Compared, by_meaning
from viewer.book.translation import Translations, features

__all__ = ["Alignment", "Pair", "align", "correspond", "counterpart"]

# How much more probable another pairing must be (logarithm) before equal structures are doubted.
_DOUBT = 3.0
# Mean odds (logarithm) of blocks at the same place below which they can't be translations.
_CONTRADICTION = -3.0
# Blocks before and after one that hardly goes with its partner in which another pairing is sought.
_AROUND = 40


class Alignment(NamedTuple):
    """The blocks of two texts, paired twice; every block stands in exactly one pair of each list.

    Attributes:
        pairs: Ordinals left and right of what says the same, in the order of the left text.
        level: Those of what faces each other, in the order of both texts.
    """

    pairs: list[Pair]
    level: list[Pair]

    def turned(self) -> "Alignment":
        """Return the same seen from the right text."""
        pairs, level = ([(right, left) for left, right in found] for found in self)
        return Alignment(in_reading_order(pairs, 0), level)


def align(left: SectionText, right: SectionText) -> list[Pair]:
    """Return the pairs of blocks of a section in two languages that face each other.

    Returns:
        Ordinals left and right, in reading order; every block stands in exactly one pair.
    """
    return _align(_compared(left), _compared(right))


def correspond(left: SectionText, right: SectionText) -> Alignment:
    """Return what faces each other in two languages, and what says the same."""
    one, other = _compared(left), _compared(right)
    level = _align(one, other)
    return Alignment(by_meaning(one, other, level), level)


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


def _compared(text: SectionText) -> Compared:
    return text.blocks, [features(block) for block in text.blocks]


def _align(left: Compared, right: Compared) -> list[Pair]:
    texts, notes = _split(left), _split(right)
    return _pair_blocks(texts[0], notes[0]) + _align_notes(texts[1], notes[1])


def _split(text: Compared) -> tuple[Compared, Compared]:
    """Return the text, and the footnotes with what stands after the first of them."""
    blocks, found = text
    first = next((i for i, block in enumerate(blocks) if block.kind is Kind.FOOTNOTE), len(blocks))
    return (blocks[:first], found[:first]), (blocks[first:], found[first:])


def _align_notes(left: Compared, right: Compared) -> list[Pair]:
    """Pair footnotes by label where both languages use the same ones, else as other blocks."""
    keys = [_note_key(block) for block in left[0]]
    others = {_note_key(block): block.ordinal for block in right[0]}
    if len(others) == len(right[0]) and None not in others and set(keys) == set(others):
        return [(block.ordinal, others[key]) for block, key in zip(left[0], keys, strict=True)]
    return _pair_blocks(left, right)


def _note_key(block: Block) -> tuple[str, str] | None:
    if block.kind is not Kind.FOOTNOTE:
        return None
    return block.data.get("label", ""), block.data.get("part", "")


def _pair_blocks(left: Compared, right: Compared) -> list[Pair]:
    compared = Translations(left[1], right[1])
    if compared.same_structure():
        found = _pair_in_order(compared)
    else:
        found = pair_up(len(left[0]), len(right[0]), compared.odds)
    return [
        (
            left[0][one].ordinal if one is not None else None,
            right[0][other].ordinal if other is not None else None,
        )
        for one, other in found
    ]


def _pair_in_order(compared: Translations) -> list[Pair]:
    """Pair texts of equal structure block by block, but where something contradicts it.

    They mostly are the same; but where both have lost a block, what stands at the same place
    doesn't go together. Other pairings are sought only around blocks that hardly go together, so
    that long texts are paired while somebody waits.
    """
    found: list[Pair] = []
    done = 0
    for around in _doubtful(compared):
        found += _same(done, around.start)
        found += _pair_stretch(compared, around)
        done = around.stop
    return found + _same(done, len(compared.left))


def _same(start: int, stop: int) -> list[Pair]:
    return [(place, place) for place in range(start, stop)]


def _doubtful(compared: Translations) -> list[range]:
    """Return the stretches around places where the two blocks can't be translations."""
    stretches: list[range] = []
    for place in range(len(compared.left)):
        if compared.odds(place, place) >= _CONTRADICTION:
            continue
        start, stop = max(0, place - _AROUND), min(len(compared.left), place + _AROUND + 1)
        if stretches and start <= stretches[-1].stop:
            start = stretches.pop().start
        stretches.append(range(start, stop))
    return stretches


def _pair_stretch(compared: Translations, stretch: range) -> list[Pair]:
    """Pair a stretch of texts of equal structure: in order, unless another pairing contradicts it.

    Lists that each language orders by its own alphabet are left as they stand: their entries may or
    may not go together.
    """
    start, count = stretch.start, len(stretch)

    def odds(row: int, column: int) -> float:
        return compared.odds(start + row, start + column)

    found, in_order = pair_up(count, count, odds), _same(0, count)
    moved = set(range(count)) - {one for one, other in found if one == other}
    if logarithm(found, odds) - logarithm(in_order, odds) <= _DOUBT or sum(
        odds(place, place) for place in moved
    ) >= _CONTRADICTION * len(moved):
        found = in_order
    return [
        (one if one is None else start + one, other if other is None else start + other)
        for one, other in found
    ]
