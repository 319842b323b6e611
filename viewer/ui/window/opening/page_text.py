"""What the page shows of the open section: all of it, or first its beginning alone."""

import logging

from PySide6.QtCore import QObject, Signal

from viewer.book.book import Book
from viewer.errors import SectionError
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView
from viewer.ui.window.opening.content import Shown, beginning_of, content_of

log = logging.getLogger(__name__)


class PageText(QObject):
    """Puts sections on the page.

    Signals:
        begun: Of a long section, the page shows the beginning; ``finish`` shows the rest.

    Attributes:
        shown: What is on the page; None where a section can't be shown, or isn't parsed yet.
        unfinished: Whether the page shows the beginning of a section only.
    """

    begun = Signal()

    def __init__(self, page: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.shown: Shown | None = None
        self.unfinished = False

    def forget(self) -> None:
        """Forget what is on the page; another book was opened."""
        self.shown, self.unfinished = None, False

    def show(self, book: Book, section: str, language: str, target: Target | None) -> None:
        """Show a section at ``target``; without one, a long section may be there in part at first.

        Args:
            book: The book.
            section: Id of the section.
            language: Language of reading.
            target: Where in the text.
        """
        self.forget()
        try:
            beginning = None if target else beginning_of(book, section, language)
            if beginning is None:
                self.shown = content_of(book, section, language)
        except SectionError as problem:
            self._show_problem(book, problem)
            return
        if self.shown is not None:
            self._page.show_section(self.shown.content, target)
        elif beginning is not None:
            self.unfinished = True
            self._page.show_section(beginning)
            self.begun.emit()

    def finish(self, book: Book, section: str, language: str) -> None:
        """Show all of the section whose beginning is on the page, at the same place."""
        self.unfinished = False
        try:
            self.shown = content_of(book, section, language)
        except SectionError as problem:
            self._show_problem(book, problem)
        else:
            self._page.replace(self.shown.content)

    def _show_problem(self, book: Book, problem: SectionError) -> None:
        log.warning("section can't be shown: %s", problem)
        # Imported here: nothing of it is needed before something goes wrong.
        from viewer.ui.window.opening.defect_page import show_defect

        show_defect(self._page, book)
