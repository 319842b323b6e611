"""A text browser that reads nothing, follows nothing, and keeps its text in a centred column.

What Qt's own browser does by itself with links, images, the wheel and the clipboard is replaced
here by signals and by what the page gives out.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from viewer.ui.elements.viewport import give_viewport
from viewer.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QImage

LEAST_MARGIN = 16
"""Room at each side of the column, in pixels, in a narrow window."""

_LEAST = 72
"""Least width and height of the page, in pixels."""

_READING = (
    Qt.TextInteractionFlag.TextSelectableByMouse
    | Qt.TextInteractionFlag.LinksAccessibleByMouse
    | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)
_CARET = Qt.TextInteractionFlag.TextSelectableByKeyboard

_CARET_KEYS = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}

_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
"""Ways to the page after which a ring shows where the focus is; after a click the caret does."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufffc\u2060"))
"""What stands for an image in the text of a document, and what only keeps words together."""


class Browser(QTextBrowser):
    """The page as far as it knows nothing of sections.

    Signals:
        menu_requested: A context menu was asked for; gives the point on the screen.
        copy_requested: What is selected is to be copied, by a key that is no action's: Ctrl+Insert.
    """

    menu_requested = Signal(QPoint)
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground = give_viewport(self)
        ground.setMouseTracking(True)
        ground.setCursor(Qt.CursorShape.IBeamCursor)
        self.document().documentLayout().setPaintDevice(ground)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameStyle(QFrame.Shape.Box.value | QFrame.Shadow.Plain.value)
        self.setLineWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: the column must not move when a page gets longer than the view.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAutoFillBackground(True)
        self.set_text_cursor(on=True)
        self._side = self._least = LEAST_MARGIN
        self._ring = ("#ffffff", "#000000")
        self._keyboard = self._guarded = False
        self._put_last: QTextDocument | None = None

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves the bars around the page theirs, however large the text."""
        return super().minimumSizeHint().boundedTo(QSize(_LEAST, _LEAST))

    def set_text_cursor(self, *, on: bool) -> None:
        """Switch the text cursor: with it, arrows move a caret; without it, they scroll."""
        self.setTextInteractionFlags(_READING | _CARET if on else _READING)

    def has_text_cursor(self) -> bool:
        """Tell whether the text cursor is on."""
        return bool(self.textInteractionFlags() & _CARET)

    def set_colours(self, chosen: Theme) -> None:
        """Draw ground, selection and focus in the colours of ``chosen``."""
        role = QPalette.ColorRole
        made = self.palette()
        for which in (role.Base, role.Window):
            made.setColor(which, QColor(chosen.page))
        made.setColor(role.Text, QColor(chosen.text))
        made.setColor(role.Highlight, QColor(chosen.selection))
        made.setColor(role.HighlightedText, QColor(chosen.selection_text))
        self._ring = (chosen.page, chosen.focus)
        self._show_focus(made)

    def set_room_for_signs(self, pixels: int) -> None:
        """Keep so much room beside the column for signs, even in a narrow window."""
        self._least = max(LEAST_MARGIN, pixels)

    def column(self, wanted: int) -> int:
        """Return how wide the column can be, in pixels, if ``wanted`` is wished for."""
        bar = self.verticalScrollBar().sizeHint().width()
        return max(
            80, min(wanted, self.width() - 2 * self.lineWidth() - bar - self._least - LEAST_MARGIN)
        )

    def centre(self, column: int) -> None:
        """Put the column in the middle."""
        bar = self.verticalScrollBar().sizeHint().width()
        free = self.width() - 2 * self.lineWidth() - bar - column
        self._side = max(self._least, free // 2)
        self.setViewportMargins(self._side, 0, max(LEAST_MARGIN, free - self._side), 0)

    # --- What Qt asks ------------------------------------------------------------------------

    def picture_at(self, address: str) -> "QImage":  # noqa: ARG002 - for the page to fill in
        """Return the image that the document asks for."""
        from viewer.ui.page.images import nothing

        return nothing()

    def loadResource(self, kind: int, name: "QUrl | str") -> object:
        """Return what the document asks for.

        Never nothing: Qt would then look for a file of that name itself.
        """
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return " "
        return self.picture_at(name if isinstance(name, str) else name.toString())

    def set_guarded(self, *, on: bool) -> None:
        """Let nothing out by itself: neither by being dragged nor, on Unix, by being selected."""
        self._guarded = on

    def selected_words(self) -> str:
        """Return the selected text without what only the document knows."""
        return self.textCursor().selection().toPlainText().translate(_INVISIBLE)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what Qt gives out by itself: to where the selection is dragged, and on Unix."""
        made = QMimeData()
        if not self._guarded:
            made.setText(self.selected_words())
        return made

    def event(self, event: QEvent) -> bool:
        """Scroll with the wheel over the margins too; Qt ignores it there."""
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return bool(super().event(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl it is about the size of the text, which the window knows."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the window: at the caret if asked for by key, else at the pointer."""
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_requested.emit(point)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret from where the reader is, not from where it was left out of sight."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return
        if self.has_text_cursor() and event.key() in _CARET_KEYS:
            seen = self.viewport().rect()
            if not event.modifiers() and not seen.intersects(self.cursorRect()):
                self.setTextCursor(self.cursorForPosition(QPoint(0, self.fontMetrics().height())))
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self._keyboard = event.reason() in _BY_KEY
        self._show_focus(self.palette())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is gone."""
        super().focusOutEvent(event)
        self._show_focus(self.palette())

    def _view(self) -> tuple[float, float]:
        """Return which part of the document is in view, in pixels from its top."""
        top = self.verticalScrollBar().value()
        return top, top + self.viewport().height()

    def _put_cursor(self, cursor: QTextCursor) -> None:
        """Place the caret; Qt would scroll to it."""
        value = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self._bring_to_top(value)

    def _bring_to_top(self, value: int) -> None:
        """Scroll to a height, in pixels, whatever there is below.

        Qt lays a document out as it goes, so that the range may lag behind; and a place near the
        end needs room below the text.
        """
        bar = self.verticalScrollBar()
        if value > bar.maximum():
            bar.setMaximum(value)
        bar.setValue(value)

    @Slot()
    def _hold(self) -> None:
        """Keep the page where it is when Qt shortens the range; else the text would jump.

        Qt does so when something comes or goes beside the page, and makes no room below the text.
        """
        bar = self.verticalScrollBar()
        if bar.value() > bar.maximum():
            bar.setMaximum(bar.value())

    def _put(self, document: QTextDocument) -> None:
        """Show a document, a child of the page, and let the one before go."""
        before, self._put_last = self._put_last, document
        self.setDocument(document)
        # Qt deletes the one that it made itself, and no other.
        if before is not None:
            before.deleteLater()

    def _show_focus(self, made: QPalette) -> None:
        """Take over a palette, with the frame in the colour that tells where the focus is."""
        made.setColor(
            QPalette.ColorRole.WindowText, QColor(self._ring[self.hasFocus() and self._keyboard])
        )
        # Else Qt would put back, at the first paint, the colours of when the page was made.
        self.ensurePolished()
        self.setPalette(made)
        # Under a style sheet the viewport doesn't inherit it.
        self.viewport().setPalette(made)
