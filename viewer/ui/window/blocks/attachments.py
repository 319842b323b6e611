"""Files that come with a book: what they are is told, then the reader decides."""

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.errors import Message, SectionError, reason_of
from viewer.messages import language
from viewer.messages import translate as _
from viewer.ui.message_line import LineButton
from viewer.ui.window.blocks.handing import Handing
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow

_TEXTS = {"pdf", "txt", "csv", "tsv", "rtf", "epub"}
_OFFICE = {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"}
_IMAGES = {"png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp"}
_RECORDINGS = {"mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "mov"}
OPENED = frozenset(_TEXTS | _OFFICE | _IMAGES | _RECORDINGS)
"""Endings of what other programs only show or play: nothing that runs, or loads by itself."""

_KILO = 1000

_GROUP = 8
"""Characters of a group of a hash."""


class Attachments(QObject):
    """Offers to open an attachment, or to keep a copy of it.

    It is handled as the section is from which a link leads to it; its file's name says so.
    """

    def __init__(self, window: MainWindow, handing: Handing, handling: Handling) -> None:
        super().__init__(window)
        self._window = window
        self._handing = handing
        self._handling = handling

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
        name, ask = Path(path).name, self._handling.ask
        marked, level = self._handling.file_name(name), self._handling.level()
        work = partial(self._save, marked, content)
        save = partial(ask, lambda: _("Save a copy…"), work, level=level)
        buttons = [LineButton(lambda: _("Save a copy…"), save)]
        if _ending(name) in OPENED:
            work = partial(self._handing.open, marked, content)
            opens = partial(ask, lambda: _("Open in another program"), work, level=level)
            buttons.insert(0, LineButton(lambda: _("Open in another program"), opens))
        told = hashlib.sha256(content, usedforsecurity=False).hexdigest()
        self._window.line.tell(partial(_description, name, len(content), told), buttons)

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


def _description(name: str, size: int, told: str) -> str:
    words = _("Attachment: {name} · type {type} · {size} · SHA-256 {hash}")
    kind = _ending(name).upper() or "–"
    return words.format(name=name, type=kind, size=_size(size), hash=_grouped(told))


def _grouped(told: str) -> str:
    """Return a hash in groups, which can be compared by eye and go on in the next line."""
    return " ".join(told[at : at + _GROUP] for at in range(0, len(told), _GROUP))


def _size(count: int) -> str:
    """Return a size in the units of SI, as the system's own windows show it."""
    if count < _KILO:
        return _("{count} bytes").format(count=count)
    large = count >= _KILO * _KILO
    value = f"{count / (_KILO * _KILO if large else _KILO):.1f}"
    value = value.replace(".", ",") if language() == "fr" else value
    return (_("{count} MB") if large else _("{count} kB")).format(count=value)
