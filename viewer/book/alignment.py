"""Pairing the blocks of a section in two languages by structure and likeness.

A switch of language uses it to stay at the same place, and reading in two languages to show side by
side what belongs together. How two blocks are compared stands in ``translation``, how the best of
all pairings is found in ``pairing``.
"""

from collections.abc import Sequence

from viewer.book.model import Block, Kind, SectionText
from viewer.book.pairing import Pair, logarithm, pair_up
from viewer.book.translation import Translations

__all__ = ["Pair", "align", "counterpart"]

# How much more probable another pairing must be (logarithm) before equal structures are doubted.
_DOUBT = 3.0
# Mean odds (logarithm) of blocks at the same place below which they can't be translations.
_CONTRADICTION = -3.0


def align(left: SectionText, right: SectionText) -> list[Pair]:
    """Return the pairs of blocks of a section in two languages.

    Returns:
        Ordinals left and right, in reading order; every block stands in exactly one pair.
    """
    texts, notes = _split(left.blocks), _split(right.blocks)
    pairs = _pair_blocks(texts[0], notes[0])
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
    return _pair_blocks(left, right)


def _note_key(block: Block) -> tuple[str, str] | None:
    if block.kind is not Kind.FOOTNOTE:
        return None
    return block.data.get("label", ""), block.data.get("part", "")


def _pair_blocks(left: Sequence[Block], right: Sequence[Block]) -> list[Pair]:
    compared = Translations(left, right)
    found = pair_up(len(left), len(right), compared.odds)
    if compared.same_structure() and not _contradicts(found, compared):
        found = [(place, place) for place in range(len(left))]
    return [
        (
            left[one].ordinal if one is not None else None,
            right[other].ordinal if other is not None else None,
        )
        for one, other in found
    ]


def _contradicts(found: list[Pair], compared: Translations) -> bool:
    """Tell whether a pairing shows that texts of equal structure aren't the same block by block.

    They mostly are; but where both have lost a block, what stands at the same place doesn't go
    together. Lists that each language orders by its own alphabet are left as they stand: their
    entries may or may not go together.
    """
    in_order: list[Pair] = [(place, place) for place in range(len(compared.left))]
    if logarithm(found, compared.odds) - logarithm(in_order, compared.odds) <= _DOUBT:
        return False
    moved = set(range(len(in_order))) - {one for one, other in found if one == other}
    return sum(compared.odds(place, place) for place in moved) < _CONTRADICTION * len(moved)
