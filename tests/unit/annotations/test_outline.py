"""The outline: what a long list shows, reads and filters."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.changes import adding
from viewer.annotations.outline import Outline
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
    """Annotations of two books, one of them deleted."""
    made = AnnotationStore(database)
    made.apply(
        adding(replace(bookmark(f"Title {number}", passage(f"passage {number}")), note=note))
        for number, note in enumerate(["Réunion à huis clos", "", "Ask the CHAIR", "gone"])
    )
    made.delete(made.find()[3].id)
    made.add(replace(bookmark("other", replace(passage(), book="other")), tags=("À lire",)))
    return made


def whole(database: Database, book: str | None = None, *, deleted: bool = False) -> Outline:
    """An outline of which everything is read, one at a time."""
    outline = Outline(database, book, deleted=deleted)
    while not outline.read_on(1):
        pass
    return outline


def titles(outline: Outline, places: Iterable[int]) -> list[str]:
    return [one.title if one is not None else "" for one in outline.read(list(places))]


def test_entries_are_those_that_are_not_deleted_in_their_order(
    database: Database, store: AnnotationStore
) -> None:
    outline = whole(database)
    assert outline.read(range(4)) == store.find()
    assert [entry.book for entry in outline.entries] == ["key-relationships"] * 3 + ["other"]
    assert [entry.section for entry in whole(database, "other").entries] == ["border-five"]
    assert (outline.entries[0].start, outline.entries[0].motivation) == (4, "bookmarking")
    assert titles(whole(database, deleted=True), [0]) == ["Title 3"]
    assert outline.by_home["other", "border-five"] == [3]


def test_rows_are_read_in_the_order_that_is_asked_for(
    database: Database, store: AnnotationStore
) -> None:
    outline = whole(database)
    assert titles(outline, [3, 2]) == ["other", "Title 2"]
    store.delete(store.find()[0].id)
    assert titles(outline, range(4)) == ["", "Title 1", "Title 2", "other"]
    assert outline.read([]) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {0, 1, 2, 3}),
        ("reunion huis", {0}),
        ("RÉUNION title", {0}),
        ("chair", {2}),
        ("a lire", {3}),
        ("passage 1", {1}),
        ("title chair", {2}),
        ("gone", set()),
    ],
)
@pytest.mark.usefixtures("store")
def test_all_words_have_to_match_whatever_case_and_accents(
    database: Database, query: str, expected: set[int]
) -> None:
    assert Outline(database).matching(query) == expected


@pytest.mark.usefixtures("store")
def test_filtering_goes_on_from_what_matched_before(database: Database) -> None:
    outline = whole(database)
    assert not outline.prepare(1)
    assert outline.prepare(100)
    assert outline.matching("title", outline.matching("passage")) == {0, 1, 2}
    assert outline.matching("chair", [0, 1]) == set()


@pytest.mark.usefixtures("store")
def test_a_word_may_match_by_something_else_than_the_mark_itself(database: Database) -> None:
    outline = whole(database)
    named = {"five": [1, 2]}
    assert outline.matching("five title", None, lambda word: named.get(word, [])) == {1, 2}
    assert outline.matching("five", [0, 1], lambda word: named.get(word, [])) == {1}


def test_an_empty_store_has_an_empty_outline(database: Database) -> None:
    outline = whole(database)
    assert outline.prepared
    assert outline.matching("x") == set()


def test_changes_are_taken_up_one_by_one(database: Database, store: AnnotationStore) -> None:
    outline = whole(database)
    outline.matching("x")
    first, second, third, other = store.find()
    store.update(replace(first, note="to be asked", tags=("cabinet",), colour="pink"))
    store.delete(second.id)
    new = store.add(bookmark("New", replace(passage("fresh"), section="migration-five")))
    assert outline.columns.column("title")[0] == "Title 0"
    outline.refresh([first.id, second.id, new.id])
    assert len(outline) == 4
    assert outline.matching("") == {0, 2, 3, 4}
    assert outline.matching("asked cabinet") == {0}
    assert outline.matching("fresh") == {4}
    assert outline.by_look["bookmarking", "pink"] == [0]
    assert outline.by_home["key-relationships", "migration-five"] == [4]
    assert outline.columns.tags_at(0) == ("cabinet",)
    assert outline.columns.column("title")[4] == "New"
    assert outline.places_of([first.id, second.id, new.id]) == {first.id: 0, new.id: 4}
    store.restore(second.id)
    outline.refresh([second.id])
    assert outline.matching("passage 1") == {1}
    assert titles(outline, [1]) == ["Title 1"]
    assert [third.id, other.id] == [one.id for one in outline.read([2, 3]) if one is not None]


@pytest.mark.usefixtures("store")
def test_an_annotation_may_stand_elsewhere(database: Database) -> None:
    outline = whole(database)
    outline.relocate(0, "migration-five", 7, 3)
    assert outline.entries[0][2:6] == ("key-relationships", "migration-five", 7, 3)
    assert outline.by_home["key-relationships", "border-five"] == [1, 2]
    assert outline.by_home["key-relationships", "migration-five"] == [0]
