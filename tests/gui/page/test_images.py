"""Images of a page: sizes, limits, formats, and what stands for a broken one."""

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from tests import patience
from viewer.book.model import Block, Kind, SectionText, Span, SpanKind
from viewer.ui.page.content import PageContent
from viewer.ui.page.images import MEGABYTES, Pictures, whole_image
from viewer.ui.page.view import PageView
from viewer.ui.theme import theme

READ_BESIDE = """
import os, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from viewer.ui.page.images import Pictures
from viewer.ui.theme import picture, theme
application = QGuiApplication([])
content = CONTENT
pictures = Pictures(lambda path: content, theme("light"), QSize(500, 500), 1.0)
address, found = pictures.add("x")
def read():
    for _time in range(1000):
        assert not pictures.read(address).isNull()
reading = threading.Thread(target=read)
reading.start()
while reading.is_alive():
    picture("warning", "#000000", 16)
print("read")
"""
"""Reads an image again and again while the main thread makes icons."""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{}</svg>'

pytestmark = pytest.mark.usefixtures("qapp")


def _encoded(kind: str, width: int, height: int, colour: str = "#00ff00") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


def _bomb(side: int) -> bytes:
    """Return a PNG of one bit a pixel: small as a file, huge in memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress(b"\x00" * ((side // 8 + 1) * side), 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


MOST = QSize(500, 1 << 20)


def _pictures(content: bytes, ratio: float = 1.0, name: str = "light") -> Pictures:
    return Pictures(lambda _path: content, theme(name), MOST, ratio)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_image_is_shown_as_large_as_it_is(kind: str) -> None:
    pictures = _pictures(_encoded(kind, 40, 30))
    address, found = pictures.add("images/x")
    assert found.readable
    assert found.size == QSize(40, 30)
    assert pictures.image(address).pixelColor(5, 5).green() > 200


def test_a_wide_image_is_as_wide_as_the_column() -> None:
    pictures = _pictures(_encoded("PNG", 1000, 400), ratio=2.0)
    address, found = pictures.add("images/x")
    assert found.size == QSize(500, 200)
    image = pictures.image(address)
    assert image.size() == QSize(1000, 400)
    assert image.deviceIndependentSize().toSize() == QSize(500, 200)


@pytest.mark.parametrize("name", ["dark", "contrast_dark"])
@pytest.mark.parametrize("width", [100, 1000])
def test_dark_themes_frame_an_image_and_leave_its_colours(name: str, width: int) -> None:
    pictures = _pictures(_encoded("PNG", width, width // 2), ratio=2.0, name=name)
    address, found = pictures.add("images/x")
    assert found.size.width() == (120 if width == 100 else 500)
    image = pictures.image(address)
    assert image.deviceIndependentSize().toSize() == found.size
    last = image.width() - 1, image.height() - 1
    for corner in ((0, 0), last):
        assert image.pixelColor(*corner).name() == theme(name).frame
    for inside in ((21, 21), (last[0] - 21, last[1] - 21)):
        assert image.pixelColor(*inside).name() == "#00ff00"


def test_a_small_sign_has_a_light_ground_but_no_frame_in_a_dark_theme() -> None:
    clear = QImage(16, 16, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(clear)
    pictures = _pictures(bytes(buffer.data().data()), name="dark")
    address, found = pictures.add("images/x")
    assert found.size == QSize(16, 16)
    assert pictures.image(address).pixelColor(0, 0).name() == theme("dark").picture


def test_an_image_grows_with_the_text_up_to_the_column() -> None:
    def size(width: int, growth: float) -> QSize:
        content = _encoded("PNG", width, width)
        return Pictures(lambda _path: content, theme("light"), MOST, 1.0, growth).add("x")[1].size

    assert size(20, 3.0) == QSize(60, 60)
    assert size(320, 3.0) == QSize(500, 500)
    assert size(100, 0.7) == QSize(100, 100), "small text makes no image smaller"


def test_an_image_is_no_wider_than_what_it_stands_in() -> None:
    assert _pictures(_encoded("PNG", 400, 200)).add("x", 300)[1].size == QSize(300, 150)


def test_light_themes_add_nothing_to_an_image() -> None:
    for name in ("light", "sepia", "contrast"):
        assert _pictures(_encoded("PNG", 100, 50), name=name).add("x")[1].size == QSize(100, 50)


@pytest.mark.qt_log_ignore("Unsupported marker", extend=True)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\nbroken",
        b"\xff\xd8\xffbroken",
        b"GIF89a",
        b"<html><svg></svg></html>",
        b"%PDF-1.4",
        _bomb(30000),
    ],
    ids=["empty", "png", "jpeg", "gif", "html", "pdf", "bomb"],
)
def test_what_can_not_be_shown_becomes_a_small_sign(content: bytes) -> None:
    pictures = _pictures(content)
    address, found = pictures.add("images/x")
    image = pictures.image(address)
    assert not found.readable
    assert image.size() == QSize(16, 16)


def test_a_file_cut_short_becomes_a_sign_of_the_same_size() -> None:
    whole = _encoded("PNG", 400, 300, "#123456")
    pictures = _pictures(whole[: len(whole) // 2])
    address, found = pictures.add("images/x")
    assert pictures.image(address).size() == found.size


def test_a_plain_svg_is_shown() -> None:
    content = SVG.format(
        '<rect id="a" width="40" height="30" fill="#00ff00"/><use href="#a"/>'
    ).encode()
    pictures = _pictures(content)
    address, found = pictures.add("images/x")
    assert found.readable
    assert pictures.image(address).pixelColor(20, 15) == QColor("#00ff00")


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="other.png"/>',
        "<image xlink:href = 'other.png'/>",
        '<use href="other.svg#a"/>',
        "<style>@import url(other.css)</style>",
        "<script>1</script>",
        '<rect fill="url(http://example.org/#a)"/>',
        "<foreignObject/>",
    ],
)
def test_an_svg_that_refers_to_files_is_not_shown(inside: str) -> None:
    _address, found = _pictures(SVG.format(inside).encode()).add("images/x")
    assert not found.readable


def test_an_svg_with_entities_is_not_shown() -> None:
    content = (
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;").encode()
    )
    assert not _pictures(content).add("images/x")[1].readable


@pytest.mark.parametrize(
    ("width", "height"),
    [(500, 1_000_000), (10, 10**9), (10**9, 1), (10**9, 10**9), (30_000, 30_000), (1, 30_000)],
)
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_drawing_of_any_size_is_shown_within_limits(
    width: int, height: int, ratio: float
) -> None:
    content = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    pictures = _pictures(content.encode(), ratio=ratio)
    address, found = pictures.add("images/x")
    assert found.readable
    assert pictures.image(address).sizeInBytes() <= MEGABYTES * 1024 * 1024
    whole = whole_image(content.encode(), 2000)
    assert whole is not None
    assert whole.sizeInBytes() <= MEGABYTES * 1024 * 1024


@pytest.mark.parametrize(("shapes", "width"), [(100, 2000), (1000, 2000), (9000, 860)])
def test_a_drawing_of_very_many_shapes_is_drawn_smaller_in_its_window(
    shapes: int, width: int
) -> None:
    whole = whole_image(SVG.format("<rect/>" * shapes).encode(), 2000)
    assert whole is not None
    assert width * 0.98 < whole.width() <= width


def test_an_image_that_is_shown_often_is_read_once() -> None:
    read: list[str] = []
    content = _encoded("PNG", 40, 30)

    def resource(path: str) -> bytes:
        read.append(path)
        return content

    pictures = Pictures(resource, theme("light"), QSize(500, 500), 1.0)
    addresses = [pictures.add("images/x")[0] for _time in range(50)]
    images = {pictures.image(address).cacheKey() for address in addresses}
    assert len(images) == 1
    assert len(read) == 2, "once for its size, once for itself"


@pytest.mark.parametrize(
    ("content", "heavy"),
    [
        (_encoded("PNG", 900, 900), False),
        (_encoded("PNG", 1500, 1500), True),
        (SVG.format("<g/>" * 100).encode(), False),
        (SVG.format("<g/>" * 1000).encode(), True),
        (b"", False),
    ],
)
def test_only_what_takes_long_is_awaited(content: bytes, heavy: bool) -> None:  # noqa: FBT001
    pictures = _pictures(content)
    address, found = pictures.add("images/x")
    assert found.heavy == heavy
    assert pictures.is_awaited(address) == heavy
    pictures.keep(address, pictures.read(address))
    assert not pictures.is_awaited(address)


def test_a_large_image_is_shown_once_it_is_read(qtbot: QtBot, page: PageView) -> None:
    content = _encoded("PNG", 1500, 1500)
    block = Block("x", Kind.FIGURE, 0, "alt", (Span("alt", SpanKind.IMAGE, data={"src": "x"}),))
    section = SectionText("s", "en", (block,))
    page.show_section(PageContent(section, "Title", "en", (), "", lambda _path: content))

    def shows_it() -> bool:
        shown = page.viewport().grab().toImage()
        middle = shown.width() // 2, shown.height() // 2
        return shown.pixelColor(*middle) == QColor("#00ff00")

    assert not shows_it(), "the page doesn’t wait for it"
    qtbot.waitUntil(shows_it)


@pytest.mark.parametrize(
    "content", [_encoded("PNG", 8, 8), SVG.format("<g/>").encode()], ids=["png", "svg"]
)
def test_an_image_that_is_read_beside_does_not_stop_the_window(content: bytes) -> None:
    # A process of its own: once stopped, nothing could end it from within.
    done = subprocess.run(
        [sys.executable, "-c", READ_BESIDE.replace("CONTENT", repr(content))],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=patience.SECONDS,
        check=True,
    )
    assert done.stdout == "read\n"


def test_a_page_that_goes_lets_its_large_image_go(page: PageView) -> None:
    content = _encoded("PNG", 1500, 1500)
    spans = tuple(Span("a", SpanKind.IMAGE, data={"src": str(place)}) for place in range(3))
    section = SectionText("s", "en", (Block("x", Kind.PARAGRAPH, 0, "aaa", spans),))
    page.show_section(PageContent(section, "Title", "en", (), "", lambda _path: content))
    page.viewport().grab()
    page.show_section(PageContent(SectionText("t", "en", ()), "Title", "en", (), "", str.encode))
    page.viewport().grab()


@pytest.mark.parametrize(
    "address", ["picture:7", "picture:-1", "picture:x", "file:///x.png", "", "picture:"]
)
def test_an_address_that_was_not_given_out_shows_nothing(address: str) -> None:
    assert _pictures(b"").image(address).size() == QSize(1, 1)


def test_a_file_is_decoded_once() -> None:
    pictures = _pictures(_encoded("PNG", 40, 30))
    address, _found = pictures.add("images/x")
    assert pictures.image(address) is pictures.image(address)
