"""The outline: what a long list shows, reads and filters."""

from collections.abc import Iterator
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


def test_entries_are_those_that_are_not_deleted_in_their_order(
    database: Database, store: AnnotationStore
) -> None:
    outline = Outline(database)
    assert outline.read(outline.entries) == store.find()
    assert [entry.book for entry in outline.entries] == ["key-relationships"] * 3 + ["other"]
    assert [entry.section for entry in Outline(database, "other").entries] == ["border-five"]
    assert (outline.entries[0].start, outline.entries[0].motivation) == (4, "bookmarking")


def test_rows_are_read_in_the_order_that_is_asked_for(
    database: Database, store: AnnotationStore
) -> None:
    outline = Outline(database)
    titles = [one.title for one in outline.read(outline.entries[::-1][:2])]
    assert titles == ["other", "Title 2"]
    store.delete(store.find()[0].id)
    assert len(outline.read(outline.entries)) == 3
    assert outline.read([]) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("reunion huis", [0]),
        ("RÉUNION title", [0]),
        ("chair", [2]),
        ("a lire", [3]),
        ("passage 1", [1]),
        ("title chair", [2]),
        ("gone", []),
    ],
)
@pytest.mark.usefixtures("store")
def test_all_words_have_to_match_whatever_case_and_accents(
    database: Database, query: str, expected: list[int]
) -> None:
    assert Outline(database).matching(query) == expected


@pytest.mark.usefixtures("store")
def test_filtering_goes_on_from_what_matched_before(database: Database) -> None:
    outline = Outline(database)
    assert not outline.prepare(1)
    assert outline.prepare(100)
    assert outline.matching("title", outline.matching("passage")) == [0, 1, 2]
    assert outline.matching("chair", [0, 1]) == []


def test_an_empty_store_has_an_empty_outline(database: Database) -> None:
    outline = Outline(database)
    assert outline.prepared
    assert outline.matching("x") == []
