"""Health of the store: looked at without changing anything."""

from pathlib import Path

import pytest

from tests.faults.stores import make_store
from viewer.storage.health import examine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "reader.sqlite3"
    make_store(target, 5)
    return target


def files(path: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}


def test_a_whole_store_and_its_copies_are_counted(path: Path) -> None:
    before = files(path)
    health = examine(path)
    assert (health.state, health.size, health.altered) == ("whole", path.stat().st_size, 0)
    assert health.records is not None
    assert health.records["annotation"] == 5
    assert len(health.copies) == 1
    assert (health.unusable, health.set_aside, health.leftovers) == ((), (), ())
    assert files(path) == before


def test_no_store_yet_is_new(tmp_path: Path) -> None:
    assert examine(tmp_path / "none" / "reader.sqlite3").state == "new"
    assert not (tmp_path / "none").exists()


def test_damage_is_told_and_left_alone(path: Path) -> None:
    path.write_bytes(b"x" * 5000)
    copy = examine(path).copies[0]
    copy.path.write_bytes(b"no copy")
    before = files(path)
    health = examine(path)
    assert (health.state, health.copies, health.unusable) == ("damaged", (), (copy.path,))
    assert files(path) == before


def test_an_altered_letter_is_damage(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Title 4", b"Titel 4"))
    assert examine(path).state == "damaged"


def test_a_store_that_is_out_of_reach_is_said(tmp_path: Path) -> None:
    link = tmp_path / "reader.sqlite3"
    link.symlink_to(tmp_path / "drive" / "reader.sqlite3")
    assert examine(link).state == "unreachable"


def test_what_was_left_half_written_and_set_aside_is_told(path: Path) -> None:
    left = [path.with_name(f"{path.name}.new"), path.parent / "snapshots" / "reader-1.new-7"]
    kept = path.with_name(f"{path.name}.damaged-2026")
    for file in (*left, kept):
        file.touch()
    health = examine(path)
    assert (set(health.leftovers), health.set_aside) == (set(left), (kept,))
