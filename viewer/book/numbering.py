"""Numbers of headings, where a book asks for them: 1, 1.1, 1.2, 2."""

from collections.abc import Sequence

from viewer.book.model import Block, Kind


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` with a ``number`` in the data of each heading.

    The highest headings of a section count from 1; a level that is left out takes no place in the
    number. Headings inside quotes, lists and call-outs are none of the section's own.
    """
    made: list[Block] = []
    levels: list[int] = []
    counts: list[int] = []
    for block in blocks:
        if block.kind is Kind.HEADING and not block.within:
            level = int(block.data.get("level", "2"))
            while len(levels) > 1 and levels[-1] > level and levels[-2] >= level:
                levels.pop()
                counts.pop()
            if not levels or levels[-1] < level:
                levels.append(level)
                counts.append(0)
            levels[-1] = level
            counts[-1] += 1
            number = ".".join(map(str, counts))
            block = block._replace(data={**block.data, "number": number})  # noqa: PLW2901
        made.append(block)
    return tuple(made)
