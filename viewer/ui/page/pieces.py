"""Very long blocks in pieces: Qt lays a block out as a whole, and takes minutes over some.

A piece becomes a text block of its own; nothing is lost or added, only the line ends there.
Blocks as people write them are far below the limits.
"""

from collections.abc import Iterator, Sequence

from viewer.book.model import Block, Cell, Kind, Span, SpanKind

CHARACTERS = 6_000
"""Characters in a piece of text."""

SPANS = 1_000
"""Spans in a piece of text."""

CELLS = 150
"""Cells in a piece of a table, but at least five rows, or one where that is more."""

CHARACTERS_IN_CELLS = 40_000
"""Characters in a piece of a table, but at least a row."""

CELLS_ON_PAPER = 400
"""Cells in a piece of a printed table: its header rows are repeated on each page, and each further
piece begins on a new one.
"""

LINES = 40
"""Lines of code that are built in one go."""

_WHOLE = {Kind.TABLE, Kind.CODE, Kind.FIGURE, Kind.REDACTION, Kind.RULE}


def is_long(block: Block) -> bool:
    """Tell whether the text of a block needs more than one piece."""
    long = len(block.text) > CHARACTERS or len(block.spans) > SPANS
    return long and block.kind not in _WHOLE


def rows_of(
    rows: Sequence[Sequence[Cell]], columns: int, *, on_paper: bool = False
) -> Iterator[range]:
    """Yield the numbers of the rows of a table, in pieces within the limits.

    A piece ends where no cell reaches into the next row, unless that would make it half or twice as
    long.
    """
    cells = CELLS_ON_PAPER if on_paper else CELLS
    size = max(5 if columns < cells else 1, cells // max(columns, 1))
    first = 0
    while first < len(rows):
        end = min(first + size, len(rows))
        if not on_paper:
            end = first + _fitting(rows[first:end])
        end = _parted(rows, first, end)
        yield range(first, end)
        first = end


def _fitting(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many of these rows are within the limit of characters."""
    length = 0
    for number, row in enumerate(rows):
        length += sum(len(span.text) for cell in row for span in cell.spans)
        if length > CHARACTERS_IN_CELLS:
            return max(1, number)
    return len(rows)


def _parted(rows: Sequence[Sequence[Cell]], first: int, end: int) -> int:
    """Return the row before which a piece ends: ``end``, unless a cell reaches over it."""
    reached, before = first, 0
    for row in range(first, min(2 * end - first, len(rows))):
        reached = max(reached, row + max((cell.rowspan for cell in rows[row]), default=1))
        after = row + 1
        free = reached <= after
        if after >= end and (before or free):
            return after if free and (after == end or not before) else before
        before = after if free and 2 * after >= first + end else before
    return before or end


def pieces(spans: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield ``spans`` in pieces within the limits."""
    piece: list[Span] = []
    room = CHARACTERS
    for span in spans:
        for part in _parts(span):
            if piece and (len(part.text) > room or len(piece) >= SPANS):
                yield tuple(piece)
                piece, room = [], CHARACTERS
            piece.append(part)
            room -= len(part.text)
    if piece:
        yield tuple(piece)


def _parts(span: Span) -> Iterator[Span]:
    if len(span.text) <= CHARACTERS or span.kind is not SpanKind.TEXT:
        yield span
        return
    for text in parts_of(span.text):
        yield span._replace(text=text)


def parts_of(text: str) -> Iterator[str]:
    """Yield ``text`` in parts within the limit, cut at spaces where there are any."""
    start = 0
    while len(text) - start > CHARACTERS:
        end = text.rfind(" ", start, start + CHARACTERS) + 1
        end = end if end > start else start + CHARACTERS
        yield text[start:end]
        start = end
    yield text[start:]
