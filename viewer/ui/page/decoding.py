"""Large images of a page are read beside other things, so that the window stays live."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractScrollArea

from viewer.ui.page.sheet import Sheet
from viewer.ui.tasks import Background

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from viewer.ui.page.images import Pictures

_IMAGE = QTextDocument.ResourceType.ImageResource.value


def picture(view: QAbstractScrollArea, sheet: Sheet, address: str) -> "QImage":
    """Return an image of the sheet that ``view`` shows; one that takes long, as far as it is."""
    if not sheet.pictures.is_awaited(address):
        return sheet.pictures.image(address)
    found = view.findChild(Decoding) or Decoding(view)
    return found.awaited(sheet, address)


class Decoding(QObject):
    """Reads the images of the sheet that is shown, one after the other."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        """Have nothing to read yet; ``view`` shows the sheet."""
        super().__init__(view)
        self._view = view
        self._background: Background | None = None
        self._sheet: Sheet | None = None
        self._waiting: list[str] = []

    def awaited(self, sheet: Sheet, address: str) -> "QImage":
        """Have an image read; return what stands for it until then.

        What was awaited before comes first, but what was for another sheet is forgotten.
        """
        if sheet is not self._sheet:
            self._sheet, self._waiting = sheet, []
        if address not in self._waiting:
            self._waiting.append(address)
        if self._background is None:
            self._begin()
        return sheet.pictures.ground()

    def busy(self) -> bool:
        """Tell whether an image is awaited."""
        return self._background is not None

    def _begin(self) -> None:
        """Read the first image that is awaited, in a thread that ends with it."""
        if self._sheet is None:
            return
        self._background = Background(self)
        channel = self._background.channel()
        channel.finished.connect(self._keep)
        channel.failed.connect(self._fail)
        channel.submit(partial(_read, self._sheet.pictures, self._waiting[0]))
        self._background.finish()

    @Slot(object)
    def _fail(self, _error: Exception) -> None:
        self._waiting = []
        self._end()

    @Slot(object)
    def _keep(self, read: "tuple[Pictures, str, QImage | None]") -> None:
        pictures, address, image = read
        self._end()
        if self._sheet is not None and pictures is self._sheet.pictures:
            self._waiting.remove(address)
            pictures.keep(address, image)
            self._sheet.document.addResource(_IMAGE, QUrl(address), pictures.image(address))
            self._view.viewport().update()
        if self._waiting:
            self._begin()

    def _end(self) -> None:
        if self._background is not None:
            self._background.deleteLater()
            self._background = None


def _read(pictures: "Pictures", address: str) -> "tuple[Pictures, str, QImage | None]":
    return pictures, address, pictures.read(address)
