"""Numbers before the items of lists stand on the base line of their words."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage

from viewer.ui.page.content import PageContent
from viewer.ui.page.look import Typesetting
from viewer.ui.page.view import PageView
from viewer.ui.theme import theme

Content = Callable[..., PageContent]

BEFORE = {"text": "", "call-out": "::: note\n", "quote": "> ", "deep": "- x\n\n  1. x\n\n     "}


def _foot(image: QImage, columns: range, rows: range) -> int:
    """Return the last row with ink."""
    ground = image.pixelColor(columns[0], rows[0])
    return max(y for y in rows for x in columns if _is_ink(image.pixelColor(x, y), ground))


def _is_ink(colour: QColor, ground: QColor) -> bool:
    return abs(colour.lightness() - ground.lightness()) > 90


@pytest.mark.parametrize("fonts", ["mixed", "serif", "sans"])
@pytest.mark.parametrize("percent", [70, 80, 90, 100, 110, 125, 150, 175, 200, 300])
@pytest.mark.parametrize("where", BEFORE)
def test_a_number_stands_on_the_base_line(
    page: PageView, content: Content, where: str, percent: int, fonts: str
) -> None:
    page.set_look(theme("contrast"), percent, Typesetting(fonts=fonts))
    page.show_section(content(f"{BEFORE[where]}1. HHH HHH\n"))
    sheet = page._sheet
    assert sheet is not None
    block = sheet.document.begin()
    while "HHH" not in block.text():
        block = block.next()
    line = block.layout().lineAt(0)
    top = sheet.document.documentLayout().blockBoundingRect(block).top() + line.y()
    image, left = page.viewport().grab().toImage(), round(block.blockFormat().leftMargin())
    rows = range(round(top), round(top + line.height()) + 2)
    marker = range(left - round(1.2 * page.em()), left - 1)
    lower = _foot(image, marker, rows) - _foot(image, range(left + 1, left + 40), rows)
    # In the largest sizes, the round dot reaches below the line.
    assert 0 <= lower <= percent // 250


def test_only_the_item_itself_is_moved(page: PageView, content: Content) -> None:
    page.show_section(content("1. One\n2. Two\n\nAfter.\n\n- Three\n\n| A |\n|---|\n| b |\n"))
    assert page._sheet is not None
    document, tops = page._sheet.document, {}
    block = document.begin()
    while block.isValid():
        tops[block.text()] = document.documentLayout().blockBoundingRect(block).top()
        block = block.next()
    for words in ("After.", "Three"):
        assert tops[words] == pytest.approx(round(tops[words]), abs=0.06)
    assert abs(tops["One"] - round(tops["One"])) < 0.6
