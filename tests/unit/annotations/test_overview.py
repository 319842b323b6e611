"""The overview: counts and names, without reading the annotations."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.overview import Overview
from viewer.annotations.store import AnnotationStore
from viewer.storage.database import Database
from viewer.storage.opening import open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> AnnotationStore:
    made = AnnotationStore(database)
    for title, section, tags in (
        ("One", "border-five", ("Ask", "x")),
        ("Two", "border-five", ("ask",)),
        ("Three", "migration-five", ("Ask",)),
    ):
        made.add(replace(bookmark(title, replace(passage(), section=section)), tags=tags))
    made.add(bookmark("Other", replace(passage(), book="other", section="log")))
    return made


def test_marks_are_counted_by_book_those_in_the_bin_apart(
    database: Database, store: AnnotationStore
) -> None:
    store.delete(store.find()[0].id)
    assert Overview(database).by_book() == {"key-relationships": 2, "other": 1}
    assert Overview(database).by_book(deleted=True) == {"key-relationships": 1}
    store.empty_bin()
    assert Overview(database).by_book(deleted=True) == {}


def test_sections_are_those_with_a_mark_that_is_not_deleted(
    database: Database, store: AnnotationStore
) -> None:
    store.delete(store.find()[2].id)
    store.delete(store.find()[0].id)
    own = {("key-relationships", "border-five")}
    assert Overview(database).sections("key-relationships") == own
    assert Overview(database).sections() == own | {("other", "log")}


@pytest.mark.usefixtures("store")
def test_tags_are_counted_whatever_their_case(database: Database) -> None:
    assert Overview(database).tags() == {"Ask": 3, "x": 1}


def test_names_come_in_parts(database: Database, store: AnnotationStore) -> None:
    overview = Overview(database)
    first = list(overview.names(-1, 2))
    assert [name.title for name in first] == ["One", "Two"]
    store.delete(store.find()[2].id)
    (last,) = overview.names(first[-1].number, 5)
    assert (last.title, last.book, last.id) == ("Other", "other", store.find()[-1].id)
