"""Images of a page: from the book only, within limits, never a failure.

A document asks for images by a number that the page gave out; no path of a book ever reaches Qt's
own file access. What can't be shown becomes a small picture that says so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen

from viewer.errors import ViewerError
from viewer.ui.theme import Theme, picture

SCHEME = "picture"
"""Scheme of the addresses by which a document asks for images."""

MEGABYTES = 64
"""Most memory that one decoded image may take."""

LARGEST_FILE = 64 * 1024 * 1024
"""Largest file, in bytes, that is looked at."""

FRAME = 10
"""Width of the frame that dark themes put around images, in device-independent pixels."""

LEAST_FRAMED = 48
"""Least width and height of an image with a frame; smaller ones, signs in a line, have a ground."""

_FORMATS = ((b"\x89PNG\r\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF8", b"gif"))
_SVG_START = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
# Qt's SVG reader opens files that an SVG refers to; such an SVG is not shown at all.
_SVG_REFERENCE = re.compile(
    rb"<!(?:doctype|entity)|<\s*(?:\w+:)?(?:script|foreignobject)|@import|href\s*=\s*(?![\"']#)|url\(\s*(?![\"']?#)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Picture:
    """An image of the page.

    Attributes:
        source: Path in the book.
        size: Size in which it is shown, its frame included, in device-independent pixels.
        readable: Whether it can be shown.
        frame: Width of its frame.
        image: The image, once it was asked for.
    """

    source: str
    size: QSize
    readable: bool
    frame: int = 0
    image: QImage | None = None


class Pictures:
    """The images of one page."""

    def __init__(
        self, resource: Callable[[str], bytes], theme: Theme, most: QSize, ratio: float
    ) -> None:
        """Prepare to show images.

        Args:
            resource: Gives the bytes of a file of the book.
            theme: Colours, for the picture that stands for a broken image.
            most: Largest size in which an image is shown, in device-independent pixels.
            ratio: Device pixels for each of them.
        """
        self._resource = resource
        self._theme = theme
        self._most = most
        self._ratio = ratio
        self._pictures: list[Picture] = []
        QImageReader.setAllocationLimit(MEGABYTES)

    def add(self, source: str, room: int = 0) -> tuple[str, Picture]:
        """Take in an image; return it and the address by which the document asks for it.

        Args:
            source: Path in the book.
            room: Width that there is for it, in device-independent pixels; 0 for all of the column.
        """
        size = self._size_of(source, room or self._most.width())
        if size is None:
            found = Picture(source, QSize(32, 32), readable=False)
        else:
            width = self._frame(size)
            whole = size.grownBy(QMargins(width, width, width, width))
            found = Picture(source, whole, readable=True, frame=width)
        self._pictures.append(found)
        return f"{SCHEME}:{len(self._pictures) - 1}", found

    def addresses(self) -> list[str]:
        """Return the addresses of all images that were taken in."""
        return [f"{SCHEME}:{number}" for number in range(len(self._pictures))]

    def image(self, address: str) -> QImage:
        """Return the image that the document asks for; for any other address, an empty picture."""
        scheme, _, number = address.partition(":")
        if scheme != SCHEME or not number.isdecimal() or int(number) >= len(self._pictures):
            return nothing()
        found = self._pictures[int(number)]
        if found.image is None:
            found.image = (self._read(found) if found.readable else None) or self._broken(found)
        return found.image

    def _bytes(self, source: str) -> bytes:
        try:
            content = self._resource(source)
        except (ViewerError, OSError, ValueError):
            return b""
        return content if len(content) <= LARGEST_FILE else b""

    def _size_of(self, source: str, room: int) -> QSize | None:
        """Return the size in which an image is shown; None if it can't be. Decodes nothing."""
        reader = _Reader(self._bytes(source))
        size = reader.size()
        if size is None:
            return None
        frame = self._frame(size)
        most = self._most.boundedTo(QSize(room, self._most.height()))
        most = (most - QSize(frame, frame) * 2).expandedTo(QSize(1, 1))
        if size.boundedTo(most) == size:
            return size
        return size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

    def _frame(self, size: QSize) -> int:
        """Return the width of the frame that an image of this size has."""
        large = min(size.width(), size.height()) >= LEAST_FRAMED
        return FRAME if self._theme.dark and large else 0

    def _read(self, wanted: Picture) -> QImage | None:
        inner = wanted.size - QSize(wanted.frame, wanted.frame) * 2
        made = _Reader(self._bytes(wanted.source)).read(inner * self._ratio, self._ratio)
        return self._framed(made, wanted) if made is not None and self._theme.dark else made

    def _framed(self, made: QImage, wanted: Picture) -> QImage:
        """Put an image upon the ground that it was drawn for; its colours stay as they are."""
        whole = QImage(wanted.size * self._ratio, QImage.Format.Format_RGB32)
        whole.setDevicePixelRatio(self._ratio)
        whole.fill(QColor(self._theme.frame))
        painter = QPainter(whole)
        painter.drawImage(wanted.frame, wanted.frame, made)
        painter.end()
        return whole

    def _broken(self, wanted: Picture) -> QImage:
        """Draw what stands for an image that can't be shown."""
        made = QImage(wanted.size * self._ratio, QImage.Format.Format_ARGB32_Premultiplied)
        made.setDevicePixelRatio(self._ratio)
        made.fill(QColor(self._theme.code))
        painter = QPainter(made)
        painter.setPen(QPen(QColor(self._theme.rule_strong), 1))
        painter.drawRect(0, 0, wanted.size.width() - 1, wanted.size.height() - 1)
        sign = picture("warning", self._theme.muted, 20, self._ratio)
        painter.drawPixmap((wanted.size.width() - 20) // 2, (wanted.size.height() - 20) // 2, sign)
        painter.end()
        return made


def whole_image(content: bytes, least: int) -> QImage | None:
    """Return an image in its own size; a drawing (SVG) at least ``least`` pixels wide.

    None for what can't be shown, or is too large to be decoded.
    """
    reader = _Reader(content if len(content) <= LARGEST_FILE else b"")
    QImageReader.setAllocationLimit(MEGABYTES)
    size = reader.size()
    if size is None:
        return None
    if reader.is_drawing() and size.width() < least:
        size = size.scaled(least, least, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return reader.read(size, 1.0)


class _Reader:
    """Reads one image from bytes."""

    def __init__(self, content: bytes) -> None:
        self._format = _format_of(content)
        self._data = QByteArray(content)

    def _open(self) -> tuple[QImageReader, QBuffer]:
        buffer = QBuffer(self._data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(self._format))
        # What a file claims to be decides nothing; its first bytes do.
        reader.setAutoDetectImageFormat(False)
        reader.setAutoTransform(True)
        return reader, buffer

    def is_drawing(self) -> bool:
        """Tell whether it can be drawn in any size."""
        return self._format == b"svg"

    def size(self) -> QSize | None:
        """Return the size in pixels; None for what can't be shown."""
        if not self._format:
            return None
        reader, _buffer = self._open()
        size = reader.size()
        if not size.isValid() or size.isEmpty():
            return None
        if reader.transformation().value & QImageReaderTransposed:
            size.transpose()
        too_large = (
            not self.is_drawing() and size.width() * size.height() * 4 > MEGABYTES * 1024 * 1024
        )
        return None if too_large else size

    def read(self, size: QSize, ratio: float) -> QImage | None:
        """Return the image, in the size asked for; None for what can't be shown."""
        reader, _buffer = self._open()
        if self.is_drawing():
            reader.setScaledSize(size)
        made = reader.read()
        if made.isNull():
            return None
        if made.size() != size:
            made = made.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        made.setDevicePixelRatio(ratio)
        return made


QImageReaderTransposed = 4
"""Bit of ``QImageIOHandler.Transformation`` that tells that width and height change places."""


def _format_of(content: bytes) -> bytes:
    """Return the format of an image by its first bytes; empty for what is not shown."""
    for start, name in _FORMATS:
        if content.startswith(start):
            return name
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return b"webp"
    if _SVG_START.match(content) and not _SVG_REFERENCE.search(content):
        return b"svg"
    return b""


def nothing() -> QImage:
    """Return the smallest picture: an answer, so that Qt does not go looking itself."""
    made = QImage(1, 1, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    return made
