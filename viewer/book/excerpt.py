"""A passage as blocks of its own: what is copied or cited, without what belongs to the page only.

Marks of footnotes and invisible characters are left out; lists keep their numbers.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from viewer.book.model import Block, Cell, Container, Kind, SectionText, Span, SpanKind
from viewer.book.tables import covering, cut

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, zero-width space, word joiner, byte order mark: they only steer line breaks."""

_WHOLE = {Kind.TABLE, Kind.CODE, Kind.FIGURE, Kind.REDACTION, Kind.RULE}
"""Kinds that stay what they are even if they stand alone."""


def excerpt(text: SectionText, first: int, start: int, last: int, end: int) -> SectionText:
    """Return a passage of a text, cut out.

    What stands alone, or begins in its middle, is no longer part of a list, a quote or a call-out.

    Args:
        text: The whole text.
        first: Block in which the passage starts.
        start: First code point in it.
        last: Block in which it ends.
        end: Code point after the last in it.
    """
    made = []
    for block in text.blocks[first : last + 1]:
        begin = start if block.ordinal == first else 0
        stop = end if block.ordinal == last else len(block.text)
        cut = _cut(block, begin, stop)
        if first == last or begin > 0:
            cut = _alone(cut)
        made.append(cut)
    return text._replace(blocks=tuple(_in_lists(made, _items(text.blocks))))


def one_block(text: SectionText, ordinal: int) -> SectionText:
    """Return a block of a text, cut out with the signs of the lists in which it stands."""
    block = text.blocks[ordinal]
    cut = _cut(block, 0, len(block.text))
    return text._replace(blocks=tuple(_in_lists([cut], _items(text.blocks))))


def _cut(block: Block, start: int, end: int) -> Block:
    if block.kind is Kind.TABLE:
        return _cut_table(block, start, end)
    spans = _cut_spans(block.spans, start, end)
    kind = Kind.PARAGRAPH if block.kind is Kind.FOOTNOTE else block.kind
    words = _clean(block.text[start:end])
    return block._replace(kind=kind, text=words, spans=spans)


def _alone(block: Block) -> Block:
    kind = block.kind if block.kind in _WHOLE else Kind.PARAGRAPH
    return block._replace(kind=kind, within=())


def _cut_spans(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    made, place = [], 0
    for span in spans:
        begin, stop = max(start - place, 0), min(end - place, len(span.text))
        place += len(span.text)
        if begin < stop:
            # An image or a redaction is there as a whole or not at all.
            whole = span.kind in {SpanKind.IMAGE, SpanKind.REDACTION}
            made.append(span._replace(text=_clean(span.text if whole else span.text[begin:stop])))
    return tuple(made)


def _cut_table(block: Block, start: int, end: int) -> Block:
    """Cut a table: whole rows of several, cells of one row, words of one cell.

    What reaches into the first of the rows from above comes along.
    """
    chosen: dict[int, list[int]] = {}
    place = 0
    for number, row in enumerate(block.rows):
        begins = list(accumulate((len(cell.text) + 1 for cell in row), initial=place))
        place = begins[-1]
        if row and begins[0] < end and start < place:
            chosen[number] = begins
    columns: Sequence[int] = range(max((len(block.rows[number]) for number in chosen), default=0))
    if len(chosen) == 1:
        ((number, begins),) = chosen.items()
        ends = [at + len(cell.text) for at, cell in zip(begins, block.rows[number], strict=False)]
        columns = [n for n in columns if begins[n] < end and start < ends[n]]
        if len(columns) == 1:
            return _cut_cell(block, block.rows[number][columns[0]], begins[columns[0]], start, end)
    part = cut(block.rows, list(chosen), columns, covering(block.rows))
    made = tuple(
        tuple(c._replace(spans=_cut_spans(c.spans, 0, len(c.text))) for c in row) for row in part
    )
    words = "\n".join("\t".join(cell.text for cell in row) for row in made)
    return block._replace(text=words, rows=made)


def _cut_cell(block: Block, cell: Cell, place: int, start: int, end: int) -> Block:
    """Return the words of one cell, which begins at ``place``, as a paragraph."""
    spans = _cut_spans(cell.spans, start - place, end - place)
    words = "".join(span.text for span in spans)
    return block._replace(kind=Kind.PARAGRAPH, text=words, spans=spans, rows=(), within=())


def _clean(words: str) -> str:
    return words.translate(_INVISIBLE)


class _Item(NamedTuple):
    """An entry of a list.

    Attributes:
        number: Its number, if the list is ordered.
        first: Ordinal of its first block.
    """

    number: int
    first: int


def _items(blocks: Sequence[Block]) -> dict[int, _Item]:
    """Return the entries of all lists, by the numbers of their containers."""
    items: dict[int, _Item] = {}
    following: dict[int, int] = {}
    for block in blocks:
        for outer, item in pairwise(block.within):
            if item.kind == "item" and item.number not in items:
                number = following.get(outer.number, int(outer.data.get("start", "1")))
                following[outer.number] = number + 1
                items[item.number] = _Item(number, block.ordinal)
    return items


def _in_lists(blocks: Sequence[Block], items: Mapping[int, _Item]) -> list[Block]:
    """Return blocks whose lists start with the number of the first entry that is left.

    An entry whose beginning is missing is marked as ``continued``: it has no sign.
    """
    starts = {block.ordinal for block in blocks if block.within}
    lists: dict[int, Container] = {}
    made = []
    for block in blocks:
        within = list(block.within)
        for place, (outer, item) in enumerate(pairwise(block.within)):
            if item.kind != "item":
                continue
            known = items[item.number]
            if outer.kind == "ordered_list":
                data = {**outer.data, "start": str(known.number)}
                within[place] = lists.setdefault(outer.number, outer._replace(data=data))
            if known.first not in starts:
                within[place + 1] = item._replace(data={**item.data, "continued": "yes"})
        made.append(block._replace(within=tuple(within)))
    return made
