"""The field in which a note is written: Markdown, as plain text."""

import re
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from viewer.messages import translate as _
from viewer.options import ADDRESS
from viewer.ui.elements.prose import USUAL
from viewer.ui.theme import line_spacing

_SIGNS = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}
"""What Ctrl with a letter puts around the selection: strong and emphasised, as Markdown has it."""

FOR_A_WHILE = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
"""Ways of the keyboard out of the editor from which it comes back by itself."""

_ADDRESS = re.compile(rf"{ADDRESS}[^\s<>()\[\]\"“”«»]+", re.IGNORECASE)


class NoteEditor(QTextEdit):
    """Takes a note; Tab leaves it, Ctrl+Enter and Escape lead back to the text.

    The editor of plain text knows no line spacing, so this is that of rich text, without any.

    Signals:
        typed: Another letter was typed.
        left: The keyboard went elsewhere.
        finished: It went elsewhere in this window, and not to a menu of the editor.
        done: The reader wants to go back to the text.
        link_requested: A link to a place in a book is to be followed; gives its address.
    """

    typed = Signal()
    left = Signal()
    finished = Signal()
    done = Signal()
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note_editor")
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self._quiet = False
        self._spacing = USUAL
        self.textChanged.connect(self._tell_typed)

    def note(self) -> str:
        """Return what is written."""
        return self.toPlainText()

    def set_note(self, note: str) -> None:
        """Show another note; what was undone before can't be undone any more."""
        self._quiet = True
        cursor = self.textCursor()
        place, at_end = cursor.position(), cursor.atEnd()
        self.setPlainText(note)
        self._space()
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self.hasFocus() and not at_end:
            cursor.setPosition(min(place, cursor.position()))
        self.setTextCursor(cursor)
        self._quiet = False

    def changeEvent(self, event: QEvent) -> None:
        """Follow when the reader chooses another spacing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._spacing != line_spacing():
            quiet, self._quiet = self._quiet, True
            self._space()
            self._quiet = quiet

    def _space(self) -> None:
        """Set the lines as far apart as the reader wants them; that can't be undone."""
        if line_spacing() == self._spacing == USUAL:
            return
        self._spacing = line_spacing()
        lines = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        lines.setLineHeight(self._spacing, proportional.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.setUndoRedoEnabled(False)
        cursor.mergeBlockFormat(lines)
        self.setUndoRedoEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that an editor has everywhere from the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and Qt.Key(event.key()) in _SIGNS:
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text, or put signs around the selection."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (control and enter):
            self.done.emit()
        elif control and Qt.Key(event.key()) in _SIGNS:
            self._surround(_SIGNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def address_at(self, cursor: QTextCursor) -> str:
        """Return the address of a place in a book that stands at a cursor; empty if none does."""
        place = cursor.positionInBlock()
        found = _ADDRESS.finditer(cursor.block().text())
        return next((one[0] for one in found if one.start() <= place <= one.end()), "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link that is clicked while Ctrl is down."""
        super().mouseReleaseEvent(event)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.button() == Qt.MouseButton.LeftButton:
            address = self.address_at(self.cursorForPosition(event.position().toPoint()))
            if address:
                self.link_requested.emit(address)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to follow the link that is meant."""
        menu = self.menu_for(self._meant(event))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _meant(self, event: QContextMenuEvent) -> QTextCursor:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            return self.textCursor()
        return self.cursorForPosition(event.pos())

    def menu_for(self, cursor: QTextCursor) -> QMenu:
        """Return what can be done here: what every editor offers, and to follow a link."""
        menu = self.createStandardContextMenu()
        address = self.address_at(cursor)
        if address:
            follow = QAction(_("Go where the link leads"), menu)
            follow.setObjectName("note_follow")
            follow.triggered.connect(partial(self.link_requested.emit, address))
            first = next(iter(menu.actions()), None)
            if first is None:
                menu.addAction(follow)
            else:
                menu.insertAction(first, follow)
                menu.insertSeparator(first)
        return menu

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the editor was left."""
        super().focusOutEvent(event)
        self.left.emit()
        if event.reason() not in FOR_A_WHILE:
            self.finished.emit()

    def _surround(self, sign: str) -> None:
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(f"{sign}{chosen}{sign}")
        if not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(sign)
            )
            self.setTextCursor(cursor)

    def _tell_typed(self) -> None:
        if not self._quiet:
            self.typed.emit()
