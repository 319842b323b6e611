"""The bundled books parsed ahead are those of the sources."""

from pathlib import Path

from viewer.assets import DATA, READY_BOOKS
from viewer.book.ready import write_ready


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*.json"))
    }


def test_ready_books_are_up_to_date(tmp_path: Path) -> None:
    write_ready(DATA, tmp_path / "books")
    made, kept = contents(tmp_path / "books"), contents(READY_BOOKS)
    outdated = sorted(
        name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name)
    )
    assert outdated == [], "run `python3 dev.py texts`"
