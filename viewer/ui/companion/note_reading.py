"""The note as one reads it: its Markdown set, nothing in it loaded, nothing followed by itself."""

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from viewer.book.note_text import note_html
from viewer.messages import translate as _
from viewer.ui.companion.note_editor import FOR_A_WHILE
from viewer.ui.elements.prose import spaced
from viewer.ui.elements.viewport import give_viewport
from viewer.ui.theme import line_spacing

LONGEST = 5_000
"""Characters of a note that are set within a frame; a longer one is read where it is written."""

_STYLE = """
strong, th, h1, h2, h3, h4, h5, h6 { font-weight: 600; }
table { margin-top: 8px; margin-bottom: 8px; }
"""
"""Of the document alone: the fonts at hand have no heavier letters, and tables need room."""

_TABLE = '<table border="1" cellspacing="0" cellpadding="4">'

_NEW_LOOK = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}

_WRITE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class NoteReading(QTextBrowser):
    """Shows a note; a click, Enter or F2 leads to where it is written.

    Signals:
        write_requested: The reader wants to write.
        link_requested: A link was followed; gives its target.
    """

    write_requested = Signal()
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        ground = give_viewport(self)
        self.document().documentLayout().setPaintDevice(ground)
        self.setObjectName("note_reading")
        self.document().setDefaultStyleSheet(_STYLE)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.anchorClicked.connect(self._follow)

    def retranslate(self, name: str) -> None:
        """Set all words in the language of the interface; ``name`` says what the note is of."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("Enter: write on"))
        self.viewport().setToolTip(_("Click to write on"))

    def show_note(self, note: str) -> None:
        """Show a note."""
        self._note = note
        # Qt rules no table by itself.
        html = note_html(note).replace("<table>", _TABLE).strip()
        self.setHtml(spaced(html, line_spacing()))

    def loadResource(self, _kind: int, _url: QUrl | str) -> QByteArray:
        """Return nothing: a note loads nothing."""
        return QByteArray()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on writing with Enter, unless it follows a link; Escape is the pane's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in _WRITE and not self._at_link(event):
            self.write_requested.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on writing after a click that neither selects nor follows a link."""
        super().mouseReleaseEvent(event)
        linked = self.anchorAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not linked and not self.textCursor().hasSelection():
            self.write_requested.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let no link look as if it had the keyboard; what is selected stays for a menu."""
        super().focusOutEvent(event)
        if event.reason() not in FOR_A_WHILE:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        """Set the note anew in other colours or sizes."""
        super().changeEvent(event)
        if event.type() in _NEW_LOOK and self._note:
            self.show_note(self._note)

    def _at_link(self, event: QKeyEvent) -> bool:
        """Return whether Enter follows a link: Tab selects the one it comes to."""
        cursor = self.textCursor()
        on_link = cursor.hasSelection() and cursor.charFormat().isAnchor()
        return on_link and event.key() != Qt.Key.Key_F2

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        self.link_requested.emit(url.toString())
