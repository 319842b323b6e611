"""Small images in lines, and what stands in place of images that can't be shown."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlock

from tests.gui.page.conftest import picture
from viewer.ui.page.content import PageContent
from viewer.ui.page.decor import box_area
from viewer.ui.page.sheet import Sheet
from viewer.ui.page.view import PageView
from viewer.ui.theme import theme

Content = Callable[..., PageContent]

BLUE = "#2f6fb7"
SIZES = (70, 100, 150, 300)


def _blocks(sheet: Sheet) -> Iterator[QTextBlock]:
    block = sheet.document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _block(page: PageView, words: str) -> QTextBlock:
    assert page._sheet is not None
    return next(block for block in _blocks(page._sheet) if words in block.text())


def _bases(block: QTextBlock) -> list[float]:
    """Heights of the base lines of a block, in pixels of the page."""
    top = block.document().documentLayout().blockBoundingRect(block).top()
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    return [top + line.y() + line.ascent() for line in lines]


def _blue(page: PageView, base: float) -> tuple[int, int]:
    """First and last row near a base line in which the picture is seen."""
    shown, near = page.viewport().grab().toImage(), round(2 * page.em())
    rows = [
        y
        for y in range(max(0, round(base) - near), round(base) + near)
        if any(shown.pixelColor(x, y) == QColor(BLUE) for x in range(4, min(400, shown.width()), 3))
    ]
    return rows[0], rows[-1]


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("side", [8, 16, 20, 24])
@pytest.mark.parametrize("before", ["", "::: caution\n"], ids=["text", "call-out"])
def test_a_sign_stands_in_the_middle_of_its_line(
    page: PageView, content: Content, before: str, side: int, percent: int
) -> None:
    page.set_look(theme("light"), percent)
    made = content(f"{before}HH ![a sign](a.png) HH", resource=lambda _path: picture(side, side))
    page.show_section(made)
    block = _block(page, "HH")
    capitals = QFontMetricsF(block.begin().fragment().charFormat().font()).capHeight()
    (base,) = _bases(block)
    first, last = _blue(page, base)
    assert last - first == pytest.approx(side * percent / 100, abs=2)
    assert (first + last + 1) / 2 == pytest.approx(base - capitals / 2, abs=max(2.0, percent / 40))


@pytest.mark.parametrize("percent", SIZES)
def test_a_sign_alone_in_a_cell_stands_beside_its_words(
    page: PageView, content: Content, percent: int
) -> None:
    page.set_look(theme("light"), percent)
    markdown = "| A | B |\n| --- | --- |\n| ![sign](a.png) | HH |\n"
    page.show_section(content(markdown, resource=lambda _path: picture(20, 20)))
    block = _block(page, "HH")
    (base,) = _bases(block)
    capitals = QFontMetricsF(_font_of_words(block)).capHeight()
    first, last = _blue(page, base)
    assert (first + last + 1) / 2 == pytest.approx(base - capitals / 2, abs=max(2.0, percent / 40))


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("sign", ["a.png", "none.png"])
def test_a_sign_leaves_lines_where_they_are(
    page: PageView, content: Content, sign: str, percent: int
) -> None:
    def resource(path: str) -> bytes:
        if path != "a.png":
            raise FileNotFoundError(path)
        return picture(20, 20)

    page.set_look(theme("light"), percent)
    words = "words that fill lines " * 6
    page.show_section(content(f"{words} ![a sign]({sign}) {words}\n\nAfter.", resource=resource))
    bases = _bases(_block(page, "fill"))
    gaps = {round(below - above) for above, below in pairwise(bases)}
    assert len(bases) > 2
    assert len(gaps) == 1


def test_what_a_missing_sign_would_show_is_told_from_the_text(
    page: PageView, content: Content
) -> None:
    page.show_section(content("Before ![the lost sign](none.png) after."))
    pieces, grounds = _block(page, "lost").begin(), {}
    while not pieces.atEnd():
        how = pieces.fragment().charFormat()
        grounds[pieces.fragment().text().strip()] = how.background().color().name()
        pieces += 1
    assert grounds["the lost sign"] == theme("light").code
    assert grounds["Before"] == grounds["after."] != theme("light").code


@pytest.mark.parametrize("percent", SIZES)
def test_boxes_of_missing_images_stand_alike(
    page: PageView, content: Content, percent: int
) -> None:
    page.set_look(theme("light"), percent)
    page.show_section(
        content('Before.\n\n![One](a.png "Titled")\n\nBetween.\n\n![Untitled](b.png)\n\nAfter.\n')
    )
    page.build_to(4)
    assert page._sheet is not None
    document, boxes = page._sheet.document, page._sheet.builder.boxes
    rooms = []
    for box, caption in zip(boxes, ("Titled", "Untitled"), strict=True):
        area = box_area(document, box)
        first, last = document.findBlock(box.first), document.findBlock(box.last)
        capitals = QFontMetricsF(_font_of_words(first)).capHeight()
        above = _bases(first)[0] - capitals - area.top()
        below = area.bottom() - _bases(last)[-1]
        assert above == pytest.approx(below, abs=2)
        rooms.append(_bases(_block(page, caption))[0] - area.bottom())
    assert rooms[0] == pytest.approx(rooms[1], abs=1.1)


def _font_of_words(block: QTextBlock) -> QFont:
    pieces = block.begin()
    while pieces.fragment().charFormat().isImageFormat():
        pieces += 1
    return pieces.fragment().charFormat().font()
