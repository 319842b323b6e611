"""What is marked in the translations that stand under the blocks of a page, and where they are."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from viewer.ui.page.aside_map import AsideMap
from viewer.ui.page.content import Passage, Target
from viewer.ui.page.hits import Hit, Marked
from viewer.ui.page.sheet import Seen, Sheet
from viewer.ui.page.stage import Stage
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from viewer.ui.page.ink import Ink

_NOWHERE = AsideMap()


class Beneath:
    """The other text on a page, which is asked and marked as the page's own is.

    Ordinals are those of that text; only some of its blocks may stand on the page.
    """

    def __init__(self, page: Stage, redraw: Callable[[], object]) -> None:
        """Make it; nothing is marked yet.

        Args:
            page: The page.
            redraw: Shows other marks.
        """
        self._page = page
        self._redraw = redraw
        self.marked = Marked()
        self.inks: Sequence[Ink] = ()
        self.terms: Sequence[Hit] = ()

    def clear(self) -> None:
        """Forget all marks; another section is on the page."""
        self.marked, self.inks, self.terms = Marked(), (), ()

    def set_hits(self, hits: Sequence[Hit], current: int = -1) -> None:
        """Mark found passages, as on the page."""
        self.marked.set_hits(hits, current)
        self._redraw()

    def set_highlights(self, inks: "Sequence[Ink]") -> None:
        """Mark passages of the reader, as on the page."""
        self.inks = inks
        self._redraw()

    def set_terms(self, terms: Sequence[Hit]) -> None:
        """Mark words that can be explained, as on the page."""
        self.terms = terms
        self._redraw()

    # --- Where things are --------------------------------------------------------------------

    def _places(self) -> AsideMap:
        sheet = self._page.sheet()
        return sheet.builder.asides if sheet is not None else _NOWHERE

    def selection(self) -> Passage | None:
        """Return the selected passage; None if that is none of this text."""
        cursor = self._page.textCursor()
        return self._places().passage(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> Target:
        """Return where the text cursor stands; block -1 beside this text."""
        place = self._places().place(self._page.textCursor().position())
        return Target(*place) if place is not None else Target(-1)

    def holds(self, position: int) -> bool:
        """Tell whether a position of the document is in this text."""
        return self._places().place(position) is not None

    def blocks_in_view(self) -> list[int]:
        """Return the ordinals of the blocks that may be in view."""
        sheet = self._page.sheet()
        if sheet is None:
            return []
        top = self._page.verticalScrollBar().value()
        seen = sheet.seen(top, top + self._page.viewport().height())
        return sheet.builder.asides.between(seen.first, seen.last)

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return block and code point at a point of the viewport; None beside this text."""
        return self._places().place(self._page.cursorForPosition(point).position())

    def area_of(self, ordinal: int, start: int, end: int) -> QRect:
        """Return where a passage of a block is in the viewport, from its first to its last line."""
        sheet = self._page.sheet()
        if sheet is None or ordinal not in sheet.builder.asides:
            return QRect()
        first, last = sheet.builder.asides.span(ordinal, start, end)
        area = self._page.cursorRect(sheet.cursor(first, first))
        return area.united(self._page.cursorRect(sheet.cursor(last, last)))

    def highlights_at_point(self, point: QPoint) -> "list[Ink]":
        """Return the reader's passages at a point of the viewport, the one seen first."""
        place = self.place_at(point) if self.inks else None
        return [ink for ink in reversed(self.inks) if place is not None and ink.holds(*place)]

    def go_to(self, ordinal: int, start: int, end: int, *, host: int) -> None:
        """Bring a passage of a block into view; the caret goes there.

        Args:
            ordinal: The block.
            start: First code point of the passage in it.
            end: Code point after the last.
            host: The block of the section under which it stands, -1 for the title.
        """
        self._page.build_to(max(host, 0))
        sheet, view = self._page.sheet(), self._page.viewport()
        if sheet is None or ordinal not in sheet.builder.asides:
            return
        first, _last = sheet.builder.asides.span(ordinal, start, end)
        bar = self._page.verticalScrollBar()
        value = bar.value()
        self._page.setTextCursor(sheet.cursor(first, first))
        if bar.value() != value:
            # Not at the very edge, where Qt puts it.
            area = self.area_of(ordinal, start, end)
            bar.setValue(bar.value() + area.top() - view.height() // 3)

    # --- Drawing -----------------------------------------------------------------------------

    def any(self) -> bool:
        """Tell whether anything is marked."""
        return bool(self.inks or self.terms) or self.marked.any()

    def selections(self, sheet: Sheet, theme: Theme, seen: Seen) -> list[QTextEdit.ExtraSelection]:
        """Return the marks in view, as Qt wants them."""
        from viewer.ui.page.ink import grounds

        places = sheet.builder.asides
        ordinals = places.between(seen.first, seen.last)
        made = grounds(sheet.document, self._spans(places, ordinals), theme)
        return made + self.marked.selections(sheet.document, places, theme, sorted(ordinals))

    def draw(self, painter: QPainter, sheet: Sheet, theme: Theme, seen: Seen) -> None:
        """Draw the lines under the marks in view, in the document's own coordinates."""
        from viewer.ui.page.ink import draw_dots, draw_lines

        places = sheet.builder.asides
        ordinals = places.between(seen.first, seen.last)
        draw_lines(painter, sheet.document, self._spans(places, ordinals), theme)
        words = [
            (places.span(*term), self.marked.text_colour(term, theme, theme.muted))
            for term in self.terms
            if term[0] in ordinals
        ]
        draw_dots(painter, sheet.document, words)

    def _spans(
        self, places: AsideMap, ordinals: Sequence[int]
    ) -> "list[tuple[Ink, tuple[int, int]]]":
        """Return the reader's passages in these blocks, a piece for each block."""
        spans = []
        for ink in self.inks:
            first, start, last, end = ink.passage
            for ordinal in ordinals:
                if first <= ordinal <= last:
                    head, stop = places.span(
                        ordinal, start if ordinal == first else 0, end if ordinal == last else 0
                    )
                    spans.append((ink, (head, stop if ordinal == last else places.last(ordinal))))
        return spans
