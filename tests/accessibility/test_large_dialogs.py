"""Every dialog and every question at 300 % text on a screen of 1024 × 640, in French."""

import re
from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu

from tests.accessibility.small_screen import SCREEN, cut_off
from tests.gui.window.program import Program, settle
from tests.visual.dialogs import SEEN_LARGE
from tests.visual.states import State
from viewer.options import OpenOptions
from viewer.settings import Preferences, Profile, save_preferences

pytestmark = pytest.mark.slow

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
