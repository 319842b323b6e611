import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPlainTextEdit, QPushButton, QTabWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from freeze.licences import PROGRAM, requirements
from viewer import __version__, messages
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.crash import CrashDialog, CrashReporter
from viewer.ui.dialogs.details import LIBRARIES, details, licences
from viewer.ui.dialogs.log import LogDialog, log_end
from viewer.ui.dialogs.shortcuts import Shortcut, ShortcutsDialog, ShortcutsModel
from viewer.ui.elements.filter_field import FilterField
from viewer.ui.elements.rows_view import RowsView

SHORTCUTS = [
    Shortcut("File", "Open a book", ("Ctrl+O",)),
    Shortcut("Go", "Search or go to", ("Ctrl+K", "Ctrl+L")),
    Shortcut("Go", "Back", ("Alt+Left",)),
]


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    file = tmp_path / "viewer.log"
    file.write_text("first line\nsecond line\n", encoding="utf-8")
    return file


def press(qtbot: QtBot, dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def box(dialog: QDialog, name: str) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def caught(text: str) -> BaseException:
    with pytest.raises(ValueError, match=text) as raised:
        int(text)
    return raised.value


def test_the_versions_of_everything_are_told() -> None:
    lines = details().splitlines()
    assert lines[0] == f"Briefing Viewer {__version__}"
    names = {line.split(" ")[0] for line in lines}
    assert {"Python", "Qt", "PySide6", "Whoosh", "numpy"} <= names
    assert all(" " in line for line in lines)


def test_no_library_that_ships_is_left_out() -> None:
    assert {name.lower() for name in LIBRARIES} == requirements(PROGRAM) - {"shiboken6"}


def test_every_part_comes_with_the_text_of_its_licence() -> None:
    found = {licence.part: licence for licence in licences()}
    assert {"Briefing Viewer", "Qt, PySide6, Shiboken", "Inter", "Source Serif 4"} <= set(found)
    assert [part for part, licence in found.items() if len(licence.text) < 200] == []
    assert "LESSER GENERAL PUBLIC LICENSE" in found["Qt, PySide6, Shiboken"].text
    assert "SIL OPEN FONT LICENSE" in found["Inter"].text.upper()
    assert len(found) >= len(LIBRARIES) + 3


def test_about_shows_the_licence_that_is_chosen(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    part = dialog.findChild(QComboBox, "about_part")
    assert isinstance(part, QComboBox)
    place = [part.itemText(number) for number in range(part.count())].index("Inter – OFL-1.1")
    part.setCurrentIndex(place)
    assert "SIL" in box(dialog, "about_licence").toPlainText()


def test_about_copies_the_versions(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    press(qtbot, dialog, "about_copy")
    assert QGuiApplication.clipboard().text() == details()


def test_escape_and_the_button_close_about(qtbot: QtBot) -> None:
    for how in ("key", "button"):
        dialog = AboutDialog()
        qtbot.addWidget(dialog)
        dialog.show()
        if how == "key":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            press(qtbot, dialog, "about_close")
        assert not dialog.isVisible()


def test_tabs_are_reached_by_keyboard(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    tabs = dialog.findChild(QTabWidget, "about_tabs")
    assert isinstance(tabs, QTabWidget)
    qtbot.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1


def test_the_end_of_a_long_log_begins_with_a_whole_line(log_file: Path) -> None:
    assert log_end(log_file, most=15) == "second line\n"
    assert log_end(log_file) == "first line\nsecond line\n"
    assert log_end(log_file.with_name("none.log")) == ""


def test_the_log_can_be_read_again_and_copied(qtbot: QtBot, log_file: Path) -> None:
    dialog = LogDialog(log_file)
    qtbot.addWidget(dialog)
    dialog.show()
    log_file.write_text("third line\n", encoding="utf-8")
    press(qtbot, dialog, "log_again")
    press(qtbot, dialog, "log_copy")
    assert QGuiApplication.clipboard().text() == "third line\n"
    assert str(log_file) in dialog.findChildren(QLabel)[0].text()


def test_an_unforeseen_error_is_told_once_a_session(qtbot: QtBot, log_file: Path) -> None:
    reporter = CrashReporter(log_file)
    for text in ("first", "second"):
        error = caught(text)
        reporter.report(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    dialog = reporter.dialog
    assert dialog is not None
    qtbot.addWidget(dialog)
    shown = box(dialog, "crash_details").toPlainText()
    assert "base 10: 'first'" in shown
    assert "test_dialogs.py" in shown
    assert f"Briefing Viewer {__version__}" in shown
    assert "second" not in shown


def test_an_error_in_another_thread_is_told_in_this_one(qtbot: QtBot, log_file: Path) -> None:
    reporter = CrashReporter(log_file)
    error = caught("elsewhere")
    thread = threading.Thread(target=reporter.report, args=(type(error), error, None))
    thread.start()
    thread.join()
    assert reporter.dialog is None
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    qtbot.addWidget(reporter.dialog)


def test_interrupting_the_program_is_no_crash(qtbot: QtBot, log_file: Path) -> None:
    reporter = CrashReporter(log_file)
    error = KeyboardInterrupt()
    with qtbot.assertNotEmitted(reporter._reported):
        reporter.report(KeyboardInterrupt, error, None)


def test_every_error_is_logged(log_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    reporter = CrashReporter(log_file)
    error = caught("to be kept")
    reporter._reported.disconnect()
    reporter.report(type(error), error, error.__traceback__)
    assert "to be kept" in caplog.text


def test_the_crash_dialog_copies_details_and_shows_the_log(qtbot: QtBot, log_file: Path) -> None:
    dialog = CrashDialog("Traceback: x", log_file)
    qtbot.addWidget(dialog)
    dialog.show()
    press(qtbot, dialog, "crash_copy")
    assert QGuiApplication.clipboard().text() == box(dialog, "crash_details").toPlainText()
    press(qtbot, dialog, "crash_log")
    shown = dialog.findChild(LogDialog)
    assert isinstance(shown, LogDialog)
    assert "second line" in box(shown, "log_text").toPlainText()
    shown.close()


def test_shortcuts_are_grouped_and_filtered(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    dialog = ShortcutsDialog(SHORTCUTS)
    qtbot.addWidget(dialog)
    dialog.show()
    view = dialog.findChild(RowsView, "shortcuts_list")
    assert isinstance(view, RowsView)
    model = view.model()
    assert isinstance(model, ShortcutsModel)
    qtmodeltester.check(model)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert [index.data(spoken) for index in model.indexes()] == [
        "File",
        "Open a book, Ctrl+O",
        "Go",
        "Search or go to, Ctrl+K or Ctrl+L",
        "Back, Alt+Left",
    ]
    field = dialog.findChild(FilterField, "shortcuts_filter")
    assert isinstance(field, FilterField)
    qtbot.keyClicks(field, "ctrl+l")
    assert [index.data() for index in model.indexes()] == ["Go", "Search or go to"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().data() == "Search or go to"


def test_dialogs_follow_the_language_of_the_interface(qtbot: QtBot, log_file: Path) -> None:
    dialogs = (
        AboutDialog(),
        LogDialog(log_file),
        CrashDialog("x", log_file),
        ShortcutsDialog(SHORTCUTS),
    )
    messages.set_language("fr")
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.retranslate()
    titles = ["About Briefing Viewer", "Log", "Unexpected error", "Keyboard shortcuts"]
    shown = [dialog.windowTitle() for dialog in dialogs]
    assert shown == [messages.translate(title) for title in titles]
