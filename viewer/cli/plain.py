"""A section as plain lines of text, for a terminal."""

from collections.abc import Iterator

from viewer.book.model import Block, Cell, Kind, SectionText

BULLET = "•"
INDENT = "  "
_BETWEEN = " | "


def plain_lines(text: SectionText) -> Iterator[str]:
    """Yield the lines of a section: an empty line before each block, list items close together."""
    previous: Block | None = None
    for block in text.blocks:
        if previous is None or not previous.kind is block.kind is Kind.LIST_ITEM:
            yield ""
        depth = sum(container.kind in {"item", "quote", "callout"} for container in block.within)
        lines = _lines(block)
        indent = INDENT * depth
        for number, line in enumerate(lines):
            lead = _lead(block) if number == 0 else ""
            yield f"{indent[: len(indent) - len(lead)]}{lead}{line}".rstrip()
        previous = block


def _lines(block: Block) -> list[str]:
    match block.kind:
        case Kind.TABLE:
            return _table(block)
        case Kind.HEADING:
            return [block.text, "-" * min(len(block.text), 60)]
        case Kind.RULE:
            return ["* * *"]
        case _:
            return block.text.split("\n")


def _lead(block: Block) -> str:
    if block.kind is Kind.FOOTNOTE:
        return f"[{block.data.get('number', '')}] "
    return f"{BULLET} " if block.kind is Kind.LIST_ITEM else ""


def _table(block: Block) -> list[str]:
    """Return the rows with their cells in columns, over several where they span them."""
    widths = [0] * max(len(row) for row in block.rows)
    over = [
        (column, cell) for row in block.rows for column, cell in enumerate(row) if not cell.covered
    ]
    # What spans several needs to be longer than all of them to make the last one wider.
    for column, cell in sorted(over, key=lambda one: one[1].colspan):
        last = min(column + cell.colspan, len(widths)) - 1
        before = sum(widths[column:last]) + len(_BETWEEN) * (last - column)
        widths[last] = max(widths[last], len(cell.text) - before)
    return [_row(row, widths) for row in block.rows]


def _row(row: tuple[Cell, ...], widths: list[int]) -> str:
    words, column = [], 0
    while column < len(widths):
        cell = row[column] if column < len(row) else Cell(())
        count = max(1, cell.colspan)
        width = sum(widths[column : column + count]) + len(_BETWEEN) * (count - 1)
        words.append(cell.text.replace("\n", " ").ljust(width))
        column += count
    return _BETWEEN.join(words).rstrip()
