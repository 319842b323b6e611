"""The Books view tells how far the reading of each book is."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.gui.window.conftest import Start
from tests.gui.window.program import Program, settle, wait_until, write_book
from viewer.ui.elements.rows_view import RowsView

NBSP = "\N{NO-BREAK SPACE}"

RIVERS = """\
format: 1
id: rivers
edition: "1"
issued: 2026-01-01
title: {en: Rivers, fr: Rivières}
languages: [en]
contents:
  - {id: yukon, title: {en: Yukon}, text: {en: yukon.md}}
  - {id: peel, title: {en: Peel}, text: {en: peel.md}}
  - {id: liard, title: {en: Liard}, text: {en: liard.md}}
"""


def rows(program: Program) -> list[str]:
    """What a screen reader hears of the books."""
    view = program.part("books_list")
    assert isinstance(view, RowsView)
    model, role = view.model(), Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def row(program: Program, title: str) -> str:
    return next(one for one in rows(program) if one.startswith(title))


def rivers(folder: Path) -> Path:
    """Write a book with sections of one, ten and two minutes."""
    texts = {f"{name}.md": "word " * 238 * count for name, count in WORDS.items()}
    return write_book(folder / "rivers", RIVERS, texts)


WORDS = {"yukon": 1, "peel": 10, "liard": 2}


def mark_read(program: Program, section: str) -> None:
    wait_until(lambda: program.controls.room.state.progress is not None)
    program.controls.room.mark_part(section, True)  # noqa: FBT003 - as the menu does
    program.rest()


def test_the_books_tell_what_was_read_and_what_is_left(start: Start, tmp_path: Path) -> None:
    program = start(str(rivers(tmp_path)))
    mark_read(program, "peel")
    program.keys("Ctrl+Shift+B")
    said = row(program, "Rivers")
    assert f"33{NBSP}% read (1 of 3 sections), about 3 minutes left" in said
    # Of what was never read, how long it takes.
    guide = row(program, "User guide")
    assert "% read" not in guide
    assert guide.endswith("minutes of reading")


def test_a_book_that_is_not_open_is_told_as_well(start: Start, tmp_path: Path) -> None:
    program = start(str(rivers(tmp_path)))
    mark_read(program, "yukon")
    program.keys("F1", "Ctrl+Shift+B")
    assert f"33{NBSP}% read (1 of 3 sections), about 12 minutes left" in row(program, "Rivers")
    program.act("view.interface_fr")
    assert f"33{NBSP}% lu (1 sur 3 sections), il reste environ 12 minutes" in row(program, "Rivers")


def test_the_current_row_stays_while_the_reading_comes_to_be_known(
    start: Start, tmp_path: Path
) -> None:
    program = start(str(rivers(tmp_path)))
    with program.held():
        program.keys("Ctrl+Shift+B")
        view = program.part("books_list")
        assert isinstance(view, RowsView)
        assert "about" not in row(program, "Rivers")
        view.setCurrentIndex(view.model().index(2, 0))
    assert "about 13 minutes of reading" in row(program, "Rivers")
    assert view.currentIndex().row() == 2


def test_nothing_is_told_of_what_was_read_if_the_reader_wants_that(
    start: Start, tmp_path: Path
) -> None:
    program = start(str(rivers(tmp_path)))
    mark_read(program, "peel")
    program.window.services.prefer(track_reading=False)
    program.keys("Ctrl+Shift+B")
    said = row(program, "Rivers")
    assert "% read" not in said
    assert "about 13 minutes of reading" in said


def test_nothing_more_is_looked_for_once_the_view_is_left(start: Start, tmp_path: Path) -> None:
    program = start(str(rivers(tmp_path)))
    with program.held():
        program.keys("Ctrl+Shift+B", "Escape")
        settle()
    assert not program.controls.books._reading.known
    program.keys("Ctrl+Shift+B")
    assert "about 13 minutes of reading" in row(program, "Rivers")
