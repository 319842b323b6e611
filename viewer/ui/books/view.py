"""The Books view: a list of books, what can be done with one, and a place to drop folders."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.storage.files import is_folder
from viewer.ui.books.model import BookReading, BookRow, BooksModel, MissingBook, rows_of
from viewer.ui.books.row_buttons import LINES, RowButtons
from viewer.ui.elements.empty_state import EmptyState
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.menus import Menu
from viewer.ui.elements.room import MOST_ROOM, is_tight
from viewer.ui.elements.rows_view import RowsView

if TYPE_CHECKING:
    from viewer.book.shelf import Listed
    from viewer.ui.theme import Theme

_LEAST_HEIGHT = 48
"""Least height of the list, in pixels."""


class BooksView(QWidget):
    """The books that the reader has.

    Signals:
        book_requested: The book in this folder is to be opened.
        open_requested: The reader wants to choose a folder.
        folder_dropped: This folder was dropped on the view.
        find_requested: The missing book with this id is to be sought.
        remove_requested: The book in this folder is to leave the list; its id, if the folder
            is not known.
        removal_requested: The book with this id is to leave the computer.
        close_requested: The reader wants to go back to the page.
    """

    book_requested = Signal(str)
    open_requested = Signal()
    folder_dropped = Signal(str)
    find_requested = Signal(str)
    remove_requested = Signal(str)
    removal_requested = Signal(str)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("books_view")
        self.setAcceptDrops(True)
        self._books: Sequence[Listed] = ()
        self._missing: Sequence[MissingBook] = ()
        self._marks: Mapping[str, int] = {}
        self._language = "en"
        self._rows: list[BookRow] = []
        self._model = BooksModel(self)
        self._heading = _heading(self)
        self._open_button = QPushButton(self)
        self._filter = FilterField(self)
        self._empty = EmptyState(self)
        self._list = RowsView(self)
        self._list.setModel(self._model)
        self._buttons = RowButtons(self)
        self._hint = EmptyState(self)
        self._name_parts()
        self._empty.stand_in_for(self._list)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._heading.setText(_("Books"))
        self._open_button.setText(_("Open a book…"))
        self._open_button.setAccessibleName(_("Open a book…"))
        self._filter.set_words(_("Filter the books"), _("Filter…"))
        self._list.setAccessibleName(_("Books"))
        self._buttons.retranslate()
        self._tell_hint()
        self._refresh()

    def set_look(self, theme: "Theme") -> None:
        """Draw in the colours of ``theme``."""
        self._list.set_look(theme)

    def set_books(
        self,
        books: "Sequence[Listed]",
        language: str,
        marks: Mapping[str, int],
        missing: Sequence[MissingBook] = (),
    ) -> None:
        """Show these books.

        Args:
            books: The shelf.
            language: Language of the titles.
            marks: Number of the reader's marks, by id of the book.
            missing: Books that the reader had and that aren't there now.
        """
        self._books, self._missing = tuple(books), tuple(missing)
        self._language, self._marks = language, dict(marks)
        self._refresh()

    def set_reading(self, reading: Mapping[str, BookReading]) -> None:
        """Show how far the reading of books is, by folder."""
        self._model.set_reading(reading)

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        target = self._list if self._model.rowCount() else self._open_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the page with Escape; take a book off the list with Delete."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif event.key() == Qt.Key.Key_Delete and self._list.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)

    def _tell_hint(self) -> None:
        """Say what isn't seen, unless the list needs the room."""
        self._hint.tell("" if is_tight(self, LINES) else _hint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for: first the hint, then the heading."""
        super().resizeEvent(event)
        self._tell_hint()
        self._offer()
        needed = sum(part.sizeHint().width() for part in (self._heading, self._open_button))
        needed += self._filter.sizeHint().width() + 8 * self.fontMetrics().averageCharWidth()
        self._heading.setVisible(needed <= event.size().width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept folders."""
        if _folders(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folders dropped."""
        event.acceptProposedAction()
        for folder in _folders(event.mimeData()):
            self.folder_dropped.emit(folder)

    def menu_for(self, index: QModelIndex) -> QMenu | None:
        """Return the context menu of a row; None where there is none."""
        row = self._model.value(index)
        if row is None:
            return None
        menu = Menu(self)
        if row.missing:
            menu.addAction(_("&Find it…"), self._find)
        else:
            menu.addAction(_("&Open"), partial(self._open, index))
        menu.addAction(_("&Remove from the list"), self._remove).setEnabled(not row.bundled)
        whole = menu.addAction(_("Remove from this &computer…"), self._ask_removal)
        whole.setEnabled(not row.bundled)
        return menu

    def _name_parts(self) -> None:
        self._open_button.setObjectName("books_open")
        self._filter.setObjectName("books_filter")
        self._list.setObjectName("books_list")
        self._hint.setObjectName("books_hint")

    def _lay_out(self) -> None:
        space = self.fontMetrics().averageCharWidth()
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._open_button)
        top.addWidget(self._filter)
        layout = QVBoxLayout(self)
        room = min(space, MOST_ROOM)
        layout.setContentsMargins(room * 3, room, room * 3, room)
        layout.setSpacing(room)
        layout.addLayout(top)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._buttons)
        layout.addWidget(self._hint)
        self._list.set_indent(2)
        # Qt asks for more than a message above leaves in a small window.
        self._list.setMinimumHeight(_LEAST_HEIGHT)

    def _connect(self) -> None:
        self._open_button.clicked.connect(self.open_requested)
        self._filter.textChanged.connect(self._show_rows)
        self._filter.leave_requested.connect(self.focus_list)
        self._filter.open_requested.connect(self._open_current)
        self._list.chosen.connect(self._open)
        self._list.menu_requested.connect(self._show_menu)
        self._list.selectionModel().currentChanged.connect(self._offer)
        self._buttons.open_requested.connect(self._open_current)
        self._buttons.find_requested.connect(self._find)
        self._buttons.remove_requested.connect(self._remove)
        self._buttons.removal_requested.connect(self._ask_removal)

    def _refresh(self) -> None:
        self._rows = rows_of(self._books, self._missing, self._language, self._marks)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        row = self._current()
        folder = row.folder if row is not None else ""
        text = self._filter.text().strip()
        self._model.set_books(self._rows, text)
        self._list.expandAll()
        self._filter.setVisible(len(self._rows) > 1)
        if not self._rows:
            self._empty.tell(_("There is no book here yet."))
        elif not self._model.rowCount():
            self._empty.tell(_("No book contains “{text}”.").format(text=text))
        else:
            self._empty.tell("")
        self.select(folder)
        self._offer()

    def select(self, folder: str) -> None:
        """Make the row of a folder the current one, else the first."""
        indexes = list(self._model.indexes())
        same = [one for one in indexes if (row := self._model.value(one)) and row.folder == folder]
        for index in (same or indexes)[:1]:
            self._list.setCurrentIndex(index)

    def _current(self) -> BookRow | None:
        return self._model.value(self._list.currentIndex())

    @Slot()
    def _offer(self) -> None:
        missing = any(row.missing for row in self._rows)
        self._buttons.offer(self._current(), any_missing=missing)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._model.value(index)
        if row is None:
            return
        if row.missing:
            self.find_requested.emit(row.book)
        else:
            self.book_requested.emit(row.folder)

    @Slot()
    def _open_current(self) -> None:
        self._open(self._list.currentIndex())

    @Slot()
    def _find(self) -> None:
        if (row := self._current()) is not None and row.missing:
            self.find_requested.emit(row.book)

    @Slot()
    def _remove(self) -> None:
        if (row := self._current()) is not None and not row.bundled:
            self.remove_requested.emit(row.folder or row.book)

    @Slot()
    def _ask_removal(self) -> None:
        if (row := self._current()) is not None and not row.bundled:
            self.removal_requested.emit(row.book)

    @Slot(QModelIndex, QPoint)
    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = self.menu_for(index)
        if menu is not None:
            self._list.setCurrentIndex(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)


def _heading(parent: QWidget) -> QLabel:
    heading = QLabel(parent)
    heading.setObjectName("books_heading")
    font = heading.font()
    font.setPointSizeF(font.pointSizeF() * 1.4)
    font.setWeight(font.Weight.DemiBold)
    heading.setFont(font)
    # Before it is hidden, it must not make the window wider.
    heading.setMinimumWidth(1)
    return heading


def _folders(data: QMimeData) -> list[str]:
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if is_folder(path)]


def _hint() -> str:
    return _(
        "Drop the folder of a book here to open it. Removing a book from the list "
        "deletes neither its files nor your marks."
    )
