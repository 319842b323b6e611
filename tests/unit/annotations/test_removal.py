"""Removing a book: nothing of it is left in the store or its copies, and the list says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.reading_list import ReadingList
from viewer.annotations.removal import remove_notes
from viewer.annotations.store import AnnotationStore
from viewer.errors import StoreError
from viewer.reading.place import Place
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.reading.store import ReadingStore
from viewer.storage import snapshots
from viewer.storage.database import Database
from viewer.storage.opening import open_database
from viewer.storage.removal import Removed

WORDS = "Cabinet confidence 4711"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sqlite3"


@pytest.fixture
def database(path: Path) -> Database:
    """Notes in two books, some deleted, with copies of the store that hold them."""
    opened = open_database(path)
    store = AnnotationStore(opened)
    secret = replace(passage(WORDS), prefix=WORDS[:9])
    made = [store.add(replace(bookmark(WORDS, secret), note=WORDS * 99)) for _ in range(3)]
    store.add(bookmark("kept", replace(passage(), book="other")))
    store.confirm(made[0].id, replace(secret, edition="2"))
    store.delete(made[2].id)
    ReadingList(opened).add(made[1].id)
    opened.close()
    assert WORDS.encode() in snapshots.snapshots(path)[0].path.read_bytes()
    return open_database(path)


def test_no_word_is_left_and_the_list_tells_what_was_removed(
    database: Database, path: Path
) -> None:
    removed = remove_notes(database, "key-relationships")
    assert removed == [Removed("annotations", 3), Removed("placements", 1), Removed("copies", 1)]
    store = AnnotationStore(database)
    assert [one.title for one in store.find()] == ["kept"]
    assert store.find(deleted=True) == []
    assert ReadingList(database).order() == []
    database.close()
    for file in path.parent.rglob("*"):
        assert file.is_dir() or WORDS.encode() not in file.read_bytes()


def test_records_of_the_deletions_stay(database: Database) -> None:
    before = AnnotationStore(database).all_records()
    remove_notes(database, "key-relationships")
    after = AnnotationStore(database).all_records()
    assert [one.id for one in after] == [one.id for one in before]
    assert [one.emptied for one in after] == [True, True, True, False]
    database.close()


def test_there_is_a_copy_afterwards(database: Database, path: Path) -> None:
    remove_notes(database, "key-relationships")
    (copy, memory), *others = snapshots.sound_snapshots(path)
    assert others == []
    assert memory.execute("SELECT count(*) FROM annotation").fetchone() == (4,)
    memory.close()
    assert copy.changes == database.counter("changes")
    database.close()


def test_if_no_copy_can_be_made_the_old_ones_stay(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "is_sound", lambda _connection: False)
    with pytest.raises(StoreError):
        remove_notes(database, "key-relationships")
    assert len(snapshots.snapshots(path)) == 1
    database.close()


def test_a_book_without_notes_removes_none(database: Database) -> None:
    assert [one for one in remove_notes(database, "nothing") if one.what != "copies"] == []
    assert len(AnnotationStore(database).find()) == 3
    database.close()


def test_places_and_searches_are_forgotten(database: Database, path: Path) -> None:
    reading = ReadingStore(database)
    for book in ("key-relationships", "other"):
        place = Place(book, "2023-09", WORDS, "en")
        reading.save_position(place)
        reading.visit(place)
        reading.visit(place._replace(section=f"{WORDS} 2"))
        ReadTexts(database).add(book, [ReadText(WORDS, "en", "1")])
    reading.add_search(WORDS)
    assert reading.forget_book("key-relationships") == [
        Removed("positions", 1),
        Removed("recent-places", 2),
        Removed("sections-read", 1),
        Removed("recent-searches", 1),
    ]
    assert reading.position("key-relationships") is None
    assert ReadTexts(database).find("key-relationships") == []
    assert len(ReadTexts(database).find("other")) == 1
    assert len(reading.recent_places()) == 2
    assert reading.searches() == []
    assert reading.forget_book("key-relationships") == []
    database.close()
    assert path.exists()
