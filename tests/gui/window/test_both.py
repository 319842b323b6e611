"""Two languages at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, focused, settle, write_book
from tests.gui.window.rivers import (
    MANIFEST,
    PARAGRAPH,
    PARAGRAPHE,
    TEXTS,
    top,
    twin,
    words,
    write_rivers,
)
from viewer.ui.page.content import Target
from viewer.ui.page.levels import ROWS_A_STEP


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    return write_rivers(tmp_path / "books" / "rivers")


@pytest.fixture
def program(start: Start, rivers: Path) -> Program:
    made = start(str(rivers), "ottawa")
    made.window.resize(1500, 700)
    settle()
    return made


def test_one_key_shows_the_other_language_beside_the_text_and_takes_it_away(
    program: Program,
) -> None:
    program.keys("Ctrl+Shift+S")
    assert program.controls.both.is_on()
    assert program.controls.actions["view.both"].isChecked()
    assert twin(program).isVisible()
    assert "L’Outaouais" in words(twin(program))
    assert abs(twin(program).width() - program.window.page.width()) <= 1
    assert twin(program).height() == program.window.page.height() > 500
    program.keys("Ctrl+Shift+S")
    assert program.controls.both.twin() is None
    assert "no French" not in words(program.window.page)


def test_what_belongs_together_stands_at_one_height(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    page = program.window.page
    for ordinal in (1, 2, 7, 20, 31, 32, 33):
        assert top(page, ordinal) == pytest.approx(top(twin(program), ordinal - 1), abs=1)


def test_the_toolbar_offers_both_languages_and_each_alone(program: Program) -> None:
    languages = program.window.toolbar.languages
    both, english, french = (
        languages.findChild(QToolButton, f"language_{code}") for code in ("both", "en", "fr")
    )
    assert isinstance(both, QToolButton)
    assert isinstance(english, QToolButton)
    assert isinstance(french, QToolButton)
    assert (english.isChecked(), both.isChecked()) == (True, False)
    click(both)
    program.rest()
    assert twin(program).isVisible()
    assert (english.isChecked(), french.isChecked(), both.isChecked()) == (False, False, True)
    program.keys("Ctrl+Shift+L")
    assert "The Ottawa" in words(twin(program))
    assert both.isChecked()
    assert both.text() == both.accessibleName() == "Les deux"
    click(english)
    program.rest()
    assert program.controls.both.twin() is None
    assert program.window.navigation.language == "en"
    assert not program.controls.actions["view.both"].isChecked()
    assert (english.isChecked(), both.isChecked()) == (True, False)
    program.keys("Ctrl+Shift+S")
    assert both.isChecked()


def test_the_choice_is_remembered(start: Start, rivers: Path) -> None:
    first = start(str(rivers), "ottawa")
    first.window.resize(1500, 700)
    first.window.page.setFocus()
    first.keys("Ctrl+Shift+S")
    assert focused() is first.window.page
    first.window.page.go_to(Target(20))
    settle()
    first.close()
    again = start(str(rivers))
    assert again.controls.both.is_on()
    # No larger than the screen at first.
    again.window.resize(1500, 700)
    again.rest()
    assert twin(again).isVisible()
    assert top(again.window.page, 20) == pytest.approx(0, abs=1)
    assert top(twin(again), 19) == pytest.approx(0, abs=1)
    again.keys("Ctrl+Shift+S")
    again.close()
    assert not start(str(rivers)).controls.both.is_on()


def test_both_sides_scroll_together_in_both_directions(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    page = program.window.page
    page.go_to(Target(20))
    settle()
    assert top(page, 20) == pytest.approx(0, abs=1)
    assert top(twin(program), 19) == pytest.approx(0, abs=1)
    twin(program).go_to(Target(9))
    settle()
    assert top(page, 10) == pytest.approx(0, abs=1)


def test_switching_it_on_keeps_the_place(program: Program) -> None:
    page = program.window.page
    page.go_to(Target(20))
    settle()
    program.keys("Ctrl+Shift+S")
    assert page.position().ordinal == 20
    assert top(page, 20) == pytest.approx(top(twin(program), 19), abs=1)


def test_gaps_are_said(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    assert "(no French paragraph here)" in words(twin(program))
    assert "(no English paragraph here)" not in words(program.window.page)
    program.keys("Ctrl+Shift+L")
    assert "L’Outaouais" in words(program.window.page)
    assert "(aucun paragraphe en français ici)" in words(program.window.page)
    assert "The Ottawa" in words(twin(program))


def test_the_pair_under_the_pointer_is_marked_on_both_sides(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    page = program.window.page
    line = round(top(page, 1)) + 5
    QTest.mouseMove(page.viewport(), QPoint(20, line))
    settle()
    assert program.controls.both.marked() == (1, 0)
    QTest.mouseMove(twin(program).viewport(), QPoint(20, round(top(twin(program), 1)) + 5))
    settle()
    assert program.controls.both.marked() == (2, 1)
    bars = [bar for bar in page.children() if bar.objectName() == "pair_bar"]
    assert len(bars) == 1
    assert bars[0].isVisible()  # type: ignore[attr-defined]


def test_the_pair_with_the_caret_is_marked(program: Program) -> None:
    program.keys("Ctrl+Shift+S", "F7")
    page = program.window.page
    page.setFocus()
    page.go_to(Target(5))
    settle()
    assert program.controls.both.marked() == (5, 4)


def test_in_a_narrow_window_pairs_stand_one_under_the_other(program: Program) -> None:
    program.window.resize(760, 700)
    settle()
    program.keys("Ctrl+Shift+S")
    assert program.controls.both.twin() is None
    text = words(program.window.page)
    assert text.index("## Course" if "## Course" in text else "Course") < text.index("Cours\n")
    assert "L’Outaouais" in text
    assert "(no French paragraph here)" in text
    first = text.index("lake number 10")
    assert first < text.index("lac numéro 10") < text.index("lake number 11")
    # Places stay those of the text that is read.
    program.window.page.go_to(Target(9))
    assert program.window.page.position().ordinal == 9
    program.window.resize(1500, 700)
    program.rest()
    assert twin(program).isVisible()
    assert "lac numéro 10" not in words(program.window.page)


def test_a_section_in_one_language_says_so(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    program.window.open_section("english")
    program.rest()
    assert program.controls.both.twin() is None
    assert "This section is not available in French." in words(program.window.page)
    program.window.open_section("ottawa")
    program.rest()
    assert twin(program).isVisible()


def test_the_other_page_is_a_pane_of_its_own(program: Program) -> None:
    program.keys("Ctrl+Shift+S")
    program.window.page.setFocus()
    program.keys("F6")
    assert focused() is twin(program)
    assert "L’Outaouais" in twin(program).accessibleName()
    twin(program).selectAll()
    program.act("edit.copy")
    program.keys("Return")
    assert "rivière" in QGuiApplication.clipboard().text()
    twin(program).setFocus()
    program.keys("Shift+F6")
    assert focused() is not twin(program)


def test_this_paragraph_in_the_other_language_in_place(program: Program) -> None:
    page = program.window.page
    page.setFocus()
    page.go_to(Target(4))
    settle()
    program.keys("Ctrl+Shift+P")
    text = words(page)
    assert text.index("lake number 12") < text.index("lac numéro 12") < text.index("lake number 13")
    assert "Français" in text
    assert page.position().ordinal == 4
    program.keys("Escape")
    assert "lac numéro" not in words(page)
    program.keys("Ctrl+Shift+P", "Ctrl+Shift+P")
    assert "lac numéro" not in words(page)


def test_a_paragraph_that_the_other_language_lacks(program: Program) -> None:
    page = program.window.page
    page.go_to(Target(0))
    settle()
    program.keys("Ctrl+Shift+P")
    assert "(no French paragraph here)" in words(page)


def test_both_languages_are_copied_with_the_marking(program: Program) -> None:
    page = program.window.page
    page.go_to(Target(4))
    settle()
    QGuiApplication.clipboard().setText("before")
    program.act("edit.copy_both")
    assert QGuiApplication.clipboard().text() == "before"
    assert "Protected A" in program.message()
    program.keys("Return")
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0] == "PROTECTED A / PROTÉGÉ A"
    assert "lake number 12" in lines[2]
    assert "lac numéro 12" in lines[3]
    assert '<td lang="fr">La rivière' in data.html()


def test_the_other_language_follows_theme_and_size(program: Program, qapp: QApplication) -> None:
    program.keys("Ctrl+Shift+S")
    before = twin(program).em()
    program.act("view.larger")
    settle()
    assert twin(program).em() > before
    for ordinal in (1, 7, 20, 33):
        here, there = top(program.window.page, ordinal), top(twin(program), ordinal - 1)
        assert here == pytest.approx(there, abs=1)
    assert qapp.focusWidget() is not None


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton])
def test_a_link_of_the_other_page_opens_here(start: Start, button: Qt.MouseButton) -> None:
    program = start("key-relationships", "bargaining-agents")
    program.window.resize(1500, 800)
    program.keys("Ctrl+Shift+S")
    twin(program).link_requested.emit("section:border-five")
    program.rest()
    assert program.section == "border-five"
    assert button


def test_a_long_section_is_levelled_to_its_end(start: Start, tmp_path: Path) -> None:
    count = 2 * ROWS_A_STEP + 50
    texts = {
        "en/ottawa.md": "\n\n".join(PARAGRAPH.format(n=n) for n in range(count)),
        "fr/ottawa.md": "\n\n".join(PARAGRAPHE.format(n=n) for n in range(count)),
    }
    folder = write_book(tmp_path / "books" / "rivers", MANIFEST, {**TEXTS, **texts})
    program = start(str(folder), "ottawa")
    program.window.resize(1500, 700)
    settle()
    program.keys("Ctrl+Shift+S")
    program.rest()
    page = program.window.page
    for ordinal in (ROWS_A_STEP - 1, ROWS_A_STEP + 1, count - 1):
        assert top(page, ordinal) == pytest.approx(top(twin(program), ordinal), abs=1)
