"""Everything of the reader's moves to another computer, in one file, through the window."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from tests.accessibility.walk import unnamed
from tests.gui.window.carried import confirm, counts, drop, everything, make_many, press
from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, places, settle, wait_until
from tests.gui.window.test_marks import marks
from viewer.annotations.palette import Palette
from viewer.annotations.reading_list import ReadingList
from viewer.options import OpenOptions
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.settings import Preferences, Profile, profile_at, save_preferences
from viewer.storage import locked
from viewer.storage.second_copy import SecondCopy
from viewer.ui.carrying import welcome
from viewer.ui.carrying.import_dialog import ImportDialog
from viewer.ui.carrying.sticks import linux_sticks, notes_beside, notes_in


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be cheap here."""
    monkeypatch.setattr(locked, "COST", locked.LEAST_COST)


@pytest.fixture
def other(tmp_path: Path) -> Profile:
    """Another computer, on which somebody has read before."""
    profile = profile_at(tmp_path / "other")
    places(profile)
    return profile


def write(widget: QWidget, name: str, text: str) -> None:
    field = widget.findChild(QLineEdit, name)
    assert field is not None
    field.setFocus()
    field.setText(text)
    field.textEdited.emit(text)


def said(widget: QWidget, name: str) -> str:
    found = widget.findChild(QLabel, name)
    assert found is not None
    return found.text()


def take(program: Program, file: Path, passphrase: str = "") -> None:
    """Pack everything, as a reader does."""
    program.act("file.take_along")
    taking = program.controls.commands.carrying.taking
    dialog = taking.dialog
    assert dialog is not None
    assert unnamed(dialog) == []
    wait_until(lambda: dialog.marking is not None)
    write(dialog, "passphrase_first", passphrase)
    write(dialog, "passphrase_again", passphrase)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
        press(dialog, "take_go")
    wait_until(lambda: not taking.errand.busy())
    settle()
    assert program.message() == f"Saved as {file}"


def shown(program: Program) -> ImportDialog:
    importing = program.controls.commands.carrying.importing
    wait_until(lambda: importing.dialog is not None and not importing.errand.busy())
    settle()
    assert importing.dialog is not None
    return importing.dialog


def test_everything_arrives_on_another_computer(
    program: Program, other: Profile, running: list[Program], tmp_path: Path
) -> None:
    make_many(program)
    program.window.look.choose(theme="sepia", text_size=120)
    program.controls.commands.preferences.change({"keys": {"view.left": ("Ctrl+9",)}})
    program.window.open_section("mexico")
    before, file = everything(program), tmp_path / "mine.briefing-profile"
    take(program, file)
    program.close()
    there = Program(other, OpenOptions(book="user-guide", section=None, language=None))
    running.append(there)
    there.rest()
    drop(there, file)
    dialog = shown(there)
    assert dialog.windowTitle() == "Bring my notes"
    assert counts(dialog) == "mine.briefing-profile: 3 to be added"
    assert dialog.preferences.isChecked()
    assert unnamed(dialog) == []
    confirm(there, dialog)
    # The user guide is open here, and what was open there is known here now.
    assert counts(dialog) == (
        "3 marks imported. Your place of reading came along in 1 book. "
        "The preferences were taken over."
    )
    assert everything(there) == before
    preferences = there.window.services.preferences
    assert (preferences.theme, preferences.text_size) == ("sepia", 120)
    assert there.controls.actions["view.left"].shortcut().toString() == "Ctrl+9"
    dialog.reject()
    settle()
    there.controls.library.open_name("key-relationships")
    assert there.section == "mexico"


def along(program: Program) -> tuple[object, ...]:
    """What comes along with marks, and how many there are."""
    database, services = program.controls.database, program.window.services
    return (
        services.preferences,
        set(services.places()),
        ReadTexts(database).find("key-relationships"),
        ReadingList(database).order(),
        Palette(database).meanings(),
        len(marks(program)),
    )


def test_undoing_takes_everything_back_that_came_along(
    program: Program, other: Profile, running: list[Program], tmp_path: Path
) -> None:
    make_many(program)
    program.window.look.choose(theme="sepia", text_size=120)
    program.window.open_section("mexico")
    ReadTexts(program.controls.database).add(
        "key-relationships", [ReadText("mexico", "en", "digest")]
    )
    file = tmp_path / "mine.briefing-profile"
    take(program, file)
    program.close()
    there = Program(other, OpenOptions(book="user-guide", section=None, language=None))
    running.append(there)
    there.rest()
    before = along(there)
    drop(there, file)
    dialog = shown(there)
    assert said(dialog, "import_along") == (
        "Also comes along: 2 on the reading list · what 1 colour means · where you stopped "
        "reading, in 1 book · 1 section you have read"
    )
    confirm(there, dialog)
    assert counts(dialog) == (
        "3 marks imported. Your place of reading came along in 1 book. "
        "1 section counts as read here, too. The preferences were taken over."
    )
    after = along(there)
    assert after != before
    there.window.look.choose(text_size=150)
    press(dialog, "import_undo")
    preferences, *rest = along(there)
    # What was chosen since stays.
    assert preferences == before[0]._replace(text_size=150)  # type: ignore[attr-defined]
    assert tuple(rest) == before[1:]
    there.window.look.choose(text_size=100)
    there.act("edit.redo")
    assert along(there) == after


def test_preferences_of_ones_own_stay(
    program: Program, other: Profile, running: list[Program], tmp_path: Path
) -> None:
    file = tmp_path / "mine.briefing-profile"
    program.window.look.choose(theme="sepia")
    take(program, file)
    program.close()
    save_preferences(other, Preferences(theme="dark"))
    there = Program(other, OpenOptions(book=None, section=None, language=None))
    running.append(there)
    there.rest()
    drop(there, file)
    dialog = shown(there)
    assert not dialog.preferences.isChecked()
    confirm(there, dialog)
    assert there.window.services.preferences.theme == "dark"
    dialog.reject()


def test_a_passphrase_is_typed_twice_and_asked_for(program: Program, tmp_path: Path) -> None:
    make_many(program)
    program.act("file.take_along")
    dialog = program.controls.commands.carrying.taking.dialog
    assert dialog is not None
    wait_until(lambda: dialog.marking is not None)
    go = dialog.findChild(QPushButton, "take_go")
    assert go is not None
    assert "whoever has the file" in said(dialog, "passphrase_said")
    for passphrase, words in (
        ("short", "Weak"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        ("ten letters", "Fair"),
        ("several words in a row", "Strong"),
    ):
        write(dialog, "passphrase_first", passphrase)
        assert said(dialog, "passphrase_said").startswith(words)
        assert not go.isEnabled()
    write(dialog, "passphrase_again", "several words in a now")
    assert said(dialog, "passphrase_said") == "The two are not the same."
    dialog.reject()
    settle()
    file = tmp_path / "mine.briefing-profile"
    take(program, file, "several words in a row")
    assert locked.is_locked(file.read_bytes())
    program.controls.commands.carrying.importing.open(file)
    importing = program.controls.commands.carrying.importing
    for typed in ("wrong", "several words in a row"):
        wait_until(lambda: not importing.errand.busy())
        settle()
        asking = program.window.findChildren(QWidget, "passphrase_dialog")[-1]
        assert unnamed(asking) == []
        write(asking, "passphrase", typed)
        press(asking, "passphrase_open")
    dialog_shown = shown(program)
    assert counts(dialog_shown) == "mine.briefing-profile: 3 already here"
    dialog_shown.reject()


def test_a_new_reader_is_offered_what_lies_beside_the_program(
    program: Program,
    empty_profile: Profile,
    running: list[Program],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_many(program)
    stick = tmp_path / "stick"
    stick.mkdir()
    SecondCopy(program.profile.store_file, stick).make(at_once=True)
    program.close()
    monkeypatch.setattr(welcome, "program_folder", lambda: stick)
    new = profile_at(tmp_path / "new")
    chosen = Program(new, OpenOptions(book=None, section=None, language=None))
    running.append(chosen)
    looking = chosen.controls.commands.carrying.welcome._looking
    wait_until(lambda: not looking.busy())
    settle()
    assert chosen.message().startswith("Type to search")
    chosen.close()
    # As it is without a profile of the reader's own choosing.
    monkeypatch.setattr(welcome, "default_profile", lambda: new)
    places(new, welcomed=False)
    there = Program(new, OpenOptions(book=None, section=None, language=None))
    running.append(there)
    wait_until(lambda: there.message().startswith("Notes of another computer are here"))
    (button,) = [
        one for one in there.window.line.findChildren(QPushButton) if one.isVisibleTo(there.window)
    ]
    click(button)
    dialog = shown(there)
    confirm(there, dialog)
    assert counts(dialog) == "3 marks imported."
    dialog.reject()
    assert empty_profile


def test_nobody_else_is_asked(
    program: Program, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.briefing-profile").write_bytes(b"")
    monkeypatch.setattr(welcome, "program_folder", lambda: tmp_path)
    program.close()
    again = start()
    assert again.message() == ""
    assert "welcome" not in vars(again.controls.commands.carrying)


MOUNTS = """\
21 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 21 8:17 / /media/me/MY\\040STICK rw,nosuid shared:2 - vfat /dev/sdb1 rw
31 21 0:40 / /mnt/share rw shared:3 - cifs //server/share rw
32 21 0:41 / /media/me/far rw shared:4 - nfs4 server:/far rw
33 21 8:33 / /run/media/me/DISK rw shared:5 - exfat /dev/sdc1 rw
odd line
"""


def test_only_local_sticks_are_read() -> None:
    assert list(linux_sticks(MOUNTS)) == [Path("/media/me/MY STICK"), Path("/run/media/me/DISK")]


def test_the_newest_notes_count(tmp_path: Path) -> None:
    names = ("a.briefing-profile", "briefing-notes-12ab34cd-0000000012-20261124-081402.sqlite3")
    for age, name in enumerate((*names, "reader.sqlite3", "b.txt")):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    (tmp_path / "folder.briefing-profile").mkdir()
    assert {file.name for file in notes_in(tmp_path)} == set(names)
    found = notes_beside(tmp_path)
    assert found is not None
    assert found.name == names[1]
    assert notes_in(tmp_path / "nowhere") == []
