"""A page that begins far down in its section: what stands above is written there afterwards."""

from collections.abc import Callable, Iterable
from itertools import accumulate

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextCursor, QTextDocument

from viewer.book.model import Block, Kind
from viewer.ui.page.builder import Builder
from viewer.ui.page.content import PageContent
from viewer.ui.page.pieces import is_long

FAR = 250
"""Lines, by estimate, that are built at once to get to a place; beyond, the page begins there."""

_MEASURE = 66
"""Characters of a line, for that estimate."""

_PLAIN = (Kind.PARAGRAPH, Kind.HEADING)


def beginning_for(content: PageContent, ordinal: int, lines: float) -> int:
    """Return at which block a page is to begin that shows a place; 0 is the top of the section.

    It does between two blocks that no container, list or table reaches across, so that nothing of
    what is above tells how the second looks but the room that the first asks for.

    Args:
        content: What the page shows.
        ordinal: The block that is to be seen.
        lines: Lines that there are to be above it, at least.
    """
    blocks = content.text.blocks
    if content.asides or not is_more(reversed(blocks[: max(ordinal, 0)]), FAR + lines):
        return 0
    most, above = lines + FAR, 0.0
    for first in range(ordinal - 1, 0, -1):
        above += _lines_of(blocks[first + 1])
        if above > most:
            break
        if above >= lines and _is_plain(blocks[first]) and _is_plain(blocks[first + 1]):
            return first
    return 0


def is_more(blocks: Iterable[Block], lines: float) -> bool:
    """Tell whether blocks take more than so many lines, by estimate."""
    return any(sofar > lines for sofar in accumulate(map(_lines_of, blocks)))


def _lines_of(block: Block) -> float:
    return max(1.0 + len(block.text) / _MEASURE, len(block.rows))


def _is_plain(block: Block) -> bool:
    return block.kind in _PLAIN and not block.within and not is_long(block)


class Above:
    """Writes what is missing above the first block of a page.

    That block is written twice: what follows it has to stand as far below it as it will. In the end
    the first one goes, and the page is as if it had been built from its top.
    """

    def __init__(
        self, document: QTextDocument, below: Builder, upper: Callable[[], Builder]
    ) -> None:
        """Begin above what is built.

        Args:
            document: The document.
            below: What began to write it.
            upper: Makes what is to write the rest, at the top.
        """
        self._document = document
        self._below = below
        with QSignalBlocker(document):
            QTextCursor(document).insertBlock()
        below.move(1)
        below.map.expect(0, below.first, 1)
        self._upper = below.above = upper()
        self._upper.stand_above(below)

    @property
    def work(self) -> float:
        """As how many lines what is written is to be laid out, by estimate."""
        return self._upper.work

    def step(self, goes_on: Callable[[], bool]) -> None:
        """Write a block, and more while ``goes_on`` says so; joins both parts after the last.

        No signals: to who listens, text that comes above is no change of what the reader has.
        """
        below, upper = self._below, self._upper
        known = len(upper.map)
        before = self._document.characterCount()
        with QSignalBlocker(self._document):
            upper.step(goes_on)
            below.move(self._document.characterCount() - before)
            now = min(len(upper.map), below.first)
            below.map.take(upper.map, known, now)
            below.map.expect(now, below.first, below.map.first(below.first))
            if upper.ended:
                self._join()

    def _join(self) -> None:
        """Take away the first block of the page, which stands above it once more by now."""
        below, first = self._below, self._below.first
        block = self._document.findBlock(below.map.first(first))
        following = block.next()
        units = following.position() - block.position()
        cursor = QTextCursor(following)
        looks = following.blockFormat(), following.charFormat()
        cursor.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(looks[0])
        cursor.setBlockCharFormat(looks[1])
        below.move(-units, first + 1)
        below.map.take(self._upper.map, first, first + 1)
        below.join(self._upper)
