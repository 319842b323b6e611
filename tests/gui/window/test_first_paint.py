"""What the window does until its first paint, and what it doesn't do twice."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer import app
from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.ui.elements.rows import LinesDelegate
from viewer.ui.page import stage
from viewer.ui.page.sheet import Sheet
from viewer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("running")


def test_the_page_is_built_once_and_rows_hardly_more_often(
    qtbot: QtBot, qapp: QApplication, empty_profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[object] = []
    laid: list[object] = []

    class Counted(Sheet):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]  # whatever the page gives
            sheets.append(self)

    lay = LinesDelegate._lay

    def count(delegate: LinesDelegate, *arguments: object) -> object:
        laid.append(arguments)
        return lay(delegate, *arguments)  # type: ignore[arg-type]  # whatever the view gives

    monkeypatch.setattr(stage, "Sheet", Counted)
    monkeypatch.setattr(LinesDelegate, "_lay", count)
    empty_profile.ensure()
    services, problems = app._services(qapp, OpenOptions(), empty_profile)
    window = MainWindow(services)
    qtbot.addWidget(window)
    problems += app._open(window, OpenOptions())
    assert not problems
    with qtbot.waitSignal(window.page.painted):
        window.show()
    qapp.processEvents()
    assert len(sheets) == 1
    assert window.navigation.book is not None
    # Long titles are laid out a second time when the scroll bar appears.
    assert 0 < len(laid) < 2 * len(window.navigation.book.order)
