"""Where links lead and what footnotes say, told beside them by pointer and by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, focused, settle, wait_until
from viewer.ui.explain.bubble import Bubble
from viewer.ui.page.linked import link_at

FILLING = "\n\n".join(f"Paragraph {number} of the text." for number in range(60))
TEXTS = {
    "en/one.md": (
        "See [two](section:two), [who](section:two#who), [below](#end), [none](section:none), "
        "[web](https://example.org/a)[^1].\n\n"
        + FILLING
        + "\n\nA second mark[^1] here.\n\n## End\n\nThe end.\n\n"
        "[^1]: A <b>note</b> with *words* and [a link](section:two).\n\n    Its second part.\n"
    ),
    "en/two.md": (
        "The first sentence has []{.redacted act=atia provision=21(1)(a)} in it. The second.\n\n"
        "## Who\n\nIt is chaired.\n\n## Next\n\nNot this.\n"
    ),
}


@pytest.fixture
def harbour(start: Start, tmp_path: Path) -> Program:
    """The program with a small book of links and footnotes."""
    folder = write_harbour(tmp_path, TEXTS, part=("one", "two"), protected=("two",))
    program = start(str(folder), "one")
    program.window.page.setFocus()
    settle()
    return program


def bubble(program: Program) -> Bubble:
    return program.controls.explaining.bubble


def rest_on(program: Program, start: int, end: int) -> None:
    """Let the pointer rest on words of the first block, and wait for what comes of it."""
    page = program.window.page
    point = page.area_of(0, start, end).center()
    QTest.mouseMove(page.viewport(), point)
    rested = QHelpEvent(QHelpEvent.Type.ToolTip, point, page.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.viewport(), rested)
    program.rest()


def test_the_pointer_on_a_link_shows_title_path_and_first_sentences(harbour: Program) -> None:
    rest_on(harbour, 4, 7)
    assert bubble(harbour).text() == (
        "Two. Part. Protected A / Protégé A. "
        "The first sentence has Redacted – ATIA s. 21(1)(a) in it. The second."
    )
    assert focused() is harbour.window.page
    harbour.keys("Esc")
    assert bubble(harbour).text() == ""
    rest_on(harbour, 9, 12)
    assert bubble(harbour).text() == ("Who. Part › Two. Protected A / Protégé A. It is chaired.")
    rest_on(harbour, 14, 19)
    assert bubble(harbour).text() == "End. Part › One. The end."


def test_what_leads_nowhere_says_so(harbour: Program) -> None:
    rest_on(harbour, 21, 25)
    assert bubble(harbour).text() == "This link leads to a section that this book doesn’t have."


def test_a_preview_that_nobody_waits_for_does_not_come(harbour: Program) -> None:
    page = harbour.window.page
    with harbour.held():
        rest_on(harbour, 4, 7)
        QTest.mouseMove(page.viewport(), QPoint(1, page.viewport().height() - 1))
    assert bubble(harbour).text() == ""


def test_links_walked_by_key_tell_where_they_lead_and_keep_the_keyboard(harbour: Program) -> None:
    page = harbour.window.page
    told = []
    for _link in range(6):
        harbour.keys("Tab")
        told.append(bubble(harbour).text().split(".")[0])
        assert focused() is page
        assert unnamed(bubble(harbour)) == []
    assert told == [
        "Two",
        "Who",
        "End",
        "This link leads to a section that this book doesn’t have",
        "This link leads outside the book: https://example",
        "Footnote 1: A <b>note</b> with words and a link",
    ]
    assert bubble(harbour).text().endswith("Its second part.")
    harbour.keys("Ctrl+I")
    assert focused() is harbour.part("bubble_text")
    harbour.keys("Esc")
    assert bubble(harbour).text() == ""
    assert focused() is page


def test_a_footnote_opens_in_place_and_leads_back(harbour: Program) -> None:
    page = harbour.window.page
    for _link in range(6):
        harbour.keys("Tab")
    before = page.position(), page.textCursor().position()
    harbour.keys("Return")
    assert focused() is harbour.part("bubble_text")
    harbour.keys("Esc")
    assert focused() is page
    assert (page.position(), page.textCursor().position()) == before
    harbour.keys("Return")
    go = bubble(harbour).findChild(QPushButton)
    assert go is not None
    go.click()
    settle()
    assert page.caret().ordinal > 60
    assert focused() is page
    harbour.keys("Return")
    assert (page.position(), page.textCursor().position()) == before


def test_a_click_opens_the_footnote_where_it_was_clicked(harbour: Program) -> None:
    page = harbour.window.page
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    settle()
    area = page.area_of(61, 13, 14)
    points = [
        QPoint(x, y) for y in range(area.top(), area.bottom(), 2) for x in range(*_wide(area))
    ]
    point = next(one for one in points if link_at(page, one))
    before = page.position()
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle()
    assert bubble(harbour).text().startswith("Footnote 1")
    assert page.position() == before
    link = bubble(harbour)._content.links[0]
    bubble(harbour)._text.linkActivated.emit("0")
    settle()
    assert (link, harbour.section) == ("section:two", "two")


def _wide(area: "object") -> tuple[int, int]:
    left, right = area.left(), area.right()  # type: ignore[attr-defined]
    return left - 4, right + 12


def test_the_bubble_goes_when_the_page_is_scrolled(harbour: Program) -> None:
    rest_on(harbour, 14, 19)
    assert bubble(harbour).text()
    bar = harbour.window.page.verticalScrollBar()
    bar.setValue(bar.value() + 20)
    wait_until(lambda: not bubble(harbour).text())


ADDRESSES = {
    "en/one.md": (
        "[own](briefing:harbour/two?lang=en), [guide](briefing:user-guide/reading), "
        "[book](briefing:user-guide), [gone](briefing:user-guide/gone), "
        "[nobody](briefing:nobody/x), [file](files/tide.pdf).\n"
    ),
    "en/two.md": "The second.\n",
}


def test_links_to_places_in_any_book_tell_where_they_lead(start: Start, tmp_path: Path) -> None:
    program = start(str(write_harbour(tmp_path, ADDRESSES, part=("one", "two"))), "one")
    program.window.page.setFocus()
    told = []
    for _link in range(6):
        program.keys("Tab")
        told.append(bubble(program).text())
    assert told[0] == "Two. Part. The second."
    assert told[1].startswith("Reading. User guide. The text fills the middle of the window.")
    assert told[2] == "User guide."
    assert told[3:5] == [
        "This link leads to a place that isn’t in your books: briefing:user-guide/gone",
        "This link leads to a place that isn’t in your books: briefing:nobody/x",
    ]
    assert told[5] == "This link leads to a file of the book: files/tide.pdf"


NOTED = {
    "en/one.md": "A mark[^a].\n\n[^a]: First, see[^b].\n\n[^b]: The second note.\n",
    "en/two.md": "The second.\n",
}


def test_a_note_to_which_another_refers_opens_in_its_place(start: Start, tmp_path: Path) -> None:
    program = start(str(write_harbour(tmp_path, NOTED, part=("one", "two"))), "one")
    program.window.page.setFocus()
    program.keys("Tab", "Return")
    assert bubble(program).text() == "Footnote 1: First, see[2]."
    label = program.part("bubble_text")
    assert isinstance(label, QLabel)
    label.linkActivated.emit("0")
    assert bubble(program).text() == "Footnote 2: The second note."
    assert focused() is program.part("bubble_text")
    program.keys("Esc")
    assert focused() is program.window.page
    assert program.section == "one"
