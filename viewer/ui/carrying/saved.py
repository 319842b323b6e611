"""What is said when a file was written: where it is, with a way to its folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from viewer.messages import translate as _
from viewer.ui.message_line import LineButton, MessageLine


def tell_saved(line: MessageLine, file: Path) -> None:
    """Say that a file was saved, and offer to open its folder."""
    line.tell(partial(_saved, file), [LineButton(_open_folder, partial(open_folder, file.parent))])


def open_folder(folder: Path) -> None:
    """Have the system show a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _saved(file: Path) -> str:
    return _("Saved as {file}").format(file=file)


def _open_folder() -> str:
    return _("Open folder")
