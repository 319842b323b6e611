"""Abbreviations of the text: marked where first used, explained by key and under the pointer."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, focused, settle, wait_until
from viewer.ui.window.page_menu import PageMenu

GLOSSARY = """\
concepts:
  - id: agency
    label: {en: Border agency, fr: Agence frontalière}
    definition: {en: "It guards <b>borders</b>.", fr: Elle garde les frontières.}
    abbreviations: {en: [CBSA], fr: [ASFC]}
  - id: minister
    label: {en: Prime Minister, fr: Premier ministre}
    abbreviations: {en: [PM], fr: [PM]}
  - id: matter
    label: {en: Particulate matter, fr: Matière particulaire}
    abbreviations: {en: [PM]}
"""
TEXTS = {
    "glossary.yaml": GLOSSARY,
    "en/one.md": "The CBSA tells the PM.\n\nThe border agency is the CBSA, not the CBSAX.\n",
    "fr/one.md": "L'ASFC informe le PM.\n\nRien d'autre.\n",
}


@pytest.fixture
def harbour(start: Start, tmp_path: Path) -> Program:
    """The program with a small book that has a glossary, without the text cursor."""
    folder = write_harbour(tmp_path, TEXTS)
    program = start(str(folder))
    program.window.page.set_text_cursor(on=False)
    program.window.page.setFocus()
    return program


def said(program: Program) -> str:
    return program.controls.explaining.bubble.text()


def put_caret(program: Program, ordinal: int, start: int, end: int | None = None) -> None:
    page = program.window.page
    sheet = page._sheet
    assert sheet is not None
    places = sheet.builder.map
    first = places.position(ordinal, start)
    page.setTextCursor(sheet.cursor(first, places.position(ordinal, end) if end else first))


def rest_on(program: Program, ordinal: int, start: int, end: int) -> QPoint:
    """Let the pointer rest in the middle of a passage."""
    page = program.window.page
    point = page.area_of(ordinal, start, end).center()
    QTest.mouseMove(page.viewport(), point)
    help_event = QHelpEvent(QHelpEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.viewport(), help_event)
    settle()
    return point


def test_the_first_use_in_the_section_is_marked(harbour: Program) -> None:
    assert harbour.window.page._terms == [(0, 4, 8), (0, 19, 21)]
    harbour.keys("Ctrl+Shift+L")
    assert harbour.window.page._terms == [(0, 2, 6), (0, 18, 20)]


def test_the_mark_is_seen_in_every_theme_and_leaves_the_text_alone(harbour: Program) -> None:
    page = harbour.window.page
    area = page.area_of(0, 4, 8)
    for name in ("light", "dark", "sepia", "contrast", "contrast_dark"):
        harbour.act(f"view.theme_{name}")
        plain = page.document().toPlainText()
        terms = page._terms
        with_mark = page.viewport().grab(area).toImage()
        page.set_terms([])
        assert page.viewport().grab(area).toImage() != with_mark
        assert page.document().toPlainText() == plain
        page.set_terms(terms)


def test_the_mark_of_a_word_that_was_found_is_as_its_text(harbour: Program) -> None:
    page, theme = harbour.window.page, harbour.window.look.theme
    page.set_hits([(0, 0, 3), (0, 4, 8), (0, 16, 21)], 2)
    sheet = page._sheet
    assert sheet is not None
    terms = page._visible_terms(sheet, sheet.seen(*page._view()))
    assert [colour for _span, colour in terms] == [theme.hit_text, theme.current_hit_text]
    page.set_hits([(0, 0, 3)])
    terms = page._visible_terms(sheet, sheet.seen(*page._view()))
    assert [colour for _span, colour in terms] == [theme.muted, theme.muted]


def test_the_key_explains_the_word_with_the_caret_and_escape_leads_back(harbour: Program) -> None:
    page = harbour.window.page
    put_caret(harbour, 0, 6)
    harbour.keys("Ctrl+I")
    assert said(harbour) == (
        "CBSA – Border agency. It guards <b>borders</b>. Français: Agence frontalière (ASFC)."
    )
    assert unnamed(harbour.controls.explaining.bubble) == []
    assert focused() is harbour.part("bubble_text")
    before = page.position(), page.caret()
    harbour.keys("Esc")
    assert said(harbour) == ""
    assert focused() is page
    assert (page.position(), page.caret()) == before


def test_it_is_told_in_the_language_of_the_text(harbour: Program) -> None:
    harbour.keys("Ctrl+Shift+L")
    put_caret(harbour, 0, 2)
    harbour.keys("Ctrl+I")
    assert said(harbour).startswith("ASFC – Agence frontalière. Elle garde les frontières. English")


def test_all_meanings_are_told(harbour: Program) -> None:
    put_caret(harbour, 0, 20)
    harbour.keys("Ctrl+I")
    lines = said(harbour).split("\n")
    assert lines[0] == "PM has 2 meanings"
    assert [line.split(".")[0] for line in lines[1:]] == [
        "PM – Prime Minister",
        "PM – Particulate matter",
    ]


def test_what_is_selected_is_explained_whole_names_too(harbour: Program) -> None:
    put_caret(harbour, 1, 4, 17)
    harbour.keys("Ctrl+I")
    assert said(harbour).startswith("Border agency. It guards")


def test_without_a_caret_each_one_in_view_is_explained_in_turn(harbour: Program) -> None:
    put_caret(harbour, 0, 0)
    told = []
    for _time in range(4):
        harbour.keys("Ctrl+I")
        told.append(said(harbour).split(" ")[0])
    assert told == ["CBSA", "PM", "CBSA", "CBSA"]


def test_other_words_are_said_to_have_no_explanation(harbour: Program) -> None:
    harbour.window.page.set_text_cursor(on=True)
    put_caret(harbour, 1, len("The border agency is the CBSA, not the C"))
    harbour.keys("Ctrl+I")
    assert said(harbour) == ""
    assert "doesn’t explain" in harbour.message()


def test_the_pointer_shows_it_and_can_go_there(harbour: Program) -> None:
    bubble, page = harbour.controls.explaining.bubble, harbour.window.page
    rest_on(harbour, 1, 25, 29)
    assert said(harbour).startswith("CBSA")
    assert focused() is page
    QTest.mouseMove(page.viewport(), QPoint(2, 2))
    assert bubble._grace.isActive()
    QTest.mouseMove(bubble, bubble.rect().center())
    settle()
    assert bubble._grace.isActive() is False
    assert said(harbour)
    QTest.mouseMove(page.viewport(), QPoint(2, 2))
    wait_until(lambda: not said(harbour))


def test_escape_closes_it_wherever_the_keyboard_is(harbour: Program) -> None:
    rest_on(harbour, 0, 4, 8)
    harbour.window.field.setFocus()
    assert said(harbour)
    harbour.keys("Esc")
    assert said(harbour) == ""
    assert focused() is not harbour.window.page


def test_the_pointer_says_nothing_of_other_words(harbour: Program) -> None:
    rest_on(harbour, 1, 40, 44)
    assert said(harbour) == ""


def test_tab_leaves_it_at_its_end(harbour: Program) -> None:
    put_caret(harbour, 0, 6)
    harbour.keys("Ctrl+I", "Tab")
    assert said(harbour) == ""
    assert focused() is harbour.window.page


def test_it_is_an_entry_of_the_menu_of_the_page(harbour: Program) -> None:
    page = harbour.window.page
    pages_menu = harbour.window.findChild(PageMenu)
    assert pages_menu is not None
    page.point_at(page.viewport().mapToGlobal(page.area_of(0, 4, 8).center()))
    menu = pages_menu.menu()
    (entry,) = (one for one in menu.actions() if one.objectName() == "view.explain")
    menu.deleteLater()
    entry.trigger()
    settle()
    assert said(harbour).startswith("CBSA")


@pytest.mark.parametrize("percent", [100, 300])
def test_it_lies_on_the_page_at_every_size(harbour: Program, percent: int) -> None:
    harbour.window.resize(1024, 640)
    harbour.window.look.choose(text_size=percent)
    settle()
    put_caret(harbour, 0, 6)
    harbour.keys("Ctrl+I")
    bubble = harbour.controls.explaining.bubble
    assert harbour.window.page.rect().contains(bubble.geometry())
    assert not bubble.geometry().intersects(bubble._area)
