"""What is told about editions, missing books and attachments."""

import hashlib
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton

from tests.accessibility.test_window import walk
from tests.accessibility.walk import unnamed
from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, focused, settle, wait_until, write_book
from tests.gui.window.system import System
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.dialogs.attachment import AttachmentDialog
from viewer.ui.dialogs.changes import ChangesDialog
from viewer.ui.elements.prose import Prose
from viewer.ui.window.page_menu import PageMenu


def asked(program: Program) -> AttachmentDialog:
    """Return the dialog that asks what is to be done with an attachment."""
    found = program.controls.commands.view.attachments.dialog
    assert found is not None
    found.activateWindow()
    wait_until(lambda: found.isActiveWindow() and found.isAncestorOf(focused() or found))
    return found


def agree(program: Program, words: str) -> None:
    """Press a button of that dialog."""
    buttons = asked(program).findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()
    program.come_back()


def press(program: Program, words: str) -> None:
    """Press a button of the line above the text."""
    buttons = program.window.line.findChildren(QPushButton)
    # Buttons of a message before are deleted a moment later.
    next(one for one in buttons if one.text() == words and not one.isHidden()).click()
    settle()


def test_a_superseded_edition_says_so_and_leads_to_the_current_one(
    start: Start, profile: Profile, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    old = write_book(shelf / "old", MANIFEST, TEXTS)
    newer = MANIFEST.replace('edition: "2"', 'edition: "3"').replace("2024-02-01", "2024-03-01")
    write_book(shelf / "new", newer, TEXTS)
    save_preferences(profile, Preferences(theme="light", shelf=(str(shelf),)))
    program = start(str(old))
    wait_until(lambda: "superseded" in program.message())
    assert program.message().endswith("No section differs.")
    press(program, "Open it")
    book = program.window.navigation.book
    assert book is not None
    assert book.edition.edition == "3"
    assert program.message() == ""


@pytest.fixture
def two_editions(profile: Profile, tmp_path: Path) -> Path:
    """A shelf with two editions of a book; the folder of the older one."""
    shelf = tmp_path / "shelf"
    old = write_book(shelf / "old", MANIFEST, TEXTS)
    newer = MANIFEST.replace('edition: "2"', 'edition: "3"\nreplaces: "2"')
    newer = newer.replace("2024-02-01", "2024-03-01").replace("id: harbour", "id: quay")
    texts = {
        **TEXTS,
        "fr/spring.md": "Tout autre chose.\n",
        "en/log.md": "The  log of the\nharbour.\n",
    }
    write_book(shelf / "new", newer, texts)
    save_preferences(profile, Preferences(theme="light", shelf=(str(shelf),)))
    return old


def test_a_newer_edition_tells_what_differs_and_what_carries_marks(
    start: Start, two_editions: Path
) -> None:
    program = start(str(two_editions), "spring")
    program.act("marks.bookmark")
    program.rest()
    program.controls.library.open_path(two_editions)
    wait_until(lambda: "with your marks" in program.message())
    assert program.message() == (
        "A corrected edition has arrived (3). You are reading 2."
        " 3 sections differ, 1 with your marks."
    )
    assert program.section == "spring"
    press(program, "See what changed")
    dialog = program.window.findChild(ChangesDialog)
    assert dialog is not None
    rows = [(row.group, row.section, row.old, row.marked) for row in dialog._rows]
    assert rows == [
        ("Changed", "spring", False, "1 mark"),
        ("New", "quay", False, ""),
        ("Removed", "harbour", True, ""),
    ]
    dialog.chosen.emit(dialog._rows[2])
    assert program.section == "harbour"
    dialog.chosen.emit(dialog._rows[1])
    settle()
    dialog.reject()
    book = program.window.navigation.book
    assert book is not None
    assert (book.edition.edition, program.section) == ("3", "quay")
    program.rest()
    assert "corrected" not in program.message()


def test_a_newer_edition_that_comes_is_offered_and_nothing_switches(
    start: Start, two_editions: Path, tmp_path: Path
) -> None:
    newer = two_editions.parent / "new"
    shutil.move(newer, tmp_path / "away")
    program = start(str(two_editions), "spring")
    program.rest()
    assert program.message() == ""
    shutil.move(tmp_path / "away", newer)
    program.controls.library.changed.emit()
    wait_until(lambda: "corrected" in program.message())
    assert program.window.navigation.book is not None
    assert program.window.navigation.book.folder == two_editions


def test_the_current_edition_says_nothing(start: Start, tides: Path) -> None:
    program = start()
    program.controls.library.open_path(tides)
    assert program.message() == ""


def test_an_expired_edition_says_so(start: Start, tmp_path: Path) -> None:
    manifest = MANIFEST.replace("issued: 2024-02-01", "issued: 2024-02-01\nexpires: 2024-03-31")
    book = write_book(tmp_path / "expired", manifest, TEXTS)
    program = start()
    program.controls.library.open_path(book)
    assert "2024-03-31" in program.message()


def test_a_bookmark_of_a_missing_book_says_that_the_marks_are_safe(
    start: Start, tides: Path
) -> None:
    program = start()
    program.controls.library.open_path(tides)
    program.act("marks.bookmark")
    program.controls.library.open_name("key-relationships")
    shutil.rmtree(tides)
    mark = program.controls.store.find()[0]
    program.controls.marking.open_mark(mark)
    settle()
    assert program.message().startswith("“Tides” isn’t where it was.")
    assert "(1)" in program.message()
    assert program.controls.store.find() == [mark]


@pytest.fixture
def with_attachment(tmp_path: Path) -> Path:
    texts = {**TEXTS, "en/log.md": "[The table](attachments/table.csv)\n"}
    folder = write_book(tmp_path / "attached", MANIFEST, texts)
    (folder / "attachments").mkdir()
    (folder / "attachments" / "table.csv").write_bytes(b"a,b\n" * 1000)
    return folder


def test_an_attachment_is_told_and_can_be_kept(
    start: Start, with_attachment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(str(with_attachment), "log")
    program.window.page.link_requested.emit("attachments/table.csv")
    told = hashlib.sha256(b"a,b\n" * 1000).hexdigest()
    words = [one.text() for one in asked(program).findChildren(Prose)]
    assert words == ["table.csv", "Type CSV · 4.0 kB"]
    field = asked(program).findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    assert [len(line) for line in field.toPlainText().splitlines()] == [35, 35]
    assert "".join(field.toPlainText().split()) == told
    assert unnamed(asked(program)) == []
    reached = {one.objectName() for one in walk(Qt.Key.Key_Tab)}
    assert reached == {
        field.objectName(),
        *(f"attachment_{one}" for one in ("open", "copy", "cancel")),
    }
    target = tmp_path / "copy.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    agree(program, "Save a copy…")
    assert program.controls.commands.view.attachments.dialog is None
    assert not target.exists()
    program.keys("Return")
    assert target.read_bytes() == b"a,b\n" * 1000


def test_an_attachment_is_opened_when_the_reader_says_so(
    start: Start, with_attachment: Path, system: System
) -> None:
    program = start(str(with_attachment), "log")
    program.window.page.link_requested.emit("attachments/table.csv")
    assert not system.opened
    agree(program, "Open in another program")
    assert not system.opened
    assert "Protected B" in program.message()
    program.keys("Return")
    (address,) = system.opened
    assert address.fileName() == "table (Protected B).csv"
    assert Path(address.toLocalFile()).read_bytes() == b"a,b\n" * 1000
    program.close()
    assert not Path(address.toLocalFile()).exists()


@pytest.mark.parametrize("name", ["run.exe", "page.html", "sign.svg", "start.desktop", "noending"])
def test_what_could_run_or_load_something_can_only_be_kept(
    start: Start, with_attachment: Path, name: str
) -> None:
    (with_attachment / "attachments" / name).write_bytes(b"MZ")
    program = start(str(with_attachment), "log")
    program.window.page.link_requested.emit(f"attachments/{name}")
    facts = asked(program).findChild(Prose, "attachment_facts")
    assert isinstance(facts, Prose)
    assert facts.text().endswith("· 2 bytes")
    words = [button.text() for button in asked(program).findChildren(QPushButton)]
    assert words == ["Save a copy…", "Cancel"]
    program.keys("Esc")
    program.come_back()
    wait_until(lambda: focused() is program.window.page)


def test_an_attachment_that_is_gone_is_told(start: Start, with_attachment: Path) -> None:
    program = start(str(with_attachment), "log")
    shutil.rmtree(with_attachment / "attachments")
    program.window.page.link_requested.emit("attachments/table.csv")
    assert "attachments/table.csv" in program.message()


def test_the_page_has_a_context_menu(program: Program) -> None:
    # Not shown: a popup grabs the keyboard, which the offscreen platform can't give.
    maker = program.window.findChild(PageMenu)
    assert maker is not None
    menu = maker.menu()
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert "marks.bookmark" in names
    assert "edit.copy" in names
    menu.deleteLater()


def test_who_starts_in_an_older_edition_is_told_too(start: Start, two_editions: Path) -> None:
    program = start(str(two_editions), "spring")
    wait_until(lambda: "corrected" in program.message())
    program.close()
    again = start()
    wait_until(lambda: "corrected" in again.message())


def test_who_starts_in_an_expired_edition_is_told_too(start: Start, tmp_path: Path) -> None:
    manifest = MANIFEST.replace("issued: 2024-02-01", "issued: 2024-02-01\nexpires: 2024-03-31")
    program = start(str(write_book(tmp_path / "expired", manifest, TEXTS)))
    assert "2024-03-31" in program.message()
