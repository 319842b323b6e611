"""The page: the text of one section, with what was found in it and what the reader marked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.page.content import PageContent, Passage, Target
from viewer.ui.page.decor import draw
from viewer.ui.page.hits import Hit, Marked, outlines
from viewer.ui.page.look import USUAL, Typesetting
from viewer.ui.page.margin import Margin
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.stage import AIR, Stage
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

__all__ = ["PageContent", "PageView", "Passage", "Target"]

_SIGNS = 32
"""Width of the margin for signs, in pixels, where there is room."""


class PageView(Stage):
    """Shows one section, and tells what the reader does with it.

    Signals:
        link_requested: A link was followed; gives its target as the text has it.
        selection_changed: Something else is selected now.
        mark_requested: The margin sign at a block was clicked; gives its ordinal.
        table_requested: A table is wanted as a real table; gives the ordinal of its block.
        painted: The page was painted for the first time.
        position_changed, menu_requested, size_step_requested: See ``Stage`` and ``Browser``.
    """

    painted = Signal()
    link_requested = Signal(str)
    selection_changed = Signal()
    mark_requested = Signal(int)
    table_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = Marked()
        self._bookmarks: frozenset[int] = frozenset()
        self._painted = False
        self._margin = Margin(self._visible_signs, self)
        self._margin.set_look(self._look.theme)
        self._margin.sign_clicked.connect(self.mark_requested)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hint)
        self.selectionChanged.connect(self.selection_changed)

    def show_section(self, content: PageContent, target: Target | None = None) -> None:
        """Show a section, at ``target`` or at its top; hits and bookmarks of the one before go."""
        self._marked = Marked()
        self._bookmarks = frozenset()
        super().show_section(content, target)

    def set_look(self, chosen: Theme, text_percent: int, typesetting: Typesetting = USUAL) -> None:
        """Show everything in other colours, sizes or fonts, at the same place."""
        self._margin.set_look(chosen)
        super().set_look(chosen, text_percent, typesetting)

    # --- Marks -------------------------------------------------------------------------------

    def set_hits(self, hits: Sequence[Hit], current: int = -1) -> None:
        """Mark found passages; ``current`` is the index of the one that stands out most."""
        self._marked.set_hits(hits, current)
        self._mark_visible()
        self.viewport().update()

    def set_bookmarks(self, ordinals: Iterable[int]) -> None:
        """Show a sign in the margin at these blocks; -1 is the title."""
        self._bookmarks = frozenset(ordinals)
        self._margin.update()

    def _turn_to(self, sheet: Sheet, target: Target) -> None:
        super()._turn_to(sheet, target)
        self._marked.shown = target if target.flash else None
        self._mark_visible()
        self._place_margin()
        self.viewport().update()

    def _mark_visible(self) -> None:
        """Hand the marks in view to Qt."""
        sheet = self._sheet
        if sheet is None:
            return
        made = []
        if self._marked.hits or self._marked.shown:
            seen = sheet.seen(*self._view())
            made = self._marked.selections(
                sheet.document, sheet.builder.map, self._look.theme, seen
            )
        if made or self.extraSelections():
            self.setExtraSelections(made)

    def _visible_signs(self) -> Mapping[int, int]:
        """Return the marked blocks in view, each with the middle of its first line there."""
        sheet = self._sheet
        if sheet is None or not self._bookmarks:
            return {}
        top, bottom = self._view()
        seen = sheet.seen(top, bottom)
        marked = (o for o in self._bookmarks if seen.first_ordinal <= o <= seen.last_ordinal)
        lines = {o: sheet.line(o) if o >= 0 else sheet.title_line() for o in sorted(marked)}
        return {o: round(line.top + line.height / 2 - top) for o, line in lines.items()}

    # --- What the reader sees and selects ----------------------------------------------------

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

    def block_looked_at(self) -> int:
        """Return the block of the passage that stands out, if in view, else the first in view.

        -1 if there is none.
        """
        sheet, passage = self._ready(), self._marked.current_passage()
        if sheet is not None and passage is not None:
            top, bottom = self._view()
            line = sheet.line(passage[0], passage[1])
            if top <= line.top and line.top + line.height <= bottom:
                return passage[0]
        return self.first_visible_block()

    def first_visible_block(self) -> int:
        """Return the first block wholly in view, else the first in part; -1 if there is none."""
        sheet = self._ready()
        if sheet is None:
            return -1
        top, bottom = self._view()
        seen = sheet.seen(top, bottom)
        ordinals = range(max(seen.first_ordinal, 0), seen.last_ordinal + 1)
        # A line may begin between two pixels.
        whole = (
            o for o in ordinals if sheet.line(o).top > top - 1 and sheet.bottom_of(o) < bottom + 1
        )
        return next(whole, ordinals[0] if ordinals else -1)

    def block_of_reader(self) -> int:
        """Return the block with the caret, if it is in view, else the first in view."""
        sheet, caret = self._ready(), self.caret().ordinal
        if sheet is None:
            return -1
        seen = sheet.seen(*self._view())
        return caret if seen.first_ordinal <= caret <= seen.last_ordinal else seen.first_ordinal

    def title_visible(self) -> bool:
        """Tell whether the title of the section is in view."""
        sheet = self._ready()
        if sheet is None:
            return True
        line = sheet.title_line()
        return self._view()[0] <= line.top + line.height / 2

    # --- Links -------------------------------------------------------------------------------

    @Slot("QUrl")
    def _follow(self, address: "QUrl") -> None:
        sheet = self._sheet
        target = sheet.builder.links.target(address.toString()) if sheet else ""
        if sheet is None or not target:
            return
        kind, _separator, label = target.partition(":")
        if kind in {"footnote", "footnote-mark"}:
            self._go_to_number(sheet, label, note=kind == "footnote")
        elif kind == "table" and label.isdecimal():
            self.table_requested.emit(int(label))
        else:
            self.link_requested.emit(target)

    def _go_to_number(self, sheet: Sheet, label: str, *, note: bool) -> None:
        """Go to a footnote or to its mark, and select its number: Enter there leads back."""
        ordinal = sheet.builder.names.footnotes.get(label, -1)
        if ordinal < 0:
            return
        sheet.build(self._lines_first(), ordinal)
        places = sheet.builder.map
        first = places.first(ordinal) if note else sheet.builder.mark_position(label)
        self.go_to(Target(*places.place(first), shift=-AIR))
        self._put_cursor(sheet.cursor(first, first + len(sheet.builder.names.numbers[label])))

    @Slot("QUrl")
    def _hint(self, address: "QUrl") -> None:
        """Have the tooltip tell where a link leads, or what a footnote says."""
        # Imported here: nothing of it is needed before the pointer moves.
        from html import escape

        from viewer.ui.page.hints import hint

        words = hint(self._sheet, address.toString()) if self._sheet else ""
        # As text: Qt would take what looks like HTML for it.
        self.viewport().setToolTip(escape(words))

    # --- Drawing and events ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the table in which the caret stands at Enter, where it doesn't follow a link."""
        cursor = self.textCursor()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
        if enter and cursor.currentTable() is not None and not cursor.charFormat().isAnchor():
            self.table_requested.emit(self.caret().ordinal)
        else:
            super().keyPressEvent(event)

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
        draw(painter, sheet.document, sheet.builder.boxes, self._look.theme, positions)
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
        super()._scrolled()

    def _place_margin(self) -> None:
        area = self.viewport().geometry()
        width = min(_SIGNS, area.x() - self.lineWidth())
        self._margin.setGeometry(area.x() - width, area.y(), width, area.height())
        self._margin.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_margin()
