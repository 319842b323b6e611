"""From the blocks of a section to a document, in steps.

Each block of the section becomes one text block (code one a line, a table one a cell), which
carries the ordinal of its block. What is not in the canonical texts (title, notices, labels)
carries none, or that of the block it belongs to. The builder only ever appends, so positions in
what is built never move.
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
from viewer.ui.page.offsets import PageMap, Run

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
        done: Whether all blocks are built.
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
        self.done = False
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
        return self._flow.boxes

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
        """Build a block, and more while ``goes_on`` says so; sets ``done`` after the last."""
        cursor = self._flow.cursor
        cursor.beginEditBlock()
        try:
            self.done = next(self._steps, None) is None
            while not self.done and goes_on():
                self.done = next(self._steps, None) is None
        finally:
            cursor.endEditBlock()

    def _write(self) -> Iterator[int]:
        """Write everything; stops after each block."""
        content = self._content
        self._head()
        if -1 in content.asides:
            self._write_asides(-1)
        yield -1
        for block in content.text.blocks:
            self._flow.base = self._blocks.base(block)
            self._flow.enter(block.ordinal, block.within)
            runs: list[Run] = []
            for piece in self._blocks.write(block):
                if runs and not piece:
                    yield block.ordinal
                runs += piece
            self.map.add(runs, self._flow.first, self._flow.cursor.position() - self._flow.fresh)
            if block.ordinal in content.asides:
                self._write_asides(block.ordinal)
            yield block.ordinal
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
