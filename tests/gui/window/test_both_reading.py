"""All that can be done with the text can be done on the page beside it, in its language."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, focused, settle, wait_until
from tests.gui.window.rivers import top, twin
from viewer.ui.page.content import Target
from viewer.ui.page.view import PageView
from viewer.ui.window.page_menu import PageMenu
from viewer.ui.window.searching.scroll_marks import ScrollMarks

GLOSSARY = """\
concepts:
  - id: agency
    label: {en: Border agency, fr: Agence frontalière}
    definition: {en: It guards borders., fr: Elle garde les frontières.}
    abbreviations: {en: [CBSA], fr: [ASFC]}
"""
PARAGRAPHS = "\n\n".join(f"Paragraph {n} of the quay number {n}." for n in range(10, 50))
PARAGRAPHES = "\n\n".join(f"Paragraphe {n} du quai numéro {n}." for n in range(10, 50))
TEXTS = {
    "glossary.yaml": GLOSSARY,
    "en/one.md": (
        "The CBSA guards it, as [two](section:two#who) says[^1].\n\n## Quays\n\n"
        + PARAGRAPHS
        + "\n\n## Lighthouses\n\nOne lighthouse of 1912.\n\n[^1]: A note in English.\n"
    ),
    "fr/one.md": (
        "L'ASFC le garde, comme le dit [deux](section:two#qui)[^1].\n\n## Quais\n\n"
        + PARAGRAPHES
        + "\n\n## Phares\n\nUn phare de 1912.\n\n[^1]: Une note en français.\n"
    ),
    "en/two.md": f"{PARAGRAPHS}\n\n## Who\n\nThe harbour master, since 1912.\n\n{PARAGRAPHS}\n",
    "fr/two.md": f"{PARAGRAPHES}\n\n## Qui\n\nLa capitaine, depuis 1912.\n\n{PARAGRAPHES}\n",
}


@pytest.fixture
def harbour(start: Start, tmp_path: Path) -> Program:
    """The program with both languages of a small book, the keyboard on the French page."""
    program = start(str(write_harbour(tmp_path, TEXTS)), "one")
    program.window.resize(1500, 700)
    settle()
    program.keys("Ctrl+Shift+S")
    for page in program.window.readings.pages():
        page.set_text_cursor(on=False)
    twin(program).setFocus()
    program.rest()
    return program


def said(program: Program) -> str:
    """What the bubble says of the page on which the reader is."""
    return program.controls.explaining.bubble.text()


def rest_on(program: Program, page: PageView, start: int, end: int) -> None:
    """Let the pointer rest on words of the first block, and wait for what comes of it."""
    point = page.area_of(0, start, end).center()
    QTest.mouseMove(page.viewport(), point)
    rested = QHelpEvent(QHelpEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.viewport(), rested)
    program.rest()


def holds_keyboard(page: PageView) -> bool:
    """Whether the keyboard is in the bubble of a page."""
    focus = focused()
    return focus is not None and focus is not page and page.isAncestorOf(focus)


def block_at_caret(program: Program) -> str:
    """The text of the block with the caret, on the page beside."""
    shown = program.window.readings.shown(twin(program))
    assert shown is not None
    return shown.content.text.blocks[twin(program).caret().ordinal].text


def test_abbreviations_are_marked_and_explained_in_its_language(harbour: Program) -> None:
    assert twin(harbour)._terms == [(0, 2, 6)]
    assert harbour.window.page._terms == [(0, 4, 8)]
    harbour.keys("Ctrl+I")
    assert said(harbour).startswith("ASFC – Agence frontalière. Elle garde les frontières.")
    assert holds_keyboard(twin(harbour))
    assert unnamed(harbour.controls.explaining.bubble) == []
    harbour.keys("Esc")
    assert (said(harbour), focused()) == ("", twin(harbour))
    harbour.window.page.setFocus()
    harbour.keys("Ctrl+I")
    assert said(harbour).startswith("CBSA – Border agency.")


def test_the_pointer_explains_on_either_page_one_bubble_at_a_time(harbour: Program) -> None:
    rest_on(harbour, harbour.window.page, 4, 8)
    harbour.window.page.setFocus()
    assert said(harbour).startswith("CBSA")
    here = harbour.controls.explaining.bubble
    rest_on(harbour, twin(harbour), 2, 6)
    twin(harbour).setFocus()
    assert said(harbour).startswith("ASFC")
    assert here.text() == ""
    harbour.keys("Esc")
    assert said(harbour) == ""


def test_links_tell_where_they_lead_in_its_language(harbour: Program) -> None:
    harbour.keys("Tab")
    assert said(harbour).startswith("Qui. Deux. La capitaine")
    assert focused() is twin(harbour)
    harbour.keys("Esc")
    start = len("L'ASFC le garde, comme le dit ")
    rest_on(harbour, twin(harbour), start, start + len("deux"))
    assert said(harbour).startswith("Qui. Deux. La capitaine")


def test_links_are_followed_in_its_language(harbour: Program) -> None:
    harbour.keys("Tab", "Return")
    assert harbour.section == "two"
    assert harbour.window.navigation.language == "en"
    assert focused() is twin(harbour)
    assert block_at_caret(harbour) == "Qui"
    assert 0 <= top(twin(harbour), 40) < 60
    wait_until(lambda: abs(top(twin(harbour), 40) - top(harbour.window.page, 40)) <= 1)
    harbour.keys("Alt+Left")
    assert harbour.section == "one"


def test_footnotes_open_in_place_and_lead_back(harbour: Program) -> None:
    page = twin(harbour)
    harbour.keys("Tab", "Tab")
    before = page.position(), page.textCursor().position()
    harbour.keys("Return")
    assert said(harbour).endswith("Une note en français.")
    assert holds_keyboard(page)
    go = harbour.controls.explaining.bubble.findChild(QPushButton)
    assert go is not None
    go.click()
    settle()
    assert block_at_caret(harbour) == "Une note en français."
    assert focused() is page
    harbour.keys("Return")
    assert (page.position(), page.textCursor().position()) == before


def test_the_outline_is_that_of_the_page_with_the_keyboard(harbour: Program) -> None:
    harbour.keys("Ctrl+Shift+O")
    dialog = harbour.controls.commands.go.outlines.dialog
    assert dialog is not None
    rows = harbour.controls.commands.go.outlines.rows()
    assert [row.text for row in rows if row.target.ordinal >= 0][:2] == ["Quais", "Phares"]
    dialog._filter.setText("Phares")
    dialog._go.click()
    harbour.rest()
    assert harbour.window.focusWidget() is twin(harbour)
    assert harbour.window.navigation.language == "en"
    assert block_at_caret(harbour) == "Phares"
    wait_until(lambda: abs(top(twin(harbour), 42) - top(harbour.window.page, 42)) <= 1)
    harbour.act("go.back")
    wait_until(lambda: top(harbour.window.page, 0) > 0)


def test_single_letters_walk_its_headings(harbour: Program) -> None:
    harbour.type("h")
    settle()
    assert block_at_caret(harbour) == "Quais"
    harbour.type("h")
    settle()
    assert block_at_caret(harbour) == "Phares"
    harbour.keys("Shift+H")
    assert block_at_caret(harbour) == "Quais"


def test_finding_goes_through_its_text(harbour: Program) -> None:
    harbour.keys("Ctrl+F")
    harbour.type("quai numéro 2")
    wait_until(lambda: len(twin(harbour)._marked.hits) == 10)
    bar = harbour.controls.finding.here.bar
    wait_until(lambda: "1" in bar.words())
    first = twin(harbour)._marked.current
    assert first == 0
    harbour.keys("F3")
    assert twin(harbour)._marked.current == 1
    assert harbour.window.page._marked.hits == []
    harbour.keys("Esc")
    assert focused() is twin(harbour)


def test_what_both_have_is_found_on_both_and_walked_on_one(harbour: Program) -> None:
    harbour.keys("Ctrl+F")
    harbour.type("1912")
    wait_until(lambda: twin(harbour)._marked.current == 0)
    wait_until(lambda: len(harbour.window.page._marked.hits) == 1)
    assert harbour.window.page._marked.current == -1
    harbour.window.page.setFocus()
    harbour.keys("Ctrl+F")
    wait_until(lambda: harbour.window.page._marked.current == 0)
    wait_until(lambda: len(twin(harbour)._marked.hits) == 1)
    assert twin(harbour)._marked.current == -1


def test_a_result_in_its_language_opens_there_and_f3_goes_on(harbour: Program) -> None:
    harbour.search("capitaine")
    assert harbour.section == "two"
    assert harbour.window.navigation.language == "en"
    assert focused() is twin(harbour)
    wait_until(lambda: twin(harbour)._marked.current == 0)
    assert block_at_caret(harbour).startswith("La capitaine")
    rect = twin(harbour).area_of(41, 0, 12)
    wait_until(lambda: twin(harbour).viewport().rect().intersects(twin(harbour).area_of(41, 0, 12)))
    assert rect.isValid()


def test_a_mark_of_its_language_is_gone_to_there(harbour: Program) -> None:
    page, sheet = twin(harbour), twin(harbour).sheet()
    assert sheet is not None
    page.go_to(Target(30))
    page.setTextCursor(sheet.cursor(*sheet.builder.map.span(30, 0, 10)))
    harbour.keys("Ctrl+D", "Return")
    assert focused() is page
    page.go_to(Target(-1))
    harbour.keys("F4")
    assert harbour.window.navigation.language == "en"
    assert focused() is page
    assert page.caret().ordinal == 30
    (mark,) = harbour.controls.store.find()
    harbour.window.open_section("two")
    harbour.window.page.setFocus()
    harbour.rest()
    harbour.controls.marking.open_mark(mark)
    harbour.rest()
    assert (harbour.section, harbour.window.navigation.language) == ("one", "en")
    assert focused() is twin(harbour)
    assert twin(harbour).caret().ordinal == 30


def test_it_is_cited_in_its_language(harbour: Program) -> None:
    page, sheet = twin(harbour), twin(harbour).sheet()
    assert sheet is not None
    page.setTextCursor(sheet.cursor(*sheet.builder.map.span(0, 0, 6)))
    harbour.keys("Ctrl+Shift+C")
    text = QGuiApplication.clipboard().text()
    assert "L'ASFC" in text
    assert "Port" in text
    assert "Un" in text
    assert "Harbour" not in text


def test_the_menu_of_the_page_speaks_of_its_words(harbour: Program) -> None:
    page = twin(harbour)
    page.point_at(page.viewport().mapToGlobal(page.area_of(0, 2, 6).center()))
    pages_menu = harbour.window.findChild(PageMenu)
    assert pages_menu is not None
    menu = pages_menu.menu()
    (entry,) = (one for one in menu.actions() if one.objectName() == "view.explain")
    menu.deleteLater()
    entry.trigger()
    settle()
    assert said(harbour).startswith("ASFC")


def test_each_scroll_bar_marks_what_is_found_in_its_text(harbour: Program) -> None:
    page, other = harbour.window.page, twin(harbour)
    bars = [one.findChildren(ScrollMarks)[0] for one in (page, other)]
    harbour.keys("Ctrl+F")
    harbour.type("phares")
    wait_until(lambda: len(bars[1].marks()) == 1)
    assert bars[0].marks() == []
    assert bars[1].size() == other.verticalScrollBar().size()
    for _ in "phares":
        harbour.keys("Backspace")
    harbour.type("1912")
    wait_until(lambda: [len(bar.marks()) for bar in bars] == [1, 1])
    harbour.keys("Esc")
    wait_until(lambda: not bars[0].marks() and not bars[1].marks())
