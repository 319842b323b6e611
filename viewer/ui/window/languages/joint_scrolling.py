"""Two pages that scroll as one: their blocks stand at equal heights, and both move together."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.book.facing import Facing
from viewer.ui.page.levels import Levels
from viewer.ui.page.view import PageView


class JointScrolling(QObject):
    """Keeps two pages level, and scrolls either as the other is scrolled.

    Signals:
        moved: The pages stand elsewhere, or something else stands on them.
    """

    moved = Signal()

    def __init__(self, page: PageView, twin: PageView) -> None:
        super().__init__(twin)
        self._pages = page, twin
        self._facing: Facing | None = None
        self._levels: Levels | None = None
        self._busy = False
        self._leader = 0
        # Both pages are built anew at once, one after the other, when the window is resized.
        self._levelling = QTimer(self)
        self._levelling.setObjectName("levelling")
        self._levelling.setSingleShot(True)
        self._levelling.setInterval(0)
        self._levelling.timeout.connect(self._level)
        for one, follow in ((page, self._follow_page), (twin, self._follow_twin)):
            one.extended.connect(self._levelling.start)
            one.verticalScrollBar().valueChanged.connect(follow)

    def couple(self, facing: Facing | None) -> None:
        """Let the pages stand and scroll as these pairs do; None lets each go its way."""
        self._facing, self._levels = facing, None
        for page in self._pages:
            # Blocks are levelled from the top downwards.
            page.build_from_the_top(always=facing is not None)
        if facing is not None:
            self._levelling.start()

    def lead(self, side: int) -> None:
        """Let what is on the left (0) or right (1) stay in view, and the other side follow."""
        self._leader = side
        self._levelling.start()

    @Slot()
    def _level(self) -> None:
        """Bring what is built on both sides to equal heights, and stay where the reader is."""
        page, twin = self._pages
        left, right = page.sheet(), twin.sheet()
        if self._facing is None or self._busy or left is None or right is None:
            return
        levels = self._levels
        if levels is None or (levels.left, levels.right) != (left, right):
            self._levels = levels = Levels(left, right, self._facing.rows())
        self._busy = True
        leader = self._pages[self._leader]
        place = leader.position()
        if levels.advance() and place.ordinal >= 0:
            leader.scroll_to(place)
        self._busy = False
        if levels.more:
            self._levelling.start()
        self._follow(self._leader)

    @Slot()
    def _follow_page(self) -> None:
        self._follow(0)

    @Slot()
    def _follow_twin(self) -> None:
        self._follow(1)

    def _follow(self, side: int) -> None:
        """Scroll the other side as one side is scrolled."""
        if self._busy:
            return
        pages, levels = self._pages, self._levels
        # While a page is built anew it stands at its top for a moment.
        if levels and (levels.left, levels.right) == (pages[0].sheet(), pages[1].sheet()):
            self._leader = side
            self._build_beside(side)
            self._busy = True
            value = pages[side].verticalScrollBar().value()
            bar = pages[1 - side].verticalScrollBar()
            bar.setMaximum(max(bar.maximum(), value))
            bar.setValue(value)
            self._busy = False
        self.moved.emit()

    def _build_beside(self, side: int) -> None:
        """See to it that the other side is built as far as one side is looked at."""
        if self._facing is None:
            return
        page = self._pages[side]
        seen = page.block_at(page.viewport().rect().bottomLeft())
        partner = self._facing.facing(seen, side) if seen >= 0 else None
        if partner is not None:
            self._pages[1 - side].build_to(partner)
