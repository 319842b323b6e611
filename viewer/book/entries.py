"""Entries of a text: what moves as one where a list is put into another order.

A term stands with its definition, a heading with the first block under it, an entry of a list with
what is listed inside it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from viewer.book.model import Block, Kind, Mark

_LABELLED = re.compile(r"[\s\-•*–—]*[(\[]?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,5})[)\].]", re.IGNORECASE)
_LONGEST_TERM = 120


def entries(blocks: Sequence[Block]) -> list[range]:
    """Return the entries of a text, as places in ``blocks``; together they are all of it."""
    starts = [
        place
        for place in range(len(blocks))
        if not place or not _goes_on(blocks[place - 1], blocks[place])
    ]
    return [range(start, stop) for start, stop in pairwise([*starts, len(blocks)])]


def _goes_on(before: Block, block: Block) -> bool:
    """Tell whether a block belongs to the entry of the one before it."""
    if block.kind is Kind.HEADING:
        return False
    if block.kind is Kind.DEFINITION or _leads(before, block):
        return True
    if block.kind is not Kind.LIST_ITEM:
        return _in_item(before, block)
    is_inside = before.kind is Kind.LIST_ITEM and len(block.within) > len(before.within)
    return is_inside or bool(_LABELLED.match(block.text))


def _leads(before: Block, block: Block) -> bool:
    """Tell whether a block is a title of the next: a heading, or the term that is defined."""
    if before.kind in {Kind.HEADING, Kind.TERM}:
        return True
    spans = [span for span in before.spans if span.text.strip()]
    if spans and all(Mark.STRONG in span.marks for span in spans):
        return True
    term = before.text.strip()
    return 0 < len(term) <= _LONGEST_TERM and block.text.startswith(term)


def _in_item(before: Block, block: Block) -> bool:
    """Tell whether two blocks stand in one entry of a list."""
    items = [{box.number for box in each.within if box.kind == "item"} for each in (before, block)]
    return bool(items[0] & items[1])
