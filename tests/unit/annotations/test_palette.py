"""Colours of highlights."""

from pathlib import Path

from viewer.annotations.palette import COLOURS, Palette, colour
from viewer.storage.opening import open_database


def test_there_are_five_colours_and_no_two_have_the_same_line() -> None:
    assert len(COLOURS) == len({one.name for one in COLOURS}) == 5
    assert len({one.line for one in COLOURS}) == 5


def test_a_colour_of_a_newer_program_is_shown_as_the_first() -> None:
    assert colour("blue").name == "blue"
    assert colour("turquoise") == colour("") == COLOURS[0]


def test_meanings_are_kept_and_can_be_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "reader.sqlite3"
    database = open_database(path)
    palette = Palette(database)
    assert palette.meanings() == {}
    palette.set_meaning("green", "  to be\nasked ")
    palette.set_meaning("blue", "à vérifier")
    palette.set_meaning("blue", "")
    database.close()
    again = open_database(path)
    assert again.problem is None
    assert Palette(again).meanings() == {"green": "to be asked"}
    again.close()


def test_the_same_meaning_again_is_no_change(tmp_path: Path) -> None:
    database = open_database(tmp_path / "reader.sqlite3")
    palette = Palette(database)
    palette.set_meaning("green", "asked")
    before = database.counter("changes")
    palette.set_meaning("green", "asked ")
    assert database.counter("changes") == before
    database.close()
