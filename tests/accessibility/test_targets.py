"""What can be clicked is large enough for a trembling hand, however small the text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTabBar,
    QWidget,
)

from tests.accessibility.test_window import (
    STATES,
    State,
    in_state,
    large_text,
    pane_over_the_page,
    side_by_side,
)
from tests.gui.window.conftest import Start
from tests.gui.window.program import settle
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.elements.rows import LEAST_TARGET
from viewer.ui.elements.rows_view import RowsView

SMALLEST = 70
"""Size of the text at which everything is smallest, in percent."""

SMALL_WINDOW = 1024, 640

MOST_ROWS = 20


def targets(widget: QWidget) -> dict[str, QSize]:
    """Return the size of everything that can be clicked."""
    sizes: dict[str, QSize] = {}
    for child in widget.findChildren(QWidget):
        if child.isVisible():
            sizes.update(parts_of(child))
    return sizes


def parts_of(widget: QWidget) -> Iterator[tuple[str, QSize]]:
    """Yield a widget, or what can be clicked in it, with the size."""
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield f"tab {place}", widget.tabRect(place).size()
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            yield action.text(), widget.actionGeometry(action).size()
    elif isinstance(widget, RowsView):
        index = widget.model().index(0, 0)
        for _row in range(MOST_ROWS if index.isValid() else 0):
            yield f"row {index.data()}", widget.visualRect(index).size()
            following = widget.indexBelow(index)
            index = following if following.isValid() else index
    elif isinstance(widget, QAbstractButton | QLineEdit):
        yield widget.objectName() or type(widget).__name__, widget.size()


@pytest.mark.parametrize("state", [state for state in STATES if state is not large_text])
def test_every_target_is_large_enough(profile: Profile, start: Start, state: State) -> None:
    save_preferences(profile, Preferences(theme="light", text_size=SMALLEST))
    sizes = targets(in_state(start(), state))
    assert len(sizes) > 10
    small = {name: (size.width(), size.height()) for name, size in sizes.items()}
    assert {n: s for n, s in small.items() if min(s) < LEAST_TARGET} == {}


def test_every_entry_of_a_menu_is_large_enough(profile: Profile, start: Start) -> None:
    save_preferences(profile, Preferences(theme="light", text_size=SMALLEST))
    program = start()
    for menu in program.window.menuBar().findChildren(QMenu):
        menu.ensurePolished()
        menu.adjustSize()
        settle()
        for action in menu.actions():
            height = menu.actionGeometry(action).height()
            assert action.isSeparator() or height >= LEAST_TARGET, action.text()


OF_OTHER_SIZE = large_text, pane_over_the_page, side_by_side
"""States that set the size of the window or of the text themselves."""


@pytest.mark.parametrize("state", [state for state in STATES if state not in OF_OTHER_SIZE])
def test_at_300_percent_a_small_window_holds_everything_in_french(
    profile: Profile, start: Start, state: State
) -> None:
    save_preferences(profile, Preferences(theme="light", text_size=300))
    program = start()
    program.keys("Ctrl+Shift+L")
    program.window.resize(*SMALL_WINDOW)
    settle()
    window = in_state(program, state)
    assert (window.width(), window.height()) == SMALL_WINDOW
    bar = program.window.menuBar()
    for action in bar.actions():
        assert bar.actionGeometry(action).right() < bar.width(), action.text()
    assert program.window.reading.is_over()
    for child in window.findChildren(QAbstractButton):
        if child.isVisible() and child.window() is window:
            right = child.mapTo(window, child.rect().topRight()).x()
            assert right < window.width(), child.objectName()
