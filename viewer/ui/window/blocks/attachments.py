"""Files that come with a book: what they are is told, then the reader decides."""

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.book.model import pick
from viewer.errors import Message, SectionError, reason_of
from viewer.messages import translate as _
from viewer.ui.dialogs.attachment import AttachmentContent, AttachmentDialog
from viewer.ui.window.blocks.handing import Handing
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.strip import ClassificationStrip

_TEXTS = {"pdf", "txt", "csv", "tsv", "rtf", "epub"}
_OFFICE = {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"}
_IMAGES = {"png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp"}
_RECORDINGS = {"mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "mov"}
OPENED = frozenset(_TEXTS | _OFFICE | _IMAGES | _RECORDINGS)
"""Endings of what other programs only show or play: nothing that runs, or loads by itself."""


class Attachments(QObject):
    """Offers to open an attachment, or to keep a copy of it.

    It is handled as the section is from which a link leads to it; its file's name says so.

    Attributes:
        dialog: The dialog that asks, while it is open.
    """

    def __init__(self, window: MainWindow, handing: Handing, handling: Handling) -> None:
        super().__init__(window)
        self._window = window
        self._handing = handing
        self._handling = handling
        self.dialog: AttachmentDialog | None = None

    @Slot(str)
    def offer(self, path: str) -> None:
        """Tell name, type, size and hash of an attachment, and ask what is to be done with it."""
        book = self._window.navigation.book
        if book is None:
            return
        try:
            content = book.resource(path)
        except SectionError as problem:
            self._window.navigation.failed.emit(problem.message)
            return
        self._open(self._dialog(Path(path).name, content))

    def _dialog(self, name: str, content: bytes) -> AttachmentDialog:
        """Return the dialog that asks, at the level of the section with the link."""
        ask, level = self._handling.ask, self._handling.level()
        marked = self._handling.file_name(name)
        told = AttachmentContent(
            name,
            _ending(name).upper(),
            len(content),
            hashlib.sha256(content, usedforsecurity=False).hexdigest(),
            _ending(name) in OPENED,
        )
        strip, book = ClassificationStrip(), self._window.navigation.book
        caveat = pick(book.edition.caveat, self._window.navigation.language) if book else ""
        strip.show_level(level, caveat)
        dialog = AttachmentDialog(told, strip, self._window)
        opens = partial(self._handing.open, marked, content)
        asks = partial(ask, lambda: _("Open in another program"), opens, level=level)
        dialog.open_requested.connect(asks)
        saves = partial(self._save, marked, content)
        dialog.copy_requested.connect(partial(ask, lambda: _("Save a copy…"), saves, level=level))
        return dialog

    def _open(self, dialog: AttachmentDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.focus_page()

    def _save(self, name: str, content: bytes) -> None:
        where = str(Path.home() / name)
        chosen, _kind = QFileDialog.getSaveFileName(self._window, _("Save a copy"), where)
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(content)
        except OSError as problem:
            message = Message("copy-not-saved", {"reason": reason_of(problem)}, file=chosen)
            self._window.navigation.failed.emit(message)


def _ending(name: str) -> str:
    return Path(name).suffix.removeprefix(".").lower()
