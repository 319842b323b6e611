"""Where translations stand under the blocks, what is on the page is on them too."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, settle, wait_until
from tests.gui.window.rivers import twin
from tests.gui.window.test_both_reading import TEXTS, holds_keyboard
from viewer.ui.page.beneath import Beneath
from viewer.ui.page.content import Target
from viewer.ui.window.searching.scroll_marks import ScrollMarks


@pytest.fixture
def harbour(start: Start, tmp_path: Path) -> Program:
    """The program with both languages of a small book, one under the other."""
    program = start(str(write_harbour(tmp_path, TEXTS)), "one")
    program.window.resize(760, 700)
    settle()
    program.keys("Ctrl+Shift+S")
    program.window.page.set_text_cursor(on=False)
    program.window.page.setFocus()
    program.rest()
    assert program.controls.both.twin() is None
    return program


def beneath(program: Program) -> Beneath:
    return program.window.page.beneath


def said(program: Program) -> str:
    return program.controls.explaining.bubble.text()


def rest_on(program: Program, ordinal: int, start: int, end: int) -> None:
    """Let the pointer rest on words of a translation, and wait for what comes of it."""
    page = program.window.page
    point = beneath(program).area_of(ordinal, start, end).center()
    assert page.viewport().rect().contains(point)
    QTest.mouseMove(page.viewport(), point)
    rested = QHelpEvent(QHelpEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.viewport(), rested)
    program.rest()


def select(program: Program, ordinal: int, start: int, end: int) -> None:
    """Select words of a translation."""
    page, sheet = program.window.page, program.window.page.sheet()
    assert sheet is not None
    sheet.build(0, ordinal)
    page.setTextCursor(sheet.cursor(*sheet.builder.asides.span(ordinal, start, end)))


def test_every_block_stands_where_its_translation_says(harbour: Program) -> None:
    page, shown = harbour.window.page, harbour.window.readings.beneath()
    sheet = page.sheet()
    assert shown is not None
    assert sheet is not None
    wait_until(lambda: sheet.builder.done)
    for block in shown.content.text.blocks:
        first, last = sheet.builder.asides.span(block.ordinal, 0, len(block.text))
        words = sheet.cursor(first, last).selectedText()
        # Numbers of notes stand in the document alone.
        assert words.replace("1.", ".") == block.text.replace("1.", ".")


def test_abbreviations_are_marked_and_explained(harbour: Program) -> None:
    assert beneath(harbour).terms == [(0, 2, 6)]
    rest_on(harbour, 0, 2, 6)
    assert said(harbour).startswith("ASFC – Agence frontalière.")
    harbour.keys("Esc")
    select(harbour, 0, 2, 6)
    harbour.keys("Ctrl+I")
    assert said(harbour).startswith("ASFC – Agence frontalière.")
    assert holds_keyboard(harbour.window.page)
    harbour.keys("Esc")
    harbour.window.page.go_to(Target(-1))
    harbour.keys("Ctrl+I")
    assert said(harbour).startswith("CBSA")


def test_the_marks_are_drawn(harbour: Program) -> None:
    page = harbour.window.page
    area = beneath(harbour).area_of(0, 2, 6)
    with_mark = page.viewport().grab(area).toImage()
    beneath(harbour).set_terms([])
    assert page.viewport().grab(area).toImage() != with_mark
    plain = page.viewport().grab(area).toImage()
    beneath(harbour).set_hits([(0, 2, 6)])
    assert page.viewport().grab(area).toImage() != plain


def test_what_is_found_shows_in_both(harbour: Program) -> None:
    harbour.keys("Ctrl+F")
    harbour.type("1912")
    wait_until(lambda: len(harbour.window.page._marked.hits) == 1)
    wait_until(lambda: len(beneath(harbour).marked.hits) == 1)
    harbour.keys("Esc")
    wait_until(lambda: not beneath(harbour).marked.hits)


def test_the_way_from_match_to_match_leads_through_both_languages(harbour: Program) -> None:
    hits, page = harbour.controls.hits, harbour.window.page
    harbour.keys("Ctrl+F")
    harbour.type("1912")
    wait_until(lambda: len(hits.walk.stops) == 2)
    own, under = hits.walk.stops
    assert (own.host, under.host) == (None, own.match[0])
    wait_until(lambda: hits.walk.stop == own)
    assert harbour.part("find_count").property("text") == "1 of 2"
    harbour.keys("F3")
    wait_until(lambda: hits.walk.stop == under)
    assert beneath(harbour).marked.current == 0
    assert page._marked.current == -1
    assert beneath(harbour).caret().ordinal == under.match[0]
    area = beneath(harbour).area_of(*under.match)
    assert page.viewport().rect().contains(area.center())
    marks = harbour.part("scroll_marks")
    assert isinstance(marks, ScrollMarks)
    assert len(marks.marks()) == 2
    harbour.keys("F3")
    wait_until(lambda: hits.walk.stop == own)
    harbour.keys("Shift+F3")
    wait_until(lambda: hits.walk.stop == under)
    harbour.keys("Esc")
    wait_until(lambda: not hits.walk.stops)


def test_a_match_that_only_the_translation_has_is_brought_into_view(harbour: Program) -> None:
    harbour.keys("Ctrl+F")
    harbour.type("phares")
    hits = harbour.controls.hits
    wait_until(lambda: len(hits.walk.stops) == 1)
    harbour.keys("F3")
    wait_until(lambda: hits.walk.stop is not None)
    stop = hits.walk.stop
    assert stop is not None
    assert stop.host is not None
    page = harbour.window.page
    wait_until(
        lambda: page.viewport().rect().contains(beneath(harbour).area_of(*stop.match).center())
    )
    assert beneath(harbour).caret().ordinal == stop.match[0]


def test_the_outline_lists_both_languages_and_leads_into_either(harbour: Program) -> None:
    harbour.keys("Ctrl+Shift+O")
    dialog = harbour.controls.commands.go.outlines.dialog
    assert dialog is not None
    listed = [str(index.data()) for index in dialog._outline.indexes()]
    assert listed[:3] == ["Headings · English (2)", "Quays", "Lighthouses"]
    french = listed.index("Headings · Français (2)")
    assert listed[french + 1 : french + 3] == ["Quais", "Phares"]
    assert unnamed(dialog) == []
    row = next(row for row in dialog._rows if row.text == "Phares")
    dialog.chosen.emit(row)
    dialog.close()
    wait_until(lambda: beneath(harbour).caret().ordinal == row.target.ordinal)
    page = harbour.window.page
    assert (
        page.viewport().rect().contains(beneath(harbour).area_of(row.target.ordinal, 0, 1).center())
    )
    harbour.act("go.back")
    wait_until(lambda: page.position().ordinal < 1)


def test_links_and_footnotes_speak_its_language(harbour: Program) -> None:
    # Its own link and mark, then those of the translation.
    harbour.keys("Tab", "Tab", "Tab")
    assert said(harbour).startswith("Qui. Deux. La capitaine")
    harbour.keys("Tab")
    assert said(harbour).endswith("Une note en français.")
    harbour.keys("Shift+Tab", "Return")
    assert harbour.section == "two"
    shown = harbour.window.navigation.shown
    assert shown is not None
    assert shown.language == "en"
    assert shown.content.text.blocks[harbour.window.page.caret().ordinal].text == "Who"


def test_marked_words_are_marked_in_the_translation(harbour: Program) -> None:
    harbour.window.resize(1500, 700)
    harbour.rest()
    page, sheet = twin(harbour), twin(harbour).sheet()
    assert sheet is not None
    page.setFocus()
    page.setTextCursor(sheet.cursor(*sheet.builder.map.span(0, 2, 6)))
    harbour.keys("Ctrl+Shift+H")
    harbour.window.resize(760, 700)
    harbour.rest()
    assert [ink.passage[:4] for ink in beneath(harbour).inks] == [(0, 2, 0, 6)]
    point = beneath(harbour).area_of(0, 2, 6).center()
    assert len(beneath(harbour).highlights_at_point(point)) == 1


def test_one_block_in_place_is_explained_too(harbour: Program) -> None:
    harbour.keys("Ctrl+Shift+S")
    harbour.window.page.go_to(Target(0))
    assert harbour.window.readings.beneath() is None
    harbour.keys("Ctrl+Shift+P")
    assert beneath(harbour).terms == [(0, 2, 6)]
    rest_on(harbour, 0, 2, 6)
    assert said(harbour).startswith("ASFC")
    harbour.keys("Esc", "Esc")
    assert harbour.window.readings.beneath() is None


def test_in_stacks_this_paragraph_is_there_already(harbour: Program) -> None:
    before = harbour.window.page.document().toPlainText()
    harbour.keys("Ctrl+Shift+P")
    assert harbour.window.page.document().toPlainText() == before


def test_what_is_selected_in_a_translation_is_marked_and_copied_as_that(harbour: Program) -> None:
    select(harbour, 0, 2, 6)
    harbour.keys("Ctrl+C")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "ASFC"
    assert 'lang="fr"' in clipboard.mimeData().html()
    harbour.keys("Ctrl+Shift+C")
    assert "ASFC" in clipboard.text()
    assert "Port" in clipboard.text()
    harbour.keys("Ctrl+Shift+H")
    (mark,) = harbour.controls.store.find()
    assert (mark.anchor.language, mark.anchor.quote) == ("fr", "ASFC")
    assert [ink.passage[:4] for ink in beneath(harbour).inks] == [(0, 2, 0, 6)]
    assert harbour.window.page._inks == []
