"""A mark whose section is gone: that it is looked for is said, then what came of it."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.gui.window.conftest import Start
from tests.gui.window.editions import (
    FIRST,
    MANIFEST,
    PILOTED,
    PILOTS,
    buttons,
    by_note,
    mark_first,
    open_edition,
)
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.annotations.model import Annotation
from viewer.annotations.placing import places
from viewer.ui.window.marking import followed

LOOKING = "its section is not in this edition. Looking for its text elsewhere…"


def write(folder: Path, edition: str, *, pilots: bool, kept: bool) -> Path:
    """Write an edition, with the pilots' section or without, their text kept elsewhere or not."""
    issued = "2024-01-01" if pilots else "2024-06-01"
    manifest = MANIFEST.format(edition=edition, issued=issued, inner="", outer="").replace(
        "    sections:\n", ""
    )
    texts = dict(FIRST)
    if pilots:
        manifest += PILOTS.format("")
    else:
        for code in ("en", "fr"):
            gone = texts.pop(f"{code}/pilots.md")
            texts[f"{code}/ships.md"] += f"\n{gone}" if kept else ""
    return write_book(folder, manifest.replace("{{", "{").replace("}}", "}"), texts)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Marks are looked for only when this is set."""
    made = threading.Event()
    made.set()

    def held(marks: Sequence[Annotation], *rest: object, **named: object) -> object:
        made.wait()
        return places(marks, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(followed, "places", held)
    yield made
    made.set()


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    write(tmp_path / "books" / "first", "first", pilots=True, kept=True)
    return tmp_path / "books"


@pytest.fixture
def program(start: Start, folders: Path) -> Program:
    made = start(str(folders / "first"), "port")
    mark_first(made)
    made.controls.notes.close_pane()
    return made


def open_held(program: Program, folder: Path, gate: threading.Event) -> None:
    gate.clear()
    program.controls.library.open_path(folder)
    settle()
    assert program.controls.following.busy()


def end(program: Program, gate: threading.Event) -> None:
    gate.set()
    wait_until(lambda: not program.controls.following.busy())
    program.rest()


def test_a_mark_is_opened_where_it_is_found(
    program: Program, folders: Path, gate: threading.Event
) -> None:
    mark = by_note(program, "On board")
    open_held(program, write(folders / "second", "second", pilots=False, kept=True), gate)
    program.controls.marking.open_mark(mark)
    assert program.message() == f"“{mark.title}”: {LOOKING}"
    end(program, gate)
    assert program.section == "ships"
    assert LOOKING not in program.message()
    (shown,) = [
        one for one in program.controls.mark_places.at_reader().values() if one.mark.id == mark.id
    ]
    assert shown.anchor.quote == PILOTED


def test_of_a_mark_without_a_place_that_is_said(
    program: Program, folders: Path, gate: threading.Event
) -> None:
    mark = by_note(program, "On board")
    open_held(program, write(folders / "second", "second", pilots=False, kept=False), gate)
    program.controls.marking.open_mark(mark)
    assert LOOKING in program.message()
    end(program, gate)
    assert "has no place in this edition" in program.message()
    assert PILOTED in program.message()


def test_an_address_leads_to_the_mark_that_is_found(
    program: Program, folders: Path, gate: threading.Event
) -> None:
    mark = by_note(program, "On board")
    open_held(program, write(folders / "second", "second", pilots=False, kept=True), gate)
    address = f"briefing:harbour/pilots?lang=en#{mark.anchor.block}"
    program.controls.library.open_address(address)
    assert LOOKING in program.message()
    end(program, gate)
    assert program.section == "ships"


def test_a_mark_of_a_book_that_isnt_open_leaves_no_empty_page(
    program: Program, folders: Path, gate: threading.Event
) -> None:
    mark = by_note(program, "On board")
    second = write(folders / "second", "second", pilots=False, kept=True)
    open_edition(program, second)
    program.controls.library.open_name("key-relationships")
    settle()
    gate.clear()
    program.controls.marking.open_mark(mark)
    wait_until(lambda: program.section in {"port", "ships"})
    book = program.window.navigation.book
    assert book is not None
    assert book.edition.edition == "second"
    assert LOOKING in program.message()
    end(program, gate)
    assert program.section == "ships"


def test_a_section_that_never_was_is_not_looked_for(
    program: Program, folders: Path, gate: threading.Event
) -> None:
    open_held(program, write(folders / "second", "second", pilots=False, kept=True), gate)
    program.controls.library.open_address("briefing:harbour/lighthouse")
    assert "no section “lighthouse”" in program.message()
    end(program, gate)


def test_when_looking_is_stopped_it_can_be_begun_again(
    program: Program, folders: Path, gate: threading.Event
) -> None:
    mark = by_note(program, "On board")
    open_held(program, write(folders / "second", "second", pilots=False, kept=True), gate)
    program.controls.marking.open_mark(mark)
    program.controls.following.stop()
    end(program, gate)
    assert buttons(program) == ["Look again"]


def test_a_mark_of_the_same_edition_that_was_issued_again_is_found(
    program: Program, folders: Path
) -> None:
    mark = by_note(program, "On board")
    program.controls.library.open_path(write(folders / "new", "first", pilots=False, kept=True))
    program.controls.marking.open_mark(mark)
    wait_until(lambda: not program.controls.following.busy())
    program.rest()
    assert program.section == "ships"


def test_the_program_starts_at_the_address_of_such_a_mark(
    program: Program, folders: Path, gate: threading.Event, start: Start
) -> None:
    mark = by_note(program, "On board")
    open_edition(program, write(folders / "second", "second", pilots=False, kept=True))
    program.close()
    gate.clear()
    again = start(f"briefing:harbour/pilots?lang=en#{mark.anchor.block}")
    wait_until(lambda: LOOKING in again.message())
    end(again, gate)
    assert again.section == "ships"
