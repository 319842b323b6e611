"""Hits, the current hit, and the reader's bookmarks on the page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from viewer.ui.page.content import PageContent
from viewer.ui.page.margin import Sign
from viewer.ui.page.view import PageView, Target
from viewer.ui.theme import theme

SIGN = Sign("bookmark-filled", 1, "Bookmark")

TEXT = "\n\n".join(f"Paragraph {n} names the chair. " * 6 for n in range(60))


@pytest.fixture
def chairs(page: PageView, content: Callable[..., PageContent]) -> list[tuple[int, int, int]]:
    """The word `chair` in the sixty paragraphs of the open page."""
    made = content(TEXT)
    page.show_section(made)
    found = []
    for block in made.text.blocks:
        start = block.text.find("chair")
        while start >= 0:
            found.append((block.ordinal, start, start + 5))
            start = block.text.find("chair", start + 1)
    return found


def _marked(page: PageView) -> list[str]:
    return [selection.cursor.selectedText() for selection in page.extraSelections()]


def test_only_hits_in_view_are_handed_to_qt(
    page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    page.set_hits(chairs, 0)
    assert set(_marked(page)) == {"chair"}
    assert 0 < len(_marked(page)) < len(chairs) / 2


def test_scrolling_marks_what_comes_into_view(
    page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    page.set_hits(chairs, 0)
    before = [s.cursor.position() for s in page.extraSelections()]
    page.go_to(Target(40))
    after = [s.cursor.position() for s in page.extraSelections()]
    assert after
    assert min(after) > max(before)


def test_the_current_hit_stands_out_by_colour_and_outline(
    page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    page.set_hits(chairs, 1)
    grounds = [s.format.background().color().name() for s in page.extraSelections()]
    assert grounds.count(theme("light").current_hit) == 1
    line = QColor(theme("light").current_hit_line)
    picture = page.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(60, 200)
    }
    assert line.name() in colours


def test_new_hits_take_the_place_of_the_old(
    page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    page.set_hits(chairs, 1)
    page.set_hits([])
    assert _marked(page) == []


def test_hits_may_come_in_any_order(page: PageView, chairs: list[tuple[int, int, int]]) -> None:
    page.set_hits(list(reversed(chairs)), len(chairs) - 1)
    marked = page.extraSelections()[-1]
    assert marked.format.background().color().name() == theme("light").current_hit
    sheet = page._sheet
    assert sheet is not None
    assert sheet.builder.map.place(marked.cursor.selectionStart()) == chairs[0][:2]


def test_hits_survive_another_look_and_end_with_the_section(
    page: PageView, chairs: list[tuple[int, int, int]], content: Callable[..., PageContent]
) -> None:
    page.set_hits(chairs, 1)
    page.set_look(theme("dark"), 150)
    assert set(_marked(page)) == {"chair"}
    page.show_section(content("Another section with a chair."))
    assert _marked(page) == []


def test_a_place_can_be_shown_until_the_reader_goes_on(
    page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    page.go_to(Target(*chairs[3], flash=True))
    assert _marked(page) == ["chair"]
    page.go_to(Target(20))
    assert _marked(page) == []


def test_a_bookmark_shows_a_sign_that_can_be_clicked(
    qtbot: QtBot, page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    assert chairs
    page.set_signs({-1: SIGN, 2: SIGN})
    signs = {ordinal: middle for ordinal, (middle, _sign) in page._visible_signs().items()}
    assert list(signs) == [-1, 2]
    margin = page._margin
    colour = QColor(theme("light").sign).name()
    picture = margin.grab().toImage()
    columns = range(picture.width())
    seen = {
        picture.pixelColor(x, y + d).name()
        for x in columns
        for y in signs.values()
        for d in (-2, 2)
    }
    assert colour in seen
    with qtbot.waitSignal(page.mark_requested, check_params_cb=lambda ordinal: ordinal == 2):
        qtbot.mouseClick(
            margin, Qt.MouseButton.LeftButton, pos=QPoint(margin.width() - 12, signs[2])
        )


@pytest.mark.parametrize(("percent", "least"), [(100, 16), (150, 24), (200, 32), (300, 40)])
def test_signs_grow_with_the_text_in_a_narrow_window_too(
    page: PageView, chairs: list[tuple[int, int, int]], percent: int, least: int
) -> None:
    assert chairs
    page.resize(360, 600)
    page.set_look(theme("light"), percent)
    page.set_signs({2: SIGN})
    area = page._margin._area(100)
    assert area.width() >= least
    assert page._margin.width() >= area.width()


def test_a_click_beside_the_signs_does_nothing(
    qtbot: QtBot, page: PageView, chairs: list[tuple[int, int, int]]
) -> None:
    assert chairs
    page.set_signs({2: SIGN})
    with qtbot.assertNotEmitted(page.mark_requested):
        qtbot.mouseClick(page._margin, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
