"""A store that can't be written opens all the same, says so, and refuses changes."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.stores import (
    Sample,
    all_records,
    copied_sample,
    folder_without_rights,
    make_store,
    records,
)
from tests.unit.annotations.samples import bookmark
from viewer import messages
from viewer.annotations.store import AnnotationStore
from viewer.errors import StoreError
from viewer.reading.place import Place
from viewer.reading.store import ReadingStore
from viewer.storage import schema

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return copied_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "reader.sqlite3"


def refused(store: AnnotationStore) -> str:
    with pytest.raises(StoreError) as caught:
        store.add(bookmark())
    return caught.value.message.code


def pass_for_newer(connection: sqlite3.Connection) -> None:
    newer = schema.SCHEMA + 5
    connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (newer,))
    connection.execute(f"PRAGMA user_version = {newer}")
    connection.close()


def test_a_read_only_folder_shows_its_annotations_and_says_so(path: Path, sample: Sample) -> None:
    expected = sample.put(path)
    with folder_without_rights(path) as there:
        store = AnnotationStore(there)
        assert store.read_only
        assert store.problem is not None
        sentence = messages.sentence(store.problem)
        assert sentence == "Notes can’t be saved here (the folder is read-only)."
        assert all_records(store) == expected
        assert refused(store) == "store-read-only"
        assert not store.changed()
        store.close()


def test_a_read_only_folder_without_a_store_gives_an_empty_one(path: Path) -> None:
    path.parent.mkdir()
    with folder_without_rights(path) as there:
        for place in (there, there.parent / "deeper" / "reader.sqlite3"):
            store = AnnotationStore(place)
            assert store.read_only
            assert store.problem is not None
            assert store.problem.code == "store-read-only"
            assert store.find() == []
            assert refused(store) == "store-read-only"
            store.close()


def test_reading_goes_on_in_a_read_only_folder(path: Path) -> None:
    path.parent.mkdir()
    with folder_without_rights(path) as there:
        store = ReadingStore(there)
        store.save_position(Place("book", "1", "section", "en"))
        store.visit(Place("book", "1", "section", "en"))
        store.add_search("words")
        assert store.last_place() is None
        assert store.searches() == []
        store.close()


def test_a_damaged_store_in_a_read_only_folder_shows_its_copy(path: Path, sample: Sample) -> None:
    expected = sample.put(path)
    path.write_bytes(b"no database")
    with folder_without_rights(path) as there:
        store = AnnotationStore(there)
        assert store.read_only
        assert store.problem is not None
        assert all_records(store) == expected
        store.close()
        assert there.read_bytes() == b"no database"


def test_an_interrupted_change_in_a_read_only_folder_is_undone_in_memory(
    path: Path, sample: Sample
) -> None:
    expected = sample.put(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE annotation SET title = 'never committed' || hex(zeroblob(5000))")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("UPDATE annotation SET note = hex(zeroblob(50000))")
    journal = path.with_name(f"{path.name}-journal")
    interrupted, before = path.read_bytes(), journal.read_bytes()
    assert b"never committed" in interrupted
    connection.execute("ROLLBACK")
    connection.close()
    path.write_bytes(interrupted)
    journal.write_bytes(before)
    with folder_without_rights(path) as there:
        store = AnnotationStore(there)
        assert store.read_only
        assert all_records(store) == expected
        store.close()


def test_a_file_that_may_not_be_read_shows_its_copy_and_is_left_alone(
    path: Path, sample: Sample
) -> None:
    expected = sample.put(path)
    with folder_without_rights(path) as there:
        as_root = os.geteuid() != os.getuid()
        if as_root:
            os.seteuid(0)
        there.chmod(0)
        if as_root:
            os.seteuid(65534)
        store = AnnotationStore(there)
        assert store.read_only
        assert store.problem is not None
        assert store.problem.code == "store-unreachable-copy"
        assert "{" not in messages.sentence(store.problem)
        assert all_records(store) == expected
        store.close()


def test_a_link_to_a_drive_that_is_not_there_is_no_new_store(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.parent / "drive" / "reader.sqlite3")
    store = AnnotationStore(path)
    assert store.read_only
    assert store.problem is not None
    assert store.problem.code == "store-unreachable"
    assert "{" not in messages.sentence(store.problem)
    store.close()
    assert path.is_symlink()


def test_a_store_of_a_newer_program_is_read_and_not_changed(path: Path, sample: Sample) -> None:
    expected = sample.put(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("ALTER TABLE annotation ADD COLUMN mood TEXT NOT NULL DEFAULT 'sunny'")
    pass_for_newer(connection)
    before = path.read_bytes()
    store = AnnotationStore(path)
    assert store.read_only
    assert store.problem is not None
    assert store.problem.code == "store-newer"
    assert all_records(store) == expected
    assert refused(store) == "store-read-only"
    store.close()
    assert path.read_bytes() == before


def test_a_store_of_a_newer_program_that_reads_otherwise_is_left_alone(
    path: Path, sample: Sample
) -> None:
    sample.put(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("ALTER TABLE annotation RENAME COLUMN note TO body")
    pass_for_newer(connection)
    before = path.read_bytes()
    store = AnnotationStore(path)
    assert store.read_only
    assert store.find() == []
    store.close()
    assert path.read_bytes() == before


def test_a_full_disk_is_said_and_nothing_is_half_done(path: Path, sample: Sample) -> None:
    expected = sample.put(path)
    store = AnnotationStore(path)
    pages = store._database.read("PRAGMA page_count")[0][0]
    store._database.read(f"PRAGMA max_page_count = {pages}")
    annotation = store.find()[0]
    with pytest.raises(StoreError) as caught:
        store.update(replace(annotation, note="long " * 10_000))
    assert caught.value.message.code == "store-disk-full"
    assert "disk is full" in messages.sentence(caught.value.message)
    assert all_records(store) == expected
    store._database.read("PRAGMA max_page_count = 999999")
    store.update(replace(annotation, title="Room again"))
    store.close()
    assert records(path)[annotation.id].title == "Room again"


FILLING = """
import resource, signal, sys
from dataclasses import replace
from pathlib import Path
from tests.unit.annotations.samples import bookmark
from viewer.annotations.store import AnnotationStore
from viewer.errors import StoreError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = AnnotationStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
for number in range(400):
    try:
        made = store.add(replace(bookmark(str(number)), note="n" * (number * 37 % 3000)))
    except StoreError as error:
        print("refused", error.message.code, flush=True)
        break
    print("done", made.id, flush=True)
"""


@pytest.mark.parametrize("limit", [90_000, 131_072, 200_001])
def test_a_write_that_fails_underway_loses_nothing_that_was_done(path: Path, limit: int) -> None:
    make_store(path, 5)
    result = subprocess.run(
        [sys.executable, "-c", FILLING, str(path), str(limit)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    done = [line.split()[1] for line in result.stdout.splitlines() if line.startswith("done")]
    assert "refused store-" in result.stdout, result.stderr
    assert len(done) > 5
    found = records(path)
    assert set(done) <= set(found)
    assert len(found) == 5 + len(done)


def test_a_store_whose_file_was_moved_away_refuses_changes(path: Path, sample: Sample) -> None:
    expected = sample.put(path)
    store = AnnotationStore(path)
    path.rename(path.with_name("elsewhere"))
    assert refused(store) == "store-replaced"
    store.close()
    path.with_name("elsewhere").rename(path)
    assert records(path) == expected
