"""The open section as a web page, for readers whose own tools serve them best in a browser."""

import shutil

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from viewer.errors import Message
from viewer.messages import translate as _
from viewer.ui.window.main_window import MainWindow

FOLDER = "pages"
"""Folder in the profile; it is emptied when the window closes, since pages hold the text."""


class WebPages(QObject):
    """Writes web pages into the profile and hands them to the system."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = window.services.profile.folder / FOLDER
        window.closing.connect(self.clear)

    @Slot()
    def open_here(self) -> None:
        """Open the section that is on the page."""
        # Imported here: few readers ever need it.
        from viewer.reading.web_page import web_page

        navigation = self._window.navigation
        book, shown = navigation.book, navigation.shown
        if book is None or shown is None:
            return
        text = shown.content.text
        file = self._folder / f"{text.section}-{text.language}.html"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_text(web_page(book, text), encoding="utf-8")
        except OSError as problem:
            reason = problem.strerror or str(problem)
            navigation.failed.emit(Message("copy-not-saved", {"reason": reason}, file=str(file)))
        else:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
                words = _("No program for web pages was found. The page is here: {file}")
                self._window.line.tell(words.format(file=file), topic="web_page")

    @Slot()
    def clear(self) -> None:
        """Remove the pages."""
        shutil.rmtree(self._folder, ignore_errors=True)
