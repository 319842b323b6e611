"""A page of 900 by 700 pixels, and text for it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Look
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.view import PageView
from viewer.ui.theme import theme

Content = Callable[..., PageContent]


def picture(width: int = 400, height: int = 300) -> bytes:
    """Return a picture as a file."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#2f6fb7"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)


@pytest.fixture
def content() -> Content:
    """Makes content of a page from Markdown."""

    def make(
        markdown: str, *, language: str = "en", resource: Callable[[str], bytes] = _nothing
    ) -> PageContent:
        parsed = parse_text(markdown, file="sample.md")
        text = SectionText("sample", language, tuple(parsed.blocks))
        return PageContent(text, "Border Five", language, (), "", resource)

    return make


@pytest.fixture
def page(qtbot: QtBot) -> PageView:
    """An open page without content."""
    load_all_fonts()
    made = PageView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def built(qtbot: QtBot) -> Callable[[PageView], None]:
    """Waits until all of a page is built."""

    def wait(page: PageView) -> None:
        qtbot.waitUntil(lambda: page._sheet is not None and page._sheet.builder.done)

    return wait


@pytest.fixture
def build(qapp: QApplication) -> Iterator[Callable[[PageContent], Sheet]]:
    """Builds a whole page."""
    owner = QObject(qapp)

    def make(content: PageContent) -> Sheet:
        sheet = Sheet(content, Look(theme("light"), 100, 96), 520, 1.0, owner)
        while not sheet.builder.done:
            sheet.build(sheet.builder.lines + 1000)
        return sheet

    yield make
    owner.deleteLater()
