"""Disks that fail, fill up or lose power at every operation in turn: nothing confirmed is lost."""

import random
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.faults.disk import Fault, faulty_disk, under
from tests.faults.stores import Records, Sample, ahead_sample, copied_sample, records
from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.changes import adding, deleting, emptying, restoring, updating
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.store import AnnotationStore
from viewer.errors import StoreError
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.storage.schema import PAGE_SIZE

GOLDEN = Path(__file__).parents[1] / "data" / "stores" / "schema-1.sqlite3"
GOLDEN_RECORDS = 5

REST = (Fault.DEAD, Fault.FULL, Fault.TORN)
RESCUED = (Fault.ONCE, Fault.FULL)

MOST = 2000
"""Operations after which a disk that was never asked to fail is taken for a mistake of the test."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A store with its copy."""
    return copied_sample(tmp_path_factory.mktemp("sample"))


@dataclass
class Session:
    """What a disk was told, and what it confirmed.

    Attributes:
        known: Records as they were confirmed.
        refused: Whether a change was refused; it may be there all the same, if the disk failed
            after the last write.
    """

    known: Records
    refused: bool = False

    def run(self, path: Path) -> None:
        """Open a store and change it in every way; go on where a change is refused."""
        database = open_database(path)
        if not database.read_only:
            self._edit(database)
        # As a program that ends without a word: nothing is copied.
        with suppress(sqlite3.Error):
            database._connection.close()

    def _edit(self, database: Database) -> None:
        store, reading_list = AnnotationStore(database), ReadingList(database)
        first, second, third = store.find()[:3]
        long = replace(bookmark("long"), note="é😀" * 9000)
        new = [bookmark(str(number), passage(ordinal=number)) for number in range(3)]
        batch = [*map(adding, new), updating(replace(third, note="x")), deleting(third.id)]
        for change in (
            [updating(replace(first, title="renamed"))],
            [adding(long)],
            [deleting(second.id)],
            batch,
            [restoring(second.id), emptying(second.id)],
        ):
            try:
                self.known |= {one.id: one for one in store.apply(change)}
            except StoreError:
                self.refused = True
        with suppress(StoreError):
            reading_list.add(first.id)
            reading_list.remove(first.id)

    def check(self, found: Records) -> None:
        """See that all that was confirmed is there as it was confirmed, or later."""
        for identity, record in self.known.items():
            assert identity in found, record.title
            if found[identity] != record:
                assert self.refused, record.title
                assert found[identity].revision > record.revision


def fresh(sample: Sample, path: Path) -> Session:
    """Put the sample at ``path``."""
    shutil.rmtree(path.parent, ignore_errors=True)
    return Session(dict(sample.put(path)))


@pytest.mark.parametrize(
    "fault", [Fault.ONCE, *(pytest.param(one, marks=pytest.mark.slow) for one in REST)]
)
def test_a_disk_that_fails_at_each_operation_in_turn_loses_nothing(
    sample: Sample, tmp_path: Path, fault: Fault
) -> None:
    path = tmp_path / "profile" / "reader.sqlite3"
    runs = 0
    with faulty_disk() as disk:
        for at in range(1, MOST):
            session = fresh(sample, path)
            disk.arm(at, fault)
            with under(disk):
                session.run(path)
            if not disk.failed:
                break
            runs += 1
            session.check(records(path))
    assert 30 < runs < MOST - 1


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 3))])
def test_a_power_cut_at_each_operation_in_turn_loses_nothing(
    sample: Sample, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "profile" / "reader.sqlite3"
    after = tmp_path / "after"
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    runs = 0
    for at in range(1, MOST):
        session = fresh(sample, path)
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        with faulty_disk() as disk:
            disk.arm(at, Fault.POWER)
            with under(disk):
                session.run(path)
            disk.after_power_cut(after, dice)
        if not disk.failed:
            break
        runs += 1
        session.check(records(after / path.name))
    assert 30 < runs < MOST - 1


def opened_and_closed(path: Path) -> None:
    """Open a store, upgrade or rescue it, and end without a word."""
    database = open_database(path)
    with suppress(sqlite3.Error):
        database._connection.close()


@pytest.mark.slow
def test_a_power_cut_at_each_operation_of_an_upgrade_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "reader.sqlite3"
    after = tmp_path / "after"
    dice = random.Random(4)  # noqa: S311 - to be repeated, not secret
    runs = 0
    for at in range(1, MOST):
        for folder in (path.parent, after):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        shutil.copy(GOLDEN, path)
        with faulty_disk() as disk:
            disk.arm(at, Fault.POWER)
            with under(disk):
                opened_and_closed(path)
            disk.after_power_cut(after, dice)
        if not disk.failed:
            break
        runs += 1
        assert len(records(after / path.name)) == GOLDEN_RECORDS
    assert runs > 10


@pytest.mark.slow
@pytest.mark.parametrize("fault", [Fault.DEAD, *RESCUED])
def test_a_disk_that_fails_at_each_operation_of_a_rescue_loses_nothing(
    tmp_path: Path, fault: Fault
) -> None:
    ahead = ahead_sample(tmp_path / "ahead")
    path = tmp_path / "profile" / "reader.sqlite3"
    runs = 0
    with faulty_disk() as disk:
        for at in range(1, MOST):
            shutil.rmtree(path.parent, ignore_errors=True)
            ahead.put(path)
            path.write_bytes(bytes(PAGE_SIZE) + path.read_bytes()[PAGE_SIZE:])
            disk.arm(at, fault)
            with under(disk):
                opened_and_closed(path)
            if not disk.failed:
                break
            runs += 1
            # The next start, on a disk that works again, has it all.
            opened_and_closed(path)
            assert records(path) == ahead.records
    assert runs > 10
