"""Places far down in a long section: the page begins there, and what is above comes in steps."""

from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.ui.page.content import Target
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.stage import STEP, Stage

_ABOVE = 1.2
"""How much is built above a place at first, in heights of the view by estimate."""


Ends = tuple[tuple[int, int], tuple[int, int]]
"""Where a selection begins and ends: block and code point of each."""


class _Awaited(NamedTuple):
    """A selection that reaches to where nothing is built yet.

    Attributes:
        ends: Where it begins and ends.
        cursor: What is selected instead; when the reader selects something else, that counts.
    """

    ends: Ends
    cursor: QTextCursor


class FarPage(Stage):
    """Shows a place at once, however much of the section is above it and not built."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._awaited: _Awaited | None = None
        self._whole = False
        # Height of the view above the block from which on all is there, and the value that gave it.
        self._held = 0, 0.0
        self._writing_above = self._settling = False

    def build_from_the_top(self, *, always: bool) -> None:
        """Set whether pages are to begin at the top of the section, wherever the reader is."""
        self._whole = always
        if always and self._sheet is not None and self._sheet.above is not None:
            self._renew_in_place()

    def _ready(self) -> Sheet | None:
        if self._sheet is not None:
            return self._sheet
        self._settling = True
        sheet = super()._ready()
        self._settling = False
        if sheet is not None:
            self._hold_line(sheet)
        return sheet

    def _build_first(self, sheet: Sheet) -> None:
        self._awaited = None
        ordinal = min(self._wanted.ordinal, len(sheet.content.text.blocks) - 1)
        # A place can be far above or below the line that it is told by.
        screens = _ABOVE + abs(self._wanted.shift) * sheet.look.em / self.viewport().height()
        first = 0
        if not self._whole and ordinal > 0:
            from viewer.ui.page.above import beginning_for

            first = beginning_for(sheet.content, ordinal, screens * self._lines_first())
        if first:
            sheet.builder.begin_at(first)
        super()._build_first(sheet)
        if first:
            sheet.begin_above()
            # A view of the top: whoever leaves the place upwards by a view doesn't get there.
            while sheet.above and sheet.line(first + 1).top < self.viewport().height():
                sheet.build_above_for(STEP)

    def _put_cursor(self, cursor: QTextCursor) -> None:
        # On its way there and back, the view passes what is missing.
        before, self._settling = self._settling, True
        super()._put_cursor(cursor)
        self._settling = before

    def _turn_to(self, sheet: Sheet, target: Target) -> None:
        ordinal = min(target.ordinal, len(sheet.content.text.blocks) - 1)
        if self._is_near(sheet, ordinal):
            super()._turn_to(sheet, target)
            self._hold_line(sheet)
        else:
            self._wanted = target
            self._renew()

    def _is_near(self, sheet: Sheet, ordinal: int) -> bool:
        """Tell whether a block is built, or soon is."""
        if not sheet.holds(ordinal):
            return False
        missing = sheet.content.text.blocks[len(sheet.builder.map) : ordinal + 1]
        if not missing or self._whole or sheet.content.asides:
            return True
        from viewer.ui.page.above import FAR, is_more

        return not is_more(missing, 2 * FAR + 2 * self._lines_first())

    def build_to(self, ordinal: int) -> None:
        """Build at least up to a block, and what is seen after it."""
        sheet = self._ready()
        if sheet is not None and self._is_near(sheet, ordinal):
            super().build_to(ordinal)
        else:
            self.go_to(Target(ordinal))

    # --- Selections that reach far -----------------------------------------------------------

    def _renew_in_place(self) -> None:
        """Build the page anew, at the same place and with the same selection."""
        ends = self._selected_ends(self._sheet) if self._sheet is not None else None
        super()._renew_in_place()
        if self._sheet is not None and ends is not None:
            self._select(self._sheet, ends)

    def _selected_ends(self, sheet: Sheet) -> Ends:
        """Return where the selection begins and ends."""
        awaited = self._awaited
        if awaited is not None and awaited.cursor == self.textCursor():
            return awaited.ends
        places, cursor = sheet.builder.map, self.textCursor()
        return places.place(cursor.anchor()), places.place(cursor.position())

    def _select(self, sheet: Sheet, ends: Ends) -> None:
        """Put the selection where it was; as much of it as is built, the rest when it is."""
        ordinals = [ordinal for ordinal, _offset in ends]
        if all(self._is_near(sheet, ordinal) for ordinal in ordinals):
            sheet.build(0, max(ordinals))
            self._put_cursor(sheet.cursor_between(*ends))
            return
        last = len(sheet.builder.map) - 1
        nearest = [end if end[0] <= last else (last, 1 << 30) for end in ends]
        self._put_cursor(sheet.cursor_between(nearest[0], nearest[1]))
        self._awaited = _Awaited(ends, self.textCursor())

    def _select_awaited(self, sheet: Sheet) -> None:
        awaited = self._awaited
        if awaited is None:
            return
        if awaited.cursor != self.textCursor():
            self._awaited = None
        elif all(sheet.holds(o) and o < len(sheet.builder.map) for o, _offset in awaited.ends):
            self._awaited = None
            self._put_cursor(sheet.cursor_between(*awaited.ends))

    # --- Building ----------------------------------------------------------------------------

    @Slot()
    def _build_on(self) -> None:
        sheet = self._sheet
        if sheet is None or sheet.above is None or self._ends_soon(sheet):
            super()._build_on()
        else:
            self._write_above(sheet)
            self.extended.emit()
        if sheet is not None:
            self._select_awaited(sheet)

    def _ends_soon(self, sheet: Sheet) -> bool:
        """Tell whether there is less than a view below what is seen, and more to come."""
        bottom = self._view()[1] + self.viewport().height()
        return not sheet.builder.ended and sheet.height() < bottom

    def _write_above(self, sheet: Sheet) -> None:
        """Write on above, and keep what is seen where it is."""
        first, ends = sheet.first_below(), self._selected_ends(sheet)
        self._writing_above = True
        sheet.build_above_for(STEP)
        value, held = self._held
        bar = self.verticalScrollBar()
        if bar.value() == value and held >= 0:
            self._bring_to_top(round(sheet.line(first).top + held))
            self._held = bar.value(), held
        if sheet.above is None and self._selected_ends(sheet) != ends:
            # An end stood in the block that was written twice.
            self._put_cursor(sheet.cursor_between(*ends))
        self._writing_above = False
        self.viewport().update()

    def _hold_line(self, sheet: Sheet) -> None:
        if sheet.above is not None:
            value = self.verticalScrollBar().value()
            self._held = value, value - sheet.line(sheet.first_below()).top

    @Slot()
    def _scrolled(self) -> None:
        if self._writing_above:
            return
        sheet = self._sheet
        if sheet is not None and sheet.above is not None and not self._settling:
            self._leave_gap(sheet)
        super()._scrolled()

    def _leave_gap(self, sheet: Sheet) -> None:
        """Build the page anew where the reader comes to what is missing.

        From below, what is just above is wanted; from the top of the section, what comes next.
        """
        was_below = self._held[1] >= 0
        self._hold_line(sheet)
        seam = sheet.line(sheet.first_below())
        top, bottom = self._view()
        if top < seam.top < bottom:
            self._wanted = self.position()
            if was_below:
                shift = (top - seam.top) / seam.height
                self._wanted = Target(sheet.first_below(), shift=shift)
            ends = self._selected_ends(sheet)
            self._renew()
            if self._sheet is not None:
                self._select(self._sheet, ends)
