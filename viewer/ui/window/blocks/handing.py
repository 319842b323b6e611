"""Handing files to the system's own programs: from a folder that is emptied afterwards."""

import shutil

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from viewer.errors import Message, reason_of
from viewer.messages import translate as _
from viewer.ui.window.main_window import MainWindow

FOLDER = "opened"
"""Folder in the profile; it is emptied when the window closes, since the files hold the text."""


class Handing(QObject):
    """Writes files into the profile and has the system open them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = window.services.profile.folder / FOLDER
        window.closing.connect(self.clear)

    def open(self, name: str, content: bytes) -> None:
        """Have the system open a file; what goes wrong is told.

        Args:
            name: Name of the file, which tells the system what it is.
            content: Its bytes.
        """
        file = self._folder / name
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as problem:
            message = Message("copy-not-saved", {"reason": reason_of(problem)}, file=str(file))
            self._window.navigation.failed.emit(message)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            words = _("This computer has no program for that file. It is here: {file}")
            self._window.line.tell(words.format(file=file), topic="handing")

    @Slot()
    def clear(self) -> None:
        """Remove the files."""
        shutil.rmtree(self._folder, ignore_errors=True)
