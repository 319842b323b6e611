"""Every dialog and every question at 300 % text on a screen of 1024 × 640, in French."""

import re
from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QPlainTextEdit

from tests.accessibility.small_screen import SCREEN, cut_off
from tests.gui.window.program import Program, settle
from tests.visual.dialogs import SEEN_LARGE, attachment, newer
from tests.visual.states import State
from viewer.options import OpenOptions
from viewer.settings import Preferences, Profile, save_preferences

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("looked_through")]

MENUS = {"more"}
"""Menus are looked at below: the platform of the tests warns of one that is open."""


@pytest.mark.parametrize(
    "state", [one for one in SEEN_LARGE if one.name not in MENUS], ids=lambda state: state.name
)
def test_nothing_is_cut_off(profile: Profile, running: list[Program], state: State) -> None:
    save_preferences(profile, Preferences(theme="contrast_dark", text_size=300))
    book = state.prepare(profile) if state.prepare is not None else None
    program = Program(profile, OpenOptions(book=str(book) if book else None, language="fr"))
    running.append(program)
    program.window.resize(SCREEN)
    settle()
    if state.reach is not None:
        state.reach(program)
    program.rest()
    assert cut_off(program.window) == []
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            assert twice(dialog) == []
            dialog.close()


def twice(dialog: QDialog) -> list[str]:
    """Letters that several things that can be seen in a dialog have for themselves."""
    shown = [one.text() for one in dialog.findChildren(QAbstractButton) if one.isVisible()]
    shown += [
        one.text()
        for one in dialog.findChildren(QLabel)
        if one.isVisible() and one.buddy() is not None
    ]
    letters = (found[1].casefold() for one in shown if (found := re.search(r"&(\w)", one)))
    return [letter for letter, times in Counter(letters).items() if times > 1]


def test_menus_keep_to_one_column(program: Program) -> None:
    program.window.look.choose(text_size=300)
    for name in ("menu_go", "menu_view", "more_menu"):
        menu = program.window.findChild(QMenu, name)
        assert menu is not None
        menu.ensurePolished()
        widest = max(menu.fontMetrics().horizontalAdvance(one.text()) for one in menu.actions())
        # What the screen is too low for is scrolled; further columns would lie beside the screen.
        assert menu.sizeHint().width() < 2 * widest, name


def test_no_menu_is_wider_than_the_screen(profile: Profile, running: list[Program]) -> None:
    """Qt cuts off at the side what it scrolls below: words and keys would be lost."""
    save_preferences(profile, Preferences(text_size=300))
    program = Program(profile, OpenOptions(language="fr"))
    running.append(program)
    room = program.window.screen().availableSize().width()
    wide = []
    for menu in program.window.findChildren(QMenu):
        whole = menu.font().pointSizeF()
        menu.aboutToShow.emit()
        if menu.sizeHint().width() > room:
            wide.append(menu.objectName())
        # Never so small that it is no longer large.
        assert menu.font().pointSizeF() >= whole / 2
    assert wide == []
    smaller = program.window.findChild(QMenu, "menu_go")
    assert isinstance(smaller, QMenu)
    before = smaller.font().pointSizeF()
    program.window.look.choose(text_size=100)
    smaller.aboutToShow.emit()
    assert smaller.font().pointSizeF() == program.window.font().pointSizeF() < before


@pytest.mark.parametrize("percent", [100, 300])
def test_the_line_at_the_bottom_makes_room_for_a_message_in_large_text(
    profile: Profile, running: list[Program], percent: int
) -> None:
    save_preferences(profile, Preferences(text_size=percent))
    program = Program(profile, OpenOptions(language="fr"))
    running.append(program)
    program.window.resize(SCREEN)
    settle()
    program.window.line.tell("Sept repères supprimés.")
    assert program.window.status.isVisible() is (percent == 100)
    program.window.line.dismiss()
    assert program.window.status.isVisible()


def test_the_classification_keeps_to_one_line_in_a_low_window(
    profile: Profile, running: list[Program]
) -> None:
    save_preferences(profile, Preferences(text_size=300))
    program = Program(profile, OpenOptions(language="fr"))
    running.append(program)
    program.window.resize(SCREEN)
    strip, words = program.window.strip, program.part("classification_words")
    strip.show_level("protected-b", "Document confidentiel du Cabinet")
    settle()
    assert words.height() < 2 * words.fontMetrics().lineSpacing()
    assert words.font().pointSizeF() >= strip.font().pointSizeF() * 0.6
    # Nothing of a marking is ever cut: what is too long even then goes on in the next line.
    strip.show_level("protected-b", "Document confidentiel du Cabinet " * 4)
    settle()
    assert words.font().pointSizeF() == strip.font().pointSizeF()
    assert words.height() >= words.heightForWidth(words.width())


@pytest.mark.parametrize("percent", [100, 200])
def test_every_title_of_the_menu_bar_is_seen_in_a_narrow_window(
    profile: Profile, running: list[Program], percent: int
) -> None:
    save_preferences(profile, Preferences(text_size=percent))
    program = Program(profile, OpenOptions(language="fr"))
    running.append(program)
    bar = program.window.menuBar()
    for width in (640, 1024):
        program.window.resize(width, 480)
        settle()
        titles = [bar.actionGeometry(action) for action in bar.actions()]
        assert len(titles) == 6
        assert all(bar.rect().contains(title) for title in titles), width
    assert bar.font().pointSizeF() == program.window.font().pointSizeF()


@pytest.mark.parametrize("percent", [70, 100, 200, 300])
def test_a_hash_is_seen_whole(profile: Profile, running: list[Program], percent: int) -> None:
    save_preferences(profile, Preferences(text_size=percent))
    program = Program(profile, OpenOptions(book=str(newer(profile)), language="fr"))
    running.append(program)
    attachment(program)
    field = next(one for one in program.window.findChildren(QPlainTextEdit) if one.isVisible())
    settle()
    assert field.verticalScrollBar().maximum() == 0
