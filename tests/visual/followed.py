"""Marks after a new edition: what is told, what is asked, what is listed."""

import shutil
from pathlib import Path

from tests.gui.window.editions import mark_first, open_edition, write_editions
from tests.gui.window.program import Program, settle
from viewer.settings import Profile


def editions(profile: Profile) -> Path:
    """A book in two editions, of which the first is opened."""
    folder = profile.folder.parent / f"{profile.folder.name}-editions"
    shutil.rmtree(folder, ignore_errors=True)
    return write_editions(folder)[0]


def followed(program: Program) -> None:
    """Marks made on the first edition, and the second open."""
    book = program.window.navigation.book
    assert book is not None
    mark_first(program)
    program.controls.notes.close_pane()
    open_edition(program, book.folder.parent / "second")


def to_check(program: Program) -> None:
    """A mark that is to be checked."""
    followed(program)
    program.keys("Ctrl+Shift+N")


def to_check_dark(program: Program) -> None:
    """The same in the dark."""
    program.window.look.choose(theme="dark")
    to_check(program)


def to_check_large(program: Program) -> None:
    """The same at 200 %."""
    program.window.look.choose(text_size=200)
    to_check(program)


def carried(program: Program) -> None:
    """A mark for which another place is looked for."""
    to_check(program)
    program.act("marks.put")


def lost(program: Program) -> None:
    """A mark without a place in the new edition."""
    to_check(program)
    program.keys("Ctrl+Shift+N")


def listed(program: Program) -> None:
    """What is to be checked, in My marks."""
    followed(program)
    program.window.line.dismiss()
    program.act("marks.checked_only")
    program.keys("Ctrl+3")
    settle()


def listed_dark(program: Program) -> None:
    """The same in the dark."""
    program.window.look.choose(theme="dark")
    listed(program)
