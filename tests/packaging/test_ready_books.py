"""The parsed books that ship are those that the books of data/ give today."""

from pathlib import Path

from freeze.books import parse_books
from viewer.assets import READY_BOOKS


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_ready_books_are_fresh(tmp_path: Path) -> None:
    """If this fails, `python3 dev.py books` makes them again."""
    fresh = contents(parse_books(tmp_path / "books"))
    there = contents(READY_BOOKS)
    assert there.keys() == fresh.keys()
    assert not [name for name in fresh if there[name] != fresh[name]]
