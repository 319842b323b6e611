"""Where pages are built and scrolled: what is seen first, the rest in steps."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent, QTextDocument
from PySide6.QtWidgets import QWidget

from viewer.book.model import Block, Kind, SectionText, Span
from viewer.messages import language
from viewer.messages import translate as _
from viewer.ui.page.browser import Browser
from viewer.ui.page.content import TOP, Aside, PageContent, Target
from viewer.ui.page.look import USUAL, Look, Role, Typesetting
from viewer.ui.page.margin import sign_size
from viewer.ui.page.sheet import Sheet
from viewer.ui.theme import Theme, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

STEP = 0.006
"""Longest time, in seconds, that a step spends on building; laying out takes as long again."""

SCREENS_FIRST = 1.5
"""How much is built before the first paint, in heights of the view by estimate; really over two."""

AIR = 0.6
"""Room above a place that a link or a heading leads to, in lines."""


class Stage(Browser):
    """Shows one section at a time, and keeps its place when it is built anew.

    A section that is not seen yet is not built; it is when the page is shown or asked about.

    Signals:
        position_changed: Something else is at the top now.
        extended: There is a new page, or more of it.
        menu_requested: See ``Browser``.
    """

    position_changed = Signal()
    extended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._look = Look(theme("light"), 100, self.logicalDpiY())
        self._content: PageContent | None = None
        self._sheet: Sheet | None = None
        self._wanted = TOP
        self._timer = QTimer(self)
        self._timer.setObjectName("page_steps")
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._build_on)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._hold)
        self.set_colours(self._look.theme)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the names in the language of the interface."""
        self.setAccessibleName(_named(self._content))

    # --- What is shown -----------------------------------------------------------------------

    def show_section(self, content: PageContent, target: Target | None = None) -> None:
        """Show a section, at ``target`` or at its top."""
        self._content = content
        self._wanted = target or TOP
        self._renew()
        self.retranslate()

    def replace(self, content: PageContent) -> None:
        """Show more of the same section, at the same place."""
        self._content = content
        self._renew_in_place()

    def show_message(self, title: str, *paragraphs: tuple[Span, ...]) -> None:
        """Show words of the program, in the language of the interface, in place of a section."""
        blocks = tuple(
            Block("", Kind.PARAGRAPH, place, "".join(span.text for span in spans), spans)
            for place, spans in enumerate(paragraphs)
        )
        text = SectionText("", language(), blocks)
        self.show_section(PageContent(text, title, text.language, (), "", _no_resource))

    def set_look(self, chosen: Theme, text_percent: int, typesetting: Typesetting = USUAL) -> None:
        """Show everything in other colours, sizes or fonts, at the same place.

        Args:
            chosen: Colours.
            text_percent: Size of the text, 70 to 300.
            typesetting: Lines and fonts.
        """
        self._look = Look(chosen, text_percent, self.logicalDpiY(), typesetting)
        self.set_colours(chosen)
        self.set_room_for_signs(sign_size(self._look.em))
        self._renew_in_place()

    def show_asides(self, asides: Mapping[int, Sequence[Aside]]) -> None:
        """Show other things under the blocks of the section, at the same place."""
        if self._content is not None and (asides or self._content.asides):
            self._content = self._content._replace(asides=asides)
            self._renew_in_place()

    def sheet(self) -> Sheet | None:
        """Return the page as far as it is built; None if nothing is."""
        return self._sheet

    def em(self) -> float:
        """Return the size of the body text, in pixels."""
        return self._look.em

    # --- Where the reader is -----------------------------------------------------------------

    def position(self) -> Target:
        """Return what is at the top of the view; ``go_to`` brings it back there, to the pixel."""
        if self._sheet is None:
            return self._wanted._replace(flash=False)
        return self._sheet.target_at(self.verticalScrollBar().value())

    def go_to(self, target: Target) -> None:
        """Bring a place to the top, or a passage into view; the caret goes there too.

        A place comes to the top even where the text below it doesn't fill the view. A block that
        doesn't exist leads to the last that does.
        """
        self._wanted = target
        sheet = self._ready()
        if sheet is not None:
            self._turn_to(sheet, target)

    def _turn_to(self, sheet: Sheet, target: Target) -> None:
        last = len(sheet.content.text.blocks) - 1
        target = target._replace(ordinal=min(target.ordinal, last))
        sheet.build(self._lines_first(), target.ordinal)
        self._put_cursor(sheet.cursor_at(target))
        # Lines were a guess; what is seen must be there.
        seen = SCREENS_FIRST * self.viewport().height()
        while not sheet.builder.ended and sheet.height() < sheet.top_of(target) + seen:
            sheet.build(sheet.builder.lines + self._lines_first())
        self._scroll_to(sheet, target)

    def go_to_heading(self, slug: str) -> bool:
        """Bring a heading to the top; tell whether there is one of this name."""
        sheet = self._ready()
        ordinal = sheet.builder.names.headings.get(slug) if sheet else None
        if ordinal is None:
            return False
        self.go_to(Target(ordinal, shift=-AIR))
        return True

    def _scroll_to(self, sheet: Sheet, target: Target) -> None:
        y = sheet.top_of(target)
        if target.end > target.start:
            top, bottom = self._view()
            height = sheet.line(target.ordinal, target.start).height
            if top + height <= y and y + 2 * height <= bottom:
                return
            y = min(y - (bottom - top) / 3, self._end(sheet))
        self._bring_to_top(max(0, round(y)))
        self._take_room(sheet)

    def _end(self, sheet: Sheet) -> int:
        """Return where the view is when the end of what is built is at its lower side."""
        return max(0, round(sheet.height()) - self.viewport().height())

    def _take_room(self, sheet: Sheet) -> None:
        """Take away room below the text that the place no longer needs."""
        bar = self.verticalScrollBar()
        needed = max(self._end(sheet), bar.value())
        if bar.maximum() > needed:
            bar.setMaximum(needed)

    @Slot()
    def _scrolled(self) -> None:
        if self._sheet is not None:
            self._take_room(self._sheet)
        self.position_changed.emit()

    # --- Building ----------------------------------------------------------------------------

    def _renew_in_place(self) -> None:
        """Build the page anew, at the same place."""
        if self._sheet is not None:
            self._wanted = self.position()
        self._renew()

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
            if column != self.viewport().width():
                # The text before would only be laid out anew for the new width.
                self._put(QTextDocument(self))
                self.centre(column)
            sheet = Sheet(self._content, self._look, column, self.devicePixelRatioF(), self)
            self._build_first(sheet)
            self._sheet = sheet
            self._put(sheet.document)
            # Qt stays where the page before was, as far as the caret allows.
            self.verticalScrollBar().setValue(0)
            self._turn_to(sheet, self._wanted)
            self._go_on(sheet)
            self.extended.emit()
        return self._sheet

    def _build_first(self, sheet: Sheet) -> None:
        """Build what is seen first."""
        sheet.build(self._lines_first(), self._wanted.ordinal)

    def _lines_first(self) -> float:
        return SCREENS_FIRST * self.viewport().height() / self._look.line(Role.BODY)

    def _go_on(self, sheet: Sheet) -> None:
        if not sheet.builder.done and self.isVisible():
            self._timer.start()

    @Slot()
    def _build_on(self) -> None:
        """Build a further step, until all is built."""
        sheet = self._sheet
        if sheet is not None:
            sheet.build_for(STEP)
            self.extended.emit()
        if sheet is None or sheet.builder.done:
            self._timer.stop()

    def scroll_to(self, place: Target) -> None:
        """Bring a place to the top without moving the caret."""
        if self._sheet is not None:
            self._scroll_to(self._sheet, place)

    def build_to(self, ordinal: int) -> None:
        """Build at least up to a block, and what is seen after it."""
        sheet = self._ready()
        if sheet is not None and len(sheet.builder.map) <= ordinal:
            sheet.build(self._lines_first(), ordinal)
            self.extended.emit()

    def picture_at(self, address: str) -> "QImage":
        """Return an image of the page; one that takes long to be read is shown later."""
        from viewer.ui.page.decoding import picture  # most sections have no image

        return picture(self, self._sheet, address) if self._sheet else super().picture_at(address)

    # --- Events ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle; build anew if it has another width."""
        column = self.column(self._look.column)
        if self._sheet is not None and self._sheet.width != column:
            self._renew_in_place()
        self.centre(column)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Build what is to be seen."""
        super().showEvent(event)
        sheet = self._ready()
        if sheet is not None:
            self._go_on(sheet)

    def hideEvent(self, event: QHideEvent) -> None:
        """Build nothing on while hidden."""
        self._timer.stop()
        super().hideEvent(event)


def _no_resource(path: str) -> bytes:
    raise FileNotFoundError(path)


def _named(content: PageContent | None) -> str:
    """Return what the text is called for screen readers."""
    if content is None:
        return _("Text of the section")
    return _("Text of the section: {title}").format(title=content.title)
