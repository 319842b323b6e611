"""What a reader can do about a section that can't be shown."""

from PySide6.QtCore import QObject, Slot

from viewer.book.book import Book
from viewer.book.model import pick
from viewer.errors import Message, SectionError
from viewer.messages import located
from viewer.messages import translate as _
from viewer.ui.window.copying import Copying
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.opening.content import content_of
from viewer.ui.window.opening.defect_page import COPY, DETAILS, show_defect
from viewer.ui.window.opening.navigation import Navigation


class Defects(QObject):
    """Does what the links on the page of a defective section offer."""

    def __init__(self, window: MainWindow, copying: Copying) -> None:
        super().__init__(window)
        self._window = window
        self._copying = copying
        window.page.link_requested.connect(self._follow)

    @Slot(str)
    def _follow(self, link: str) -> None:
        navigation = self._window.navigation
        problem = _problem(navigation) if link in {DETAILS, COPY} else None
        if problem is None or navigation.book is None:
            return
        lines = facts(navigation.book, navigation.section, navigation.language, problem)
        if link == DETAILS:
            show_defect(self._window.page, navigation.book, lines)
            return
        # Imported here: nothing of it is needed before something goes wrong.
        from viewer.ui.dialogs.details import details

        sentence = _("This section can’t be shown")
        self._copying.give("\n".join((sentence, *lines, "", details())), "", _copied)


def facts(book: Book, section: str, code: str, problem: Message) -> tuple[str, ...]:
    """Return what those who made the book need to know, a line each.

    Args:
        book: The book.
        section: Id of the section.
        code: Language in which it was to be read.
        problem: What is wrong, with file and line.
    """
    shown, edition = book.section(section), book.edition
    words = (
        (_("Book: {book}, edition {edition}"), {"book": pick(edition.title, code)}),
        (_("Section: {section} ({id})"), {"section": pick(shown.title, code), "id": section}),
        (_("Fault: {problem}"), {"problem": located(problem)}),
    )
    return tuple(text.format(edition=edition.edition, **names) for text, names in words)


def _problem(navigation: Navigation) -> Message | None:
    """Return what is wrong with the section that is open, read again: it may be whole by now."""
    if navigation.book is None or navigation.shown is not None:
        return None
    try:
        content_of(navigation.book, navigation.section, navigation.language)
    except SectionError as problem:
        return problem.message
    navigation.renew()
    return None


def _copied() -> str:
    return _("Details copied.")
