"""The page with what is marked on it: hits, highlights, abbreviations, signs in the margin."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.page.content import PageContent, Target
from viewer.ui.page.decor import draw
from viewer.ui.page.far import FarPage
from viewer.ui.page.hits import Hit, Marked, Outline, draw_outline
from viewer.ui.page.look import USUAL, Typesetting
from viewer.ui.page.margin import Margin, Sign, sign_size
from viewer.ui.page.sheet import Seen, Sheet
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from viewer.ui.page.beneath import Beneath
    from viewer.ui.page.ink import Ink

_SIGNS = 32
"""Width of the margin for signs, in pixels, where there is room; in large text twice a sign."""


class MarkedPage(FarPage):
    """Draws what was found and what the reader marked.

    Signals:
        painted: The page was painted for the first time.
        mark_requested: The margin sign at a block was clicked; gives its ordinal.
        position_changed, menu_requested, size_step_requested: See ``Stage`` and ``Browser``.
    """

    painted = Signal()
    mark_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = Marked()
        self._inks: Sequence[Ink] = ()
        self._terms: Sequence[Hit] = ()
        self._signs: Mapping[int, Sign] = {}
        self._painted = False
        self._margin = Margin(self._visible_signs, self)
        self._margin.set_look(self._look.theme)
        self._margin.sign_clicked.connect(self.mark_requested)

    def show_section(self, content: PageContent, target: Target | None = None) -> None:
        """Show a section, at ``target`` or at its top; all that marked the one before goes."""
        self._marked = Marked()
        self._inks = ()
        self._terms = ()
        if self._marks_beneath():
            self.beneath.clear()
        self._signs = {}
        super().show_section(content, target)

    def set_look(self, chosen: Theme, text_percent: int, typesetting: Typesetting = USUAL) -> None:
        """Show everything in other colours, sizes or fonts, at the same place."""
        self._margin.set_look(chosen)
        super().set_look(chosen, text_percent, typesetting)
        self._margin.set_sign(sign_size(self.em()))
        self._place_margin()

    def seen(self) -> tuple[int, int, bool]:
        """Return the first and last block in view, and whether the end of the text is."""
        sheet = self._ready()
        if sheet is None:
            return -1, -1, False
        top, bottom = self._view()
        seen, last = sheet.seen(top, bottom), len(sheet.builder.map) - 1
        # To ask where the last block ends would lay out all that stands before it.
        near = sheet.builder.done and seen.last_ordinal >= last
        end = near and (last < 0 or sheet.bottom_of(last) <= bottom + 1)
        return seen.first_ordinal, seen.last_ordinal, end

    # --- Marks -------------------------------------------------------------------------------

    def set_hits(self, hits: Sequence[Hit], current: int = -1) -> None:
        """Mark found passages; ``current`` is the index of the one that stands out most."""
        self._marked.set_hits(hits, current)
        self._show_marks()

    def set_signs(self, signs: Mapping[int, Sign]) -> None:
        """Show signs in the margin at these blocks; -1 is the title."""
        self._signs = signs
        self._margin.update()

    def set_highlights(self, inks: "Sequence[Ink]") -> None:
        """Mark passages of the reader; of two at one place, the later one is seen."""
        self._inks = inks
        self._show_marks()

    def set_terms(self, terms: Sequence[Hit]) -> None:
        """Mark words that can be explained quietly, with a line of dots."""
        self._terms = terms
        self.viewport().update()

    def highlights_at(self, ordinal: int, offset: int) -> "list[Ink]":
        """Return the reader's passages at a place, the one seen first."""
        return [ink for ink in reversed(self._inks) if ink.holds(ordinal, offset)]

    def highlights_at_point(self, point: QPoint) -> "list[Ink]":
        """Return the reader's passages at a point of the viewport, the one seen first."""
        place = self.place_at(point) if self._inks else None
        return self.highlights_at(*place) if place is not None else []

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return block and code point at a point of the viewport; None beside the text."""
        if self._sheet is None:
            return None
        position = self.cursorForPosition(point).position()
        area = self.cursorRect(self._sheet.cursor(position, position))
        # Beside a line the nearest letter is found, which isn't meant.
        near = area.adjusted(-area.height(), 0, area.height(), 0).contains(point)
        place = self._sheet.builder.map.place(position)
        return place if near and place[0] >= 0 else None

    def area_of(self, ordinal: int, start: int, end: int) -> QRect:
        """Return where a passage of a block is in the viewport, from its first to its last line."""
        if self._sheet is None or ordinal >= len(self._sheet.builder.map):
            return QRect()
        first, last = self._sheet.builder.map.span(ordinal, start, end)
        area = self.cursorRect(self._sheet.cursor(first, first))
        return area.united(self.cursorRect(self._sheet.cursor(last, last)))

    def _turn_to(self, sheet: Sheet, target: Target) -> None:
        super()._turn_to(sheet, target)
        self._marked.shown = target if target.flash else None
        self._place_margin()
        self._show_marks()

    @cached_property
    def beneath(self) -> "Beneath":
        """The translations under the blocks."""
        # Imported here: few pages have any.
        from viewer.ui.page.beneath import Beneath

        return Beneath(self, self._show_marks)

    def _marks_beneath(self) -> bool:
        return "beneath" in vars(self) and self.beneath.any()

    def _show_marks(self) -> None:
        self._mark_visible()
        self.viewport().update()

    def _mark_visible(self) -> None:
        """Hand the marks in view to Qt."""
        sheet = self._sheet
        if sheet is None:
            return
        made = []
        marked = self._inks or self._marked.any() or self._marks_beneath()
        seen = sheet.seen(*self._view()) if marked else None
        if seen is not None and self._inks:
            from viewer.ui.page.ink import grounds

            spans = self._visible_spans(sheet, seen)
            made = grounds(sheet.document, spans, self._look.theme)
        if seen is not None and self._marked.any():
            places = sheet.builder.map
            shown = range(max(seen.first_ordinal, 0), min(seen.last_ordinal + 1, len(places)))
            made += self._marked.selections(sheet.document, places, self._look.theme, shown)
        if seen is not None and self._marks_beneath():
            made += self.beneath.selections(sheet, self._look.theme, seen)
        if made or self.extraSelections():
            self.setExtraSelections(made)

    def _visible_spans(self, sheet: Sheet, seen: Seen) -> "list[tuple[Ink, tuple[int, int]]]":
        """Return the reader's passages in view, with their positions in what is built so far."""
        places = sheet.builder.map
        last = min(seen.last_ordinal, len(places) - 1)
        spans = []
        for ink in self._inks:
            first_ordinal, start, last_ordinal, end = ink.passage
            if first_ordinal <= last and last_ordinal >= seen.first_ordinal:
                first = places.position(first_ordinal, start)
                stop = min(last_ordinal, len(places) - 1)
                ends = places.position(stop, end, end=True)
                span = first, ends if stop == last_ordinal else places.last(stop)
                spans.append((ink, span))
        return spans

    def _visible_signs(self) -> Mapping[int, tuple[int, Sign]]:
        """Return the signs in view, by block, each with the middle of its first line there."""
        sheet = self._sheet
        if sheet is None or not self._signs:
            return {}
        top, bottom = self._view()
        seen = sheet.seen(top, bottom)
        marked = (o for o in self._signs if seen.first_ordinal <= o <= seen.last_ordinal)
        lines = {o: sheet.line(o) if o >= 0 else sheet.title_line() for o in sorted(marked)}
        return {
            o: (round(line.top + line.height / 2 - top), self._signs[o])
            for o, line in lines.items()
        }

    # --- Drawing and events ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grounds and bars, the text, and a line around the current passage."""
        sheet = self._sheet
        if sheet is None:
            super().paintEvent(event)
        else:
            self._paint(sheet, event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def _paint(self, sheet: Sheet, event: QPaintEvent) -> None:
        top, bottom = self._view()
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        seen = sheet.seen(top, bottom)
        positions = seen.first, seen.last
        draw(painter, sheet.document, sheet.builder.boxes, self._look, positions)
        painter.end()
        super().paintEvent(event)
        if self._inks or self._terms or self._marks_beneath():
            self._underline(sheet, seen, top)
        current = self._marked.current_passage()
        if current is not None and current[0] < len(sheet.builder.map) and current[2] > current[1]:
            self._outline(sheet, sheet.builder.map.span(*current), top)

    def _outline(self, sheet: Sheet, span: tuple[int, int], top: float) -> None:
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        theme, is_selected = self._look.theme, self.textCursor().hasSelection()
        edge = theme.page if is_selected else ""
        colours = Outline(theme.current_hit_line, edge, theme.current_hit_text)
        draw_outline(painter, sheet.document, span, colours)
        painter.end()

    def _underline(self, sheet: Sheet, seen: Seen, top: float) -> None:
        from viewer.ui.page.ink import draw_dots, draw_lines

        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        spans = self._visible_spans(sheet, seen)
        draw_lines(painter, sheet.document, spans, self._look.theme)
        draw_dots(painter, sheet.document, self._visible_terms(sheet, seen))
        if self._marks_beneath():
            self.beneath.draw(painter, sheet, self._look.theme, seen)
        painter.end()

    def _visible_terms(self, sheet: Sheet, seen: Seen) -> list[tuple[tuple[int, int], str]]:
        """Return words in view that can be explained, with the colour of their dots."""
        chosen, places = self._look.theme, sheet.builder.map
        last = min(seen.last_ordinal, len(places) - 1)
        return [
            (places.span(*term), self._marked.text_colour(term, chosen, chosen.muted))
            for term in self._terms
            if seen.first_ordinal <= term[0] <= last
        ]

    @Slot()
    def _scrolled(self) -> None:
        self._mark_visible()
        self._margin.update()
        super()._scrolled()

    def _place_margin(self) -> None:
        area = self.viewport().geometry()
        wanted = max(_SIGNS, 2 * self._margin.sign())
        width = min(wanted, area.x() - self.lineWidth())
        self._margin.setGeometry(area.x() - width, area.y(), width, area.height())
        self._margin.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_margin()
