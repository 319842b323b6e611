"""The books of a reader: the view, opening from anywhere, what is missing, what is removed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QWidget

from tests.gui.window.conftest import ROOT, Start
from tests.gui.window.program import Program, focused, settle, wait_until
from viewer.options import OpenOptions
from viewer.settings import load_preferences
from viewer.ui.elements.rows_view import RowsView
from viewer.ui.instance import Instance

RAISES = pytest.mark.qt_log_ignore("does not support raise", extend=True)
"""The window comes to the front; the platform of the tests has no front."""


def shown_books(program: Program) -> list[str]:
    view = program.part("books_list")
    assert isinstance(view, RowsView)
    index = view.model().index(0, 0)
    titles = []
    while index.isValid():
        titles.append(str(index.data()))
        index = view.indexBelow(index)
    return titles


def title(program: Program) -> str:
    return program.window.windowTitle().partition(",")[0]


def choose_row(program: Program, wanted: str) -> None:
    view = program.part("books_list")
    assert isinstance(view, RowsView)
    index = view.model().index(0, 0)
    while index.isValid() and not str(index.data()).startswith(wanted):
        index = view.indexBelow(index)
    assert index.isValid(), f"no {wanted} in the list"
    view.setCurrentIndex(index)
    settle()


def drop(program: Program, path: Path, target: QWidget | None = None) -> None:
    """Drop a file or folder on the window, or on a part of it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    widget = target or program.window
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(50, 50), action, data, button, none))
    settle()


def recent(program: Program) -> list[str]:
    menu = program.window.menuBar().findChild(QMenu, "menu_file_recent")
    assert isinstance(menu, QMenu)
    return [action.text() for action in menu.actions()]


def test_the_view_lists_the_books_and_opens_one(program: Program) -> None:
    program.keys("Ctrl+Shift+B")
    assert shown_books(program) == ["Key relationships", "User guide"]
    assert focused() is program.part("books_list")
    choose_row(program, "User guide")
    program.keys("Return")
    assert title(program) == "User guide"
    assert program.part("page").isVisible()


def test_the_open_book_is_the_current_row(program: Program) -> None:
    program.keys("F1", "Ctrl+Shift+B")
    view = program.part("books_list")
    assert isinstance(view, RowsView)
    assert view.currentIndex().data() == "User guide"


@pytest.mark.parametrize("way", ["Ctrl+Shift+B", "Esc"])
def test_the_view_can_be_left(program: Program, way: str) -> None:
    program.keys("Ctrl+Shift+B", way)
    assert program.part("page").isVisible()
    assert focused() is program.window.page


def test_other_actions_leave_the_view_for_the_page(program: Program) -> None:
    program.keys("Ctrl+Shift+B", "Alt+PgDown")
    assert program.section == "essentials"
    assert program.part("page").isVisible()


def test_switching_languages_stays_in_the_view(program: Program) -> None:
    program.keys("Ctrl+Shift+B", "Ctrl+Shift+L")
    assert shown_books(program) == ["Guide de l’utilisateur", "Relations clés"]
    program.act("view.interface_en")
    assert shown_books(program) == ["Key relationships", "User guide"]
    assert program.part("books_view").isVisible()


def test_a_folder_is_opened_and_remembered(
    program: Program, tides: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tides))
    program.keys("Ctrl+O")
    assert title(program) == "Tides"
    assert program.section == "spring"
    assert recent(program) == [str(tides)]
    program.keys("Ctrl+Shift+B")
    assert "Tides" in shown_books(program)
    program.close()
    again = start()
    assert title(again) == "Tides"
    assert recent(again) == [str(tides)]


def test_the_manifest_itself_can_be_opened(program: Program, tides: Path) -> None:
    assert program.controls.library.open_path(tides / "book.yaml")
    assert title(program) == "Tides"


def test_a_folder_that_is_no_book_is_told(program: Program, tmp_path: Path) -> None:
    empty = tmp_path / "holiday pictures"
    empty.mkdir()
    drop(program, empty)
    assert title(program) == "Key relationships"
    assert "holiday pictures" in program.message()
    assert load_preferences(program.profile)[0].opened == ()


def test_a_book_with_a_mistake_tells_the_line(program: Program, tides: Path) -> None:
    (tides / "book.yaml").write_text("format: 1\nid: [\n", encoding="utf-8")
    drop(program, tides)
    assert title(program) == "Key relationships"
    assert "book.yaml:" in program.message()


def test_what_could_not_be_opened_is_forgotten_when_a_book_is(
    program: Program, tides: Path, tmp_path: Path
) -> None:
    drop(program, tmp_path)
    assert tmp_path.name in program.message()
    drop(program, tides)
    assert (title(program), program.message()) == ("Tides", "")


def test_a_section_that_is_not_there_is_told_though_the_book_opens(
    program: Program, tides: Path
) -> None:
    program.controls.library.open_path(tides, "neap")
    assert title(program) == "Tides"
    assert "neap" in program.message()


def test_a_name_that_no_file_can_have_is_told(start: Start) -> None:
    program = start("x" * 300)
    assert program.message().startswith("There is no book “xxx")


def test_a_folder_dropped_on_the_window_is_opened(program: Program, tides: Path) -> None:
    drop(program, tides)
    assert title(program) == "Tides"


def test_its_index_is_built_and_it_can_be_searched(program: Program, tides: Path) -> None:
    drop(program, tides)
    program.await_search()
    program.search("full moon")
    assert program.section == "spring"


def test_a_folder_dropped_on_the_books_view_is_opened(program: Program, tides: Path) -> None:
    program.keys("Ctrl+Shift+B")
    drop(program, tides, program.part("books_view"))
    assert title(program) == "Tides"
    assert program.part("page").isVisible()


def test_removing_a_book_keeps_its_files_and_the_reader_s_marks(
    program: Program, tides: Path
) -> None:
    drop(program, tides)
    program.keys("Ctrl+D", "Return")
    before = sorted(tides.rglob("*"))
    program.keys("Ctrl+Shift+B")
    choose_row(program, "Tides")
    button = program.part("books_remove")
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()
    settle()
    assert load_preferences(program.profile)[0].opened == ()
    assert recent(program) == []
    assert sorted(tides.rglob("*")) == before
    assert len(program.controls.store.find("tides")) == 1
    assert any("Tides" in row for row in shown_books(program)), "its marks stay listed"
    drop(program, tides)
    assert title(program) == "Tides"


def test_bundled_books_cannot_be_removed(program: Program) -> None:
    program.keys("Ctrl+Shift+B")
    choose_row(program, "Key relationships")
    assert not program.part("books_remove").isEnabled()


def test_a_missing_book_stays_listed_with_its_marks(
    program: Program, tides: Path, start: Start
) -> None:
    drop(program, tides)
    program.keys("Ctrl+D", "Return")
    program.close()
    shutil.move(tides, tides.with_name("moved"))
    again = start("key-relationships")
    again.keys("Ctrl+Shift+B")
    assert any("Tides" in row for row in shown_books(again))
    again.keys("Ctrl+3")
    again.keys("Return")
    assert "Tides" in again.message()
    assert title(again) == "Key relationships"
    assert len(again.controls.store.find("tides")) == 1


def test_a_missing_book_can_be_found_again(
    program: Program, tides: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(program, tides)
    program.keys("Ctrl+D", "Return")
    program.close()
    moved = Path(shutil.move(tides, tides.with_name("moved")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(moved))
    again = start("key-relationships")
    again.keys("Ctrl+Shift+B")
    choose_row(again, "Tides")
    again.keys("Return")
    assert title(again) == "Tides"


def second_start(program: Program, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "viewer", "open", *arguments]
    command += ["--profile", str(program.profile.folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, timeout=60, capture_output=True, check=False
    )


def test_a_book_named_at_the_start_is_remembered_and_searched(start: Start, tides: Path) -> None:
    program = start(str(tides))
    assert title(program) == "Tides"
    assert recent(program) == [str(tides)]
    assert load_preferences(program.profile)[0].opened == (str(tides),)
    wait_until(lambda: program.controls.search.book("tides") is not None)
    program.search("full moon")
    assert (title(program), program.section) == ("Tides", "spring")


@RAISES
def test_a_second_start_hands_over_to_the_running_window(program: Program, tides: Path) -> None:
    instance = Instance(program.profile)
    assert not instance.hand_over(OpenOptions())
    instance.watch(program.session.open_request)
    try:
        done = second_start(program, str(tides), "--section", "log")
        assert (done.returncode, done.stderr) == (0, b"")
        wait_until(lambda: title(program) == "Tides")
        assert program.section == "log"
        second_start(program, "key-relationships", "--section", "border-five", "--lang", "fr")
        wait_until(lambda: program.section == "border-five")
        assert program.window.navigation.language == "fr"
        program.keys("Ctrl+Shift+B")
        second_start(program)
        wait_until(lambda: not list(program.profile.requests.glob("*.json")))
        assert program.section == "border-five"
        second_start(program, "no-such-book")
        wait_until(lambda: "no-such-book" in program.message())
    finally:
        instance.release()


@RAISES
def test_a_second_start_in_another_folder_means_that_folder(program: Program, tides: Path) -> None:
    instance = Instance(program.profile)
    assert not instance.hand_over(OpenOptions())
    instance.watch(program.session.open_request)
    command = [sys.executable, "-m", "viewer", "open", "tides"]
    command += ["--profile", str(program.profile.folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    try:
        subprocess.run(command, cwd=tides.parent, env=environment, timeout=60, check=True)
        wait_until(lambda: title(program) == "Tides")
    finally:
        instance.release()


@pytest.mark.parametrize("kept", [[], "odd", 7, {"tides": "odd"}, {"tides": {"title": 3}}])
def test_a_missing_book_is_listed_whatever_the_state_file_says(
    start: Start, tides: Path, kept: object
) -> None:
    program = start()
    program.controls.library.open_path(tides)
    program.act("marks.bookmark")
    program.controls.library.open_name("key-relationships")
    shutil.rmtree(tides)
    program.window.services.state["places"] = kept
    program.controls.marks_list.show()
    program.act("file.books")
    view = program.controls.books.view
    assert view is not None
    missing = [row for row in view._rows if row.missing]
    assert [(row.book, row.title) for row in missing] == [("tides", "tides")]
