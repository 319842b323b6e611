"""Where notes can't be saved, the reader is told so, and keeps them in another file."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.gui.window.program import Program, click, places, settle, wait_until
from tests.gui.window.test_marks import marks, select
from tests.unit.annotations.samples import bookmark
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.options import OpenOptions
from viewer.settings import Profile
from viewer.storage import opening

TOLD = "Notes can’t be saved here (the folder is read-only)."


@pytest.fixture
def barred(tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A profile whose store can be read, but not changed, whoever tries."""
    profile = Profile(tmp_path / "barred", tmp_path / "cache")
    shutil.copytree(built, profile.cache)
    places(profile)
    store = AnnotationStore(profile.store_file)
    store.add(bookmark("from before"))
    store.close()
    can_write = opening._can_write

    def cannot_here(connection: sqlite3.Connection) -> bool:
        row = connection.execute("PRAGMA database_list").fetchone()
        return str(profile.folder) not in row[2] and can_write(connection)

    monkeypatch.setattr(opening, "_can_write", cannot_here)
    return profile


@pytest.fixture
def program(barred: Profile, running: list[Program]) -> Program:
    made = Program(barred, OpenOptions(book=None, section=None, language=None))
    running.append(made)
    made.rest()
    return made


def button(program: Program) -> QPushButton:
    settle()
    shown = program.window.line.findChildren(QPushButton)
    return next(one for one in reversed(shown) if one.text() == "Keep them in a file…")


def keep(program: Program, file: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        asked: list[str] = []

        def choose(*given: object, **_named: object) -> tuple[str, str]:
            asked.append(str(given[2]))
            return str(file), ""

        patch.setattr(QFileDialog, "getSaveFileName", choose)
        click(button(program))
        wait_until(lambda: bool(asked))
    wait_until(lambda: not program.controls.commands.carrying.keeping.errand.busy())
    settle()


def test_who_marks_is_told_in_one_line(program: Program) -> None:
    assert program.message() == TOLD
    program.window.line.dismiss()
    select(program, "incoming minister")
    for keys in ("Ctrl+D", "Ctrl+Shift+H", "Alt+2", "Ctrl+Shift+M", "Ctrl+Shift+D"):
        program.keys(keys)
        assert program.message() == TOLD, keys
        assert button(program).isVisible()
        program.window.line.dismiss()
    assert not program.window.companion_shows()
    assert [mark.title for mark in marks(program)] == ["from before"]


def test_notes_are_kept_in_a_file_and_found_there_again(
    program: Program, barred: Profile, running: list[Program], tmp_path: Path
) -> None:
    file = tmp_path / "elsewhere" / "mine.sqlite3"
    file.parent.mkdir()
    before = barred.store_file.read_bytes()
    keep(program, file)
    assert program.message() == (
        f"Your notes are kept in {file} now. Choose the same file next time."
    )
    program.window.line.dismiss()
    program.window.page.setFocus()
    program.keys("Ctrl+D", "Return")
    assert program.message() == ""
    titles = ["from before", "About this briefing"]
    assert [mark.title for mark in marks(program)] == titles
    program.keys("Ctrl+3")
    program.act("edit.undo")
    assert [mark.title for mark in marks(program)] == titles[:1]
    program.act("edit.redo")
    program.close()
    assert barred.store_file.read_bytes() == before
    kept = AnnotationStore(file)
    assert [mark.title for mark in kept.find()] == titles
    kept.close()
    again = Program(barred, OpenOptions(book=None, section=None, language=None))
    running.append(again)
    assert [mark.title for mark in marks(again)] == titles[:1]
    keep(again, file)
    assert [mark.title for mark in marks(again)] == titles


def test_no_other_file_is_touched(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "report.sqlite3"
    file.write_text("Something else", encoding="utf-8")
    keep(program, file)
    assert program.message() == ("This file holds something else than notes; choose another name.")
    assert file.read_text(encoding="utf-8") == "Something else"
    assert sorted(path.name for path in tmp_path.glob("report*")) == ["report.sqlite3"]
    assert program.controls.store.read_only


def test_a_folder_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    keep(program, tmp_path / "file" / "mine.sqlite3")
    assert program.message() == "Notes can’t be kept there either; choose another folder."
    assert program.controls.store.read_only


def test_classified_passages_are_asked_about_first(
    barred: Profile, running: list[Program], tides: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_can_write", lambda _connection: True)
        store = AnnotationStore(barred.store_file)
        store.add(bookmark("In the log", Anchor("tides", "2", "log", "en", "", 0, 0, 3, "The")))
        store.close()
    program = Program(barred, OpenOptions(book=str(tides), section=None, language=None))
    running.append(program)
    program.rest()
    asked: list[str] = []

    def choose(*given: object, **_named: object) -> tuple[str, str]:
        asked.append(Path(str(given[2])).name)
        return "", ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", choose)
        click(button(program))
        wait_until(lambda: "Protected B" in program.message())
        assert asked == []
        program.keys("Return")
        wait_until(lambda: bool(asked))
    assert asked == ["My notes (Protected B).sqlite3"]
