"""What a section's blocks are called: headings by slug, footnotes by label, items by number."""

from collections.abc import Iterable
from typing import NamedTuple

from viewer.book.model import Block, Kind, Span, SpanKind


class Names(NamedTuple):
    """The names in one section.

    Attributes:
        headings: Ordinals of headings, by slug.
        footnotes: Ordinals of the first block of each footnote, by label.
        numbers: Numbers of the footnotes as they are shown, by label.
        items: How many items each list has, by the number of its container.
    """

    headings: dict[str, int]
    footnotes: dict[str, int]
    numbers: dict[str, str]
    items: dict[int, int]


def names_of(blocks: Iterable[Block]) -> Names:
    """Return the names in ``blocks``; where a name comes twice, its first block has it."""
    found = Names({}, {}, {}, {})
    for block in blocks:
        if block.kind is Kind.LIST_ITEM:
            lists = [one.number for one in block.within if one.kind.endswith("_list")]
            if lists:
                found.items[lists[-1]] = found.items.get(lists[-1], 0) + 1
        elif block.kind is Kind.HEADING:
            found.headings.setdefault(block.data.get("slug", ""), block.ordinal)
        elif block.kind is Kind.FOOTNOTE:
            label = block.data.get("label", "")
            found.footnotes.setdefault(label, block.ordinal)
            found.numbers.setdefault(label, block.data.get("number", "*"))
    return found


def block_with_mark(blocks: Iterable[Block], label: str) -> int:
    """Return the first block in which the mark of a footnote stands; -1 if none has it."""
    return next((block.ordinal for block in blocks if _has_mark(block, label)), -1)


def _has_mark(block: Block, label: str) -> bool:
    spans: list[Span] = [
        *block.spans,
        *(s for row in block.rows for cell in row for s in cell.spans),
    ]
    return any(s.kind is SpanKind.FOOTNOTE and s.data.get("label") == label for s in spans)
