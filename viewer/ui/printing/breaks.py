"""Where pages of paper end: what Qt's layout of pages does not know.

A heading, or the label of a call-out, goes to the page of what follows it; of a paragraph at least
two lines stand on a page; a row of a table is on one page, if a page can hold it.
"""

from collections.abc import Iterator

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
)

from viewer.book.model import Kind
from viewer.ui.page.decor import CALLOUTS, Box
from viewer.ui.page.look import ORDINAL
from viewer.ui.page.sheet import Sheet

_SHORT = 0.33
"""Height up to which a call-out is not parted, of that of the text of a page."""

_TOGETHER = 2
"""Fewest lines of a paragraph that stand on a page, if it has more on another one."""

_LEAST = 2.0
"""Room at the foot of a page, in pixels, that is left to rounding."""

_BEFORE = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class Breaks:
    """The ends of the pages of one document."""

    def __init__(self, sheet: Sheet, height: float) -> None:
        """Take a document; nothing is changed yet.

        Args:
            sheet: A section, all of it built and laid out on pages.
            height: Of the text of a page, in pixels.
        """
        self._sheet = sheet
        self._document = sheet.document
        self._height = height
        self._labels: dict[int, Box] = {}

    def page_of(self, block: QTextBlock) -> int:
        """Return the page on which the first line of a block stands, from 0."""
        return self._page_of_line(block, 0)

    def settle(self) -> Iterator[None]:
        """Part pages anew, from the first to the last; one can stop after each block and row."""
        block, kept = self._document.begin(), QTextBlock()
        while block.isValid():
            table = QTextCursor(block).currentTable()
            lead = kept if kept.isValid() else block
            if table is not None:
                yield from self._settle_table(table, lead)
                block, kept = self._document.findBlock(table.lastPosition() + 1), QTextBlock()
                continue
            self._settle_block(block, lead)
            yield
            following = block.next()
            keeps = self._is(block, Kind.HEADING) or self._is_captioned(block, following)
            keeps = keeps or self._label_at(block) is not None
            kept = lead if keeps else QTextBlock()
            block = following

    # --- Tables ------------------------------------------------------------------------------

    def _settle_table(self, table: QTextTable, lead: QTextBlock) -> Iterator[None]:
        """See to the rows of a table, the first of which are to stand on the page of ``lead``."""
        heads = table.format().toTableFormat().headerRowCount()
        begin = range(_together(table, min(heads, table.rows() - 1)).stop)
        pages = self._pages_of(table, begin)
        if self._fit(table, begin) and (min(pages) < max(pages) or max(pages) > self.page_of(lead)):
            self._break_before(lead)
        row = heads
        while row < table.rows():
            rows = _together(table, row)
            pages = self._pages_of(table, rows)
            if min(pages) < max(pages) and self._fit(table, range(heads), rows):
                self._push(table, row)
                row += 1
            row += len(rows)
            yield

    def _push(self, table: QTextTable, row: int) -> None:
        """Put an empty row before a row, as high as the page has room."""
        position = table.cellAt(row, 0).firstPosition() - 1
        tops = [
            self._line_top(cell.firstCursorPosition().block(), 0)
            - cell.format().toTableCellFormat().topPadding()
            for cell in _cells(table, range(row, row + 1))
        ]
        room = self._height - min(tops) % self._height - _LEAST
        length = self._document.characterCount()
        # The document is laid out anew once, not for each change.
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        table.insertRows(row, 1)
        self._shift(position, self._document.characterCount() - length)
        empty = QTextBlockFormat()
        empty.setLineHeight(max(1.0, room), _FIXED)
        for cell in _cells(table, range(row, row + 1)):
            cell.setFormat(QTextTableCellFormat())
            cell.firstCursorPosition().setBlockFormat(empty)
        edit.endEditBlock()

    def _pages_of(self, table: QTextTable, rows: range) -> list[int]:
        """Return on which pages cells of these rows begin and end."""
        pages = []
        for cell in _cells(table, rows):
            last = cell.lastCursorPosition().block()
            pages.append(self.page_of(cell.firstCursorPosition().block()))
            pages.append(self._page_of_line(last, last.layout().lineCount() - 1))
        return pages

    def _fit(self, table: QTextTable, *parts: range) -> bool:
        """Return whether rows fit on one page together."""
        rows = (row for part in parts for row in part)
        high = (
            max((_height_of(cell) for cell in _cells(table, range(row, row + 1))), default=0.0)
            for row in rows
        )
        return sum(high) <= self._height

    # --- Text --------------------------------------------------------------------------------

    def _settle_block(self, block: QTextBlock, lead: QTextBlock) -> None:
        """See to a block, and to those from ``lead`` on that are to stand on its page."""
        heading = self._is(block, Kind.HEADING)
        label = self._label_at(block)
        parted = self._has_orphans(block) or (label is not None and self._is_parted(label))
        if parted or self.page_of(block) > self.page_of(lead):
            self._break_before(lead)
        elif heading and self._begins_a_page(block):
            self._break_before(block)
        self._part_widow(block)

    def _pages(self, block: QTextBlock) -> list[int]:
        """Return the pages of the lines of a block."""
        return [self._page_of_line(block, n) for n in range(block.layout().lineCount())]

    def _has_orphans(self, block: QTextBlock) -> bool:
        """Return whether a block leaves one line behind, or is too short to be parted."""
        pages = self._pages(block)
        if not pages or pages[0] == pages[-1]:
            return False
        return len(pages) < 2 * _TOGETHER or pages.count(pages[0]) < _TOGETHER

    def _part_widow(self, block: QTextBlock) -> None:
        """Let a line that would stand alone at the top of a page take along the one above."""
        pages = self._pages(block)
        if len(pages) < 2 * _TOGETHER or pages.count(pages[-1]) >= _TOGETHER:
            return
        line = block.layout().lineAt(len(pages) - _TOGETHER)
        made = QTextBlockFormat(block.blockFormat())
        made.setObjectIndex(-1)
        made.clearProperty(QTextFormat.Property.BlockMarker.value)
        made.setTopMargin(0)
        made.setTextIndent(0)
        made.setPageBreakPolicy(_BEFORE)
        position, length = block.position() + line.textStart(), self._document.characterCount()
        self._sheet.cursor(position, position).insertBlock(made)
        self._shift(position, self._document.characterCount() - length)

    def _shift(self, position: int, count: int) -> None:
        """Take note that so many characters were put in at a position."""
        for box in self._sheet.builder.boxes:
            box.first += count if box.first >= position else 0
            box.last += count if box.last >= position else 0
        self._labels = {}

    def _break_before(self, block: QTextBlock) -> None:
        """Begin a page with a block."""
        table = QTextCursor(block).currentTable()
        if table is not None:
            changed = table.format().toTableFormat()
            changed.setPageBreakPolicy(_BEFORE)
            table.setFormat(changed)
            return
        made = block.blockFormat()
        made.setPageBreakPolicy(_BEFORE)
        # What sets a heading off from the text above has no use at the top.
        made.setTopMargin(0 if self._is(block, Kind.HEADING) else made.topMargin())
        self._sheet.cursor(block.position(), block.position()).setBlockFormat(made)

    def _begins_a_page(self, block: QTextBlock) -> bool:
        above = self._document.documentLayout().blockBoundingRect(block.previous())
        return self.page_of(block) > (above.bottom() - 1) // self._height >= 0

    def _label_at(self, block: QTextBlock) -> Box | None:
        """Return the call-out that begins with a block."""
        if not self._labels:
            boxes = self._sheet.builder.boxes
            self._labels = {box.first: box for box in boxes if box.kind in CALLOUTS}
        return self._labels.get(block.position())

    def _is_parted(self, box: Box) -> bool:
        """Return whether a short call-out is not on one page."""
        layout = self._document.documentLayout()
        first, last = self._document.findBlock(box.first), self._document.findBlock(box.last)
        top, bottom = (layout.blockBoundingRect(block) for block in (first, last))
        if bottom.bottom() - top.top() > _SHORT * self._height:
            return False
        return int((bottom.bottom() - 1) // self._height) > self.page_of(first)

    def _is_captioned(self, block: QTextBlock, following: QTextBlock) -> bool:
        """Return whether a figure has its caption in the next block."""
        ordinals = (one.blockFormat().property(ORDINAL) for one in (block, following))
        return self._is(block, Kind.FIGURE) and len(set(ordinals)) == 1

    def _is(self, block: QTextBlock, kind: Kind) -> bool:
        blocks = self._sheet.content.text.blocks
        ordinal = block.blockFormat().property(ORDINAL)
        return isinstance(ordinal, int) and blocks[ordinal].kind is kind

    def _line_top(self, block: QTextBlock, number: int) -> float:
        top = self._document.documentLayout().blockBoundingRect(block).top()
        # A line that goes to the next page leaves the top of its block behind.
        line = block.layout().lineAt(number)
        return top + (line.y() if line.isValid() else 0)

    def _page_of_line(self, block: QTextBlock, number: int) -> int:
        return int((self._line_top(block, number) + 1) // self._height)


def _together(table: QTextTable, row: int) -> range:
    """Return the rows from ``row`` on that cells span together."""
    end, seen = row + 1, row
    while seen < end:
        cells = (table.cellAt(seen, column) for column in range(table.columns()))
        end = max(end, *(cell.row() + cell.rowSpan() for cell in cells))
        seen += 1
    return range(row, end)


def _cells(table: QTextTable, rows: range) -> Iterator[QTextTableCell]:
    """Yield the cells that begin in these rows."""
    for row in rows:
        column = 0
        while column < table.columns():
            cell = table.cellAt(row, column)
            if cell.row() == row:
                yield cell
            column = cell.column() + cell.columnSpan()


def _height_of(cell: QTextTableCell) -> float:
    """Return the height of a cell that is not parted, in pixels."""
    how = cell.format().toTableCellFormat()
    height = how.topPadding() + how.bottomPadding()
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    while block.isValid() and block.position() <= last.position():
        fixed = block.blockFormat()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            known = fixed.lineHeightType() == _FIXED
            height += fixed.lineHeight() if known else line.height()
        block = block.next()
    return float(height)
