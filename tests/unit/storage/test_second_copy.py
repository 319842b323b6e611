"""The second copy: made when it is due, checked, thinned, and never a reason to stop."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.storage.test_snapshots import Meeting, change, meeting
from viewer import messages
from viewer.storage.database import Database
from viewer.storage.locks import FileLock
from viewer.storage.opening import open_database
from viewer.storage.second_copy import KEPT, Outcome, SecondCopy

__all__ = ["meeting"]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "profile" / "reader.sqlite3")
    change(opened)
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def second(database: Database, stick: Path) -> SecondCopy:
    return SecondCopy(database.path, stick)


def age_copies(stick: Path, by: timedelta) -> None:
    """Make all copies in a folder look older."""
    # Read here: the module may have been imported many minutes before.
    now = datetime.now().astimezone()
    for copy in sorted(stick.iterdir()):
        stem, changes, _day, _time = copy.stem.rsplit("-", 3)
        copy.rename(stick / f"{stem}-{changes}-{now - by:%Y%m%d-%H%M%S}.sqlite3")


def test_the_first_copy_is_made_at_once_and_is_a_whole_store(
    second: SecondCopy, database: Database
) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO recent_search VALUES ('secret words', 1)")
    result = second.make()
    assert (result.outcome, result.problem) == (Outcome.MADE, None)
    assert result.last is not None
    assert result.last.changes == 1
    assert b"secret words" not in result.last.path.read_bytes()
    again = open_database(result.last.path)
    assert again.problem is None
    again.close()


def test_an_unchanged_store_is_not_copied_again(second: SecondCopy) -> None:
    first = second.make()
    again = second.make(at_once=True)
    assert (again.outcome, again.last) == (Outcome.UNCHANGED, first.last)


def test_a_young_copy_is_enough_unless_one_is_asked_for(
    second: SecondCopy, database: Database, stick: Path
) -> None:
    second.make()
    change(database)
    assert second.make().outcome is Outcome.RECENT
    age_copies(stick, timedelta(minutes=61))
    assert second.make().outcome is Outcome.MADE
    change(database)
    assert second.make(at_once=True).outcome is Outcome.MADE
    assert [copy.changes for copy in second.copies()] == [3, 2, 1]


def test_a_clock_that_was_set_back_does_not_stop_the_copies(
    second: SecondCopy, database: Database, stick: Path
) -> None:
    second.make()
    change(database)
    age_copies(stick, timedelta(days=-900))
    assert second.make().outcome is Outcome.MADE


def test_the_newest_three_are_kept(second: SecondCopy, database: Database) -> None:
    for _ in range(KEPT + 3):
        second.make(at_once=True)
        change(database)
    assert [copy.changes for copy in second.copies()] == [6, 5, 4]


def test_computers_that_share_a_folder_leave_one_another_alone(
    second: SecondCopy, stick: Path, tmp_path: Path
) -> None:
    second.make()
    other = open_database(tmp_path / "other" / "reader.sqlite3")
    for _ in range(KEPT + 2):
        change(other)
        SecondCopy(other.path, stick).make(at_once=True)
    other.close()
    assert len(second.copies()) == 1
    assert len(list(stick.iterdir())) == 1 + KEPT


def test_a_folder_that_is_away_is_said_and_no_error(second: SecondCopy, stick: Path) -> None:
    stick.rmdir()
    assert second.age() is None
    result = second.make()
    assert (result.outcome, result.last) == (Outcome.MISSING, None)
    assert result.problem is not None
    assert result.problem.severity == "info"
    assert str(stick) in messages.sentence(result.problem)
    assert not stick.exists()


def test_a_folder_that_fails_is_said_and_leaves_the_old_copy(
    second: SecondCopy, database: Database, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = second.make()
    change(database)

    def pulled_out(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", pulled_out)
    result = second.make(at_once=True)
    assert (result.outcome, result.last) == (Outcome.FAILED, first.last)
    assert result.problem is not None
    assert "Input/output error" in messages.sentence(result.problem)
    assert [path.name for path in stick.iterdir()] == [first.last.path.name if first.last else ""]


def test_a_store_that_is_away_is_said(second: SecondCopy, database: Database) -> None:
    database.close()
    shutil.rmtree(database.path.parent)
    assert second.make().outcome is Outcome.FAILED


def test_the_age_of_the_newest_copy_is_told(second: SecondCopy, stick: Path) -> None:
    second.make()
    age_copies(stick, timedelta(hours=5))
    age = second.age()
    assert age is not None
    assert timedelta(hours=5) <= age < timedelta(hours=5, minutes=1)


def test_what_a_pulled_stick_left_is_cleared_away(second: SecondCopy, stick: Path) -> None:
    stem = SecondCopy(second._store, stick)._stem
    left = stick / f"{stem}-0000000001-20240101-000000.sqlite3.new-1"
    left.touch()
    second.make()
    assert not left.exists()
    (copy,) = stick.iterdir()
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_two_windows_that_close_together_make_one_copy(
    second: SecondCopy, database: Database, meeting: type[Meeting]
) -> None:
    results = []
    with FileLock(database.path.with_name("second-copy.lock")) as other:
        assert other.acquire()
        closing = threading.Thread(target=lambda: results.append(second.make(at_once=True)))
        closing.start()
        assert meeting.waiting.wait(60)
        second._make(at_once=True)
    closing.join(60)
    assert [result.outcome for result in results] == [Outcome.UNCHANGED]
    assert len(second.copies()) == 1
