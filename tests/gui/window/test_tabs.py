"""Tabs: several places in one window, with the habits of a browser."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from tests.gui.window.tab_bar import bar, is_hidden, shown
from viewer.settings import Preferences, Profile, load_state, save_preferences, save_state
from viewer.ui.elements.rows import LEAST_TARGET
from viewer.ui.tabs.tab import tabs_of

Middle, Left = Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton
Control = Qt.KeyboardModifier.ControlModifier


def test_one_tab_has_no_bar_and_a_second_one_is_at_the_same_place(program: Program) -> None:
    program.window.open_section("bargaining-agents")
    page = program.window.page
    page.verticalScrollBar().setValue(120)
    assert is_hidden(program)
    before = page.position()
    program.keys("Ctrl+T")
    title = "Bargaining agents at the CBSA"
    assert shown(program) == [title, f"{title}*"]
    assert page.position() == before
    assert not program.window.navigation.history.can_go_back
    program.keys("Ctrl+W")
    assert is_hidden(program)
    assert page.position() == before


def test_each_tab_keeps_its_exact_place_and_its_way_back(program: Program) -> None:
    window, page = program.window, program.window.page
    window.open_section("bargaining-agents")
    page.verticalScrollBar().setValue(137)
    first = page.position()
    program.keys("Ctrl+T")
    window.open_section("border-five")
    page.verticalScrollBar().setValue(41)
    second = page.position()
    assert window.navigation.history.can_go_back
    program.keys("Ctrl+Tab")
    assert (program.section, page.position()) == ("bargaining-agents", first)
    assert page.verticalScrollBar().value() == 137
    program.keys("Ctrl+PgDown")
    assert (program.section, page.position()) == ("border-five", second)
    program.keys("Alt+Left")
    assert (program.section, page.position()) == ("bargaining-agents", first)
    program.keys("Alt+Right", "Ctrl+Shift+Tab")
    assert program.section == "bargaining-agents"
    assert page.hasFocus()


def test_keys_walk_round_the_ends(program: Program) -> None:
    for section in ("border-five", "migration-five"):
        program.keys("Ctrl+T")
        program.window.open_section(section)
    assert shown(program)[-1] == "Migration Five*"
    program.keys("Ctrl+Tab")
    assert shown(program)[0].endswith("*")
    program.keys("Ctrl+PgUp")
    assert shown(program)[-1] == "Migration Five*"
    program.keys("Ctrl+Shift+Tab")
    assert shown(program)[1] == "Border Five*"


def test_closed_tabs_come_back_where_they_were(program: Program) -> None:
    window, page = program.window, program.window.page
    first = program.section
    program.keys("Ctrl+T")
    window.open_section("bargaining-agents")
    page.verticalScrollBar().setValue(90)
    program.keys("Ctrl+T")
    window.open_section("border-five")
    program.controls.tabs.close(1)
    program.keys("Ctrl+W")
    assert program.section == first
    assert is_hidden(program)
    program.keys("Ctrl+Shift+T")
    assert program.section == "border-five"
    program.keys("Ctrl+Shift+T")
    assert program.section == "bargaining-agents"
    assert page.verticalScrollBar().value() == 90
    assert window.navigation.history.can_go_back
    assert shown(program)[1:] == ["Bargaining agents at the CBSA*", "Border Five"]
    assert not program.controls.actions["file.reopen_tab"].isEnabled()


def test_with_the_last_tab_the_window_closes_and_the_place_is_kept(
    program: Program, start: Start
) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+W")
    assert not program.window.isVisible()
    program.close()
    assert start().section == "border-five"


def test_tabs_are_there_again_at_the_next_start(program: Program, start: Start) -> None:
    program.window.open_section("bargaining-agents")
    program.window.page.verticalScrollBar().setValue(77)
    program.keys("Ctrl+T", "Ctrl+T")
    program.window.open_section("border-five")
    program.controls.tabs.go(1)
    program.close()
    again = start()
    assert [title.removesuffix("*") for title in shown(again)] == [
        *("Bargaining agents at the CBSA",) * 2,
        "Border Five",
    ]
    assert again.section == "bargaining-agents"
    again.keys("Ctrl+Shift+Tab")
    assert again.window.page.verticalScrollBar().value() == 77
    again.keys("Ctrl+Shift+Tab")
    assert again.section == "border-five"


def test_what_a_start_is_asked_for_gets_a_tab_of_its_own(program: Program, start: Start) -> None:
    program.keys("Ctrl+T")
    program.window.open_section("border-five")
    program.close()
    again = start(section="migration-five")
    assert shown(again)[1:] == ["Border Five", "Migration Five*"]


@pytest.mark.parametrize(
    "odd",
    [
        5,
        {"open": 5, "current": 0},
        {"open": [], "current": 0},
        {"open": [{"title": 1}], "current": 0},
        {"open": [{}, None], "current": "x"},
    ],
)
def test_odd_tabs_are_passed_over(profile: Profile, start: Start, odd: object) -> None:
    state = load_state(profile)
    save_state(profile, {**state, "window": {"tabs": odd}})
    program = start()
    assert tabs_of(odd) == ([], 0)
    assert is_hidden(program)
    assert program.section


def test_each_tab_keeps_what_was_found_in_it(program: Program) -> None:
    program.search("border five chair")
    place = program.hit()
    program.keys("Ctrl+T")
    assert program.controls.hits.query == ""
    assert not program.window.hit_bar.isVisible()
    program.keys("Ctrl+Tab")
    assert program.controls.hits.query == "border five chair"
    wait_until(lambda: program.hit() == place)


def test_tabs_may_hold_different_books_and_languages(program: Program, tmp_path: Path) -> None:
    program.window.open_section("border-five")
    program.keys("Ctrl+T")
    folder = write_book(tmp_path / "tides", MANIFEST, TEXTS)
    program.controls.library.open_path(folder, "spring")
    program.keys("Ctrl+Shift+L")
    assert shown(program) == ["Border Five", "Marées de vive-eau*"]
    program.keys("Ctrl+Tab")
    book = program.window.navigation.book
    assert book is not None
    assert (book.edition.book, program.section) == ("key-relationships", "border-five")
    assert program.window.navigation.language == "en"
    program.keys("Ctrl+Tab")
    assert program.section == "spring"
    assert program.window.navigation.language == "fr"


def test_a_tab_whose_book_is_gone_leaves_the_one_before_on_the_page(
    program: Program, tmp_path: Path
) -> None:
    folder = write_book(tmp_path / "tides", MANIFEST, TEXTS)
    program.keys("Ctrl+T")
    program.controls.library.open_path(folder, "spring")
    program.keys("Ctrl+Tab")
    before = program.section
    folder.rename(tmp_path / "elsewhere")
    program.keys("Ctrl+Tab")
    assert program.section == before
    assert shown(program)[0].endswith("*")
    assert program.message()


def test_a_dragged_tab_stays_the_one_on_the_page(program: Program) -> None:
    program.keys("Ctrl+T")
    program.window.open_section("border-five")
    bar(program).moveTab(1, 0)
    assert shown(program)[0] == "Border Five*"
    program.keys("Ctrl+T")
    assert shown(program)[:2] == ["Border Five", "Border Five*"]


def test_a_tab_is_moved_by_key_as_far_as_there_are_others(program: Program) -> None:
    for section in ("border-five", "mexico"):
        program.keys("Ctrl+T")
        program.window.open_section(section)
        settle()
    assert shown(program) == ["About this briefing", "Border Five", "Mexico*"]
    program.keys("Ctrl+Shift+PgDown")
    assert shown(program) == ["About this briefing", "Border Five", "Mexico*"]
    program.keys("Ctrl+Shift+PgUp", "Ctrl+Shift+PgUp", "Ctrl+Shift+PgUp")
    assert shown(program) == ["Mexico*", "About this briefing", "Border Five"]
    assert program.section == "mexico"
    program.keys("Ctrl+Shift+PgDown", "Ctrl+Tab")
    assert shown(program) == ["About this briefing", "Mexico", "Border Five*"]
    assert program.section == "border-five"


def test_a_click_with_the_middle_button_or_the_cross_closes_a_tab(program: Program) -> None:
    for section in ("border-five", "migration-five"):
        program.keys("Ctrl+T")
        program.window.open_section(section)
    QTest.mouseClick(bar(program), Middle, pos=bar(program).tabRect(1).center())
    settle()
    assert shown(program)[1:] == ["Migration Five*"]
    cross = bar(program).tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert isinstance(cross, QAbstractButton)
    cross.click()
    settle()
    assert is_hidden(program)
    assert program.section == "migration-five"


def test_the_menu_of_a_tab_closes_the_others(program: Program) -> None:
    for section in ("border-five", "migration-five"):
        program.keys("Ctrl+T")
        program.window.open_section(section)
    menu = program.controls.tabs.row.menu_for(1)
    next(a for a in menu.actions() if a.text() == "Close the &other tabs").trigger()
    settle()
    menu.deleteLater()
    assert is_hidden(program)
    assert program.section == "border-five"


@pytest.mark.parametrize("percent", [70, 100, 300])
def test_crosses_are_large_enough_and_named(profile: Profile, start: Start, percent: int) -> None:
    save_preferences(profile, Preferences(text_size=percent))
    program = start()
    program.window.resize(1024, 640)
    program.keys("Ctrl+T")
    program.window.open_section("border-five")
    assert unnamed(program.window) == []
    for _time in range(8):
        program.keys("Ctrl+T")
    for button in bar(program).findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= LEAST_TARGET
            assert button.accessibleName()
    assert (program.window.width(), program.window.height()) == (1024, 640)
    program.keys("Ctrl+Shift+L")
    program.act("view.interface_fr")
    assert unnamed(program.window) == []
    crosses = [b for b in bar(program).findChildren(QAbstractButton) if b.isVisible()]
    assert any("Fermer l’onglet" in cross.accessibleName() for cross in crosses)


def test_tabs_that_were_closed_leave_nothing_behind(program: Program) -> None:
    tabs = program.controls.tabs

    def open_and_close(count: int) -> None:
        for _time in range(count):
            for section in ("border-five", "bargaining-agents"):
                program.keys("Ctrl+T")
                program.window.open_section(section)
            tabs.close(1)
            tabs.close(1)
        settle()

    open_and_close(15)
    before = children(program.window)
    open_and_close(15)
    assert children(program.window) == before
    assert len(tabs._closed) == 25


def children(widget: QObject) -> int:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    return len(widget.findChildren(QObject))
