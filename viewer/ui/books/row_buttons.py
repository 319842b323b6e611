"""What can be done with the current book, as a row of buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.messages import translate as _
from viewer.ui.books.model import BookRow
from viewer.ui.elements.flow_layout import FlowLayout
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.room import is_tight

LINES = 20
"""Height of a window, in lines, up to which the list needs the room of second ways and hints."""


class RowButtons(QWidget):
    """Open, find, take off the list, remove from this computer.

    Where the list needs the room, one button has both ways to remove a book in its menu.

    Signals:
        open_requested: The current book is to be opened.
        find_requested: The current book, which is missing, is to be sought.
        remove_requested: The current book is to leave the list.
        removal_requested: The current book is to leave the computer.
    """

    open_requested = Signal()
    find_requested = Signal()
    remove_requested = Signal()
    removal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = QPushButton(self)
        self._find = QPushButton(self)
        self._remove = QPushButton(self)
        self._removal = QPushButton(self)
        layout = FlowLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button, name, signal in (
            (self._open, "books_read", self.open_requested),
            (self._find, "books_find", self.find_requested),
            (self._remove, "books_remove", self.remove_requested),
            (self._removal, "books_removal", self.removal_requested),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
            layout.addWidget(button)
        self._menu = Menu(self)
        self._off = self._menu.addAction("", self.remove_requested.emit)
        self._away = self._menu.addAction("", self.removal_requested.emit)
        self._either = QPushButton(self)
        self._either.setObjectName("books_either")
        self._either.setMenu(self._menu)
        layout.addWidget(self._either)

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._open.setText(_("Open"))
        self._find.setText(_("Find it…"))
        self._remove.setText(_("Remove from the list"))
        self._removal.setText(_("Remove from this computer…"))
        for button in (self._open, self._find, self._remove, self._removal):
            button.setAccessibleName(button.text())
        for action, button in ((self._off, self._remove), (self._away, self._removal)):
            action.setText(button.text())
        self._either.setAccessibleName(_("Remove"))
        self._either.setText(f"{self._either.accessibleName()} ▾")

    def offer(self, row: BookRow | None, *, any_missing: bool) -> None:
        """Offer what can be done with ``row``.

        Args:
            row: The current book.
            any_missing: Whether the list has missing books at all.
        """
        tight, removable = is_tight(self, LINES), row is not None and not row.bundled
        self._open.setEnabled(row is not None and not row.missing)
        self._find.setEnabled(row is not None and row.missing)
        for button in (self._remove, self._removal):
            button.setEnabled(removable)
            button.setVisible(not tight)
        # What can't be done takes no room from the list where that is scarce.
        self._open.setVisible(self._open.isEnabled() or not tight)
        self._find.setVisible(self._find.isEnabled() or (any_missing and not tight))
        self._either.setVisible(removable and tight)
