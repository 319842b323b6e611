"""The essential reading of a book."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, click, settle, wait_until
from viewer.reading.progress import essential_of


def bar(program: Program) -> str:
    """What the line above the contents says; nothing if it isn't there."""
    button = program.part("essential_only")
    assert isinstance(button, QToolButton)
    return button.text() if button.isVisible() else ""


def shown(program: Program) -> list[str]:
    """The sections that the tree shows, as it is expanded."""
    tree, model = program.window.contents._tree, program.window.contents._model
    index, found = model.index(0, 0), []
    while index.isValid():
        found.append(model.section_at(index))
        index = tree.indexBelow(index)
    return found


@pytest.fixture
def essential(program: Program) -> list[str]:
    """The essential sections of the bundled book, once it is known what was read."""
    wait_until(lambda: program.controls.room.state.progress is not None)
    program.rest()
    book = program.window.navigation.book
    assert book is not None
    return essential_of(book)


def test_progress_and_time_left_stand_above_the_contents(
    program: Program, essential: list[str]
) -> None:
    count = len(essential)
    assert count > 2
    assert bar(program).startswith(f"Essential: 0 of {count} · ")
    assert bar(program).endswith(" min")
    program.controls.room.state.mark(essential[:2], read=True)
    wait_until(lambda: bar(program).startswith(f"Essential: 2 of {count} · "))
    program.controls.room.state.mark(essential, read=True)
    wait_until(lambda: bar(program) == f"Essential: all {count} read")
    assert not program.part("essential_next").isVisible()


def test_only_these_are_shown_with_what_is_above_them(
    program: Program, essential: list[str]
) -> None:
    every = shown(program)
    click(program.part("essential_only"))
    book = program.window.navigation.book
    assert book is not None
    above = {one.id for section in essential for one in book.ancestors(section)}
    wait_until(lambda: set(shown(program)) == {*essential, *above})
    assert program.controls.actions["view.essential"].isChecked()
    program.window.contents._filter.setText("zzz")
    wait_until(lambda: shown(program) == [])
    program.window.contents._filter.clear()
    wait_until(lambda: set(shown(program)) == {*essential, *above})
    program.act("view.essential")
    wait_until(lambda: shown(program) == every)


def test_the_next_essential_section_is_the_next_unread(
    program: Program, essential: list[str]
) -> None:
    program.controls.room.state.mark([essential[0]], read=True)
    settle()
    program.keys("Alt+Shift+PgDown")
    assert program.section == essential[1]
    click(program.part("essential_next"))
    assert program.section == essential[2]
    program.window.open_section(essential[-1])
    program.act("go.next_essential")
    assert program.section == essential[1]
    program.controls.room.state.mark(essential, read=True)
    settle()
    program.act("go.next_essential")
    assert program.message() == "All essential sections are read"


def test_a_book_without_essential_reading_shows_nothing(start: Start, tides: Path) -> None:
    program = start(str(tides))
    program.rest()
    assert bar(program) == ""
    assert not program.controls.actions["go.next_essential"].isEnabled()
    program.window.navigation.open_folder(Path("data/key-relationships").absolute())
    program.rest()
    wait_until(lambda: bar(program).startswith("Essential: 0 of "))
