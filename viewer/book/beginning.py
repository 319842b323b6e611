"""The beginning of a long text, to be shown while the rest of it is still being parsed."""

import re

from viewer.book.markdown import parse_text
from viewer.book.model import Block

_ENOUGH = 16 * 1024
_FENCE = re.compile(r"^ {0,3}(?:(`{3,}|~{3,})|(:{3,})(.*))")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:.*\n?", re.MULTILINE)


def beginning(source: str) -> str:
    """Return some screens of a Markdown text, up to a heading; empty if there is no good cut.

    Nothing is cut inside a code block or a container. What the rest defines for all of the text, as
    addresses and footnotes of one line, comes along.

    Args:
        source: The text; any line ends.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    fence, depth, length = "", 0, 0
    for line in source.split("\n"):
        cut = (
            length > _ENOUGH and not fence and not depth and line.startswith(("# ", "## ", "### "))
        )
        if cut:
            rest = source[length:]
            return f"{source[:length]}\n{''.join(_DEFINITION.findall(rest))}"
        length += len(line) + 1
        found = _FENCE.match(line)
        if found is None:
            continue
        mark, colons, words = found.groups()
        if fence:
            closes = mark and mark.startswith(fence) and not line.strip().strip(mark[0])
            fence = "" if closes else fence
        elif mark:
            fence = mark
        elif colons:
            depth = depth + 1 if words.strip() else max(0, depth - 1)
    return ""


def parse_beginning(source: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of the beginning of a text; none if there is no good cut.

    Args:
        source: The text; any line ends.
        file: Name of its file, for errors.

    Raises:
        SectionError: The text is nested so strangely that it can't be read.
    """
    cut = beginning(source)
    return parse_text(cut, file=file).blocks if cut else ()
