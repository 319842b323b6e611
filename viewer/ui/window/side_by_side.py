"""Two languages at once: side by side, or under each other where there is no room for two columns.

The columns are level: what belongs together stands at one height, so that both scroll alike.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from viewer.book.facing import Facing
from viewer.book.model import Block, Kind, Mark, Span
from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.page.content import Aside
from viewer.ui.page.levels import Levels
from viewer.ui.page.pair_bar import PairBar
from viewer.ui.page.view import PageView
from viewer.ui.theme import Theme
from viewer.ui.window.facing_texts import FacingTexts
from viewer.ui.window.language_switch import own_name
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROW = 54
"""Width, in em of the text, below which two columns have no room."""


class BothFrame(QWidget):
    """Holds the page, and beside it the same in another language.

    Signals:
        resized: It has another size.

    Attributes:
        twin: The page in the other language.
    """

    resized = Signal()

    def __init__(self, page: PageView, row: QBoxLayout) -> None:
        """Take the place of ``page`` in the layout ``row``, with it inside."""
        super().__init__(page.parentWidget())
        self.setObjectName("both_frame")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row.insertWidget(row.indexOf(page), self, 1)
        layout.addWidget(page, 1)
        self.twin = PageView(self)
        self.twin.setObjectName("twin")
        layout.addWidget(self.twin, 1)
        self.twin.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell."""
        super().resizeEvent(event)
        self.resized.emit()


class SideBySide(QObject):
    """Shows the open section in two languages.

    Signals:
        changed: It was switched on or off.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, facings: FacingTexts) -> None:
        super().__init__(window)
        self._window = window
        self._facings = facings
        self._frame: BothFrame | None = None
        self._facing: Facing | None = None
        self._levels: Levels | None = None
        self._bars: list[PairBar] = []
        self._on = self._stacked = self._busy = False
        # Both pages are built anew at once, one after the other, when the window is resized.
        self._levelling = QTimer(self)
        self._levelling.setObjectName("levelling")
        self._levelling.setSingleShot(True)
        self._levelling.setInterval(0)
        self._levelling.timeout.connect(self._level)
        window.navigation.section_opened.connect(self.renew)
        window.navigation.language_changed.connect(self.renew)
        window.follow(self)

    def is_on(self) -> bool:
        """Tell whether both languages are shown."""
        return self._on

    def twin(self) -> PageView | None:
        """Return the page in the other language, if it can be seen."""
        return self._frame.twin if self._frame and self._frame.twin.isVisible() else None

    @Slot()
    def toggle(self) -> None:
        """Show both languages, or one again."""
        self._on = not self._on
        if self._on:
            self._build()
        self.renew()
        words = _("Both languages are shown") if self._on else _("One language is shown")
        announce(self._window.page, words)
        self.changed.emit()

    def _build(self) -> BothFrame:
        if self._frame is None:
            page = self._window.page
            self._frame = frame = BothFrame(page, self._window.page_row)
            frame.resized.connect(self._arrange)
            twin = frame.twin
            twin.link_requested.connect(page.link_requested)
            twin.menu_requested.connect(page.menu_requested)
            for one, scrolled in ((page, self._follow_page), (twin, self._follow_twin)):
                one.extended.connect(self._levelling.start)
                one.verticalScrollBar().valueChanged.connect(scrolled)
                one.viewport().installEventFilter(self)
                self._bars.append(PairBar(one))
            page.cursorPositionChanged.connect(self._mark_at_caret)
            twin.cursorPositionChanged.connect(self._mark_at_twin_caret)
            self.set_look(self._window.look.theme)
            QWidget.setTabOrder(page, twin)
        return self._frame

    def set_look(self, theme: Theme) -> None:
        """Show the other language as the page is shown."""
        if self._frame is None:
            return
        look = self._window.look
        self._frame.twin.set_look(theme, look.percent, look.typesetting)
        for bar in self._bars:
            bar.set_look(theme)
        self._arrange()

    def retranslate(self) -> None:
        """Set the words in the language of the interface."""
        if self._frame is not None:
            self._frame.twin.retranslate()
            self.renew()

    # --- What is shown -----------------------------------------------------------------------

    @Slot()
    def renew(self) -> None:
        """Show the open section, in both languages if that is wanted."""
        self._facing = self._levels = None
        frame, page = self._frame, self._window.page
        if frame is None:
            return
        for bar in self._bars:
            bar.mark(-1)
        other = self._facings.content() if self._on else None
        self._stacked = self._is_narrow(frame)
        if other is None:
            frame.twin.hide()
            page.show_asides(self._missing())
            return
        frame.twin.set_text_cursor(on=page.has_text_cursor())
        page.show_asides({})
        if not self._stacked:
            frame.twin.show_section(other)
        frame.twin.setVisible(not self._stacked)
        self._facings.ask(self._take)

    def _missing(self) -> "dict[int, Sequence[Aside]]":
        """Return what is said under the title of a section that has no second language."""
        shown, book = self._window.navigation.shown, self._window.navigation.book
        if not self._on or shown is None or book is None or shown.content.notices:
            return {}
        others = [code for code in book.edition.languages if code != shown.language]
        if not others or not book.section(shown.content.text.section).text:
            return {}
        return {-1: [Aside(words=not_in(others[0], whole=True))]}

    def _is_narrow(self, frame: BothFrame) -> bool:
        em = self._window.page.em()
        return frame.width() < NARROW * em

    @Slot()
    def _arrange(self) -> None:
        """Change between columns and stacks as there is room."""
        if self._frame is not None and self._on and self._is_narrow(self._frame) != self._stacked:
            self.renew()

    def _take(self, facing: Facing) -> None:
        self._facing = facing
        if self._stacked:
            other = self._facings.content()
            self._window.page.show_asides(_stack(facing, other.title if other else ""))
        elif self._frame is not None:
            self._window.page.show_asides(_gaps(facing, 0))
            self._frame.twin.show_asides(_gaps(facing, 1))
            self._levelling.start()

    # --- At one height -----------------------------------------------------------------------

    @Slot()
    def _level(self) -> None:
        """Bring what is built on both sides to equal heights, and stay where the reader is."""
        if self._frame is None or self._facing is None or self._stacked or self._busy:
            return
        page, twin = self._window.page, self._frame.twin
        left, right = page.sheet(), twin.sheet()
        if left is None or right is None:
            return
        levels = self._levels
        if levels is None or levels.left is not left or levels.right is not right:
            self._levels = levels = Levels(left, right, self._facing.rows())
        self._busy = True
        place = page.position()
        if levels.advance() and place.ordinal >= 0:
            page.scroll_to(place)
        self._busy = False
        self._follow_page()

    @Slot()
    def _follow_page(self) -> None:
        self._follow(0)

    @Slot()
    def _follow_twin(self) -> None:
        self._follow(1)

    def _follow(self, side: int) -> None:
        """Scroll the other side as one side is scrolled."""
        if self._frame is None or self._busy:
            return
        pages = self._window.page, self._frame.twin
        levels = self._levels
        # While a page is built anew it stands at its top for a moment.
        if levels and (levels.left, levels.right) == (pages[0].sheet(), pages[1].sheet()):
            self._build_beside(side)
            self._busy = True
            value = pages[side].verticalScrollBar().value()
            bar = pages[1 - side].verticalScrollBar()
            bar.setMaximum(max(bar.maximum(), value))
            bar.setValue(value)
            self._busy = False
        for bar_beside in self._bars:
            bar_beside.place()

    def _build_beside(self, side: int) -> None:
        """See to it that the other side is built as far as one side is looked at."""
        if self._frame is None or self._facing is None:
            return
        pages = self._window.page, self._frame.twin
        seen = pages[side].block_at(pages[side].viewport().rect().bottomLeft())
        partner = self._facing.partner(seen, side) if seen >= 0 else None
        if partner is not None:
            pages[1 - side].build_to(partner)

    # --- The pair under the pointer or the caret ---------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark the pair under the pointer; when that leaves, the one with the caret."""
        if self._on and event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            side = int(watched is not self._window.page.viewport())
            page = self._window.page if side == 0 else self._build().twin
            self._mark(page.block_at(event.position().toPoint()), side)
        elif self._on and event.type() == QEvent.Type.Leave:
            self._mark_at_caret()
        return super().eventFilter(watched, event)

    @Slot()
    def _mark_at_caret(self) -> None:
        page = self._window.page
        if self._on and not self._busy:
            self._mark(page.caret().ordinal if page.has_text_cursor() else -1, 0)

    @Slot()
    def _mark_at_twin_caret(self) -> None:
        twin = self.twin()
        if self._on and not self._busy and twin is not None and twin.hasFocus():
            self._mark(twin.caret().ordinal, 1)

    def _mark(self, ordinal: int, side: int) -> None:
        if self._facing is None:
            return
        self._bars[side].mark(ordinal)
        partner = self._facing.partner(ordinal, side)
        beside = partner if partner is not None and not self._stacked else -1
        self._bars[1 - side].mark(beside)

    def marked(self) -> tuple[int, int]:
        """Return the blocks left and right that are marked as a pair; -1 for none."""
        left, right = (bar.block() for bar in self._bars) if self._bars else (-1, -1)
        return left, right


def not_in(code: str, *, whole: bool = False) -> str:
    """Return what is said where a paragraph, or a whole section, doesn't exist in a language."""
    words = {
        ("en", False): _("(no English paragraph here)"),
        ("fr", False): _("(no French paragraph here)"),
        ("en", True): _("This section is not available in English."),
        ("fr", True): _("This section is not available in French."),
    }.get((code, whole))
    return words or _("Not available in this language: {language}").format(language=own_name(code))


def _gaps(facing: Facing, side: int) -> "dict[int, Sequence[Aside]]":
    """Return what a side says where only the other one has text."""
    language = (facing.left, facing.right)[side].language
    return {ordinal: [Aside(words=not_in(language))] for ordinal in facing.gaps(side)}


def _stack(facing: Facing, title: str) -> "dict[int, Sequence[Aside]]":
    """Return the other language under the title and each block."""
    language = facing.right.language
    span = Span(title, marks=frozenset({Mark.STRONG}))
    head = Block("", Kind.PARAGRAPH, -1, title, (span,))
    made: dict[int, list[Aside]] = {-1: [Aside(language, blocks=(head,))]}
    alone = {right for left, right in facing.pairs if left is None}
    for ordinal, right in facing.below():
        asides = made.setdefault(ordinal, [])
        if right is None:
            asides.append(Aside(words=not_in(language)))
            continue
        if right in alone:
            asides.append(Aside(words=not_in(facing.left.language)))
        asides.append(Aside(language, blocks=(facing.right.blocks[right],)))
    return dict(made)
