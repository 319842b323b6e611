"""The open section as a web page, for readers whose own tools serve them best in a browser."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.messages import translate as _
from viewer.ui.window.blocks.handing import Handing
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow


class WebPages(QObject):
    """Makes web pages and hands them to the system."""

    def __init__(self, window: MainWindow, handing: Handing, handling: Handling) -> None:
        super().__init__(window)
        self._window = window
        self._handing = handing
        self._handling = handling

    @Slot()
    def open_here(self) -> None:
        """Open the section in the language of the page of the reader.

        Where it is classified, that is asked about first.
        """
        book, shown = self._window.navigation.book, self._window.readings.shown()
        if book is not None and shown is not None:
            work = partial(self._open, book, shown.content.text)
            self._handling.ask(lambda: _("Open it"), work)

    def _open(self, book: Book, text: SectionText) -> None:
        # Imported here: few readers ever need it.
        from viewer.reading.web_page import web_page

        name = f"{text.section}-{text.language}.html"
        self._handing.open(name, web_page(book, text).encode())
