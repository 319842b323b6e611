"""The beginning of a long text, to be shown while the rest of it is still being parsed."""

import re
from collections.abc import Iterator

from viewer.book.markdown import parse_text
from viewer.book.model import Block

_ENOUGH = 16 * 1024
_MOST = 3 * _ENOUGH
"""Characters from which a text is cut wherever that shows nothing that is to be hidden."""

_FENCE = re.compile(r"^ {0,3}(?:(`{3,}|~{3,})|(:{3,})(.*))")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:.*\n?", re.MULTILINE)


class _Lines:
    """Follows the lines of a text, and knows which stand in a code block or a container.

    Attributes:
        fence: The fence of the code block that is open, or nothing.
        depth: How many containers are open.
    """

    def __init__(self) -> None:
        self.fence = ""
        self.depth = 0

    def take(self, line: str) -> None:
        """Take in a further line."""
        found = _FENCE.match(line)
        if found is None:
            return
        mark, colons, words = found.groups()
        if self.fence:
            closes = mark and mark.startswith(self.fence) and not line.strip().strip(mark[0])
            self.fence = "" if closes else self.fence
        elif mark:
            self.fence = mark
        elif colons:
            self.depth = self.depth + 1 if words.strip() else max(0, self.depth - 1)


def beginning(source: str) -> str:
    """Return some screens of a Markdown text; empty if it is hardly longer, or can't be cut.

    It is cut at a heading, else between blocks, else wherever it must be: what is cut in the middle
    is whole when the rest is there. What the rest defines for all of the text, as addresses and
    footnotes of one line, comes along. A redaction is never cut apart from what it hides.

    Args:
        source: The text; any line ends.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    # A code block that reaches over the cut ends with it.
    cut, fence = _cut(source)
    if not cut:
        return ""
    return f"{source[:cut]}\n{fence}\n\n{''.join(_definitions(source, cut))}"


def _definitions(source: str, cut: int) -> Iterator[str]:
    """Yield the definitions below the cut that what is above it may mention."""
    above = source[:cut].casefold()
    for line in _DEFINITION.findall(source, cut):
        if line.strip().partition("]:")[0].casefold() in above:
            yield line


def _cut(source: str) -> tuple[int, str]:
    """Return where to cut, 0 for nowhere, and the fence of the code block that is open there."""
    # Brackets may be closed, and marked as a redaction, some lines below.
    hides = "redact" in source.lower()
    state, blank, at = _Lines(), False, 0
    for line in _lines(source):
        between = blank and bool(line.strip()) and line[0] not in " \t"
        free = not state.fence and not state.depth
        heading = free and line.startswith(("# ", "## ", "### "))
        if at > _ENOUGH and (heading or (free and between and at > 2 * _ENOUGH)):
            return at, ""
        if at > _MOST and (blank or not hides):
            return at, state.fence
        if at + len(line) > 2 * _MOST and not hides:
            return _in_line(source, max(at, _MOST)), state.fence
        state.take(line)
        blank = not line.strip()
        at += len(line) + 1
    return 0, ""


def _lines(source: str) -> Iterator[str]:
    """Yield the lines of a text; little of it is looked at where little is asked for."""
    start = 0
    while start <= len(source):
        end = source.find("\n", start)
        end = len(source) if end < 0 else end
        yield source[start:end]
        start = end + 1


def _in_line(source: str, most: int) -> int:
    """Return a place in a long line, between two words where there are words."""
    return max(source.rfind(" ", most - 1000, most), 0) or most


def parse_beginning(source: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of the beginning of a text; none if it has none.

    Args:
        source: The text; any line ends.
        file: Name of its file, for errors.

    Raises:
        SectionError: The text is nested so strangely that it can't be read.
    """
    cut = beginning(source)
    return parse_text(cut, file=file).blocks if cut else ()
