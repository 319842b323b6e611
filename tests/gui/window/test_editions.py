"""Marks follow a book from one edition to the next, and back; the reader decides what is unsure."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.gui.window.conftest import Start
from tests.gui.window.editions import (
    GONE,
    KEPT,
    PILOTED,
    REWORDED,
    buttons,
    by_note,
    mark_first,
    open_edition,
    press,
    standing,
    write_editions,
)
from tests.gui.window.program import Program, focused, settle, wait_until
from tests.gui.window.test_marks import listed, select
from viewer.annotations.editions import Watch
from viewer.annotations.model import Annotation
from viewer.annotations.placing import places
from viewer.book.anchor import Anchor
from viewer.book.book import Book
from viewer.ui.marks.arranging import Standing
from viewer.ui.window.marking import followed

MOVED = "This note may belong here: the text has changed."
CHOICES = ["Yes, keep", "Put it elsewhere", "Set aside"]


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    return write_editions(tmp_path / "books")


@pytest.fixture
def program(start: Start, editions: tuple[Path, Path]) -> Program:
    """The program with marks made on the first edition, and the second open."""
    made = start(str(editions[0]), "port")
    mark_first(made)
    assert len(made.controls.store.find()) == 4
    open_edition(made, editions[1])
    return made


def inked(program: Program) -> dict[str, str]:
    """The words of the page that are marked, by note."""
    shown = program.window.navigation.shown
    assert shown is not None
    blocks, words = shown.content.text.blocks, {}
    for one in program.controls.mark_places.at_reader().values():
        first, start, last, end = one.passage
        assert first == last
        words[one.mark.note] = blocks[first].text[start:end]
    return words


def signs(program: Program) -> set[str]:
    return {sign.icon for sign in program.window.page._signs.values()}


def test_each_mark_is_placed_or_to_be_checked_or_without_a_place(program: Program) -> None:
    assert program.message() == (
        "2 of your 4 marks placed in this edition; 1 to check; 1 without a place."
    )
    program.window.open_section("port")
    settle()
    assert inked(program) == {"On port": KEPT, "On harbour": REWORDED[1]}
    assert signs(program) == {"note", "mark-moved"}
    program.window.open_section("pilots")
    settle()
    assert inked(program) == {"On board": PILOTED}
    assert standing(program) == {"On harbour": Standing.TO_CHECK, "On were": Standing.LOST}


def test_the_summary_shows_what_is_to_be_checked(program: Program) -> None:
    press(program, "Show")
    assert listed(program) == [
        "To be checked",
        by_note(program, "On harbour").title,
        "Without a place in this edition",
        by_note(program, "On were").title,
    ]
    program.act("marks.checked_only")
    assert len(listed(program)) == 7


def test_it_is_not_told_again_of_the_same_marks(
    program: Program, editions: tuple[Path, Path]
) -> None:
    program.window.line.dismiss()
    open_edition(program, editions[0])
    program.window.line.dismiss()
    open_edition(program, editions[1])
    assert "placed in this edition" not in program.message()
    assert len(standing(program)) == 2


def test_a_moved_mark_is_kept_by_keyboard_undone_and_done_again(
    program: Program, editions: tuple[Path, Path]
) -> None:
    program.keys("Ctrl+Shift+N")
    assert program.section == "port"
    assert program.message() == MOVED
    assert buttons(program) == CHOICES
    mark = by_note(program, "On harbour")
    program.window.line.take_focus()
    program.keys("Space")
    assert program.message() == "1 mark kept here."
    assert standing(program) == {"On were": Standing.LOST}
    assert signs(program) == {"note"}
    assert program.controls.store.placements("second")[mark.id].quote == REWORDED[1]
    assert by_note(program, "On harbour").anchor == mark.anchor
    program.act("edit.undo")
    assert standing(program)["On harbour"] is Standing.TO_CHECK
    assert program.controls.store.placements("second") == {}
    program.act("edit.redo")
    open_edition(program, editions[0])
    program.window.open_section("port")
    settle()
    assert inked(program)["On harbour"] == REWORDED[0]
    open_edition(program, editions[1])
    assert standing(program) == {"On were": Standing.LOST}


def test_a_moved_mark_is_put_elsewhere_at_once_or_after_a_walk(
    program: Program, editions: tuple[Path, Path]
) -> None:
    program.keys("Ctrl+Shift+N")
    press(program, "Put it elsewhere")
    assert buttons(program) == ["Put it here", "Cancel"]
    program.window.open_section("ships")
    settle()
    select(program, "Most carry grain.")
    press(program, "Put it here")
    assert inked(program) == {"On harbour": "Most carry grain."}
    assert standing(program) == {"On were": Standing.LOST}
    program.act("edit.undo")
    assert standing(program)["On harbour"] is Standing.TO_CHECK
    assert inked(program) == {}
    open_edition(program, editions[0])
    program.window.open_section("ships")
    settle()
    assert inked(program) == {"On were": GONE}


def test_a_moved_mark_is_set_aside_and_comes_back(
    program: Program, editions: tuple[Path, Path]
) -> None:
    program.keys("Ctrl+Shift+N")
    press(program, "Set aside")
    assert standing(program)["On harbour"] is Standing.ASIDE
    program.window.open_section("port")
    settle()
    assert "On harbour" not in inked(program)
    assert "Set aside in this edition" in listed(program)
    program.act("edit.undo")
    assert standing(program)["On harbour"] is Standing.TO_CHECK
    program.act("edit.redo")
    open_edition(program, editions[0])
    program.window.open_section("port")
    settle()
    assert inked(program)["On harbour"] == REWORDED[0]
    assert standing(program) == {}
    open_edition(program, editions[1])
    assert standing(program)["On harbour"] is Standing.ASIDE


def test_a_lost_mark_says_what_it_stood_at_and_is_put_by_hand(program: Program) -> None:
    listed(program)
    panel = program.controls.marks_panel
    panel.focus_list()
    assert panel.select(by_note(program, "On were").id)
    program.keys("Return")
    assert GONE in program.message()
    assert buttons(program) == CHOICES[1:]
    program.window.open_section("ships")
    settle()
    select(program, "Ships come from all seas.")
    program.act("marks.put")
    assert inked(program) == {"On were": "Ships come from all seas."}
    assert standing(program) == {"On harbour": Standing.TO_CHECK}


def test_the_line_comes_when_the_caret_enters_and_by_the_sign(program: Program) -> None:
    program.window.open_section("port")
    settle()
    page = program.window.page
    page.setFocus()
    cursor = page.document().find("dense fog")
    cursor.clearSelection()
    page.setTextCursor(cursor)
    wait_until(lambda: program.message() == MOVED)
    program.window.line.dismiss()
    place = by_note(program, "On harbour")
    ordinal = program.controls.mark_places.at_reader()[place.id].passage.first_ordinal
    page.mark_requested.emit(ordinal)
    assert program.message() == MOVED
    assert focused() is page


def test_next_walks_what_is_to_be_checked_then_what_is_lost(program: Program) -> None:
    program.keys("Ctrl+Shift+N")
    assert program.message() == MOVED
    program.keys("Ctrl+Shift+N")
    assert GONE in program.message()
    program.keys("Ctrl+Shift+N")
    assert program.message() == MOVED


def test_f4_walks_marks_where_this_edition_has_them(program: Program) -> None:
    program.window.open_section("port")
    settle()
    program.window.page.setFocus()
    seen = []
    for _ in range(3):
        program.keys("F4")
        seen.append(program.section)
    assert seen == ["port", "port", "pilots"]


def test_what_another_window_said_is_taken_up(program: Program) -> None:
    from viewer.annotations.store import AnnotationStore

    mark = by_note(program, "On were")
    other = AnnotationStore(program.profile.store_file)
    there = Anchor("harbour", "second", "ships", "en")
    other.confirm(mark.id, there)
    other.close()
    wait_until(lambda: standing(program) == {"On harbour": Standing.TO_CHECK})


def test_the_other_language_says_the_same(program: Program) -> None:
    program.window.navigation.set_language("fr")
    settle()
    program.keys("Ctrl+Shift+N")
    assert program.message().startswith("Cette note semble se rapporter à ce passage")
    assert buttons(program) == ["Oui, garder", "Placer ailleurs", "Mettre de côté"]


def test_looking_is_cancelled_and_begun_again(
    program: Program, editions: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    following = program.controls.following
    begun, pause = threading.Event(), threading.Event()

    def slow(
        marks: Sequence[Annotation],
        book: Book,
        confirmed: Mapping[str, Anchor],
        *,
        older: Sequence[Book],
        watch: Watch,
    ) -> object:
        watch.progress(1, 4)
        begun.set()
        while not watch.should_stop():
            pause.wait(0.001)
        return places(marks, book, confirmed, older=older, watch=watch)

    monkeypatch.setattr(followed, "places", slow)
    program.controls.library.open_path(editions[0])
    wait_until(lambda: not following.busy())
    program.controls.library.open_path(editions[1])
    wait_until(begun.is_set)
    following._tell_progress()
    assert program.message() == "Looking for your marks in this edition: 25 %"
    program.window.open_section("port")
    settle()
    # Until it is known, nothing is shown as certain that isn't.
    assert inked(program) == {"On port": KEPT}
    press(program, "Cancel")
    wait_until(lambda: not following.busy())
    assert buttons(program) == ["Look again"]
    assert standing(program) == {}
    monkeypatch.setattr(followed, "places", places)
    press(program, "Look again")
    wait_until(lambda: len(standing(program)) == 2)
