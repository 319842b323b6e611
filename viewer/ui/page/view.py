"""The page: the text of one section, and what the reader does with it."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.ui.page.apart import ApartPage
from viewer.ui.page.content import PageContent, Passage, Target
from viewer.ui.page.names import block_with_mark
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.stage import AIR

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl


__all__ = ["PageContent", "PageView", "Passage", "Target"]


class _WayBack(NamedTuple):
    """Where the reader was when a footnote was gone to.

    Attributes:
        sheet: The page as it was built; of another, positions mean nothing.
        target: What was at the top.
        cursor: The selection; it moves with the text.
    """

    sheet: Sheet
    target: Target
    cursor: QTextCursor


class PageView(ApartPage):
    """Shows one section, and tells what the reader does with it.

    Signals:
        link_requested: A link was followed; gives its target as the text has it.
        selection_changed: Something else is selected now.
        selected: Words were selected with the mouse or by touch; gives where they are in the
            viewport.
        link_focused: The keyboard came to a link, which the text cursor selects.
        note_requested: A footnote's mark was followed; gives the label of the note.
        table_requested, tab_requested, heading_requested: See ``ApartPage``.
        painted, mark_requested: See ``MarkedPage``.
        position_changed, menu_requested, copy_requested: See ``Stage`` and ``Browser``.
    """

    link_requested = Signal(str)
    selection_changed = Signal()
    selected = Signal(QRect)
    link_focused = Signal()
    note_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways_back: dict[str, _WayBack] = {}
        # Ends of the link to which a key led; a selection that is the same has the keyboard.
        self._walked_to = (-1, -1)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hint)
        self.selectionChanged.connect(self.selection_changed)

    def block_at(self, point: QPoint) -> int:
        """Return the block at, or nearest to, a point of the viewport; -1 above the first."""
        if self._sheet is None:
            return -1
        return self._sheet.builder.map.place(self.cursorForPosition(point).position())[0]

    def show_section(self, content: PageContent, target: Target | None = None) -> None:
        """Show a section, at ``target`` or at its top; all that marked the one before goes."""
        self._ways_back.clear()
        self._walked_to = (-1, -1)
        super().show_section(content, target)

    # --- What the reader sees and selects ----------------------------------------------------

    def selection(self) -> Passage | None:
        """Return the selected passage; None if nothing of the section's text is selected."""
        cursor = self.textCursor()
        if self._sheet is None or not cursor.hasSelection():
            return None
        return self._sheet.builder.map.passage(*_selected(cursor))

    def selected_words(self) -> str:
        """Return the selected text, as it is copied."""
        passage = self.selection()
        if passage is None or self._content is None:
            return super().selected_words()
        from viewer.book.excerpt import excerpt
        from viewer.reading.plain_text import plain_text

        title = f"{self._content.title}\n\n" if self.title_selected() else ""
        return title + plain_text(excerpt(self._content.text, *passage))

    def title_selected(self) -> bool:
        """Tell whether the selection begins above the text, in the title or before it."""
        places = self._sheet.builder.map if self._sheet is not None else None
        cursor = self.textCursor()
        if not places or not cursor.hasSelection():
            return False
        return cursor.selectionStart() < places.first(0)

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

    def blocks_in_view(self) -> range:
        """Return the ordinals of the blocks that are in view, wholly or in part."""
        sheet = self._ready()
        if sheet is None:
            return range(0)
        seen = sheet.seen(*self._view())
        return range(max(seen.first_ordinal, 0), seen.last_ordinal + 1)

    def first_visible_block(self) -> int:
        """Return the first block wholly in view, else the first in part; -1 if there is none."""
        sheet = self._ready()
        if sheet is None:
            return -1
        top, bottom = self._view()
        ordinals = self.blocks_in_view()
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
        target = self.link_target(address.toString())
        if sheet is None or not target:
            return
        kind, _separator, label = target.partition(":")
        if kind == "footnote":
            self.note_requested.emit(label)
        elif kind == "footnote-mark":
            self._go_to_number(sheet, label, note=False)
        elif kind == "table" and label.isdecimal():
            self.table_requested.emit(int(label))
        else:
            self.link_requested.emit(target)

    def go_to_note(self, label: str) -> None:
        """Go to a footnote and select its number: Enter there leads back to the very place."""
        sheet = self._sheet
        if sheet is not None:
            way = _WayBack(sheet, self.position(), self.textCursor())
            self._go_to_number(sheet, label, note=True)
            self._ways_back[label] = way

    def _go_to_number(self, sheet: Sheet, label: str, *, note: bool) -> None:
        """Go to a footnote or to its mark, and select its number."""
        ordinal = sheet.builder.names.footnotes.get(label, -1)
        if ordinal < 0:
            return
        way = self._ways_back.pop(label, None)
        if way is not None and way.sheet is sheet and not note:
            self.go_to(way.target)
            self._put_cursor(way.cursor)
            return
        if not note:
            ordinal = block_with_mark(sheet.content.text.blocks, label)
        self.build_to(ordinal)
        shown = self._sheet
        if shown is None:
            return
        places, number = shown.builder.map, shown.builder.names.numbers[label]
        first = places.first(ordinal) if note else shown.builder.mark_position(label)
        self.go_to(Target(*places.place(first), shift=-AIR))
        self._put_cursor(shown.cursor(first, first + len(number)))

    @Slot("QUrl")
    def _hint(self, address: "QUrl") -> None:
        """Have the tooltip tell where a link leads that leaves the book."""
        # Imported here: nothing of it is needed before the pointer moves.
        from viewer.ui.elements.hints import plain_hint
        from viewer.ui.page.hints import hint

        words = hint(self.link_target(address.toString()))
        self.viewport().setToolTip(plain_hint(words))

    # --- Events ------------------------------------------------------------------------------

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Walk the links, and tell of each."""
        stays = bool(super().focusNextPrevChild(following))
        if stays and self.hasFocus():
            cursor = self.textCursor()
            self._walked_to = cursor.selectionStart(), cursor.selectionEnd()
            self.link_focused.emit()
        return stays

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, and a ring around the link that has the keyboard: Qt's dots are fine."""
        super().paintEvent(event)
        cursor = self.textCursor()
        here = cursor.selectionStart(), cursor.selectionEnd()
        if self._sheet is None or not self.hasFocus() or here != self._walked_to:
            return
        from viewer.ui.page.hits import Outline, draw_outline

        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        draw_outline(painter, self._sheet.document, here, Outline(self._look.theme.focus))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell when words were selected with the pointer."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._selects_words():
            self.selected.emit(self.selected_area())

    def _selects_words(self) -> bool:
        """Tell whether anything of the section's text is selected, or of a translation."""
        under = "beneath" in vars(self) and self.beneath.selection() is not None
        return under or self.selection() is not None

    def selected_area(self) -> QRect:
        """Return where the selection is in the viewport: from its first to its last line."""
        cursor, sheet = self.textCursor(), self._sheet
        if sheet is None:
            return QRect()
        first, last = _selected(cursor)
        area = self.cursorRect(sheet.cursor(first, first))
        return area.united(self.cursorRect(sheet.cursor(last, last)))

    def point_at(self, place: QPoint) -> None:
        """Put the caret at a place of the screen, unless something is selected or it is there."""
        point = self.viewport().mapFromGlobal(place)
        there = self.cursorRect().adjusted(-1, 0, 1, 1).contains(point)
        if not there and not self.textCursor().hasSelection():
            self._put_cursor(self.cursorForPosition(point))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the note of the passage on which the pointer rests."""
        rests = event.type() == QEvent.Type.ToolTip and not self.viewport().toolTip()
        if rests and (self._inks or self._marks_beneath()):
            # Imported here: nothing of it is needed before the pointer rests somewhere.
            from viewer.ui.page.hints import show_words

            point: QPoint = event.pos()  # type: ignore[attr-defined]  # of a QHelpEvent
            inks = self.highlights_at_point(point)
            if self._marks_beneath():
                inks = [*self.beneath.highlights_at_point(point), *inks]
            show_words(self.viewport(), point, [ink.words for ink in inks if ink.words])
            return True
        return bool(super().viewportEvent(event))


def _selected(cursor: QTextCursor) -> tuple[int, int]:
    """Return first and last position of a selection; of cells, Qt tells where the last begins."""
    first_row, rows, first_column, columns = _cells(cursor)
    if rows < 1:
        return cursor.selectionStart(), cursor.selectionEnd()
    table = cursor.currentTable()
    last = table.cellAt(first_row + rows - 1, first_column + columns - 1)
    return table.cellAt(first_row, first_column).firstPosition(), last.lastPosition()


def _cells(cursor: QTextCursor) -> tuple[int, int, int, int]:
    """Return first row, rows, first column and columns of a selection of cells; else -1."""
    made: object = cursor.selectedTableCells() if cursor.hasComplexSelection() else None
    return made if isinstance(made, tuple) else (-1, -1, -1, -1)
