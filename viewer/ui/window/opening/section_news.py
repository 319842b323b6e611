"""Tells screen readers which section is on the page now, and in which language."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from viewer.ui.announce import announce
from viewer.ui.window.languages.language_switch import said_in
from viewer.ui.window.main_window import MainWindow


class SectionNews(QObject):
    """Announces a section where no change of focus tells it: once, however often it is shown."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._told = self._here()
        self._elsewhere = QTimer(self)
        self._elsewhere.setSingleShot(True)
        self._elsewhere.setInterval(0)
        self._elsewhere.timeout.connect(self._tell_elsewhere)
        window.navigation.section_opened.connect(self._take_section)
        window.navigation.language_changed.connect(self._take_language)

    @Slot()
    def back(self) -> None:
        """Go back; where that leads is told, though it may be in the same section."""
        self._told = None
        self._window.navigation.back()

    @Slot()
    def forward(self) -> None:
        """Go forward; likewise."""
        self._told = None
        self._window.navigation.forward()

    @Slot()
    def _take_section(self) -> None:
        here = self._here()
        if here is None:
            return
        new, self._told = here != self._told, here
        page, shown = self._window.readings.page(), self._window.readings.shown()
        if new and page.hasFocus() and shown is not None:
            announce(page, shown.content.title)
        elif new:
            self._elsewhere.start()

    def _here(self) -> tuple[str, str, str] | None:
        """Return what is on the page: book, edition, section."""
        navigation = self._window.navigation
        if navigation.book is None:
            return None
        edition = navigation.book.edition
        return edition.book, edition.edition, navigation.section

    @Slot()
    def _tell_elsewhere(self) -> None:
        """Tell the section where the keyboard stays beside the page; if it comes, that tells it."""
        window, shown = self._window, self._window.readings.shown()
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not window or window.readings.page().hasFocus():
            return
        contents = window.contents
        row_is_told = contents.section_in_focus() and contents.unfolding.row_is_told()
        if shown is not None and not row_is_told:
            announce(window.readings.page(), shown.content.title)

    @Slot(str)
    def _take_language(self, code: str) -> None:
        """Tell the language that the reader chose; the text is there already."""
        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        if book is None or shown is None or code != navigation.chosen:
            return
        if shown.language != code and code in book.languages_of(navigation.section):
            # The reader is led to another place, which is told when it is there.
            return
        words = said_in(shown.language, shown.content.title)
        announce(self._window.page, ". ".join((words, *shown.content.notices)))
