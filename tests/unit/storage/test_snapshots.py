"""Copies of the store: when they are made, which are kept, what they leave out."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from viewer.storage import snapshots
from viewer.storage.database import Database, advance_counter
from viewer.storage.locks import FileLock
from viewer.storage.opening import open_database

NOW = datetime.now().astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(path)
    yield opened
    opened.close()


def change(database: Database) -> None:
    with database.writing() as connection:
        advance_counter(connection, "changes")


def put_copy(path: Path, changes: int, age: timedelta) -> Path:
    """Put an empty file in the place of a copy."""
    folder = snapshots.folder_of(path)
    folder.mkdir(exist_ok=True)
    copy = folder / f"reader-{changes:010d}-{NOW - age:%Y%m%d-%H%M%S}.sqlite3"
    copy.touch()
    return copy


def counters(path: Path) -> list[int]:
    return [copy.changes for copy in snapshots.snapshots(path)]


def test_closing_copies_a_store_that_changed(path: Path, database: Database) -> None:
    change(database)
    database.close()
    assert counters(path) == [1]
    age = datetime.now().astimezone() - snapshots.snapshots(path)[0].time
    assert age < timedelta(minutes=1)


def test_closing_copies_nothing_if_nothing_changed(path: Path, database: Database) -> None:
    database.close()
    assert counters(path) == []
    again = open_database(path)
    change(again)
    again.close()
    open_database(path).close()
    assert counters(path) == [1]


def test_opening_copies_what_a_killed_program_changed_if_the_last_copy_is_old(
    path: Path, database: Database
) -> None:
    old = put_copy(path, 1, timedelta(days=2))
    for _ in range(3):
        change(database)
    second = open_database(path)
    assert counters(path) == [3, 1]
    second.close()
    assert old.exists()


@pytest.mark.parametrize("age", [timedelta(hours=3), timedelta(hours=-3)])
def test_opening_copies_nothing_if_the_last_copy_is_fresh(
    path: Path, database: Database, age: timedelta
) -> None:
    put_copy(path, 1, age)
    change(database)
    change(database)
    other = open_database(path)
    assert counters(path) == [1]
    other.close()


def test_a_clock_that_was_set_back_does_not_stop_the_copies(path: Path, database: Database) -> None:
    put_copy(path, 1, timedelta(days=-400))
    change(database)
    change(database)
    open_database(path).close()
    assert counters(path) == [2, 1]


def test_ten_copies_are_kept_the_newest_and_the_oldest_among_them(
    path: Path, database: Database
) -> None:
    ages = [timedelta(days=day) for day in range(60)]
    for number, age in enumerate(reversed(ages), start=1):
        put_copy(path, number, age)
    with database.writing() as connection:
        connection.execute("UPDATE meta SET value = 99 WHERE name = 'changes'")
    database.close()
    kept = snapshots.snapshots(path)
    assert len(kept) == snapshots.KEPT
    assert kept[0].changes == 99
    assert kept[-1].changes == 1
    gaps = [(newer.time - older.time).days for newer, older in pairwise(kept)]
    # Dense lately, sparse long ago.
    assert max(gaps[:3]) <= 3
    assert max(gaps) <= 35
    assert sum(gaps[-3:]) > 30


def test_what_a_kill_left_half_copied_is_cleared_away(path: Path, database: Database) -> None:
    left = put_copy(path, 1, timedelta(0)).rename(snapshots.folder_of(path) / "reader-1.new-1")
    os.utime(left, (0, 0))
    change(database)
    database.close()
    assert not left.exists()
    assert counters(path) == [1]


def test_a_copy_that_fails_is_no_reason_to_stop(path: Path, database: Database) -> None:
    snapshots.folder_of(path).write_text("a file in the way", encoding="utf-8")
    change(database)
    database.close()
    again = open_database(path)
    assert again.problem is None
    again.close()


def test_a_damaged_copy_is_not_offered(path: Path, database: Database) -> None:
    change(database)
    database.close()
    put_copy(path, 7, timedelta(0)).write_bytes(b"no database")
    offered = list(snapshots.sound_snapshots(path))
    assert [copy.changes for copy, _ in offered] == [1]
    for _, memory in offered:
        memory.close()


def test_a_copy_leaves_out_recent_searches(path: Path, database: Database) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO recent_search VALUES ('secret words', 1)")
    change(database)
    database.close()
    copy = snapshots.snapshots(path)[0].path
    assert b"secret words" not in copy.read_bytes()
    assert b"secret words" in path.read_bytes()
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM recent_search").fetchone() == (0,)
    connection.close()


class Meeting(FileLock):
    """A lock that tells when somebody waits for it."""

    waiting = threading.Event()

    def wait(self, seconds: float | None = None) -> bool:
        self.waiting.set()
        return super().wait(seconds)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> type[Meeting]:
    monkeypatch.setattr("viewer.storage.snapshots.FileLock", Meeting)
    monkeypatch.setattr("viewer.storage.locks.FileLock", Meeting)
    Meeting.waiting.clear()
    return Meeting


def test_two_windows_that_close_together_make_one_copy(
    path: Path, database: Database, meeting: type[Meeting]
) -> None:
    change(database)
    folder = snapshots.folder_of(path)
    folder.mkdir()
    with FileLock(folder / "reader.lock") as other:
        assert other.acquire()
        closing = threading.Thread(target=lambda: open_database(path).close())
        closing.start()
        assert meeting.waiting.wait(60)
        put_copy(path, 1, timedelta(minutes=1))
    closing.join(60)
    assert counters(path) == [1]
