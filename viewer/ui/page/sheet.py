"""One built page: a document, and where things lie on it, in pixels from its top."""

from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine

from viewer.ui.page.builder import Builder
from viewer.ui.page.content import PageContent, Target
from viewer.ui.page.look import BODY_POINTS, Look, Role

if TYPE_CHECKING:
    from viewer.ui.page.above import Above
    from viewer.ui.page.images import Pictures

LINES_A_STEP = 80
"""As how many lines, by estimate, what one step builds is to be laid out, at most."""

ROOM_ABOVE, ROOM_BELOW = 2.2, 5.0
"""Room above the title and below the last line, in em of the body text."""

MOST_ABOVE = 56
"""Most room above the title, in pixels: with large text a small window has none to spare."""

MOST_HEIGHT = 1 << 20
"""Largest height of an image, in pixels, where nothing limits it but its width."""


class Line(NamedTuple):
    """Where a line lies.

    Attributes:
        top: Its upper side, in pixels from the top of the document.
        height: Its height in pixels.
    """

    top: float
    height: float


class Seen(NamedTuple):
    """What is in view.

    Attributes:
        first: First position of the document.
        last: Last position of the document.
        first_ordinal: First block of the section; -1 for what stands above the first.
        last_ordinal: Last block of the section, likewise.
    """

    first: int
    last: int
    first_ordinal: int
    last_ordinal: int


class Sheet:
    """The page of one section, in one look and width.

    Attributes:
        content: What it shows.
        look: How it looks.
        width: Width of the column, in pixels.
        document: The document; belongs to the widget that shows it.
        builder: What is built so far.
        tallest: Largest height of an image, in pixels; to be set before anything is built.
        above: Writes what is missing above, if the page begins far down and until all is there.
    """

    def __init__(
        self, content: PageContent, look: Look, width: int, ratio: float, parent: QObject
    ) -> None:
        """Prepare a page; nothing is built yet.

        Args:
            content: What it shows.
            look: How it looks.
            width: Width of the column, in pixels.
            ratio: Device pixels for each of them.
            parent: Owner of the document.
        """
        self.content = content
        self.look = look
        self.width = width
        self._seen: tuple[tuple[float, float, int], Seen] | None = None
        self._ratio = ratio
        self.tallest = MOST_HEIGHT
        self.document = QTextDocument(parent)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(look.font(Role.BODY))
        self.document.setPageSize(QSizeF(width, -1))
        frame = self.document.rootFrame().frameFormat()
        frame.setTopMargin(min(look.pixels(ROOM_ABOVE), MOST_ABOVE))
        frame.setBottomMargin(look.pixels(ROOM_BELOW))
        self.document.rootFrame().setFrameFormat(frame)
        self.above: Above | None = None
        self.builder = self._builder()

    def _builder(self) -> Builder:
        return Builder(self.document, self.content, self.look, self.width, lambda: self.pictures)

    def begin_above(self) -> None:
        """Write the top of what is missing above the first block that is built."""
        from viewer.ui.page.above import Above  # few pages begin far down

        self.above = Above(self.document, self.builder, self._builder)
        self.build_above_for(0)

    def build_above_for(self, seconds: float) -> None:
        """Write on above for a time, as ``build_for`` does below."""
        above = self.above
        if above is not None:
            until, work = perf_counter() + seconds, above.work + LINES_A_STEP
            above.step(lambda: perf_counter() < until and above.work < work)
            self._lay_out()
            self._seen = None
            if self.builder.above is None:
                self.above = None

    def first_below(self) -> int:
        """Return the block from which on all is there, up to what is built last."""
        return 0 if self.above is None else self.builder.first + 1

    def holds(self, ordinal: int) -> bool:
        """Tell whether a block is built, or is the next to be, with all between it and the top."""
        return self.above is None or ordinal >= self.first_below()

    @cached_property
    def pictures(self) -> "Pictures":
        """The images of the page."""
        # Imported here: most sections have none, and the program starts with one of those.
        from viewer.ui.page.images import Pictures

        most = QSize(self.width, self.tallest)
        growth = self.look.points / BODY_POINTS
        return Pictures(self.content.resource, self.look.theme, most, self._ratio, growth)

    def build(self, lines: float, ordinal: int = -1) -> None:
        """Build up to ``ordinal``, and so many lines, by estimate: in all, or after it."""
        builder = self.builder
        until = lines

        def goes_on() -> bool:
            nonlocal until
            missing = len(builder.map) <= ordinal
            if missing:
                until = builder.lines + lines
            return missing or builder.lines < until

        if not builder.ended and goes_on():
            builder.step(goes_on)
            self._lay_out()

    def build_for(self, seconds: float) -> None:
        """Build on for a time, but only so much as is laid out in about the same time."""
        builder = self.builder
        until, work = perf_counter() + seconds, builder.work + LINES_A_STEP
        if not builder.ended:
            builder.step(lambda: perf_counter() < until and builder.work < work)
            self._lay_out()

    def _lay_out(self) -> None:
        """Lay out all that is built: while Qt has not, it takes blocks to be at the top."""
        self._block_top(self.document.lastBlock())

    def height(self) -> float:
        """Return how high the built part is."""
        return self.document.documentLayout().documentSize().height()

    def line(self, ordinal: int, offset: int = 0) -> Line:
        """Return the line in which a code point of a built block stands."""
        position = self.builder.map.position(ordinal, offset)
        if offset == 0:
            position = self.builder.map.first(ordinal)
        block = self.document.findBlock(position)
        top = self._block_top(block)
        line = block.layout().lineForTextPosition(position - block.position())
        return _line(line, top) if line.isValid() else Line(top, self.look.em)

    def target_at(self, y: float) -> Target:
        """Return what stands at a height, so that ``top_of`` gives the height back."""
        position = self.position_at(y)
        ordinal, offset = self.builder.map.place(position)
        if ordinal < 0:
            return Target(-1, shift=y / self.look.em)
        line = self.line(ordinal, offset)
        if line.top + line.height <= y:
            # Between two blocks, the one below counts.
            following = self._block_below(position, y)
            if following is not None:
                ordinal, offset = following
                line = self.line(ordinal, offset)
        return Target(ordinal, offset, shift=(y - line.top) / line.height)

    def _block_below(self, position: int, y: float) -> tuple[int, int] | None:
        block = self.document.findBlock(position).next()
        while (
            block.isValid() and self._block_top(block) + block.layout().boundingRect().height() <= y
        ):
            block = block.next()
        return self.builder.map.place(block.position()) if block.isValid() else None

    def top_of(self, target: Target) -> float:
        """Return the height at which a built place stands, with its shift."""
        if target.ordinal < 0:
            return target.shift * self.look.em
        line = self.line(target.ordinal, target.start)
        return line.top + target.shift * line.height

    def position_at(self, y: float) -> int:
        """Return the position in the document of the line at, or nearest to, a height."""
        found = self.document.documentLayout().hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document.findBlock(max(found, 0))
        top = self._block_top(block)
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            if top + line.y() + line.height() > y:
                return block.position() + line.textStart()
        return max(found, 0)

    def title_line(self) -> Line:
        """Return the first line of the title."""
        block = self.document.begin()
        while block.isValid() and not block.blockFormat().headingLevel():
            block = block.next()
        line = block.layout().lineAt(0) if block.isValid() else QTextLine()
        return _line(line, self._block_top(block)) if line.isValid() else Line(0, self.look.em)

    def seen(self, top: float, bottom: float) -> Seen:
        """Return what lies between two heights."""
        # The page only ever grows; without undo, Qt counts no revisions.
        key = (top, bottom, self.document.characterCount())
        if self._seen is None or self._seen[0] != key:
            self._seen = key, self._look_for(top, bottom)
        return self._seen[1]

    def _look_for(self, top: float, bottom: float) -> Seen:
        first = self.position_at(top)
        block = self.document.findBlock(first)
        following = block.next()
        while following.isValid() and self._block_top(following) < bottom:
            block, following = following, following.next()
        last = block.position() + block.length() - 1
        ordinals = (self.builder.map.place(position)[0] for position in (first, last))
        return Seen(first, last, *ordinals)

    def bottom_of(self, ordinal: int) -> float:
        """Return the height at which a built block ends, with what is shown under it."""
        block = self.document.findBlock(self.builder.last(ordinal))
        return self._block_top(block) + block.layout().boundingRect().height()

    def _block_top(self, block: QTextBlock) -> float:
        return self.document.documentLayout().blockBoundingRect(block).top()

    def cursor_between(self, anchor: tuple[int, int], place: tuple[int, int]) -> QTextCursor:
        """Return a cursor with its anchor and itself at built places (ordinal, code point)."""
        ends = [
            self.builder.map.position(ordinal, offset) if ordinal >= 0 else 0
            for ordinal, offset in (anchor, place)
        ]
        return self.cursor(ends[0], ends[1])

    def cursor_at(self, target: Target) -> QTextCursor:
        """Return a cursor at a built place; at the start of a block, before its label or number."""
        if target.ordinal >= 0 and target.start == 0:
            first = self.builder.map.first(target.ordinal)
            return self.cursor(first, first)
        place = target.ordinal, target.start
        return self.cursor_between(place, place)

    def cursor(self, first: int, last: int) -> QTextCursor:
        """Return a cursor that selects between two positions of the document."""
        made = QTextCursor(self.document)
        made.setPosition(first)
        made.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return made


def _line(line: QTextLine, top: float) -> Line:
    return Line(top + line.y(), line.height())
