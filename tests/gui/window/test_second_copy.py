"""The second copy: chosen, made, told of, and missed without harm."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import ROOT, Start
from tests.gui.window.program import Program, click, settle, wait_until
from tests.gui.window.test_marks import marks
from viewer.annotations.store import AnnotationStore
from viewer.settings import Preferences, Profile, load_preferences, save_preferences
from viewer.storage import second_copy, snapshots
from viewer.ui.carrying.second_copies import SecondCopies, age_words
from viewer.ui.preferences.dialog import PreferencesDialog


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def copies(program: Program) -> SecondCopies:
    return program.controls.commands.carrying.copies


def rested(program: Program) -> None:
    """Wait until no copy is being made."""
    wait_until(lambda: not copies(program)._copying.busy())
    settle()


def told(program: Program) -> str:
    label = program.part("status_copy")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def page(program: Program) -> PreferencesDialog:
    program.act("edit.preferences")
    dialog = program.controls.commands.preferences.dialog
    assert dialog is not None
    dialog._tabs.setCurrentIndex(3)
    settle()
    return dialog


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    click(button)


def choose(program: Program, folder: Path) -> PreferencesDialog:
    dialog = page(program)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        press(dialog, "second_copy_choose")
    rested(program)
    return dialog


def prefer(profile: Profile, folder: Path) -> None:
    save_preferences(profile, Preferences(theme="light", second_copy=str(folder)))


def test_a_folder_is_chosen_and_a_copy_made(program: Program, stick: Path) -> None:
    program.keys("Ctrl+D", "Return")
    assert told(program) == ""
    dialog = choose(program, stick)
    (copy,) = stick.iterdir()
    store = AnnotationStore(copy)
    assert store.find() == marks(program)
    store.close()
    assert told(program) == "Second copy: just now"
    assert dialog.second_copy._folder.text() == f"Folder: {stick}"
    assert dialog.second_copy._state.text() == "Second copy: just now"
    assert unnamed(dialog) == []
    assert load_preferences(program.profile)[0].second_copy == str(stick)


def test_copy_now_and_stop(program: Program, stick: Path) -> None:
    dialog = choose(program, stick)
    program.controls.marks.bookmark_here()
    press(dialog, "second_copy_now")
    rested(program)
    assert len(list(stick.iterdir())) == 2
    press(dialog, "second_copy_stop")
    assert told(program) == ""
    assert dialog.second_copy._folder.text() == "No folder is chosen."
    assert not copies(program)._look.isActive()
    assert len(list(stick.iterdir())) == 2


def test_at_most_one_an_hour(
    program: Program, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(program, stick)
    program.controls.marks.bookmark_here()
    copies(program)._look.timeout.emit()
    rested(program)
    assert len(list(stick.iterdir())) == 1
    monkeypatch.setattr(second_copy, "INTERVAL", timedelta())
    copies(program)._look.timeout.emit()
    rested(program)
    assert len(list(stick.iterdir())) == 2


def test_a_missing_folder_is_said_and_comes_back(
    start: Start, profile: Profile, tmp_path: Path
) -> None:
    folder = tmp_path / "away"
    prefer(profile, folder)
    program = start()
    rested(program)
    assert told(program) == "Second copy: the folder isn’t there"
    assert program.message() == ""
    folder.mkdir()
    program.controls.marks.bookmark_here()
    copies(program)._look.timeout.emit()
    rested(program)
    assert told(program) == "Second copy: just now"
    for copy in folder.iterdir():
        copy.unlink()
    folder.rmdir()
    copies(program).copy_now()
    rested(program)
    assert told(program) == "Second copy: the folder isn’t there (just now)"


def test_the_folder_of_the_notes_is_no_second_place(program: Program) -> None:
    folder = program.profile.folder / "here"
    folder.mkdir()
    choose(program, folder)
    assert "choose another" in told(program)
    assert list(folder.iterdir()) == []


def test_a_copy_that_fails_is_told(
    start: Start, profile: Profile, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "write_copy", full)
    prefer(profile, stick)
    program = start()
    rested(program)
    assert told(program) == "Second copy: could not be made"
    assert program.message().startswith("The second copy of your notes could not be made in")


def test_the_words_follow_the_language(program: Program, stick: Path) -> None:
    choose(program, stick)
    program.act("view.interface_fr")
    assert told(program) == "Deuxième copie\N{NO-BREAK SPACE}: à l’instant"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "just now"),
        (0, "just now"),
        (1, "1 minute ago"),
        (59, "59 minutes ago"),
        (60, "1 hour ago"),
        (60 * 23, "23 hours ago"),
        (60 * 24, "1 day ago"),
        (60 * 24 * 9, "9 days ago"),
    ],
)
def test_ages(minutes: int, words: str) -> None:
    assert age_words(timedelta(minutes=minutes)) == words


SESSION = """
import sys
from PySide6.QtCore import QTimer
import viewer.app as app
from viewer.__main__ import main
from viewer.ui.session import Session
complete = Session.complete
def completed(session):
    complete(session)
    if session.controls.store.find() == []:
        session.controls.marks.bookmark_here()
        QTimer.singleShot(0, session._window.close)
Session.complete = completed
raise SystemExit(main(sys.argv[1:]))
"""
"""Opens the window, makes a bookmark, and closes it."""


def test_a_copy_is_made_after_the_session(profile: Profile, stick: Path) -> None:
    prefer(profile, stick)
    command = [sys.executable, "-c", SESSION, "open", "--profile", str(profile.folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    newest = max(stick.iterdir())
    store = AnnotationStore(newest)
    assert len(store.find()) == 1
    store.close()
