"""A book that was issued again under the name of the same edition, with other words."""

import shutil
from pathlib import Path

import pytest

from tests.gui.window.conftest import Start
from tests.gui.window.editions import (
    KEPT,
    REWORDED,
    SECOND,
    mark_first,
    press,
    standing,
    write_editions,
)
from tests.gui.window.program import Program, settle, wait_until
from tests.gui.window.test_editions import inked
from tests.gui.window.test_marks import listed, select
from viewer.ui.marks.arranging import Standing

TO_DECIDE = {"On harbour": Standing.TO_CHECK, "On were": Standing.LOST}


def rest(program: Program) -> None:
    """Wait until marks have been looked for."""
    wait_until(lambda: not program.controls.following.busy())
    program.rest()


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """The program with marks, and with their book open as it was issued again."""
    folder, other = write_editions(tmp_path / "books")
    shutil.rmtree(other)
    made = start(str(folder), "port")
    mark_first(made)
    made.close()
    for path, text in SECOND.items():
        (folder / path).write_text(text, encoding="utf-8")
    again = start(str(folder), "port")
    rest(again)
    return again


def test_what_changed_is_to_be_checked_and_what_is_gone_is_told(program: Program) -> None:
    assert standing(program) == TO_DECIDE
    assert program.message() == (
        "2 of your 4 marks placed in this edition; 1 to check; 1 without a place."
    )
    assert inked(program) == {"On port": KEPT, "On harbour": REWORDED[1]}


def test_a_mark_is_set_aside_and_comes_back(program: Program) -> None:
    program.keys("Ctrl+Shift+N")
    press(program, "Set aside")
    assert program.message() == "1 mark set aside. It is kept in My marks."
    assert standing(program)["On harbour"] is Standing.ASIDE
    assert "On harbour" not in inked(program)
    assert "Set aside in this edition" in listed(program)
    program.act("edit.undo")
    rest(program)
    assert standing(program) == TO_DECIDE
    assert inked(program)["On harbour"] == REWORDED[1]
    program.act("edit.redo")
    rest(program)
    assert standing(program)["On harbour"] is Standing.ASIDE


def test_it_stays_aside_the_next_time_and_can_be_put_by_hand(
    program: Program, start: Start
) -> None:
    program.keys("Ctrl+Shift+N")
    press(program, "Set aside")
    program.close()
    again = start()
    rest(again)
    assert standing(again)["On harbour"] is Standing.ASIDE
    assert "On harbour" not in inked(again)
    listed(again)
    panel = again.controls.marks_panel
    panel.focus_list()
    (mark,) = [one for one in again.controls.store.find() if one.note == "On harbour"]
    assert panel.select(mark.id)
    again.keys("Return")
    again.window.open_section("port")
    settle()
    select(again, "A new light stands on the pier.")
    again.act("marks.put")
    rest(again)
    assert inked(again)["On harbour"] == "A new light stands on the pier."
    assert "On harbour" not in standing(again)


def test_a_mark_is_kept_and_that_is_undone(program: Program) -> None:
    program.keys("Ctrl+Shift+N")
    press(program, "Yes, keep")
    assert "On harbour" not in standing(program)
    rest(program)
    assert standing(program) == {"On were": Standing.LOST}
    assert inked(program)["On harbour"] == REWORDED[1]
    program.act("edit.undo")
    rest(program)
    assert standing(program) == TO_DECIDE
    program.act("edit.redo")
    rest(program)
    assert standing(program) == {"On were": Standing.LOST}


def test_before_all_are_looked_for_one_can_be_set_aside(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = program.controls.following
    (mark,) = [one for one in program.controls.store.find() if one.note == "On harbour"]
    monkeypatch.setattr(following, "_start", lambda **_: None)
    following._follow()
    assert following.found(mark.id) is None
    monkeypatch.undo()
    assert following.set_aside(mark, "Set the mark aside")
    rest(program)
    assert standing(program)["On harbour"] is Standing.ASIDE
    program.act("edit.undo")
    rest(program)
    assert standing(program) == TO_DECIDE
