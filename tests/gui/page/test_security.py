"""Nothing that a book says makes the page read or follow anything outside the book."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter, QTextDocument
from pytestqt.qtbot import QtBot

from viewer.book.model import Block, Kind, SectionText, Span, SpanKind
from viewer.ui.page.content import PageContent
from viewer.ui.page.inline import Links
from viewer.ui.page.view import PageView

RED = QColor("#ff0000")


def _png(colour: QColor, width: int = 20, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A red image and a style sheet outside the book; whoever shows red has read them."""
    (tmp_path / "red.png").write_bytes(_png(RED))
    (tmp_path / "red.css").write_text(
        "body, p { color: #ff0000; background: #ff0000 }", encoding="ascii"
    )
    return tmp_path


def _show(page: PageView, spans: tuple[Span, ...], resource: Callable[[str], bytes]) -> None:
    text = "".join(span.text for span in spans)
    block = Block("x", Kind.PARAGRAPH, 0, text, spans)
    page.show_section(
        PageContent(SectionText("s", "en", (block,)), "Title", "en", (), "", resource)
    )


def _shows_red(page: PageView) -> bool:
    picture = page.viewport().grab().toImage()
    return any(
        picture.pixelColor(x, y) == RED
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )


def _refused(path: str) -> bytes:
    raise FileNotFoundError(path)


def test_an_image_of_the_book_is_shown(page: PageView) -> None:
    _show(page, (Span("alt", SpanKind.IMAGE, data={"src": "red.png"}),), lambda _path: _png(RED))
    assert _shows_red(page)


@pytest.mark.parametrize(
    "form", ["{}", "file://{}", "file:{}", "../../../../../../{}", "qrc:{}", "data:{}"]
)
def test_an_image_outside_the_book_is_never_read(page: PageView, canary: Path, form: str) -> None:
    asked: list[str] = []

    def resource(path: str) -> bytes:
        asked.append(path)
        raise FileNotFoundError(path)

    source = form.format(canary / "red.png")
    _show(page, (Span("alt", SpanKind.IMAGE, data={"src": source}),), resource)
    assert not _shows_red(page)
    assert set(asked) == {source}, "only the book is asked"


@pytest.mark.parametrize("kind", list(QTextDocument.ResourceType))
@pytest.mark.parametrize(
    "form", ["{}", "file://{}", "data:image/png;base64,AAAA", "http://localhost/red.png"]
)
def test_the_page_answers_every_request_itself(
    page: PageView, canary: Path, kind: QTextDocument.ResourceType, form: str
) -> None:
    for name in ("red.png", "red.css"):
        answer = page.loadResource(kind.value, QUrl(form.format(canary / name)))
        assert answer is not None
        assert answer == " " or (isinstance(answer, QImage) and answer.width() == 1)


def test_html_that_asks_for_files_gets_none(page: PageView, canary: Path) -> None:
    # The page never sets HTML; this shows that even then nothing would be read.
    page.setHtml(
        f'<link rel="stylesheet" href="file://{canary}/red.css"><p>text</p>'
        f'<img src="file://{canary}/red.png"><img src="{canary}/red.png">'
    )
    assert not _shows_red(page)


BAD_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "vbscript:x",
    "/etc/passwd",
    "\\\\server\\share",
    "C:\\windows",
    "",
]


@pytest.mark.parametrize("target", BAD_LINKS)
def test_a_link_to_anything_else_is_text(page: PageView, target: str) -> None:
    assert Links().add(target) == ""
    _show(page, (Span("click here", link=target),), _refused)
    assert "click here" in page.toPlainText()
    assert page.document().toHtml().count("<a ") == 0


@pytest.mark.parametrize(
    "target",
    ["section:border-five", "section:border-five#chair", "#chair", "https://example.org/a?b=c#d",
     "mailto:a@example.org", "attachments/a b/ü.pdf"],
)  # fmt: skip
def test_a_link_is_told_exactly_and_not_followed(qtbot: QtBot, page: PageView, target: str) -> None:
    _show(page, (Span("click here", link=target),), _refused)
    sheet = page._sheet
    assert sheet is not None
    before = page.toPlainText()
    page.setTextCursor(sheet.cursor_between((0, 3), (0, 3)))
    with qtbot.waitSignal(page.link_requested, check_params_cb=lambda told: told == target):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.cursorRect().center())
    assert page.toPlainText() == before


def test_a_link_that_the_page_did_not_make_leads_nowhere(qtbot: QtBot, page: PageView) -> None:
    _show(page, (Span("text"),), _refused)
    with qtbot.assertNotEmitted(page.link_requested):
        page.anchorClicked.emit(QUrl("file:///etc/passwd"))
        page.anchorClicked.emit(QUrl("link:7"))


def test_text_that_means_something_to_qt_is_shown_harmlessly(page: PageView) -> None:
    text = "<b>bold</b> \ufffc \u202eevil\u202c \x00 end"
    _show(page, (Span(text),), _refused)
    shown = page.toPlainText()
    assert "<b>bold</b>" in shown
    assert not set(shown) & {"\ufffc", "\u202e", "\x00"}


def test_what_is_copied_names_no_place_of_the_document(page: PageView) -> None:
    spans = (Span("a link", link="section:x"), Span("alt", SpanKind.IMAGE, data={"src": "x.png"}))
    _show(page, spans, _refused)
    page.selectAll()
    copied = page.createMimeDataFromSelection()
    assert copied.formats() == ["text/plain"]
    assert "link:" not in copied.text()
    assert "\ufffc" not in copied.text()
