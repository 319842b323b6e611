"""The end of the log, to be read and copied."""

import os
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, text_box
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose

SHOWN = 200_000
"""Bytes at the end of the log that are shown."""


def log_end(file: Path, most: int = SHOWN) -> str:
    """Return the last whole lines of a log, at most ``most`` bytes; empty if it can't be read."""
    try:
        with file.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - most))
            content = stream.read(most)
    except OSError:
        return ""
    text = content.decode("utf-8", "replace")
    return text.partition("\n")[2] if size > most else text


class LogDialog(QDialog):
    """Shows the log file of the profile."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log_dialog")
        self._file = file
        self._place = Prose("", self)
        self._place.setObjectName("log_place")
        self._text = text_box(self, "log_text", fixed_width=True)
        self._buttons = ButtonBox(self)
        self._again = button(self._buttons, "log_again", ROLE.ActionRole)
        self._copy = button(self._buttons, "log_copy", ROLE.ActionRole)
        self._close = button(self._buttons, "log_close", ROLE.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self._place)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._buttons)
        self._again.clicked.connect(self.read)
        self._copy.clicked.connect(self._copy_text)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        self.read()
        fit_to_screen(self, 110, 34)
        self._text.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Log"))
        self._place.setText(_("The log is kept in {path}").format(path=self._file))
        self._text.setAccessibleName(_("Log"))
        self._text.setPlaceholderText(_("The log is empty."))
        say(self._again, _("Read again"))
        say(self._copy, _("Copy"))
        say(self._close, _("Close"))

    @Slot()
    def read(self) -> None:
        """Show the end of the log as it is now."""
        self._text.setPlainText(log_end(self._file))
        self._text.moveCursor(QTextCursor.MoveOperation.End)

    @Slot()
    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        announce(self, _("Copied"))
