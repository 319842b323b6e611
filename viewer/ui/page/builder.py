"""From the blocks of a section to a document, in steps.

Each block of the section becomes one text block (code one a line, a table one a cell), which
carries the ordinal of its block. What is not in the canonical texts (title, notices, labels)
carries none, or that of the block it belongs to. A builder only ever appends. One may begin far
down in the section; what stands above is then written by another (see ``Above``), which moves what
the first has built.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument

from viewer.book.classification import strip
from viewer.book.model import CLASSIFICATIONS, Container
from viewer.ui.page.blocks import BlockWriter
from viewer.ui.page.content import PageContent
from viewer.ui.page.decor import LINE, Box
from viewer.ui.page.flow import Flow
from viewer.ui.page.inline import InlineWriter, harmless, unbroken
from viewer.ui.page.look import Look, Role
from viewer.ui.page.names import names_of
from viewer.ui.page.offsets import PageMap, Run, moved

if TYPE_CHECKING:
    from viewer.ui.page.aside_map import AsideMap
    from viewer.ui.page.asides import AsideWriter
    from viewer.ui.page.images import Pictures

_ROOM_ABOVE_ONWARD = 3.0
_LINE_ABOVE_ONWARD = 1.0


class Builder:
    """Builds the document of one section, block by block.

    Attributes:
        map: Where the blocks stand.
        links: The links of the page.
        names: What links call the blocks.
        ended: Whether this has written all that it is to write.
        above: What is still to be written above it, if it begun far down.
    """

    def __init__(
        self,
        document: QTextDocument,
        content: PageContent,
        look: Look,
        width: int,
        pictures: "Callable[[], Pictures]",
    ) -> None:
        """Prepare to build.

        Args:
            document: An empty document.
            content: What it is to show.
            look: How it is to look.
            width: Width of the column, in pixels.
            pictures: Gives what takes in images, when the first one comes.
        """
        self.map = PageMap()
        self.ended = False
        self.above: Builder | None = None
        self._blocks_meant = range(len(content.text.blocks))
        self._runs: list[Run] = []
        self._content = content
        self._look = look
        self.names = names_of(content.text.blocks)
        cursor = QTextCursor(document)
        self._pictures = pictures
        self._asides: AsideWriter | None = None
        self._flow = Flow(cursor, look, width, content.language, self.names.items)
        self._inline = InlineWriter(cursor, look, pictures, content.language, self.names.numbers)
        self.links = self._inline.links
        self._blocks = BlockWriter(self._flow, self._inline, look, self.names, content.language)
        self._steps = self._write()

    def begin_at(self, ordinal: int) -> None:
        """Write only the blocks from this one on; to be said before anything is built."""
        self.map = PageMap(ordinal)
        self._blocks_meant = range(ordinal, len(self._content.text.blocks))

    def stand_above(self, other: "Builder") -> None:
        """Write what is missing above another builder's page, and its first block once more.

        To be said before anything is built.
        """
        self._blocks_meant = range(other.first + 1)
        self.links = self._inline.links = other.links

    @property
    def first(self) -> int:
        """The first block that this writes itself."""
        return self._blocks_meant.start

    @property
    def done(self) -> bool:
        """Whether all of the section is built."""
        return self.ended and self.above is None

    def move(self, units: int, first: int = -1) -> None:
        """Note that what this wrote was moved down in the document by so much.

        Of the blocks, those from ``first`` on were; all that it wrote if left out.
        """
        self.map.move(self.first if first < 0 else first, units)
        self._runs[:] = moved(self._runs, units)
        self._flow.first += units
        for box in self._flow.boxes:
            box.first += units if box.first >= 0 else 0
            box.last += units if box.last >= 0 else 0
        marks = self._inline.footnote_marks
        marks.update({label: position + units for label, position in marks.items()})

    def join(self, above: "Builder") -> None:
        """Take over what another builder noted of what it wrote above."""
        self._flow.boxes[:0] = above.boxes
        self._inline.footnote_marks.update(above._inline.footnote_marks)  # noqa: SLF001 - own class
        self.above = None

    @property
    def lines(self) -> float:
        """How many lines of body text are built, by estimate."""
        return self._blocks.lines + (self._asides.lines if self._asides else 0.0)

    @property
    def work(self) -> float:
        """As how many lines what is built is to be laid out, by estimate."""
        return self._blocks.work + (self._asides.lines if self._asides else 0.0)

    @property
    def boxes(self) -> list[Box]:
        """What is drawn beside the text, outer boxes first."""
        if self.above is None:
            return self._flow.boxes
        # An open one would reach down to the end of the page.
        return [box for box in self.above.boxes if box.last >= 0] + self._flow.boxes

    @property
    def asides(self) -> "AsideMap":
        """Where the blocks of another text stand under those of the section."""
        # Imported here, as what writes them.
        from viewer.ui.page.aside_map import AsideMap

        return self._asides.map if self._asides else AsideMap()

    def mark_position(self, label: str) -> int:
        """Return where the first mark of a footnote stands in the document; -1 if nowhere."""
        return self._inline.footnote_marks.get(label, -1)

    def last(self, ordinal: int) -> int:
        """Return where a built block ends in the document, with what is shown under it."""
        under = self._asides.lasts.get(ordinal) if self._asides else None
        return self.map.last(ordinal) if under is None else under

    def step(self, goes_on: Callable[[], bool]) -> None:
        """Build a block, and more while ``goes_on`` says so; sets ``ended`` after the last."""
        cursor = self._flow.cursor
        cursor.beginEditBlock()
        try:
            self.ended = next(self._steps, None) is None
            while not self.ended and goes_on():
                self.ended = next(self._steps, None) is None
        finally:
            cursor.endEditBlock()

    def _write(self) -> Iterator[int]:
        """Write everything; stops after each block."""
        content, meant = self._content, self._blocks_meant
        if not meant.start:
            self._head()
            if -1 in content.asides:
                self._write_asides(-1)
            yield -1
        for block in content.text.blocks[meant.start : meant.stop]:
            self._flow.base = self._blocks.base(block)
            self._flow.enter(block.ordinal, block.within)
            self._runs = []
            for piece in self._blocks.write(block):
                if self._runs and not piece:
                    yield block.ordinal
                self._runs += piece
            end = self._flow.cursor.position() - self._flow.fresh
            self.map.add(self._runs, self._flow.first, end)
            if block.ordinal in content.asides:
                self._write_asides(block.ordinal)
            yield block.ordinal
        if meant.stop == len(content.text.blocks):
            self._write_end()

    def _write_end(self) -> None:
        content = self._content
        self._flow.base = 0
        self._flow.enter(-1, ())
        if content.onward:
            self._write_onward()
        elif self._flow.fresh:
            self._end_after_table()

    def _write_asides(self, ordinal: int) -> None:
        if self._asides is None:
            # Imported here: few pages have any.
            from viewer.ui.page.asides import AsideWriter

            self._asides = AsideWriter(
                self._flow, self._look, self._pictures, self.links, self.names.numbers
            )
        self._asides.write(ordinal, self._content.asides[ordinal])

    def _head(self) -> None:
        """Write what stands above the text: marking, title, notices."""
        content = self._content
        if content.marking:
            level = _level(content.marking)
            self._flow.open_box(level, Container("marking", -1))
            self._flow.begin(Role.MARKING, above=0)
            self._inline.cursor.insertText(harmless(content.marking), self._look.marking(level))
            self._flow.close()
        title = self._flow.begin(Role.TITLE)
        title.setHeadingLevel(1)
        self._inline.cursor.setBlockFormat(title)
        self._inline.sign(unbroken(content.title), Role.TITLE)
        for number, notice in enumerate(content.notices):
            self._flow.open_box("notice", Container("notice", -1 - number))
            self._flow.begin(Role.NOTICE)
            self._inline.sign(unbroken(notice), Role.NOTICE)
            self._flow.close()

    def _write_onward(self) -> None:
        """Write the links to other sections, below a line."""
        for number, one in enumerate(self._content.onward):
            made = self._flow.begin(Role.CAPTION, above=0.0 if number else _ROOM_ABOVE_ONWARD)
            if one.forward:
                made.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._inline.cursor.setBlockFormat(made)
            if not number:
                position = self._inline.cursor.position()
                line = Box(LINE, self._flow.left, self._flow.right, position, position)
                line.top = self._look.pixels(_LINE_ABOVE_ONWARD)
                self._flow.boxes.append(line)
            words = f"{one.words} \u203a" if one.forward else f"\u2039 {one.words}"
            self._inline.sign(
                unbroken(words), Role.CAPTION, self.links.add(f"section:{one.section}")
            )

    def _end_after_table(self) -> None:
        """Make the empty block that Qt needs after a table take no room."""
        made = QTextBlockFormat()
        made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._flow.cursor.setBlockFormat(made)


def _level(marking: str) -> str:
    """Return the handling level that a marking names; the highest if none."""
    return next(
        (level for level in CLASSIFICATIONS if strip(level) == marking), CLASSIFICATIONS[-1]
    )
