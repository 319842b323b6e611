"""The Books view: made when it is first wanted, filled anew each time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.book.model import pick
from viewer.book.shelf import Listed
from viewer.messages import language
from viewer.messages import translate as _
from viewer.ui.books.model import MissingBook
from viewer.ui.books.view import BooksView
from viewer.ui.elements.folding import fold
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.shelf_reading import ShelfReading
from viewer.ui.window.services import FIRST_BOOK

if TYPE_CHECKING:
    from viewer.ui.window.controls import Controls


class BooksControl(QObject):
    """Shows the shelf in place of the page.

    Signals:
        removal_requested: The book with this id is to leave the computer.
        left: The book with this id is no longer on the page or on the way back.
        gone: Likewise, because it is removed here; where its editions lie. Other windows leave it.
    """

    removal_requested = Signal(str)
    left = Signal(str)
    gone = Signal(str, list)

    def __init__(self, window: MainWindow, controls: "Controls") -> None:
        super().__init__(controls)
        self._window = window
        self._library = controls.library
        self._marks = controls.marks
        self._reading = ShelfReading(window.services, controls.database, controls.background, self)
        self._reading.changed.connect(self._show_reading)
        window.views.currentChanged.connect(self._show_view)
        self.view: BooksView | None = None
        self._library.changed.connect(self.refresh)

    @Slot()
    def show(self) -> None:
        """Show the books, or the page again."""
        window = self._window
        if self.view is None:
            self.view = self._made()
        if window.views.currentWidget() is self.view:
            self.leave()
            return
        window.views.setCurrentWidget(self.view)
        self.refresh()
        book = window.navigation.book
        if book is not None:
            self.view.select(str(book.folder))
        self.view.focus_list()

    @Slot()
    def leave(self) -> None:
        """Show the page again."""
        if self._window.navigation.book is not None:
            self._window.views.setCurrentWidget(self._window.reading)
            self._window.focus_page()

    def leave_book(self, book: str, folders: Sequence[Path], *, told: bool = False) -> bool:
        """Take a book off the page and off the shelf; then the books show.

        Args:
            book: Its id.
            folders: Where its editions lie.
            told: Whether another window said so; there, nothing changes that isn't about it.

        Returns:
            Whether it was known where the reader stopped in it.
        """
        window = self._window
        current = window.navigation.book
        was_open = current is not None and current.edition.book == book
        if was_open:
            self._library.open_name(FIRST_BOOK)
        window.navigation.forget(book)
        self.left.emit(book)
        services = window.services
        place = services.places().pop(book, None)
        services.save()
        if not told:
            self._library.drop(folders)
        shows = self.view is not None and window.views.currentWidget() is self.view
        if not shows and (was_open or not told):
            self.show()
        if not told:
            self.gone.emit(book, list(folders))
        return place is not None

    @Slot()
    def refresh(self) -> None:
        """Look at the shelf again."""
        if self.view is None or self._window.views.currentWidget() is not self.view:
            return
        books = sorted(self._library.books(), key=_title_key)
        marks = self._marks.counts()
        here = {listed.edition.book for listed in books if listed.problem is None}
        missing = [
            MissingBook(book, self._title(book), self._folder(book), count)
            for book, count in sorted(marks.items())
            if book not in here
        ]
        self.view.set_books(books, language(), marks, missing)
        self._reading.look(books, self._window.navigation.language)

    @Slot()
    def _show_reading(self) -> None:
        if self.view is not None:
            self.view.set_reading(self._reading.known)

    @Slot()
    def _show_view(self) -> None:
        """Find out nothing more about the books while they aren't seen."""
        if self.view is not None and self._window.views.currentWidget() is not self.view:
            self._reading.cancel()

    def _title(self, book: str) -> str:
        return pick(self._window.services.titles_of(book), language())

    def _folder(self, book: str) -> str:
        return str(self._window.services.place_of(book).get("folder", ""))

    def _made(self) -> BooksView:
        view = BooksView(self._window)
        view.book_requested.connect(self._open)
        view.folder_dropped.connect(self._open)
        view.open_requested.connect(self._library.choose)
        view.find_requested.connect(self._find)
        view.remove_requested.connect(self._remove)
        view.removal_requested.connect(self.removal_requested)
        view.close_requested.connect(self.leave)
        self._window.views.addWidget(view)
        self._window.follow(view)
        self._window.follow(self)
        return view

    def retranslate(self) -> None:
        """Show the titles in the language of the interface."""
        self.refresh()

    @Slot(str)
    def _open(self, folder: str) -> None:
        if self._library.open_path(Path(folder)):
            self.leave()

    @Slot(str)
    def _find(self, book: str) -> None:
        title = _("Where is “{book}”? Choose its folder").format(book=self._title(book))
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(Path.home()))
        if chosen:
            self._open(chosen)

    @Slot(str)
    def _remove(self, folder: str) -> None:
        self._library.remove(Path(folder))
        self.refresh()


def _title_key(listed: Listed) -> str:
    return fold(pick(listed.edition.title, language()))
