"""Images of a page: from the book only, within limits, never a failure.

A document asks for images by a number that the page gave out; no path of a book ever reaches Qt's
own file access. What can't be shown becomes a small picture that says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QDataStream, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen

from viewer.errors import ViewerError
from viewer.ui.page.drawings import read_drawing
from viewer.ui.theme import Theme, picture

SCHEME = "picture"
"""Scheme of the addresses by which a document asks for images."""

MEGABYTES = 64
"""Most memory that one decoded image may take."""

MOST_PIXELS = MEGABYTES * 1024 * 1024 // 4
"""Most pixels of an image, as it is stored and as it is shown."""

LONGEST_SIDE = 32_000
"""Largest width or height in which a drawing is made, in pixels."""

AT_ONCE = 1_000_000
"""Most pixels that are decoded at once; what is larger takes too long for one step."""

SHAPES_AT_ONCE = 300
"""Most shapes of a drawing that are drawn at once."""

MOST_WORK = 5_000_000_000
"""Most pixels that a drawing in its own window covers, if each of its shapes fills it all: about a
second's work.
"""

LARGEST_FILE = 64 * 1024 * 1024
"""Largest file, in bytes, that is looked at."""

FRAME = 10
"""Width of the frame that dark themes put around images, in device-independent pixels."""

LEAST_FRAMED = 48
"""Least width and height of an image with a frame; smaller ones, signs in a line, have a ground."""

BROKEN = 16
"""Width and height of what stands for an image that can't be shown, as tall as a line is."""

_FORMATS = ((b"\x89PNG\r\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF8", b"gif"))


@dataclass(slots=True)
class Picture:
    """An image of the page.

    Attributes:
        source: Path in the book.
        size: Size in which it is shown, its frame included, in device-independent pixels.
        readable: Whether it can be shown.
        heavy: Whether it takes so long to be read that it is to be done beside other things.
        frame: Width of its frame.
        image: The image, once it was asked for.
    """

    source: str
    size: QSize
    readable: bool
    heavy: bool = False
    frame: int = 0
    image: QImage | None = None


class Pictures:
    """The images of one page."""

    def __init__(
        self,
        resource: Callable[[str], bytes],
        theme: Theme,
        most: QSize,
        ratio: float,
        growth: float = 1.0,
    ) -> None:
        """Prepare to show images.

        Args:
            resource: Gives the bytes of a file of the book.
            theme: Colours, for the picture that stands for a broken image.
            most: Largest size in which an image is shown, in device-independent pixels.
            ratio: Device pixels for each of them.
            growth: How much larger than it is an image is shown, where there is room: what is
                written or drawn in it is to grow with the text. Only signs are made smaller.
        """
        self._resource = resource
        self._theme = theme
        self._most = most
        self._ratio = ratio
        self._growth = max(1.0, growth)
        self._signs = growth
        self._pictures: list[Picture] = []
        self._numbers: dict[tuple[str, int], int] = {}
        QImageReader.setAllocationLimit(MEGABYTES)

    def add(self, source: str, room: int = 0) -> tuple[str, Picture]:
        """Take in an image; return it and the address by which the document asks for it.

        Args:
            source: Path in the book.
            room: Width that there is for it, in device-independent pixels; 0 for all of the column.
        """
        room = room or self._most.width()
        number = self._numbers.setdefault((source, room), len(self._pictures))
        if number == len(self._pictures):
            self._pictures.append(self._found(source, room))
        return f"{SCHEME}:{number}", self._pictures[number]

    def _found(self, source: str, room: int) -> Picture:
        """Look at an image; nothing is decoded yet."""
        reader = _Reader(self._bytes(source))
        own = reader.size()
        if own is None:
            side = round(BROKEN * self._signs)
            return Picture(source, QSize(side, side), readable=False)
        size = self._shown_size(own, room)
        width = self._frame(size)
        whole = size.grownBy(_even(width))
        return Picture(source, whole, readable=True, heavy=reader.is_heavy(), frame=width)

    def addresses(self) -> list[str]:
        """Return the addresses of all images that were taken in."""
        return [f"{SCHEME}:{number}" for number in range(len(self._pictures))]

    def image(self, address: str) -> QImage:
        """Return the image that the document asks for; for any other address, an empty picture."""
        found = self._at(address)
        if found is None:
            return nothing()
        if found.image is None:
            self.keep(address, self.read(address))
        return found.image or nothing()

    def is_awaited(self, address: str) -> bool:
        """Tell whether an image takes long and wasn't read yet: ``read`` and ``keep`` do that."""
        found = self._at(address)
        return found is not None and found.heavy and found.image is None

    def read(self, address: str) -> QImage | None:
        """Return an image as it is in the book, or None; may be called in any thread."""
        found = self._at(address)
        return self._read(found) if found is not None and found.readable else None

    def keep(self, address: str, image: QImage | None) -> None:
        """Show this for an address from now on; for None, what stands for a broken image."""
        found = self._at(address)
        if found is not None:
            found.image = image or self._broken(found)

    def ground(self) -> QImage:
        """Return what is shown while an image is awaited."""
        made = QImage(1, 1, QImage.Format.Format_RGB32)
        made.fill(QColor(self._theme.code))
        return made

    def _at(self, address: str) -> Picture | None:
        scheme, _, number = address.partition(":")
        known = scheme == SCHEME and number.isdecimal() and int(number) < len(self._pictures)
        return self._pictures[int(number)] if known else None

    def _bytes(self, source: str) -> bytes:
        try:
            content = self._resource(source)
        except (ViewerError, OSError, ValueError):
            return b""
        return content if len(content) <= LARGEST_FILE else b""

    def _shown_size(self, size: QSize, room: int) -> QSize:
        """Return the size in which an image of this size is shown, without its frame."""
        size = size * (self._signs if _is_sign(size) else self._growth)
        frame = self._frame(size)
        most = self._most.boundedTo(QSize(room, self._most.height()))
        most = (most - QSize(frame, frame) * 2).expandedTo(QSize(1, 1))
        if size.boundedTo(most) != size:
            size = _fitted(size, most)
        return _affordable(size, MOST_PIXELS / self._ratio**2)

    def _frame(self, size: QSize) -> int:
        """Return the width of the frame that an image of this size has."""
        large = not _is_sign(size / self._growth)
        return round(FRAME * self._growth) if self._theme.dark and large else 0

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
        inside = QRect(QPoint(0, 0), wanted.size).marginsRemoved(_even(wanted.frame))
        painter.fillRect(inside, QColor(self._theme.picture))
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
        width, height = wanted.size.width(), wanted.size.height()
        side = round(min(width, height, BROKEN * self._signs) * 0.7)
        sign = picture("warning", self._theme.muted, side, self._ratio)
        painter.drawPixmap((width - side) // 2, (height - side) // 2, sign)
        painter.end()
        return made


def _is_sign(size: QSize) -> bool:
    """Tell whether an image of this size is a sign in a line, and as such smaller in small text."""
    return min(size.width(), size.height()) < LEAST_FRAMED


def _even(width: int) -> QMargins:
    return QMargins(width, width, width, width)


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
        size = _fitted(size, QSize(least, least))
    return reader.read(_affordable(size, min(MOST_PIXELS, MOST_WORK / reader.shapes())), 1.0)


def on_its_ground(image: QImage, theme: Theme) -> QImage:
    """Return an image upon the ground that it was drawn for, as a page shows it in the dark."""
    if not (theme.dark and image.hasAlphaChannel()):
        return image
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    made.fill(QColor(theme.picture))
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    painter.end()
    return made


class _Reader:
    """Reads one image from bytes."""

    def __init__(self, content: bytes) -> None:
        self._format = _format_of(content)
        drawing = None if self._format else read_drawing(content)
        self._drawing = drawing
        if drawing is not None:
            self._format, content = b"svg", drawing.source
        self._data = QByteArray(content)

    def _open(self) -> tuple[QImageReader, QDataStream]:
        """Return a reader of the image, and what must be kept as long as it reads."""
        # Qt makes the buffer. With one that Python made, the reader waits for Python's lock with
        # that of all image formats taken, and the window, which has Python's, waits for the other.
        stream = QDataStream(self._data)
        reader = QImageReader(stream.device(), QByteArray(self._format))
        # What a file claims to be decides nothing; its first bytes do.
        reader.setAutoDetectImageFormat(False)
        reader.setAutoTransform(True)
        return reader, stream

    def is_drawing(self) -> bool:
        """Tell whether it can be drawn in any size."""
        return self._format == b"svg"

    def size(self) -> QSize | None:
        """Return the size in pixels; None for what can't be shown."""
        if not self._format:
            return None
        reader, _stream = self._open()
        size = reader.size()
        if not size.isValid() or size.isEmpty():
            return None
        if reader.transformation().value & QImageReaderTransposed:
            size.transpose()
        too_large = not self.is_drawing() and size.width() * size.height() > MOST_PIXELS
        return None if too_large else size

    def shapes(self) -> int:
        """Return how many shapes a drawing has; 1 for any other image."""
        return max(1, self._drawing.shapes) if self._drawing is not None else 1

    def is_heavy(self) -> bool:
        """Tell whether it takes more than a moment to be read."""
        if self.is_drawing():
            return self.shapes() > SHAPES_AT_ONCE
        size = self.size()
        return size is not None and size.width() * size.height() > AT_ONCE

    def read(self, size: QSize, ratio: float) -> QImage | None:
        """Return the image, in the size asked for; None for what can't be shown."""
        reader, _stream = self._open()
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


def _fitted(size: QSize, most: QSize) -> QSize:
    """Return a size that fits into ``most``, in the same shape."""
    return size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _affordable(size: QSize, pixels: float) -> QSize:
    """Return a size, in the same shape if need be smaller, of no more than so many pixels."""
    if max(size.width(), size.height()) > LONGEST_SIDE:
        size = _fitted(size, QSize(LONGEST_SIDE, LONGEST_SIDE))
    area = size.width() * size.height()
    if area <= pixels:
        return size
    factor = (pixels / area) ** 0.5
    return QSize(int(size.width() * factor), int(size.height() * factor)).expandedTo(QSize(1, 1))


def _format_of(content: bytes) -> bytes:
    """Return the format of an image of pixels by its first bytes; empty for any other file."""
    for start, name in _FORMATS:
        if content.startswith(start):
            return name
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return b"webp"
    return b""


def nothing() -> QImage:
    """Return the smallest picture: an answer, so that Qt does not go looking itself."""
    made = QImage(1, 1, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    return made
