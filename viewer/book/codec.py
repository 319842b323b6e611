"""Blocks as values for JSON and back; compact, since the cache is read before the first paint."""

from collections.abc import Sequence
from typing import Any

from viewer.book.model import Block, Cell, Container, Kind, Mark, Span, SpanKind


def blocks_to_json(blocks: Sequence[Block]) -> dict[str, Any]:
    """Return ``blocks`` as values for JSON; containers stand once, blocks name them by number."""
    containers = {box.number: box for block in blocks for box in block.within}
    return {
        "containers": [[box.kind, box.number, dict(box.data)] for box in containers.values()],
        "blocks": [_block(block) for block in blocks],
    }


def blocks_from_json(values: Any) -> tuple[Block, ...]:  # noqa: ANN401 - whatever JSON holds
    """Return the blocks that ``blocks_to_json`` gave."""
    containers = {
        number: Container(kind, number, data) for kind, number, data in values["containers"]
    }
    return tuple(
        Block(
            name,
            Kind(kind),
            ordinal,
            text,
            _spans(spans),
            tuple(containers[number] for number in within),
            tuple(tuple(Cell(_spans(cell[0]), *cell[1:]) for cell in row) for row in rows),
            data,
            line,
        )
        for ordinal, (name, kind, text, spans, within, rows, data, line) in enumerate(
            values["blocks"]
        )
    )


def _block(block: Block) -> list[Any]:
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    within = [box.number for box in block.within]
    spans = _span_list(block.spans)
    return [
        block.id,
        block.kind.value,
        block.text,
        spans,
        within,
        rows,
        dict(block.data),
        block.line,
    ]


def _cell(cell: Cell) -> list[Any]:
    """How many columns and rows it spans is stored only where it isn't one of each."""
    made: list[Any] = [_span_list(cell.spans), cell.align, cell.header]
    alone = cell.colspan == 1 and cell.rowspan == 1
    return made if alone else [*made, cell.colspan, cell.rowspan]


def _span_list(spans: Sequence[Span]) -> list[Any]:
    """Plain text is stored as a text, anything else as a list."""
    return [
        span.text
        if span == Span(span.text)
        else [span.text, span.kind.value, sorted(span.marks), span.link, dict(span.data)]
        for span in spans
    ]


def _spans(values: Sequence[Any]) -> tuple[Span, ...]:
    return tuple(
        Span(value)
        if isinstance(value, str)
        else Span(
            value[0],
            SpanKind(value[1]),
            frozenset(Mark(mark) for mark in value[2]),
            value[3],
            value[4],
        )
        for value in values
    )
