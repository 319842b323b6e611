"""Every dialog as a screen reader, a keyboard and a trembling hand meet it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QPushButton,
    QTabBar,
    QWidget,
)

from tests.accessibility.test_targets import SMALLEST, targets
from tests.accessibility.test_window import stops, walk
from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import Start
from tests.gui.window.harbour import write_harbour
from tests.gui.window.program import Program, focused, settle, wait_until
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.elements.enter_button import EnterButton
from viewer.ui.elements.rows import LEAST_TARGET

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("looked_through")]

TEXTS = {
    "en/one.md": (
        "# Top\n\nSee [two](section:two)[^1].\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "![A map](map.png)\n\n::: key-message\nWater is wet.\n:::\n\n## End\n\n[^1]: A note.\n"
    ),
    "en/two.md": "The second text.\n",
    "glossary.yaml": (
        "concepts:\n  - id: wra\n    label: {en: Water Act}\n    abbreviations: {en: [WRA]}\n"
    ),
}


class Opened(NamedTuple):
    """A dialog that an action opens.

    Attributes:
        action: Id of the action.
        keys: Keys that are pressed in the page before.
        tab: Which of its tabs is looked at.
    """

    action: str
    keys: tuple[str, ...] = ()
    tab: int = 0


MARKED = ("Ctrl+D", "Return", "Ctrl+3")

DIALOGS = [
    Opened("go.outline"),
    Opened("go.glossary"),
    Opened("go.collected"),
    Opened("view.table"),
    Opened("view.figure"),
    Opened("file.print"),
    Opened("file.take_along"),
    *(Opened("edit.preferences", tab=tab) for tab in range(4)),
    Opened("marks.export", MARKED),
    Opened("marks.tags", MARKED),
    Opened("marks.name_colours"),
    Opened("help.shortcuts"),
    Opened("help.log"),
    *(Opened("help.about", tab=tab) for tab in range(2)),
]


@pytest.fixture
def harbour(profile: Profile, start: Start, tmp_path: Path) -> Program:
    """The program with small text, and a book that has something of each kind."""
    save_preferences(profile, Preferences(theme="light", text_size=SMALLEST))
    folder = write_harbour(tmp_path, TEXTS)
    picture = QImage(80, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    assert picture.save(str(folder / "map.png"))
    program = start(str(folder), "one")
    program.window.page.setFocus()
    settle()
    return program


def dialogs() -> list[QDialog]:
    """Return the dialogs that can be seen; Preferences leaves the page behind it at work."""
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, QDialog) and one.isVisible()]


def opened(program: Program, how: Opened) -> QDialog:
    program.keys(*how.keys)
    wait_until(program.controls.actions[how.action].isEnabled)
    program.act(how.action)
    wait_until(lambda: bool(dialogs()))
    program.rest()
    (dialog,) = dialogs()
    dialog.activateWindow()
    wait_until(lambda: holds(dialog, focused()))
    for bar in dialog.findChildren(QTabBar)[:1]:
        assert how.tab < bar.count()
        bar.setCurrentIndex(how.tab)
        settle()
    return dialog


def sizes(dialog: QWidget) -> dict[str, QSize]:
    """Return the size of what can be clicked, with fields of several parts."""
    found = targets(dialog)
    # Part of a larger field.
    found.pop("qt_spinbox_lineedit", None)
    for kind in (QComboBox, QAbstractSpinBox):
        for one in dialog.findChildren(kind):
            if one.isVisible():
                found[one.objectName()] = one.size()
    return found


@pytest.mark.parametrize("how", DIALOGS, ids=lambda how: f"{how.action}-{how.tab}")
def test_a_dialog_can_be_heard_reached_hit_and_left(harbour: Program, how: Opened) -> None:
    dialog = opened(harbour, how)
    assert dialog.windowTitle()
    assert unnamed(dialog) == []
    assert stops(dialog) - set(walk(Qt.Key.Key_Tab)) == set()
    small = {name: (size.width(), size.height()) for name, size in sizes(dialog).items()}
    assert small
    buttons = dialog.findChildren(QPushButton)
    # Else Enter there would press another one.
    assert [one for one in buttons if not (one.autoDefault() or isinstance(one, EnterButton))] == []
    assert {name: size for name, size in small.items() if min(size) < LEAST_TARGET} == {}
    harbour.keys("Esc")
    wait_until(lambda: not dialog.isVisible())
    harbour.window.activateWindow()
    wait_until(harbour.window.isActiveWindow)
    expected = harbour.window.left if how.keys else harbour.window.page
    wait_until(lambda: holds(expected, focused()))


def holds(whole: QWidget, part: QWidget | None) -> bool:
    return part is not None and (whole is part or whole.isAncestorOf(part))
