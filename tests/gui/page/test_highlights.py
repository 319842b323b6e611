"""The reader's highlights on the page: grounds, lines, what lies where."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.annotations.palette import COLOURS
from viewer.ui.page.content import PageContent, Passage
from viewer.ui.page.hits import line_pieces
from viewer.ui.page.ink import Ink
from viewer.ui.page.view import PageView
from viewer.ui.theme import THEMES, theme

Content = Callable[..., PageContent]

TABLE = "| Agent | Employees |\n| --- | --- |\n| PSAC | 14577 |\n| PIPSC | 1207 |\n"
TEXT = f"The first paragraph.\n\n- one item\n- another item\n\n{TABLE}\nThe last paragraph.\n"


def grounds(page: PageView) -> list[tuple[str, str]]:
    """Words with a ground, and its colour."""
    return [
        (one.cursor.selectedText(), one.format.background().color().name())
        for one in page.extraSelections()
    ]


def pixels(page: PageView) -> set[str]:
    """Colours on the page."""
    image = page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(one).name() for one in set(memoryview(image.constBits()).cast("I"))}


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("colour", COLOURS, ids=lambda colour: colour.name)
def test_each_colour_has_its_ground_and_its_line_in_every_theme(
    page: PageView, content: Content, name: str, colour: object
) -> None:
    assert colour in COLOURS
    chosen = next(one for one in COLOURS if one == colour)
    page.show_section(content("Words that are marked."))
    page.set_look(theme(name), 100)
    page.set_highlights([Ink("a", Passage(0, 0, 0, 10), chosen.name, chosen.line.value)])
    ground, line = theme(name).highlights[chosen.name]
    assert grounds(page) == [("Words that", ground)]
    assert {ground, line} <= pixels(page) or chosen.line.value == "wavy"
    assert ground in pixels(page)


@pytest.mark.parametrize("name", THEMES)
def test_a_redaction_in_a_highlight_can_be_read_on_its_own_ground(
    page: PageView, content: Content, name: str
) -> None:
    redacted = '[]{.redacted act=atia provision="21(1)(a)"}'
    page.show_section(content(f"Before {redacted} after.\n\n::: redacted {{act=atia}}\n:::\n"))
    page.set_look(theme(name), 100)
    page.set_highlights([Ink("a", Passage(0, 0, 1, 1), "yellow", "solid")])
    words = [words for words, _ground in grounds(page)]
    assert words == ["Before ", " after."]
    assert theme(name).redaction in pixels(page)


@pytest.mark.parametrize("name", THEMES)
def test_a_ring_shows_the_link_that_has_the_keyboard(
    page: PageView, content: Content, name: str
) -> None:
    page.show_section(content("Before [a link](section:other) after.\n"))
    page.set_look(theme(name), 100)
    page.set_text_cursor(on=False)
    page.setFocus()
    without = ring(page)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert ring(page) > without + 40
    page.moveCursor(QTextCursor.MoveOperation.Start)
    assert ring(page) == without


def ring(page: PageView) -> int:
    """Count the pixels of the text in the colour of the focus."""
    image = page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    upper = image.copy(0, 0, image.width(), 200)
    wanted = QColor(page._look.theme.focus).rgb()
    return memoryview(upper.constBits()).cast("I").tolist().count(wanted)


def test_the_current_passage_can_be_told_in_a_selection(page: PageView, content: Content) -> None:
    chosen = theme("contrast_dark")
    page.show_section(content("Words that are found here.\n"))
    page.set_look(chosen, 100)
    page.set_hits([(0, 6, 10)], 0)
    page.selectAll()
    assert chosen.selection == chosen.current_hit_line
    words, found = page.area_of(0, 0, 5), page.area_of(0, 6, 10)
    image = page.viewport().grab().toImage()
    # Between the words, where no letter is.
    between = range(words.right() + 2, found.left() + 1)
    row = [image.pixelColor(x, found.center().y()).name() for x in between]
    assert chosen.page in row


def test_lines_of_all_colours_differ(page: PageView, content: Content) -> None:
    page.show_section(content("Words that are marked."))
    pictures = set()
    for colour in COLOURS:
        page.set_highlights([Ink("a", Passage(0, 0, 0, 10), "yellow", colour.line.value)])
        image = page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(COLOURS)


def test_a_passage_across_blocks_lists_and_tables_marks_just_its_words(
    page: PageView, content: Content
) -> None:
    made = content(TEXT)
    page.show_section(made)
    table = next(block for block in made.text.blocks if "PSAC" in block.text)
    end = table.text.index("14577") + 2
    page.set_highlights([Ink("a", Passage(0, 4, table.ordinal, end), "green", "dashed")])
    marked = [words for words, _ground in grounds(page)]
    assert marked == [
        "first paragraph.",
        "one item",
        "another item",
        "Agent",
        "Employees",
        "PSAC",
        "14",
    ]


def test_a_hit_lies_over_a_highlight_and_the_line_stays(page: PageView, content: Content) -> None:
    page.show_section(content("Words that are marked."))
    page.set_highlights([Ink("a", Passage(0, 0, 0, 21), "blue", "solid")])
    page.set_hits([(0, 6, 10)])
    assert grounds(page) == [
        ("Words that are marked", theme("light").highlights["blue"][0]),
        ("that", theme("light").hit),
    ]
    page.set_highlights([Ink("a", Passage(0, 6, 0, 10), "blue", "solid")])
    assert theme("light").highlights["blue"][1] in pixels(page)


def test_a_passage_with_a_note_only_has_a_line_and_no_ground(
    page: PageView, content: Content
) -> None:
    page.show_section(content("Words that are marked."))
    before = pixels(page)
    page.set_highlights([Ink("a", Passage(0, 0, 0, 10), words="A note")])
    assert grounds(page) == []
    assert theme("light").sign in pixels(page) - before


def test_what_lies_at_a_place_is_told_the_one_seen_first(page: PageView, content: Content) -> None:
    page.show_section(content(TEXT))
    page.set_highlights(
        [
            Ink("below", Passage(0, 0, 1, 3), "yellow"),
            Ink("above", Passage(0, 4, 0, 9), "pink"),
        ]
    )
    assert [ink.id for ink in page.highlights_at(0, 5)] == ["above", "below"]
    assert [ink.id for ink in page.highlights_at(1, 2)] == ["below"]
    assert page.highlights_at(2, 0) == []


def test_the_pointer_finds_a_passage_but_not_beside_its_line(
    page: PageView, content: Content
) -> None:
    page.show_section(content("Short."))
    page.set_highlights([Ink("a", Passage(0, 0, 0, 6), "yellow")])
    sheet = page._sheet
    assert sheet is not None
    area = page.cursorRect(sheet.cursor_between((0, 3), (0, 3)))
    assert [ink.id for ink in page.highlights_at_point(area.center())] == ["a"]
    assert page.highlights_at_point(area.center() + QPoint(300, 0)) == []


def test_highlights_go_with_their_section(page: PageView, content: Content) -> None:
    page.show_section(content("Words."))
    page.set_highlights([Ink("a", Passage(0, 0, 0, 5), "yellow")])
    page.show_section(content("Other words."))
    assert grounds(page) == []


def test_words_selected_with_the_mouse_are_told(
    qtbot: QtBot, page: PageView, content: Content
) -> None:
    page.show_section(content("Words that are marked."))
    sheet = page._sheet
    assert sheet is not None
    start = page.cursorRect(sheet.cursor_between((0, 0), (0, 0))).center()
    end = page.cursorRect(sheet.cursor_between((0, 10), (0, 10))).center()
    button, kinds = Qt.MouseButton.LeftButton, QEvent.Type
    with qtbot.waitSignal(page.selected) as told:
        for kind, place, held in (
            (kinds.MouseButtonPress, start, button),
            (kinds.MouseMove, end, button),
            (kinds.MouseButtonRelease, end, Qt.MouseButton.NoButton),
        ):
            there = page.viewport().mapToGlobal(place).toPointF()
            caused = Qt.MouseButton.NoButton if kind is kinds.MouseMove else button
            event = QMouseEvent(
                kind, place.toPointF(), there, caused, held, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(page.viewport(), event)
    assert page.selection() == Passage(0, 0, 0, 10)
    assert told.args is not None
    assert told.args[0].contains(start + QPoint(1, 0))


def test_a_line_ends_with_the_words_not_with_the_space_after_them(
    page: PageView, content: Content
) -> None:
    page.show_section(content("gypsy " * 60))
    sheet = page._sheet
    assert sheet is not None
    span = sheet.builder.map.span(0, 0, 300)
    block = sheet.document.findBlock(span[0])
    origin = sheet.document.documentLayout().blockBoundingRect(block).topLeft()
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    pieces = list(line_pieces(sheet.document, span))
    assert len(pieces) > 2
    for (_left, right, _base, _size), line in zip(pieces, lines, strict=False):
        assert right <= origin.x() + line.naturalTextRect().right()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_the_line_around_a_passage_shaves_no_letters(
    page: PageView, content: Content, name: str, percent: int
) -> None:
    page.set_look(theme(name), percent)
    # Letters that lean over their neighbours, and a passage in the middle of a word.
    page.show_section(content("*fjfjfjfjfjfjfj, gjf*\n"))

    def ink(start: int, end: int) -> set[tuple[int, int]]:
        """Places at which there is nothing but ink, beside the passage and near it."""
        area, image = page.area_of(0, start, end), page.viewport().grab().toImage()
        return {
            (x, y)
            for x in range(area.left(), area.right() + 1)
            for y in range(area.top(), area.bottom() + 1)
            if image.pixelColor(x, y).name() in {theme(name).text, theme(name).current_hit_text}
        }

    parts = (0, 4), (9, 18)
    before = [ink(*part) for part in parts]
    assert all(before)
    page.set_hits([(0, 4, 9)], 0)
    framed, image = page.area_of(0, 4, 9), page.viewport().grab().toImage()
    assert image.pixelColor(framed.left(), framed.center().y()).name() != theme(name).page
    for part, inked in zip(parts, before, strict=True):
        # What the passage itself covers has its own colour.
        beside = {place for place in inked if not framed.contains(*place)}
        # Where two letters meet, the one that is drawn last may be seen.
        assert len(beside - ink(*part)) <= 2
