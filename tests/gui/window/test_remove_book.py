"""A book leaves this computer: its traces go, its notes as the reader likes, its files stay."""

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.accessibility.walk import unnamed
from tests.gui.window.carried import press, tick
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.test_marks import marks
from viewer.search.build import survey_command
from viewer.settings import Preferences, Profile, save_preferences
from viewer.storage.opening import open_database
from viewer.storage.snapshots import snapshots
from viewer.ui.books.view import BooksView
from viewer.ui.carrying.remove_dialog import RemoveDialog
from viewer.ui.collected import surveys

pytestmark = pytest.mark.usefixtures("looked_through")


def view(program: Program) -> BooksView:
    found = program.part("books_view")
    assert isinstance(found, BooksView)
    return found


def titles(program: Program) -> list[str]:
    return [row.title for row in view(program)._rows]


def ask(program: Program, folder: Path) -> RemoveDialog:
    """Ask for the removal in the Books view, as a reader does."""
    if program.window.views.currentWidget() is program.window.reading:
        program.act("file.books")
    view(program).select(str(folder))
    press(view(program), "books_removal")
    dialog = program.controls.commands.carrying.removing.dialog
    assert dialog is not None
    wait_until(lambda: dialog.marking is not None)
    return dialog


def remove(program: Program, dialog: RemoveDialog) -> list[str]:
    """Confirm, and return what was removed and what was not."""
    press(dialog, "remove_go")
    return listed(program)


def listed(program: Program) -> list[str]:
    removing = program.controls.commands.carrying.removing
    wait_until(lambda: removing.done is not None)
    program.rest()
    assert removing.done is not None
    assert unnamed(removing.done) == []
    return removing.done.text.toPlainText().splitlines()


def traces(profile: Profile) -> list[str]:
    """Files of the profile that hold words of the book, or its id."""
    found = []
    for path in profile.folder.rglob("*"):
        if path.is_file() and path.name != "briefing.log":
            content = path.read_bytes()
            if b"tides" in content.lower() or b"new moon" in content.lower():
                found.append(path.name)
    return sorted(found)


def index(program: Program) -> None:
    """Wait until the book can be searched, and its texts were looked through."""
    wait_until(lambda: program.controls.search.book("tides") is not None)
    program.await_search()
    # A child that still writes what it finds would bring the prepared texts back.
    wait_until(lambda: not program.controls.surveys.waits())


def read_and_mark(program: Program) -> None:
    program.keys("Ctrl+D", "Return")
    program.controls.places.add_search("new moon")


def test_everything_goes_and_the_files_stay(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    read_and_mark(program)
    index(program)
    files = {path: path.read_bytes() for path in tides.rglob("*") if path.is_file()}
    dialog = ask(program, tides)
    assert unnamed(dialog) == []
    assert str(tides) in dialog._place.text()
    tick(dialog, "remove_notes_remove")
    said = remove(program, dialog)
    assert said[:2] == ["Removed:", "– where you stopped reading"]
    for line in ("– its search index", "– its prepared texts", "– 1 mark", "– 1 recent search"):
        assert line in said
    assert said[said.index("Not removed:") + 1] == f"– {tides}: the files of the book"
    assert {path: path.read_bytes() for path in tides.rglob("*") if path.is_file()} == files
    assert marks(program) == []
    assert "Tides" not in titles(program)
    assert program.window.navigation.book is not None
    assert program.window.navigation.book.edition.book == "key-relationships"
    assert not program.window.navigation.history.can_go_back
    profile = program.profile
    program.close()
    assert traces(profile) == []
    for copy in snapshots(profile.store_file):
        database = open_database(copy.path)
        assert database.read("SELECT count(*) FROM annotation WHERE book = 'tides'") == [(0,)]
        database.close()


def test_notes_are_kept_unless_the_reader_says_otherwise(start: Start, tides: Path) -> None:
    program = start(str(tides), "spring")
    read_and_mark(program)
    (before,) = marks(program)
    said = remove(program, ask(program, tides))
    assert "– 1 mark, under My marks" in said[said.index("Not removed:") :]
    assert marks(program) == [before]
    assert titles(program).count("Tides") == 0
    # It is listed as a book that is away, with its notes.
    assert any(row.missing and row.book == "tides" for row in view(program)._rows)


def test_notes_are_exported_first(start: Start, tides: Path, tmp_path: Path) -> None:
    program = start(str(tides), "spring")
    read_and_mark(program)
    file = tmp_path / "tides.json"
    dialog = ask(program, tides)
    tick(dialog, "remove_notes_export")
    assert "Protected A" in dialog._handling.text()
    press(dialog, "remove_go")
    assert program.message().startswith("This text is marked Protected A")
    assert len(marks(program)) == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
        click(program.window.line.findChildren(QPushButton)[-1])
    said = listed(program)
    assert f"– {file}: your marks, exported" in said
    assert [item["title"] for item in json.loads(file.read_text("utf-8"))["items"]] == [
        "Spring tides"
    ]
    assert marks(program) == []


def test_nothing_goes_if_the_export_fails(start: Start, tides: Path, tmp_path: Path) -> None:
    save = tmp_path / "no such folder" / "tides.html"
    program = start(str(tides), "spring")
    read_and_mark(program)
    dialog = ask(program, tides)
    tick(dialog, "remove_notes_export")
    press(dialog, "remove_go")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(save), ""))
        click(program.window.line.findChildren(QPushButton)[-1])
    wait_until(lambda: program.message().startswith("This was not written"))
    assert len(marks(program)) == 1
    assert program.controls.library.recent() == [tides]


LINGERING = """
import pathlib, sys, threading
sys.stdin.read()
threading.Event().wait(0.5)
file = pathlib.Path(sys.argv[1])
file.parent.mkdir(parents=True, exist_ok=True)
file.write_text("tides")
"""
"""A child that goes on for a while when it is told to end, and writes what it has found."""


def test_a_child_that_still_looks_through_the_book_brings_nothing_back(
    start: Start, tides: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(str(tides), "spring")
    index(program)
    folder = program.window.services.cache.of(tides).folder
    assert folder is not None
    command = [sys.executable, "-c", LINGERING, str(folder / "late.json")]
    make = survey_command

    def made(of: Path, language: str, cache: Path) -> list[str]:
        # Of the book that is open afterwards, the child is an ordinary one.
        return command if of == tides else make(of, language, cache)

    monkeypatch.setattr(surveys, "survey_command", made)
    monkeypatch.setattr(surveys, "open_survey", lambda *_: None)
    book = program.window.navigation.book
    assert book is not None
    program.controls.surveys.want(book, "fr")
    wait_until(program.controls.surveys._child.running)
    remove(program, ask(program, tides))
    program.close()
    assert traces(program.profile) == []


def test_a_book_in_a_folder_of_the_shelf_is_listed_no_more(
    start: Start, profile: Profile, tides: Path
) -> None:
    save_preferences(profile, Preferences(theme="light", shelf=(str(tides.parent),)))
    program = start()
    program.act("file.books")
    assert "Tides" in titles(program)
    remove(program, ask(program, tides))
    assert "Tides" not in titles(program)
    program.close()
    again = start()
    again.act("file.books")
    assert "Tides" not in titles(again)
    # Opened again, it is back.
    again.controls.library.open_path(tides)
    again.act("file.books")
    settle()
    assert "Tides" in titles(again)


def test_a_bundled_book_stays(program: Program) -> None:
    program.act("file.books")
    assert not program.part("books_removal").isEnabled()
