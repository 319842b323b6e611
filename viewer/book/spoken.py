"""The text of blocks as it is read: redactions by their label, the cells of a table in turn."""

from collections.abc import Iterator, Sequence
from itertools import chain

from viewer.book.model import Block, Kind, Span, SpanKind
from viewer.book.redaction import redaction_label


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
        redaction_label(span.data, language) if span.kind is SpanKind.REDACTION else span.text
        for span in spans
    )


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
