"""What is opened in a tab behind: links, sections, results, marks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, focused, settle, write_book
from tests.gui.window.tab_bar import is_hidden, shown
from viewer.ui.elements.rows_view import RowsView

Middle, Left = Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton
Control = Qt.KeyboardModifier.ControlModifier


def view(program: Program, name: str) -> RowsView:
    found = program.part(name)
    assert isinstance(found, RowsView)
    return found


def tree_point(program: Program, section: str) -> tuple[QWidget, QPoint]:
    tree = view(program, "contents_tree")
    index = program.window.contents._model.index_of(section)
    tree.scrollTo(index)
    settle()
    return tree.viewport(), tree.visualRect(index).center()


def link_point(program: Program, words: str) -> tuple[QWidget, QPoint]:
    """Where a link of the page is."""
    page = program.window.page
    cursor = page.document().find(words)
    assert cursor.charFormat().isAnchor()
    cursor.setPosition(cursor.selectionStart() + 1)
    return page.viewport(), page.cursorRect(cursor).center()


@pytest.fixture
def tides(start: Start, tmp_path: Path) -> Program:
    """The small book, at a section with a link."""
    folder = write_book(tmp_path / "tides", MANIFEST, TEXTS)
    return start(book=str(folder), section="harbour")


@pytest.mark.parametrize("how", ["middle", "control", "key", "menu"])
def test_a_link_opens_in_a_tab_behind(tides: Program, how: str) -> None:
    widget, point = link_point(tides, "the log")
    if how == "middle":
        QTest.mouseClick(widget, Middle, pos=point)
    elif how == "control":
        QTest.mouseClick(widget, Left, Control, point)
    else:
        page = tides.window.page
        cursor = page.document().find("the log")
        page.setTextCursor(cursor)
        page.setFocus()
        if how == "key":
            QTest.keyClick(page, Qt.Key.Key_Return, Control)
        else:
            tides.act("file.link_in_tab")
    settle()
    assert tides.section == "harbour"
    assert shown(tides) == ["Harbour*", "Log"]
    tides.keys("Ctrl+Tab")
    assert tides.section == "log"
    assert not tides.window.navigation.history.can_go_back


def test_where_there_is_no_link_nothing_opens(tides: Program) -> None:
    page = tides.window.page
    page.setTextCursor(page.document().find("See"))
    tides.act("file.link_in_tab")
    assert tides.message() == "There is no link here"
    QTest.mouseClick(*reversed_click(link_point(tides, "a page")))
    settle()
    assert is_hidden(tides)
    assert "https://example.org/" in tides.message()


def reversed_click(
    place: tuple[QWidget, QPoint],
) -> tuple[QWidget, Qt.MouseButton, Qt.KeyboardModifier, QPoint]:
    return place[0], Middle, Qt.KeyboardModifier.NoModifier, place[1]


@pytest.mark.parametrize("how", ["middle", "control", "key", "menu"])
def test_a_row_of_the_contents_opens_in_a_tab_behind(program: Program, how: str) -> None:
    before = program.section
    widget, point = tree_point(program, "border-five")
    tree, panel = view(program, "contents_tree"), program.window.contents
    index = panel._model.index_of("border-five")
    if how == "middle":
        QTest.mouseClick(widget, Middle, pos=point)
    elif how == "control":
        QTest.mouseClick(widget, Left, Control, point)
    elif how == "key":
        tree.setCurrentIndex(index)
        QTest.keyClick(tree, Qt.Key.Key_Return, Control)
    else:
        menu = panel.menu_for(index)
        next(a for a in menu.actions() if a.text() == "Open in a new &tab").trigger()
        menu.deleteLater()
    settle()
    assert program.section == before
    assert shown(program)[1:] == ["Border Five"]
    # The next one stands behind it, as in browsers.
    QTest.mouseClick(*reversed_click(tree_point(program, "migration-five")))
    settle()
    assert shown(program)[1:] == ["Border Five", "Migration Five"]


def test_a_result_opens_in_a_tab_behind_with_its_passage(program: Program) -> None:
    program.search("fentanyl")
    before = program.section
    results = view(program, "results_list")
    rows = program.controls.results._model.hit_indexes()
    index = rows[-1]
    row = program.controls.results._model.value(index)
    assert row is not None
    assert row.hit is not None
    results.setCurrentIndex(index)
    QTest.keyClick(results, Qt.Key.Key_Return, Control)
    settle()
    assert program.section == before
    program.keys("Ctrl+Tab")
    program.rest()
    assert program.section == row.hit.section
    assert program.controls.hits.query == "fentanyl"
    assert not program.window.navigation.history.can_go_back


def test_a_mark_opens_in_a_tab_behind(program: Program) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+D", "Return")
    program.window.open_section("bargaining-agents")
    program.keys("Ctrl+3")
    marks = view(program, "marks_list")
    QTest.keyClick(marks, Qt.Key.Key_Return, Control)
    settle()
    assert program.section == "bargaining-agents"
    program.keys("Ctrl+Tab")
    assert program.section == "border-five"
    assert shown(program)[-1] == "Border Five*"


@pytest.mark.parametrize("how", ["middle", "control", "key", "menu"])
def test_a_title_above_the_text_opens_in_a_tab_behind(tides: Program, how: str) -> None:
    title = tides.part("breadcrumb_0")
    if how == "middle":
        QTest.mouseClick(title, Middle)
    elif how == "control":
        QTest.mouseClick(title, Left, Control)
    elif how == "key":
        QTest.keyClick(title, Qt.Key.Key_Return, Control)
    else:
        tides.controls.commands.go.crumbs.menu_of("basics").actions()[0].trigger()
    settle()
    assert tides.section == "harbour"
    assert shown(tides) == ["Harbour*", "Basics"]


def test_the_titles_above_the_text_list_the_sections_in_them(tides: Program) -> None:
    asked = QSignalSpy(tides.window.breadcrumb.menu_requested)
    # Without a display, menus can't take the keyboard.
    tides.window.breadcrumb.menu_requested.disconnect(tides.controls.commands.go.crumbs._show)
    QTest.keyClick(tides.part("breadcrumb_0"), Qt.Key.Key_Down)
    assert asked.count() == 1
    entries = tides.controls.commands.go.crumbs.menu_of(asked.at(0)[0]).actions()
    entries = [one for one in entries if one.isCheckable()]
    assert [one.text() for one in entries] == ["Spring tides", "Harbour"]
    assert [one.isChecked() for one in entries] == [False, True]
    entries[0].trigger()
    settle()
    assert tides.section == "spring"
    tides.window.breadcrumb.stops()[0].setFocus()
    tides.keys("Return")
    assert tides.section == "basics"
    assert focused() is tides.window.page


@pytest.mark.parametrize("link", ["briefing:tides/log?lang=fr", "briefing:user-guide/reading"])
def test_a_link_to_a_place_in_any_book_opens_in_a_tab_behind(
    start: Start, tmp_path: Path, link: str
) -> None:
    texts = {**TEXTS, "en/harbour.md": f"See [there]({link}).\n"}
    program = start(str(write_book(tmp_path / "tides", MANIFEST, texts)), "harbour")
    program.controls.library.remember(tmp_path / "tides")
    widget, point = link_point(program, "there")
    QTest.mouseClick(widget, Middle, pos=point)
    settle()
    assert program.section == "harbour"
    program.keys("Ctrl+Tab")
    assert program.section in {"log", "reading"}
    program.keys("Ctrl+Shift+Tab")
    assert program.section == "harbour"


def test_a_link_to_no_book_says_so_with_the_middle_button(start: Start, tmp_path: Path) -> None:
    texts = {**TEXTS, "en/harbour.md": "See [there](briefing:nobody/log).\n"}
    program = start(str(write_book(tmp_path / "tides", MANIFEST, texts)), "harbour")
    widget, point = link_point(program, "there")
    QTest.mouseClick(widget, Middle, pos=point)
    program.rest()
    assert is_hidden(program)
    assert "nobody" in program.message()
