"""Where the reader is, and that it stays so."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.book.model import Span
from viewer.ui.page.content import PageContent
from viewer.ui.page.view import PageView, Passage, Target
from viewer.ui.theme import theme

LONG = "\n\n".join(
    f"## Heading {n}\n\n" + f"Paragraph {n} has words to fill some lines. " * 12 for n in range(40)
)

TABLE = "| a | b |\n| --- | ---: |\n" + "\n".join(f"| row {n} | {n} |" for n in range(40))

CODE = "```\n" + "\n".join(f"line {n}" for n in range(60)) + "\n```"

CALLOUT = "::: note\n" + "\n\n".join("A paragraph of a note. " * 9 for _n in range(15)) + "\n:::"


@pytest.fixture
def long(content: Callable[..., PageContent]) -> PageContent:
    return content(LONG)


def test_a_section_opens_at_its_top(page: PageView, long: PageContent) -> None:
    page.show_section(long)
    assert page.position() == Target(-1)
    assert page.title_visible()
    assert page.first_visible_block() == 0


def test_a_section_opens_at_a_place_that_is_not_built_yet(
    page: PageView, long: PageContent
) -> None:
    page.show_section(long, Target(61, 40))
    sheet = page._sheet
    assert sheet is not None
    assert not sheet.builder.done
    found = page.position()
    assert found.ordinal == 61
    assert found.start <= 40
    assert found.shift == pytest.approx(0, abs=0.1)
    assert not page.title_visible()


def test_building_the_rest_moves_neither_place_nor_caret(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long, Target(21, 40))
    place, caret = page.position(), page.caret()
    value = page.verticalScrollBar().value()
    built(page)
    assert page.verticalScrollBar().value() == value
    assert page.position() == place
    assert page.caret() == caret


@pytest.mark.parametrize(
    "text", [LONG, TABLE, CODE, CALLOUT], ids=["text", "table", "code", "callout"]
)
def test_going_to_a_position_leads_back_to_the_pixel(
    page: PageView,
    content: Callable[..., PageContent],
    built: Callable[[PageView], None],
    text: str,
) -> None:
    page.show_section(content(text))
    built(page)
    bar = page.verticalScrollBar()
    for value in range(0, bar.maximum(), 37):
        bar.setValue(value)
        place = page.position()
        bar.setValue(0)
        page.go_to(place)
        assert bar.value() == value, place


def test_another_theme_keeps_the_pixel(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long)
    built(page)
    page.verticalScrollBar().setValue(1234)
    page.set_look(theme("dark"), 100)
    assert page.verticalScrollBar().value() == 1234


def test_another_theme_keeps_a_place_near_the_end_wherever_the_caret_is(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long)
    built(page)
    page.set_text_cursor(on=True)
    assert page.go_to_heading("heading-39")
    bar, place = page.verticalScrollBar(), page.position()
    value = bar.value()
    sheet = page._sheet
    assert sheet is not None
    page._put_cursor(sheet.cursor(0, 0))
    assert bar.value() == value
    page.set_look(theme("dark"), 100)
    assert page.position() == place


@pytest.mark.parametrize("percent", [70, 150, 200, 300])
def test_another_size_keeps_the_line(page: PageView, long: PageContent, percent: int) -> None:
    page.show_section(long, Target(31, 100))
    before = page.position()
    page.set_look(theme("light"), percent)
    _is_on_the_first_line(page, before)


def test_another_width_keeps_the_line(page: PageView, long: PageContent) -> None:
    page.show_section(long, Target(31, 100))
    before = page.position()
    page.resize(400, 500)
    _is_on_the_first_line(page, before)


def _is_on_the_first_line(page: PageView, place: Target) -> None:
    sheet = page._sheet
    assert sheet is not None
    line = sheet.line(place.ordinal, place.start)
    top = page.verticalScrollBar().value()
    assert line.top - 1 <= top < line.top + line.height


def test_the_column_of_a_wide_page_does_not_change_with_the_window(
    page: PageView, long: PageContent
) -> None:
    page.show_section(long)
    before = page._sheet
    page.resize(1200, 700)
    assert page._sheet is before
    left = page.viewport().x()
    right = page.width() - page.viewport().geometry().right()
    assert abs(left + 14 - right) <= 16


def test_a_narrow_page_leaves_16_pixels_at_each_side(page: PageView, long: PageContent) -> None:
    page.show_section(long)
    page.resize(420, 600)
    assert page.viewport().x() - page.lineWidth() == 16
    assert page.horizontalScrollBar().maximum() == 0


def test_a_hidden_page_remembers_its_place(qtbot: QtBot, long: PageContent) -> None:
    hidden = PageView()
    qtbot.addWidget(hidden)
    hidden.resize(900, 700)
    hidden.show_section(long, Target(31, 100))
    assert hidden.position() == Target(31, 100)
    hidden.show()
    assert hidden.position().ordinal == 31


def test_a_place_that_is_gone_leads_to_the_last_block(page: PageView, long: PageContent) -> None:
    page.show_section(long, Target(5000))
    assert page.caret().ordinal == 79


def test_a_heading_is_found_by_its_slug(page: PageView, long: PageContent) -> None:
    page.show_section(long)
    assert page.go_to_heading("heading-20")
    assert page.first_visible_block() == 40
    assert not page.go_to_heading("nowhere")


def test_a_place_near_the_end_stays_at_the_top_whatever_comes_below(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long)
    built(page)
    assert page.go_to_heading("heading-39")
    place, value = page.position(), page.verticalScrollBar().value()
    assert place.ordinal == 78
    moves: list[int] = []
    page.verticalScrollBar().valueChanged.connect(moves.append)
    for height in (625, 700, 600, 640):
        page.resize(900, height)
        QApplication.processEvents()
        assert page.position() == place
    assert page.verticalScrollBar().value() == value
    assert moves == []


def test_room_below_the_end_goes_with_the_place_that_needed_it(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long)
    built(page)
    bar = page.verticalScrollBar()
    end = bar.maximum()
    assert page.go_to_heading("heading-39")
    needed = bar.value()
    assert needed > end
    bar.setValue(needed - 10)
    assert bar.maximum() == needed - 10
    bar.setValue(end - 10)
    assert bar.maximum() == end
    assert page.go_to_heading("heading-39")
    page.show_section(long)
    built(page)
    assert (bar.value(), bar.maximum()) == (0, end)


def test_a_passage_at_the_end_leaves_no_room_below_the_text(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long)
    built(page)
    bar = page.verticalScrollBar()
    end = bar.maximum()
    page.go_to(Target(79, 400, 420))
    assert (bar.value(), bar.maximum()) == (end, end)
    page.show_section(long, Target(79, 400, 420))
    assert bar.value() == bar.maximum()
    built(page)
    assert (bar.value(), bar.maximum()) == (end, end)


def test_a_passage_comes_into_view_with_text_above(page: PageView, long: PageContent) -> None:
    page.show_section(long)
    page.go_to(Target(61, 40, 60))
    sheet = page._sheet
    assert sheet is not None
    above = sheet.line(61, 40).top - page.verticalScrollBar().value()
    assert above == pytest.approx(page.viewport().height() / 3, abs=2)


def test_a_passage_in_view_does_not_move_the_page(page: PageView, long: PageContent) -> None:
    page.show_section(long)
    page.go_to(Target(1, 40, 60))
    assert page.verticalScrollBar().value() == 0


def test_a_passage_on_the_first_screen_opens_a_section_at_its_top(
    page: PageView, long: PageContent
) -> None:
    page.show_section(long, Target(31))
    page.show_section(long, Target(1, 40, 60))
    assert page.verticalScrollBar().value() == 0


def test_what_is_selected_is_told_in_code_points(
    page: PageView, content: Callable[..., PageContent]
) -> None:
    page.show_section(
        content("Emoji 🍁 first.\n\nThen []{.redacted act=atia provision=21} and more.")
    )
    assert page.selection() is None
    page.selectAll()
    assert page.selection() == Passage(0, 0, 1, 16)


def test_a_selection_survives_another_look(page: PageView, long: PageContent) -> None:
    page.show_section(long, Target(31))
    sheet = page._sheet
    assert sheet is not None
    page.setTextCursor(sheet.cursor_between((31, 5), (33, 20)))
    page.set_look(theme("dark"), 150)
    assert page.selection() == Passage(31, 5, 33, 20)


def test_a_selection_of_everything_survives_another_look(
    page: PageView, long: PageContent, built: Callable[[PageView], None]
) -> None:
    page.show_section(long)
    built(page)
    page.selectAll()
    selected = page.selection()
    assert selected is not None
    assert selected.last_ordinal == 79
    page.set_look(theme("dark"), 150)
    assert page.selection() == selected
    assert page.verticalScrollBar().value() == 0


def test_only_the_title_is_no_selection(page: PageView, long: PageContent) -> None:
    page.show_section(long)
    cursor = page.textCursor()
    cursor.movePosition(cursor.MoveOperation.Start)
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert cursor.hasSelection()
    assert page.selection() is None


def test_moving_is_told(qtbot: QtBot, page: PageView, long: PageContent) -> None:
    page.show_section(long)
    with qtbot.waitSignal(page.position_changed):
        page.verticalScrollBar().setValue(300)


def test_a_defective_section_says_so(page: PageView) -> None:
    page.show_message("Border Five", (Span("This section can't be shown."),))
    assert "This section can't be shown." in page.toPlainText()
    assert page.first_visible_block() == 0


def test_a_section_without_text_has_a_page(page: PageView, long: PageContent) -> None:
    page.show_section(long._replace(text=long.text._replace(blocks=())))
    assert page.position() == Target(-1)
    assert page.first_visible_block() == -1
    page.set_hits([(3, 0, 4)], 0)
    page.go_to(Target(3))
    page.grab()


def test_pages_that_are_left_are_let_go(page: PageView, long: PageContent) -> None:
    for _turn in range(5):
        page.show_section(long)
        page.set_look(theme("dark"), 120)
        # No event loop runs here that would do it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(QTextDocument) == [page.document()]
