"""The text of blocks as it is read: redactions by their label, the cells of a table in turn."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from viewer.book.model import Block, Kind, Mark, Span, SpanKind
from viewer.book.redaction import redaction_label

_RAISED = {
    ord(usual): raised
    for usual, raised in zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True)
}


class Linked(NamedTuple):
    """A link of a block.

    Attributes:
        start: First code point of its words in the block's canonical text.
        end: Code point after the last.
        target: Where it leads, as the text has it.
        text: Its words in the canonical text.
    """

    start: int
    end: int
    target: str
    text: str


def spoken(block: Block, language: str) -> str:
    """Return the text of a block as it is read.

    Args:
        block: The block.
        language: Of the text; redactions speak it.
    """
    if block.kind is Kind.REDACTION:
        return redaction_label(block.data, language)
    if block.rows:
        rows = (
            " · ".join(spans_spoken(cell.spans, language) for cell in row if not cell.covered)
            for row in block.rows
        )
        return "\n".join(rows)
    # Code has no spans.
    return spans_spoken(block.spans, language) if block.spans else block.text


def spans_spoken(spans: Sequence[Span], language: str) -> str:
    """Return the text of spans as it is read."""
    return "".join(
        redaction_label(span.data, language) if span.kind is SpanKind.REDACTION else raised(span)
        for span in spans
    )


def raised(span: Span) -> str:
    """Return the text of a span, figures that are raised as such: 10³ is not 103."""
    if Mark.SUPERSCRIPT not in span.marks or not set(map(ord, span.text)) <= _RAISED.keys():
        return span.text
    return span.text.translate(_RAISED)


def links_in(block: Block) -> Iterator[Linked]:
    """Yield the links of a block; one of which a part is set otherwise is one link."""
    found: Linked | None = None
    for start, span in placed(block):
        if not span.link or span.kind is SpanKind.FOOTNOTE:
            continue
        end = start + len(span.text)
        if found is not None and (found.end, found.target) == (start, span.link):
            found = found._replace(end=end, text=found.text + span.text)
        else:
            if found is not None:
                yield found
            found = Linked(start, end, span.link, span.text)
    if found is not None:
        yield found


def placed(block: Block) -> Iterator[tuple[int, Span]]:
    """Yield the spans of a block, each with its first code point in the canonical text."""
    start = 0
    cells = chain.from_iterable(block.rows)
    for spans in (cell.spans for cell in cells) if block.rows else (block.spans,):
        for span in spans:
            yield start, span
            start += len(span.text)
        # A tab or line feed separates the cells of a table.
        start += 1
