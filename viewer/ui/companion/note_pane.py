"""The pane of a note: the words it belongs to, the note, its tags, and whether it is saved."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from viewer.messages import translate as _
from viewer.ui.companion.note_editor import NoteEditor
from viewer.ui.companion.note_reading import LONGEST, NoteReading
from viewer.ui.elements.prose import Prose
from viewer.ui.theme import Theme, put_icon

QUOTE_LINES = 4
"""Lines of the marked words that are shown."""

EDITOR_LINES = 3
"""Least height of the note, in lines."""

LEAST_HEIGHT = 60
"""Least height of the pane, in pixels: what doesn't fit is scrolled."""


class NoteView(NamedTuple):
    """What the pane shows of a mark.

    Attributes:
        kind: What it is, in words: “Highlight, Yellow”.
        place: Title of the section.
        quote: The marked words; empty for a whole section.
        tags: The reader's tags.
    """

    kind: str
    place: str
    quote: str
    tags: tuple[str, ...] = ()


class _Parts(QWidget):
    """What is scrolled; never so low that its parts would lie over one another.

    Qt asks for less than it then gives to rows in which lines break, at the cost of the others.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least size at the width that there is."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None:
            return least
        margins = layout.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        widgets = self.findChildren(QWidget, options=direct)
        # The layout's own items would be kept by PySide when Qt had deleted them.
        items: list[QLayoutItem] = [QWidgetItem(one) for one in widgets if layout.indexOf(one) >= 0]
        items += [one for one in layout.children() if isinstance(one, QLayout)]
        heights = [_least_height(item, width) for item in items if not item.isEmpty()]
        around = margins.top() + margins.bottom() + layout.spacing() * (len(heights) - 1)
        return QSize(least.width(), max(least.height(), sum(heights) + around))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have another least height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class NotePane(QFrame):
    """Shows one note and takes what is typed; whoever owns it saves.

    Where the keyboard is elsewhere, the Markdown of the note is set.

    Signals:
        typed: The note is another one now.
        left: The keyboard left the note.
        tags_changed: The reader wants these tags, a tuple of words.
        delete_requested: The mark is to go.
        link_requested: A link in the note was followed; gives its target.
        done: The reader wants to go back to the text; the pane stays.
        closed: The reader closed the pane.
    """

    typed = Signal()
    left = Signal()
    tags_changed = Signal(object)
    delete_requested = Signal()
    link_requested = Signal(str)
    done = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = NoteView("", "", "")
        self._state = ""
        self._tight = False
        self._kind = _label(self, "note_kind")
        self._quote = _label(self, "note_quote")
        self._saved = _label(self, "note_state")
        self.editor = NoteEditor(self)
        self.reading = NoteReading(self)
        self._note = QStackedWidget(self)
        for part in (self.editor, self.reading):
            self._note.addWidget(part)
        # It takes what the other parts leave; what it would like best would push them out of sight.
        self._note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._set_least()
        self._tags = QLineEdit(self)
        self._tags.setObjectName("note_tags")
        self._delete = QPushButton(self)
        self._delete.setObjectName("note_delete")
        self._close = QToolButton(self)
        self._close.setObjectName("note_close")
        self._close.setAutoRaise(True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Note"))
        called = _("Note: {kind}").format(kind=self._view.kind)
        self.editor.setAccessibleName(called)
        self.reading.retranslate(called)
        self.editor.setPlaceholderText(_("Write your note here, in Markdown if you like."))
        self._tags.setAccessibleName(_("Tags, separated by commas"))
        self._tags.setPlaceholderText(_("Tags, separated by commas"))
        self._delete.setText(_("Delete"))
        self._delete.setAccessibleName(_("Delete this mark with its note"))
        self._close.setAccessibleName(_("Close the note"))
        self._close.setToolTip(_("Close the note"))

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops in the pane, in this order."""
        return self.editor, self.reading, self._tags, self._delete, self._close

    def set_look(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        put_icon(self._close, "close", theme)
        self._set_least()

    def _set_least(self) -> None:
        self._note.setMinimumHeight(self.fontMetrics().height() * (EDITOR_LINES + 1))

    def sizeHint(self) -> QSize:
        """Return room for about thirty characters a line and ten lines."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 36, metrics.height() * 16)

    def show_mark(self, view: NoteView, note: str) -> None:
        """Show a mark and its note."""
        self.show_facts(view)
        self.show_note(note)

    def show_note(self, note: str) -> None:
        """Show another note, where it is written or where it is read, as it is."""
        self.editor.set_note(note)
        if self.reads():
            self._show_reading()

    def reads(self) -> bool:
        """Return whether the note is shown as one reads it, its Markdown set."""
        return self._note.currentWidget() is self.reading

    def show_facts(self, view: NoteView) -> None:
        """Show what a mark is, without touching what is typed."""
        self._view = view
        self._kind.setText(" · ".join(part for part in (view.kind, view.place) if part))
        self._show_quote()
        if not self._tags.hasFocus():
            self._tags.setText(", ".join(view.tags))
        self.retranslate()

    def show_state(self, words: str) -> None:
        """Show whether the note is saved, in words."""
        self._state = words
        self._saved.setText(words)

    def state(self) -> str:
        """Return what the pane says of the saving."""
        return self._state

    def take_focus(self) -> None:
        """Give the keyboard to the note, where it is written."""
        self._note.setCurrentWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text with Escape, from anywhere in the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self._keep_tags()
            self.done.emit()
            return
        super().keyPressEvent(event)

    def set_tight(self, *, on: bool) -> None:
        """Leave out the marked words, for a pane below the page, where they stand in the text."""
        self._tight = on
        self._show_quote()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the marked words to the new width."""
        super().resizeEvent(event)
        self._show_quote()

    @Slot()
    def _show_reading(self) -> None:
        """Show the note as one reads it, if it is one that can be set at once."""
        note = self.editor.note()
        if note.strip() and len(note) <= LONGEST:
            self.reading.show_note(note)
            self._note.setCurrentWidget(self.reading)
        else:
            self._note.setCurrentWidget(self.editor)

    def _show_quote(self) -> None:
        metrics = self._quote.fontMetrics()
        room = max(self.width() - 2 * metrics.averageCharWidth() * 2, 80) * QUOTE_LINES
        words = " ".join(self._view.quote.split())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self._quote.setText(_("“{text}”").format(text=shown) if shown else "")
        self._quote.setVisible(bool(shown) and not self._tight)

    @Slot()
    def _keep_tags(self) -> None:
        words = (" ".join(tag.split()) for tag in self._tags.text().split(","))
        tags = tuple(dict.fromkeys(tag for tag in words if tag))
        if tags != self._view.tags:
            self._view = self._view._replace(tags=tags)
            self.tags_changed.emit(tags)

    def _connect(self) -> None:
        self.editor.typed.connect(self.typed)
        self.editor.left.connect(self.left)
        self.editor.done.connect(self.done)
        self.editor.finished.connect(self._show_reading)
        self.editor.link_requested.connect(self.link_requested)
        self.reading.link_requested.connect(self.link_requested)
        self.reading.write_requested.connect(self.take_focus)
        self._tags.editingFinished.connect(self._keep_tags)
        self._delete.clicked.connect(self.delete_requested)
        self._close.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        space = self.fontMetrics().averageCharWidth()
        head = QHBoxLayout()
        head.addWidget(self._kind, 1)
        head.addWidget(self._close)
        foot = QHBoxLayout()
        foot.addWidget(self._saved, 1)
        foot.addWidget(self._delete)
        # With large text in a small window there is more than can be seen at once.
        scroll = QScrollArea(self)
        scroll.setObjectName("note_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Qt asks for more than a message above the page may leave it.
        scroll.setMinimumHeight(LEAST_HEIGHT)
        inner = _Parts(scroll)
        inner.setObjectName("note_parts")
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(space * 2, space, space * 2, space)
        layout.setSpacing(space)
        layout.addLayout(head)
        layout.addWidget(self._quote)
        layout.addWidget(self._note, 1)
        layout.addWidget(self._tags)
        layout.addLayout(foot)


def _least_height(item: QLayoutItem, width: int) -> int:
    """Return how low a part of the pane may be: only the note itself gives way."""
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return max(item.minimumSize().height(), item.sizeHint().height())


def _label(parent: QWidget, name: str) -> Prose:
    made = Prose("", parent)
    made.setObjectName(name)
    return made
