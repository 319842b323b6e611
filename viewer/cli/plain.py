"""A section as plain lines of text, for a terminal."""

from collections.abc import Iterator

from viewer.book.model import Block, Kind, SectionText

BULLET = "•"
INDENT = "  "


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
    """Return the rows with their cells in columns."""
    rows = [[cell.text.replace("\n", " ") for cell in row] for row in block.rows]
    columns = max(len(row) for row in rows)
    padded = [row + [""] * (columns - len(row)) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*padded, strict=True)]
    return [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in padded
    ]
