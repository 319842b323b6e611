"""The page with what is asked of it by single letters, by Ctrl and by the middle button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.ui.page.content import Target
from viewer.ui.page.marked import MarkedPage

ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

_OF_THE_PAGE = frozenset(("footnote", "footnote-mark", "table", "defect"))
"""Kinds of links that lead to something on the page itself."""


class ApartPage(MarkedPage):
    """Tells which link is wanted in a new tab, and that another heading is wanted.

    Signals:
        table_requested: A table is wanted as a real table; gives the ordinal of its block.
        tab_requested: A link is to be followed in a new tab; gives its target as the text has it.
        heading_requested: The next heading (1) or the one before (-1) is wanted, by H or Shift+H.
        painted, mark_requested: See ``MarkedPage``.
    """

    table_requested = Signal(int)
    tab_requested = Signal(str)
    heading_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._apart = ""

    def caret(self) -> Target:
        """Return where the text cursor stands."""
        if self._sheet is None:
            return self.position()
        return Target(*self._sheet.builder.map.place(self.textCursor().position()))

    def link_at_caret(self) -> str:
        """Return where the link at the caret leads in the book, or out of it; empty without one."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return self._target(cursor.charFormat().anchorHref())

    def link_target(self, address: str) -> str:
        """Return the target of a link of the page, by its address in the document; or nothing."""
        return self._sheet.builder.links.target(address) if self._sheet else ""

    def _target(self, address: str) -> str:
        """Return where an address of the page leads; empty for what only the page knows."""
        target = self.link_target(address)
        return "" if target.partition(":")[0] in _OF_THE_PAGE else target

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of H and Shift+H, of Enter in a table, and of Ctrl+Enter on a link.

        Single letters are no shortcuts, which would count in lists and fields too.
        """
        if event.key() == Qt.Key.Key_H and not event.modifiers() & ~_SHIFT:
            self.heading_requested.emit(-1 if event.modifiers() & _SHIFT else 1)
        elif event.key() in ENTER and event.modifiers() & _CONTROL and self.link_at_caret():
            self.tab_requested.emit(self.link_at_caret())
        elif self._is_at_table(event):
            self.table_requested.emit(self.caret().ordinal)
        else:
            super().keyPressEvent(event)

    def _is_at_table(self, event: QKeyEvent) -> bool:
        """Return whether Enter was pressed in a table, where it doesn't follow a link."""
        cursor = self.textCursor()
        enter = event.key() in ENTER and not event.modifiers()
        return enter and cursor.currentTable() is not None and not cursor.charFormat().isAnchor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take note of a link that is wanted in a new tab: with the middle button, or with Ctrl."""
        address = self.anchorAt(event.position().toPoint()) if _is_apart(event) else ""
        self._apart = self._target(address)
        if not self._apart:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of that link, if the button is let go on it too."""
        apart, self._apart = self._apart, ""
        if not apart:
            super().mouseReleaseEvent(event)
        elif self._target(self.anchorAt(event.position().toPoint())) == apart:
            self.tab_requested.emit(apart)


def _is_apart(event: QMouseEvent) -> bool:
    """Return whether a click asks for a tab of its own."""
    left = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == _CONTROL
    return left or event.button() == Qt.MouseButton.MiddleButton
