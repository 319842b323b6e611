"""The flow of text blocks down the page: what stands around them and how far apart they are.

Room is only ever put above a block, never below: Qt would let the two overlap, and the page could
not tell how much of it belongs inside a box.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextList,
    QTextOption,
    QTextTable,
)

from viewer.book.model import Container
from viewer.book.words import label
from viewer.ui.page.decor import CALLOUTS, STYLES, Box
from viewer.ui.page.lists import TASKS, inset_of, list_format
from viewer.ui.page.look import SETTINGS, Look, Role

MOST_BOXES = 4
"""Boxes one inside another that are drawn; deeper ones only keep their text."""

_LEFT = QTextOption.TabType.LeftTab
_WIDEST_INSET = 0.5
"""Share of the column that insets may take; deeper containers are not inset further."""


class _Open:
    """A container that is being written.

    Attributes:
        container: Which.
        left: Room at the left of what is inside, in pixels.
        right: Room at its right.
        box: What is drawn around it, if anything.
        items: The list in the document, from the first item on.
    """

    def __init__(
        self, container: Container, left: int = 0, right: int = 0, box: Box | None = None
    ) -> None:
        self.container = container
        self.left = left
        self.right = right
        self.box = box
        self.items: QTextList | None = None


class Flow:
    """Starts blocks at a cursor, with the right room around them.

    Attributes:
        cursor: At the end of what is written.
        boxes: What is to be drawn beside the text, outer boxes first.
        fresh: Whether the cursor stands in an empty block that the next block takes.
        base: Room at the left of all containers, in pixels.
        moved: How much lower than it should the last block stands, in pixels; the next one doesn't.
        first: Where the present block of the section starts, its label included; -1 before it does.
    """

    def __init__(
        self,
        cursor: QTextCursor,
        look: Look,
        width: int,
        language: str,
        items: Mapping[int, int],
    ) -> None:
        """Start at the top.

        Args:
            cursor: In an empty document.
            look: How it looks.
            width: Width of the column, in pixels.
            language: Language of the text, for labels.
            items: How many items each list has, by the number of its container.
        """
        self.cursor = cursor
        self.boxes: list[Box] = []
        self.fresh = True
        self.base = 0
        self.first = -1
        self._look = look
        self._width = width
        self._language = language
        self._items = items
        self._ordinal = -1
        self._role = Role.BODY
        self._open: list[_Open] = []
        self._unstarted: list[Box] = []
        self._gap, self._pad, self._lead, self.moved = 0.0, 0.0, 0.0, 0.0
        self._after: QTextTable | None = None

    @property
    def on_paper(self) -> bool:
        """Whether what is written goes on pages; on the screen it is of any height."""
        return self.cursor.document().pageSize().height() > 0

    @property
    def left(self) -> int:
        """Room at the left of the next block, in pixels."""
        return self._open[-1].left if self._open else self.base

    @property
    def right(self) -> int:
        """Room at its right, in pixels."""
        return self._open[-1].right if self._open else 0

    @property
    def width(self) -> int:
        """Width that the next block has, in pixels."""
        return self._width - self.left - self.right

    @property
    def outer_left(self) -> int:
        """Room at the left of what the innermost container stands in, in pixels."""
        return self._open[-2].left if len(self._open) > 1 else self.base

    def enter(self, ordinal: int, within: tuple[Container, ...]) -> None:
        """Go to the next block of the section: close containers that end, open those that start."""
        self._ordinal = ordinal
        self.first = -1
        shared = 0
        for opened, container in zip(self._open, within, strict=False):
            if opened.container.number != container.number:
                break
            shared += 1
        while len(self._open) > shared:
            self.close()
        for container in within[shared:]:
            self._open_container(container)

    def inside(self, *kinds: str) -> str:
        """Return the innermost of the open containers of these kinds, or nothing."""
        return next(
            (o.container.kind for o in reversed(self._open) if o.container.kind in kinds), ""
        )

    def above(self, least: float) -> float:
        """Return the room above the next block, in pixels, and take it.

        Args:
            least: Room that the block itself asks for, in em of the body text.
        """
        lead = self._lead or self._pad + self._look.pixels(max(self._gap, least))
        moved, self._lead, self._pad, self.moved = self.moved, 0.0, 0.0, 0.0
        return lead - moved

    def begin(
        self, role: Role, *, above: float | None = None, hanging: float = 0.0
    ) -> QTextBlockFormat:
        """Start a block; return its format, which is set already.

        Args:
            role: What it is.
            above: Least room above it, in em of the body text; as the role has it if left out.
            hanging: How far its first line stands out to the left, likewise.
        """
        self._role = role
        setting = SETTINGS[role]
        made = self._look.block(role, self._ordinal)
        room = self.above(setting.above if above is None else above)
        room -= _up_to_capitals(self._unstarted, self._look, role)
        made.setTopMargin(max(0, room) if self._after is None else 0)
        made.setLeftMargin(self.left + self._look.pixels(hanging))
        if hanging:
            made.setTextIndent(-self._look.pixels(hanging))
            made.setTabPositions([QTextOption.Tab(self._look.pixels(hanging), _LEFT)])
        made.setRightMargin(self.right)
        if self.fresh:
            self._leave_table(max(0, room))
            self.cursor.setBlockFormat(made)
            self.cursor.setBlockCharFormat(self._look.char(role))
            self.fresh = False
        else:
            self.cursor.insertBlock(made, self._look.char(role))
        self.started(self.cursor.position(), setting.below)
        return made

    def go_on(self) -> Role:
        """Start a further piece of a block that is very long; return its role."""
        made = self._look.block(self._role, self._ordinal)
        made.setLeftMargin(self.cursor.blockFormat().leftMargin())
        made.setRightMargin(self.right)
        self.cursor.insertBlock(made, self._look.char(self._role))
        return self._role

    def above_table(self, least: float) -> float:
        """Return the room that a table is to leave above it, as ``above``."""
        room = self.above(least)
        if self._after is None:
            return room
        self._leave_table(room)
        return 0.0

    def table(self, made: QTextTable, below: float) -> None:
        """Take note that a table was written, and go on after it.

        Args:
            made: The table.
            below: Least room below it, in em of the body text.
        """
        self.started(made.firstPosition(), below)
        # Qt keeps an empty block after a table; the next block takes it.
        self.cursor.setPosition(made.lastPosition() + 1)
        self.fresh = True
        self._after = made

    def _leave_table(self, room: float) -> None:
        """Put room below the last table; Qt ignores it above the block that follows."""
        if self._after is not None:
            changed = self._after.format().toTableFormat()
            changed.setBottomMargin(room)
            self._after.setFormat(changed)
            self._after = None

    def started(self, position: int, below: float) -> None:
        """Take note that a block was started.

        Args:
            position: Where.
            below: Least room below it, in em of the body text.
        """
        self.first = position if self.first < 0 else self.first
        self._gap = below
        for box in self._unstarted:
            box.first = position
        self._unstarted.clear()

    def add_to_list(self, made: QTextBlockFormat) -> None:
        """Make the block at the cursor, with this format, an item of the innermost list."""
        lists = [o for o in self._open if o.container.kind.endswith("_list")]
        if not lists or self._open[-1].container.kind != "item":
            return
        task = self._open[-1].container.data.get("task")
        if task:
            made.setMarker(TASKS[task])
            self.cursor.setBlockFormat(made)
        if lists[-1].items is None:
            lists[-1].items = self.cursor.createList(list_format(self._around()))
        else:
            lists[-1].items.add(self.cursor.block())

    def _around(self) -> list[Container]:
        return [opened.container for opened in self._open]

    def _open_container(self, container: Container) -> None:
        callout = container.kind == "callout"
        kind = container.data.get("type", "") if callout else container.kind
        if callout and kind not in CALLOUTS:
            kind = CALLOUTS[0]
        boxes = sum(1 for opened in self._open if opened.box)
        if (callout or kind == "quote") and boxes < MOST_BOXES:
            self.open_box(kind, container)
            if callout:
                self.begin(Role.LABEL)
                self.cursor.insertText(label(kind, self._language), self._look.label(kind))
        else:
            wanted = inset_of(container, self._around(), self._items, self._look)
            inset = self._fitting(wanted)
            self._open.append(_Open(container, self.left + inset, self.right))

    def open_box(self, kind: str, container: Container, above: float = 0.0) -> None:
        """Open a box around the blocks that follow, up to ``close``; ``above`` as ``begin``."""
        style = STYLES[kind]
        pad = self._look.pixels(style.top)
        self._lead = (self._lead or self.above(max(style.gap, above))) + pad
        box = Box(kind, self.left, self.right)
        self.boxes.append(box)
        self._unstarted.append(box)
        for waiting in self._unstarted:
            waiting.top += pad
        inset = self._fitting(self._look.pixels(style.inset))
        right = self.right + (self._look.pixels(style.right) if inset else 0)
        self._open.append(_Open(container, self.left + inset, right, box))

    def _fitting(self, wanted: int) -> int:
        """Return an inset, or 0 where too little of the column would be left."""
        return wanted if self.left + wanted <= self._width * _WIDEST_INSET else 0

    def close(self) -> None:
        """Close the innermost container."""
        opened = self._open.pop()
        if opened.box is not None:
            style = STYLES[opened.box.kind]
            if not self._pad and not self.fresh:
                self._pad = -self._look.below_base(self._role)
            self._pad += self._look.pixels(style.bottom)
            self._gap = style.gap
            # The empty block after a table is not in the box.
            opened.box.last = self.cursor.position() - self.fresh
            opened.box.bottom = self._pad
        elif opened.container.kind.endswith("_list") and not self.inside(
            "bullet_list", "ordered_list"
        ):
            self._gap = max(self._gap, SETTINGS[Role.BODY].below)


def _up_to_capitals(starting: Sequence[Box], look: Look, role: Role) -> int:
    """Let boxes start above the capitals of a first block; return how much nearer it stands."""
    overhead = look.above_capitals(role) if starting else 0.0
    for box in starting:
        box.top -= overhead
    return round(overhead)
