"""A page of 900 by 700 pixels, and text for it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.ui.fonts import load_all_fonts
from viewer.ui.page.content import PageContent
from viewer.ui.page.view import PageView

Content = Callable[..., PageContent]


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
