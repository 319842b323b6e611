"""What changed since the last edition, asked for from the menu."""

import shutil
from pathlib import Path

import pytest

from tests.gui.window.conftest import MANIFEST, TEXTS, Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.book import book as books
from viewer.settings import Preferences, Profile, save_preferences
from viewer.ui.dialogs.changes import ChangesDialog
from viewer.ui.window.opening import what_changed


@pytest.fixture
def editions(profile: Profile, tmp_path: Path) -> Path:
    """A shelf with three editions of a book, in the folders ``1``, ``2`` and ``3``."""
    shelf = tmp_path / "shelf"
    for number, log in ((1, "One."), (2, "Two."), (3, "Three.")):
        manifest = MANIFEST.replace('edition: "2"', f'edition: "{number}"')
        manifest = manifest.replace("2024-02-01", f"2024-0{number}-01")
        texts = {**TEXTS, "en/log.md": f"{log}\n"}
        if number == 1:
            manifest = manifest.replace("id: harbour", "id: quay")
        write_book(shelf / str(number), manifest, texts)
    save_preferences(profile, Preferences(theme="light", shelf=(str(shelf),)))
    return shelf


def listed(program: Program) -> tuple[str, list[tuple[str, str]]]:
    """The title of the list of what changed, and its rows."""
    wait_until(lambda: program.window.findChild(ChangesDialog) is not None)
    dialog = program.window.findChild(ChangesDialog)
    assert dialog is not None
    return dialog.windowTitle(), [(row.group, row.section) for row in dialog._rows]


def choose(program: Program, section: str) -> None:
    dialog = program.window.findChild(ChangesDialog)
    assert dialog is not None
    row = next(row for row in dialog._rows if row.section == section)
    dialog.accept()
    dialog.chosen.emit(row)
    settle()


def edition(program: Program) -> str:
    book = program.window.navigation.book
    assert book is not None
    return book.edition.edition


def test_the_current_edition_is_compared_with_the_one_before(start: Start, editions: Path) -> None:
    program = start(str(editions / "3"))
    program.act("go.changes")
    assert listed(program) == ("What changed from 2 to 3", [("Changed", "log")])
    choose(program, "log")
    assert (edition(program), program.section) == ("3", "log")


def test_an_older_edition_is_compared_with_the_current_one(start: Start, editions: Path) -> None:
    program = start(str(editions / "1"))
    program.act("go.changes")
    title, rows = listed(program)
    assert title == "What changed from 1 to 3"
    assert rows == [("Changed", "log"), ("New", "harbour"), ("Removed", "quay")]
    choose(program, "quay")
    assert (edition(program), program.section) == ("1", "quay")
    program.act("go.changes")
    listed(program)
    choose(program, "harbour")
    assert (edition(program), program.section) == ("3", "harbour")


def test_without_another_edition_it_says_so(start: Start, editions: Path) -> None:
    for number in (1, 2):
        shutil.rmtree(editions / str(number))
    program = start(str(editions / "3"))
    program.act("go.changes")
    said = "You have no other edition of this book, so there is nothing to compare."
    assert program.message() == said
    program.act("view.interface_fr")
    assert program.message().startswith("Vous n’avez aucune autre édition")


def test_it_is_a_command_of_the_field(start: Start, editions: Path) -> None:
    program = start(str(editions / "3"))
    program.keys("Ctrl+K")
    program.type(">what changed")
    program.rest()
    program.keys("Return")
    assert listed(program)[0] == "What changed from 2 to 3"


def test_a_large_edition_that_was_never_opened_is_read_in_a_child(
    start: Start, editions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(str(editions / "3"))
    shutil.rmtree(program.profile.cache / "books", ignore_errors=True)
    monkeypatch.setattr(books, "LARGE_MANIFEST", 10)
    program.act("go.changes")
    assert listed(program) == ("What changed from 2 to 3", [("Changed", "log")])


def test_what_takes_a_while_is_told_and_can_be_cancelled(
    start: Start, editions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_changed, "PATIENCE_MS", 0)
    program = start(str(editions / "3"))
    with program.held():
        program.act("go.changes")
        wait_until(lambda: program.message() == "Comparing the two editions…")
        cancel = next(iter(program.window.line._specs))
        assert cancel.text() == "Cancel"
        cancel.click()
    assert program.message() == ""
    assert program.window.findChild(ChangesDialog) is None


def test_an_edition_that_goes_meanwhile_is_told(start: Start, editions: Path) -> None:
    program = start(str(editions / "3"))
    with program.held():
        program.act("go.changes")
        looked = program.window.services.shelf().books()
        other = next(one for one in looked if one.edition.edition == "2")
        shutil.rmtree(editions / "2")
        book = program.window.navigation.book
        assert book is not None
        found = what_changed.compared(program.window.services, book, other)
        program.controls.commands.go.what_changed._take(found)
    assert str(editions / "2") in program.message()
    assert program.window.findChild(ChangesDialog) is None
