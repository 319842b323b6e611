"""Positions, recent places, recent searches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.annotations.model import Motivation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.reading.place import Place
from viewer.reading.store import PLACES, SEARCH_SIZE, SEARCHES, ReadingStore
from viewer.storage.snapshots import snapshots

MEXICO = Place("key-relationships", "2023-09", "mexico", "fr", "3f9c0a12de.2", 7, 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[ReadingStore]:
    opened = ReadingStore(path)
    yield opened
    opened.close()


def test_nothing_is_remembered_at_first(store: ReadingStore) -> None:
    assert store.position("key-relationships") is None
    assert store.last_place() is None
    assert store.recent_places() == []
    assert store.searches() == []


def test_a_position_is_there_after_reopening(store: ReadingStore, path: Path) -> None:
    store.save_position(MEXICO._replace(offset=1))
    store.save_position(MEXICO)
    again = ReadingStore(path)
    assert again.position("key-relationships") == MEXICO
    assert again.last_place() == MEXICO
    again.close()


def test_each_book_has_its_position_and_the_last_one_is_the_latest(store: ReadingStore) -> None:
    guide = MEXICO._replace(book="user-guide", section="search")
    store.save_position(MEXICO)
    store.save_position(guide)
    assert store.last_place() == guide
    store.save_position(MEXICO)
    assert store.last_place() == MEXICO
    assert store.position("user-guide") == guide


def test_recent_places_are_sections_the_latest_first(store: ReadingStore) -> None:
    chile = MEXICO._replace(section="chile")
    for place in (MEXICO, chile, MEXICO._replace(offset=99)):
        store.visit(place)
    assert store.recent_places() == [MEXICO._replace(offset=99), chile]
    assert store.recent_places(1) == [MEXICO._replace(offset=99)]


def test_only_so_many_recent_places_are_kept(store: ReadingStore) -> None:
    for number in range(PLACES + 3):
        store.visit(MEXICO._replace(section=str(number)))
    kept = store.recent_places(1000)
    assert len(kept) == PLACES
    assert kept[0].section == str(PLACES + 2)
    assert kept[-1].section == "3"


def test_searches_are_listed_the_latest_first_without_doubles(store: ReadingStore) -> None:
    for text in ("fentanyl", "agents négociateurs", "  fentanyl ", "", " \n"):
        store.add_search(text)
    assert store.searches() == ["fentanyl", "agents négociateurs"]


def test_only_so_many_searches_are_kept(store: ReadingStore) -> None:
    for number in range(SEARCHES + 4):
        store.add_search(f"search {number}")
    assert len(store.searches(1000)) == SEARCHES
    assert store.searches()[0] == f"search {SEARCHES + 3}"


def test_any_text_can_be_remembered(store: ReadingStore) -> None:
    for text in ("'; DROP TABLE recent_search; --", "\ud83d", "😀" * 9999, "a\0b"):
        store.add_search(text)
    assert len(store.searches()) == 4
    assert store.searches()[1] == "😀" * SEARCH_SIZE


def test_searches_can_be_forgotten(store: ReadingStore) -> None:
    for text in ("one", "two", "three"):
        store.add_search(text)
    assert store.searches() == ["three", "two", "one"]
    store.forget_searches()
    assert store.searches() == []


def test_switched_off_searches_are_neither_kept_nor_shown(store: ReadingStore) -> None:
    store.add_search("before")
    store.keep_searches = False
    store.add_search("after")
    assert store.searches() == []
    store.keep_searches = True
    assert store.searches() == ["before"]


def test_a_forgotten_search_is_in_no_file(store: ReadingStore, path: Path) -> None:
    anchor = Anchor("key-relationships", "2023-09", "mexico", "en")
    marks = AnnotationStore(path)
    marks.add(new_annotation(Motivation.BOOKMARKING, anchor, "kept title"))
    store.add_search("a secret search")
    marks.close()
    assert snapshots(path)
    store.forget_searches()
    store.close()
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    contents = [file.read_bytes() for file in files]
    assert not any(b"a secret search" in content for content in contents)
    assert sum(b"kept title" in content for content in contents) == 2
