"""The page: shows the text of one section, and knows what stands where on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.book.model import Block, Kind, SectionText, Span
from viewer.messages import translate as _
from viewer.ui.page.browser import Browser
from viewer.ui.page.content import TOP, PageContent, Passage, Target
from viewer.ui.page.decor import draw
from viewer.ui.page.hits import Hit, Marked, outlines
from viewer.ui.page.look import Look, Role
from viewer.ui.page.margin import Margin
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import Theme, theme

__all__ = ["PageContent", "PageView", "Passage", "Target"]

STEP = 0.012
"""Longest time, in seconds, that one step of building takes, apart from one very long block."""

SCREENS_FIRST = 2.0
"""How much is built before the first paint, in heights of the view."""

_AIR = 0.6
"""Room above a heading that is led to, in lines."""

_SIGNS = 32
"""Width of the margin for signs, in pixels, where there is room."""


class PageView(Browser):
    """Shows one section at a time.

    Signals:
        link_requested: A link was followed; gives its target as the text has it.
        position_changed: Something else is at the top now.
        selection_changed: Something else is selected now.
        mark_requested: The margin sign at a block was clicked; gives its ordinal.
        menu_requested, size_step_requested: See ``Browser``.
    """

    link_requested = Signal(str)
    position_changed = Signal()
    selection_changed = Signal()
    mark_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._look = Look(theme("light"), 100, self.logicalDpiY())
        self._content: PageContent | None = None
        self._sheet: Sheet | None = None
        self._wanted = TOP
        self._marked = Marked()
        self._bookmarks: frozenset[int] = frozenset()
        self._margin = Margin(self._visible_signs, self)
        self._timer = QTimer(self)
        self._timer.setObjectName("page_steps")
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._build_on)
        self._margin.sign_clicked.connect(self.mark_requested)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self.selection_changed)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.set_colours(theme("light"))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the names in the language of the interface."""
        words = _("Text of the section")
        self.setAccessibleName(f"{words}: {self._content.title}" if self._content else words)

    # --- What is shown -----------------------------------------------------------------------

    def show_section(self, content: PageContent, target: Target | None = None) -> None:
        """Show a section, at ``target`` or at its top; hits and bookmarks of the one before go."""
        self._content = content
        self._marked = Marked()
        self._bookmarks = frozenset()
        self._wanted = target or TOP
        self._renew()
        self.retranslate()

    def show_message(self, title: str, sentence: str) -> None:
        """Show a sentence in place of a section that can't be shown."""
        block = Block("", Kind.PARAGRAPH, 0, sentence, (Span(sentence),))
        text = SectionText("", "en", (block,))
        self.show_section(PageContent(text, title, "en", (), "", _no_resource))

    def set_look(self, chosen: Theme, text_percent: int) -> None:
        """Show everything in other colours or another size, at the same place."""
        self._look = Look(chosen, text_percent, self.logicalDpiY())
        self.set_colours(chosen)
        self._margin.set_look(chosen)
        self._renew_in_place()

    def set_hits(self, hits: Sequence[Hit], current: int = -1) -> None:
        """Mark found passages (ordinal, start, end); ``current`` is the index of the one that stands out."""
        self._marked.set_hits(hits, current)
        self._mark_visible()

    def set_bookmarks(self, ordinals: Iterable[int]) -> None:
        """Show a sign in the margin at these blocks; -1 is the title."""
        self._bookmarks = frozenset(ordinals)
        self._margin.update()

    # --- Where the reader is -----------------------------------------------------------------

    def position(self) -> Target:
        """Return what is at the top of the view; ``go_to`` brings it back there, to the pixel."""
        if self._sheet is None:
            return replace(self._wanted, flash=False)
        return self._sheet.target_at(self.verticalScrollBar().value())

    def go_to(self, target: Target) -> None:
        """Bring a place to the top, or a passage into view.

        Places that don't exist lead to the nearest that does.
        """
        self._wanted = target
        sheet = self._ready()
        if sheet is None:
            return
        last = len(sheet.content.text.blocks) - 1
        target = replace(target, ordinal=min(target.ordinal, last))
        sheet.build(self._lines_first(), target.ordinal)
        self._marked.shown = target if target.flash else None
        self._scroll_to(sheet, target)
        place = sheet.builder.map.first(target.ordinal) if target.ordinal >= 0 else 0
        if target.start:
            place = sheet.builder.map.position(target.ordinal, target.start)
        self.setTextCursor(sheet.cursor(place, place))
        self._mark_visible()

    def go_to_heading(self, slug: str) -> bool:
        """Bring a heading to the top; tell whether there is one of this name."""
        sheet = self._ready()
        ordinal = sheet.builder.headings.get(slug) if sheet else None
        if ordinal is None:
            return False
        self.go_to(Target(ordinal, shift=-_AIR))
        return True

    def selection(self) -> Passage | None:
        """Return the selected passage; None if nothing of the section's text is selected."""
        cursor = self.textCursor()
        if self._sheet is None or not cursor.hasSelection():
            return None
        return self._sheet.builder.map.passage(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> Target:
        """Return where the text cursor stands."""
        if self._sheet is None:
            return self.position()
        return Target(*self._sheet.builder.map.place(self.textCursor().position()))

    def first_visible_block(self) -> int:
        """Return the first block that is wholly in view, else the first in part; -1 if there is none."""
        sheet = self._ready()
        if sheet is None:
            return -1
        top, bottom = self._view()
        first, last = sheet.ordinals_between(top, bottom)
        seen = range(max(first, 0), last + 1)
        whole = (o for o in seen if sheet.line(o).top >= top and sheet.bottom_of(o) <= bottom)
        return next(whole, seen[0] if seen else -1)

    def title_visible(self) -> bool:
        """Tell whether the title of the section is in view."""
        sheet = self._ready()
        return (
            sheet is None
            or self._view()[0] < sheet.title_line().top + sheet.title_line().height / 2
        )

    # --- Building ----------------------------------------------------------------------------

    def _renew_in_place(self) -> None:
        """Build the page anew, at the same place and with the same selection."""
        sheet = self._sheet
        if sheet is None:
            self._renew()
            return
        self._wanted = self.position()
        places, cursor = sheet.builder.map, self.textCursor()
        ends = places.place(cursor.anchor()), places.place(cursor.position())
        self._renew()
        renewed = self._sheet
        if renewed is not None:
            renewed.build(0, max(ends[0][0], ends[1][0]))
            self.setTextCursor(renewed.cursor_between(*ends))

    def _renew(self) -> None:
        """Build the page anew: at once if it is seen, else when it is."""
        self._sheet = None
        self._timer.stop()
        if self.isVisible():
            self._ready()

    def _ready(self) -> Sheet | None:
        """Return the built page, building it if need be; None if there is nothing to show."""
        if self._sheet is None and self._content is not None:
            column = self.column(self._look.column)
            self.centre(column)
            ratio = self.devicePixelRatioF()
            sheet = Sheet(self._content, self._look, column, ratio, self)
            sheet.build(self._lines_first(), self._wanted.ordinal)
            self._sheet = sheet
            # Qt deletes the document before, since that is a child of the page too.
            self.setDocument(sheet.document)
            self._place_margin()
            self.go_to(self._wanted)
            if not sheet.builder.done:
                self._timer.start()
        return self._sheet

    def _lines_first(self) -> float:
        return SCREENS_FIRST * self.viewport().height() / self._look.line(Role.BODY)

    @Slot()
    def _build_on(self) -> None:
        """Build a further step; runs until all is built."""
        sheet = self._sheet
        if sheet is None or sheet.builder.done:
            self._timer.stop()
            return
        sheet.build_for(STEP)
        if sheet.builder.done:
            self._timer.stop()

    def _view(self) -> tuple[float, float]:
        top = self.verticalScrollBar().value()
        return top, top + self.viewport().height()

    def _scroll_to(self, sheet: Sheet, target: Target) -> None:
        y = sheet.top_of(target)
        bar = self.verticalScrollBar()
        if target.end > target.start:
            top, bottom = self._view()
            line = sheet.line(target.ordinal, target.start)
            if top + line.height <= y and y + 2 * line.height <= bottom:
                return
            y -= (bottom - top) / 3
        value = max(0, round(y))
        # Qt lays a document out as it goes, so that the range may lag behind.
        if value > bar.maximum():
            bar.setMaximum(value)
        bar.setValue(value)

    # --- Drawing and events ------------------------------------------------------------------

    def picture_at(self, address: str) -> QImage:
        """Return an image of the page."""
        return self._sheet.pictures.image(address) if self._sheet else super().picture_at(address)

    def _mark_visible(self) -> None:
        sheet = self._ready() if self.isVisible() else None
        if sheet is None:
            return
        made = []
        if self._marked.hits or self._marked.shown:
            seen = sheet.ordinals_between(*self._view())
            made = self._marked.selections(
                sheet.document, sheet.builder.map, self._look.theme, seen
            )
        if made or self.extraSelections():
            self.setExtraSelections(made)

    def _visible_signs(self) -> Mapping[int, int]:
        """Return the marked blocks in view, each with the middle of its first line in the view."""
        sheet = self._sheet
        if sheet is None or not self._bookmarks:
            return {}
        top, bottom = self._view()
        first, last = sheet.ordinals_between(top, bottom)
        seen = sorted(ordinal for ordinal in self._bookmarks if first <= ordinal <= last)
        lines = {o: sheet.line(o) if o >= 0 else sheet.title_line() for o in seen}
        return {o: round(line.top + line.height / 2 - top) for o, line in lines.items()}

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grounds and bars, the text, and a line around the current passage."""
        sheet = self._sheet
        if sheet is None:
            super().paintEvent(event)
            return
        top, bottom = self._view()
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        seen = sheet.position_at(top), sheet.position_at(bottom)
        draw(painter, sheet.document, sheet.builder.boxes, self._look.theme, seen)
        painter.end()
        super().paintEvent(event)
        current = self._marked.current_passage()
        if current is not None and current[0] < len(sheet.builder.map) and current[2] > current[1]:
            self._outline(sheet, sheet.builder.map.span(*current), top)

    def _outline(self, sheet: Sheet, span: tuple[int, int], top: float) -> None:
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        painter.setPen(QPen(QColor(self._look.theme.current_hit_line), 2))
        for area in outlines(sheet.document, span):
            painter.drawRect(area.adjusted(-1, 1, 1, -1))
        painter.end()

    @Slot()
    def _scrolled(self) -> None:
        self._mark_visible()
        self._margin.update()
        self.position_changed.emit()

    @Slot(QUrl)
    def _follow(self, address: QUrl) -> None:
        sheet = self._sheet
        target = sheet.builder.links.target(address.toString()) if sheet else ""
        if not sheet or not target:
            return
        kind, _separator, label = target.partition(":")
        if kind == "footnote":
            self.go_to(Target(sheet.builder.footnotes.get(label, -1), shift=-_AIR))
        elif kind == "footnote-mark":
            self._go_to_mark(sheet, label)
        else:
            self.link_requested.emit(target)

    def _go_to_mark(self, sheet: Sheet, label: str) -> None:
        position = sheet.builder.mark_position(label)
        if position >= 0:
            ordinal, offset = sheet.builder.map.place(position)
            self.go_to(Target(ordinal, offset, shift=-_AIR))

    def _place_margin(self) -> None:
        side = self.viewport().x() - self.lineWidth()
        width = min(_SIGNS, side)
        self._margin.setGeometry(
            self.viewport().x() - width, self.viewport().y(), width, self.viewport().height()
        )
        self._margin.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle; build anew if it has another width."""
        column = self.column(self._look.column)
        if self._sheet is not None and self._sheet.width != column:
            self._renew_in_place()
        self.centre(column)
        super().resizeEvent(event)
        self._place_margin()

    def showEvent(self, event: QShowEvent) -> None:
        """Build what is to be seen."""
        super().showEvent(event)
        sheet = self._ready()
        if sheet is not None and not sheet.builder.done:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Build nothing on while hidden."""
        self._timer.stop()
        super().hideEvent(event)


def _no_resource(path: str) -> bytes:
    raise FileNotFoundError(path)
