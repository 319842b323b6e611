"""The line under the toolbar that follows a new bookmark: its name, its tags, a way back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.theme import Theme, picture

_EDGE = 12
"""Pixels at both ends, as in the line of messages."""

_NAME = 24
"""Average characters of the name that are seen before the buttons go below it."""


class BookmarkLine(QFrame):
    """Names the bookmark that was just made; the bookmark exists already.

    Signals:
        renamed: The bookmark with this id is to have this name.
        tags_changed: The bookmark with this id is to have these tags, a tuple of words.
        remove_requested: The bookmark with this id is to go.
        note_requested: A note is to be written on the bookmark with this id.
        closed: The line goes away; the keyboard should return to the page.
    """

    renamed = Signal(str, str)
    tags_changed = Signal(str, object)
    remove_requested = Signal(str)
    note_requested = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bookmark_line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = ""
        self._title = ""
        self._tags: tuple[str, ...] = ()
        self._added = True
        self._sign = QLabel(self)
        self._said = QLabel(self)
        # Where there is no room for it, the sign says enough.
        self._said.setMinimumWidth(1)
        self._name = QLineEdit(self)
        self._tag_button = QPushButton(self)
        self._tag_field = QLineEdit(self)
        self._note = QPushButton(self)
        self._remove = QPushButton(self)
        for button in (self._tag_button, self._note, self._remove):
            # Outside dialogs Qt lets only the space bar press a button.
            button.setAutoDefault(True)
        self._lay_out()
        self._name.editingFinished.connect(self._keep_name)
        self._tag_field.editingFinished.connect(self._keep_tags)
        self._tag_button.clicked.connect(self._show_tags)
        self._note.clicked.connect(self._ask_note)
        self._remove.clicked.connect(self._ask_removal)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setAccessibleName(_("Bookmark"))
        self._said.setText(_("Bookmark added") if self._added else _("Bookmarked already"))
        self._name.setAccessibleName(_("Name of the bookmark"))
        self._tag_button.setText(_("Tag…"))
        self._tag_button.setAccessibleName(_("Add tags"))
        self._tag_field.setAccessibleName(_("Tags, separated by commas"))
        self._tag_field.setPlaceholderText(_("Tags, separated by commas"))
        self._note.setText(_("Note…"))
        self._note.setAccessibleName(_("Write a note on the bookmark"))
        self._remove.setText(_("Remove"))
        self._remove.setAccessibleName(_("Remove the bookmark"))

    def set_look(self, theme: Theme) -> None:
        """Draw the sign in the colours of ``theme``."""
        side, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        self._sign.setPixmap(picture("bookmark-filled", theme.accent, side, ratio))

    def show_bookmark(
        self, mark: str, title: str, tags: Sequence[str] = (), *, added: bool = True
    ) -> None:
        """Show the line for a bookmark, its name selected, and take the keyboard.

        Args:
            mark: Id of the bookmark.
            title: Its name.
            tags: Its tags.
            added: Whether it is new; else it was here before.
        """
        self._mark, self._title, self._tags, self._added = mark, title, tuple(tags), added
        self._name.setText(title)
        self._tag_field.setText(", ".join(tags))
        self._tag_field.setVisible(bool(tags))
        self._tag_button.setVisible(not tags)
        self.retranslate()
        self._arrange()
        self.show()
        # Backwards, so that a long name shows its beginning.
        self._name.end(False)  # noqa: FBT003 - Qt's own signature
        self._name.home(True)  # noqa: FBT003 - Qt's own signature
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self, _("Bookmark added") if added else _("Bookmarked already"))

    def take_focus(self) -> None:
        """Give the keyboard to the name."""
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self) -> str:
        """Return the id of the bookmark that the line is about; empty while it is hidden."""
        return "" if self.isHidden() else self._mark

    @Slot()
    def dismiss(self) -> None:
        """Keep what was typed, and go away."""
        if self.isHidden():
            return
        self._keep_name()
        self._keep_tags()
        self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep everything and go away with Enter or Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for widget, name in (
            (self._said, "bookmark_said"),
            (self._name, "bookmark_name"),
            (self._tag_button, "bookmark_tag_button"),
            (self._tag_field, "bookmark_tags"),
            (self._note, "bookmark_note"),
            (self._remove, "bookmark_remove"),
        ):
            widget.setObjectName(name)
        space = self.fontMetrics().averageCharWidth()
        named, rest = QHBoxLayout(), QHBoxLayout()
        named.addWidget(self._sign)
        named.addWidget(self._said)
        named.addWidget(self._name, 1)
        rest.addWidget(self._tag_button)
        rest.addWidget(self._tag_field, 1)
        rest.addWidget(self._note)
        rest.addWidget(self._remove)
        # Below the name, the buttons stand at the left.
        rest.addStretch()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(_EDGE, space // 2, _EDGE, space // 2)
        self._halves.addLayout(named, 3)
        self._halves.addLayout(rest)

    def minimumSizeHint(self) -> QSize:
        """Return the least size when the halves stand one under the other."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the name where both don't fit side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        buttons = (self._tag_button, self._note, self._remove)
        wanted = sum(button.sizeHint().width() for button in buttons)
        wanted += self._said.sizeHint().width() + self.fontMetrics().averageCharWidth() * _NAME
        one, two = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(one if wanted < self.width() else two)
        # Buttons are as wide as their words; tags need room as the name does.
        self._halves.setStretch(1, 0 if self._tag_field.isHidden() else 2)

    @Slot()
    def _keep_name(self) -> None:
        name = " ".join(self._name.text().split())
        if name and name != self._title:
            self._title = name
            self.renamed.emit(self._mark, name)

    @Slot()
    def _keep_tags(self) -> None:
        tags = tuple(
            dict.fromkeys(" ".join(tag.split()) for tag in self._tag_field.text().split(","))
        )
        tags = tuple(tag for tag in tags if tag)
        if tags != self._tags:
            self._tags = tags
            self.tags_changed.emit(self._mark, tags)

    @Slot()
    def _show_tags(self) -> None:
        self._tag_button.hide()
        self._tag_field.show()
        self._arrange()
        self._tag_field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_note(self) -> None:
        mark = self._mark
        self.dismiss()
        self.note_requested.emit(mark)

    @Slot()
    def _ask_removal(self) -> None:
        mark = self._mark
        self._go()
        self.remove_requested.emit(mark)

    def _go(self) -> None:
        # First: when the line goes, Qt would hand the keyboard on as Tab does.
        self.closed.emit()
        self.hide()
