"""The store of annotations: what a change does, what is refused, what two windows see."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import EDITION, LATER, bookmark, passage
from viewer.annotations.anchoring import section_anchor
from viewer.annotations.changes import deleting, merging, restoring, updating
from viewer.annotations.model import Motivation, new_annotation
from viewer.annotations.store import AnnotationStore, RevisionConflictError
from viewer.errors import StoreError
from viewer.reading.place import Place
from viewer.reading.store import ReadingStore
from viewer.storage.opening import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore(path)
    yield opened
    opened.close()


@pytest.fixture
def other(path: Path, store: AnnotationStore) -> Iterator[AnnotationStore]:
    """A second window on the same file."""
    assert store.problem is None
    opened = AnnotationStore(path)
    yield opened
    opened.close()


def test_a_new_store_is_empty_and_has_no_problem(store: AnnotationStore) -> None:
    assert store.find() == []
    assert store.problem is None
    assert not store.read_only


def test_an_added_annotation_is_there_after_reopening(store: AnnotationStore, path: Path) -> None:
    anchor = replace(passage("👩\u200d💼 é"), prefix="\n😀", suffix="\0\t")
    wanted = replace(
        new_annotation(Motivation.COMMENTING, anchor, "Title 🛂", note="a\nb", colour="yellow"),
        tags=("essential", "à lire"),
    )
    added = store.add(wanted)
    assert added.revision == 1
    assert added.created == added.modified != ""
    assert replace(added, created="", modified="", revision=0) == wanted
    again = AnnotationStore(path)
    assert again.get(wanted.id) == added
    assert again.find() == [added]
    again.close()


def test_an_id_can_be_added_once_only(store: AnnotationStore) -> None:
    added = store.add(bookmark())
    store.delete(added.id)
    with pytest.raises(StoreError) as caught:
        store.add(added)
    assert caught.value.message.code == "annotation-exists"


def test_an_imported_annotation_keeps_its_times(store: AnnotationStore) -> None:
    old = replace(bookmark(), created="2020-01-01T00:00:00Z", modified="2021-01-01T00:00:00Z")
    added = store.add(old)
    assert (added.created, added.modified) == (old.created, old.modified)


def test_an_update_counts_up_the_revision(store: AnnotationStore) -> None:
    added = store.add(bookmark())
    renamed = store.update(replace(added, title="Chair", created="never"))
    assert (renamed.title, renamed.revision, renamed.created) == ("Chair", 2, added.created)
    assert store.get(added.id) == renamed


def test_an_update_without_a_change_makes_no_revision(store: AnnotationStore) -> None:
    added = store.add(bookmark())
    assert store.update(added) == added
    assert store.get(added.id) == added


def test_an_update_of_an_older_revision_is_refused_with_the_newer_one(
    store: AnnotationStore, other: AnnotationStore
) -> None:
    added = store.add(bookmark())
    newer = other.update(replace(added, title="Theirs"))
    with pytest.raises(RevisionConflictError) as caught:
        store.update(replace(added, title="Mine"))
    assert caught.value.newer == newer
    assert caught.value.message.code == "annotation-conflict"
    assert store.get(added.id) == newer


def test_an_update_of_what_was_deleted_meanwhile_is_refused(
    store: AnnotationStore, other: AnnotationStore
) -> None:
    added = store.add(bookmark())
    deleted = other.delete(added.id)
    with pytest.raises(RevisionConflictError) as caught:
        store.update(replace(added, title="Mine"))
    assert caught.value.newer == deleted


def test_deleting_keeps_the_record_and_restoring_is_a_new_revision(store: AnnotationStore) -> None:
    added = store.add(bookmark())
    deleted = store.delete(added.id)
    assert (deleted.deleted, deleted.revision) == (True, 2)
    assert deleted.deleted_at
    assert store.find() == []
    assert store.find(deleted=True) == [deleted]
    assert store.get(added.id) == deleted
    restored = store.restore(added.id)
    assert (restored.deleted, restored.deleted_at, restored.revision) == (False, "", 3)
    assert store.find() == [restored]


def test_deleting_and_restoring_again_changes_nothing(store: AnnotationStore) -> None:
    added = store.add(bookmark())
    assert store.restore(added.id) == added
    deleted = store.delete(added.id)
    assert store.delete(added.id) == deleted


def test_an_unknown_annotation_is_said(store: AnnotationStore) -> None:
    assert store.get("nothing") is None
    for change in (store.delete, store.restore):
        with pytest.raises(StoreError) as caught:
            change("nothing")
        assert caught.value.message.code == "annotation-unknown"
    with pytest.raises(StoreError):
        store.update(bookmark())


def test_find_narrows_by_book_section_and_motivation_in_order_of_adding(
    store: AnnotationStore,
) -> None:
    first = store.add(bookmark("1"))
    second = store.add(bookmark("2", section_anchor(EDITION, "mexico", "en")))
    third = store.add(bookmark("3", replace(passage(), book="other")))
    note = store.add(new_annotation(Motivation.COMMENTING, passage(), note="n"))
    assert store.find() == [first, second, third, note]
    assert store.find("key-relationships") == [first, second, note]
    assert store.find("key-relationships", "mexico") == [second]
    assert store.find("other") == [third]
    assert store.find(motivation=Motivation.COMMENTING) == [note]
    assert store.find("nothing") == []


def test_a_bookmark_is_found_at_the_same_place_unless_it_is_deleted(store: AnnotationStore) -> None:
    added = store.add(bookmark())
    assert store.bookmark_at(passage("Border", start=4)) == added
    assert store.bookmark_at(passage("far away", start=70)) is None
    assert store.bookmark_at(passage(ordinal=2)) is None
    store.delete(added.id)
    assert store.bookmark_at(passage()) is None


def test_notes_and_highlights_are_no_bookmarks(store: AnnotationStore) -> None:
    store.add(new_annotation(Motivation.HIGHLIGHTING, passage()))
    assert store.bookmark_at(passage()) is None


def test_a_confirmed_place_counts_in_its_edition_only(
    store: AnnotationStore, other: AnnotationStore
) -> None:
    added = store.add(bookmark())
    there = replace(passage(ordinal=5), edition=LATER.edition)
    store.confirm(added.id, there)
    assert other.anchor_in(added, LATER.edition) == there
    assert other.anchor_in(added, EDITION.edition) == added.anchor
    assert other.anchor_in(added, "2025-01") == added.anchor
    elsewhere = replace(there, ordinal=6)
    store.confirm(added.id, elsewhere)
    assert other.anchor_in(added, LATER.edition) == elsewhere
    with pytest.raises(StoreError):
        store.confirm("nothing", there)


def test_what_was_confirmed_can_be_set_aside_or_put_back(store: AnnotationStore) -> None:
    first, second = store.add(bookmark("first")), store.add(bookmark("second"))
    there = replace(passage(ordinal=5), edition=LATER.edition)
    store.confirm(first.id, there)
    store.set_aside(second.id, LATER.edition)
    assert store.placements(LATER.edition).keys() == {first.id, second.id}
    assert store.anchor_in(second, LATER.edition).section == ""
    assert store.anchor_in(second, EDITION.edition) == second.anchor
    store.put_back(first.id, LATER.edition)
    assert store.anchor_in(first, LATER.edition) == first.anchor
    assert store.placements(LATER.edition).keys() == {second.id}
    store.confirm(second.id, there)
    assert store.placements(LATER.edition) == {second.id: there}


def test_several_changes_are_made_together_or_not_at_all(
    store: AnnotationStore, other: AnnotationStore
) -> None:
    one, two = store.add(bookmark("1")), store.add(bookmark("2"))
    changed = store.apply([updating(replace(one, title="x")), deleting(two.id)])
    assert [(done.title, done.deleted) for done in changed] == [("x", False), ("2", True)]
    assert store.find() == [changed[0]]
    with pytest.raises(RevisionConflictError):
        store.apply([restoring(two.id), updating(replace(one, title="y"))])
    assert store.find() == [changed[0]]
    assert not store.changed()
    assert other.changed()
    assert store.apply([]) == []


def test_emptying_the_bin_leaves_the_record_of_the_deletion(
    store: AnnotationStore, path: Path
) -> None:
    secret = store.add(replace(bookmark("Budget"), note="very secret words", tags=("hush",)))
    kept = store.add(bookmark("kept"))
    store.delete(secret.id)
    (emptied,) = store.empty_bin()
    assert (emptied.id, emptied.deleted, emptied.emptied) == (secret.id, True, True)
    assert (emptied.note, emptied.title, emptied.tags, emptied.anchor.quote) == ("", "", (), "")
    assert store.find(deleted=True) == []
    assert store.restore(secret.id) == emptied
    assert store.all_records() == [emptied, kept]
    store.close()
    assert b"very secret words" not in path.read_bytes()
    assert AnnotationStore(path).empty_bin() == []


def test_a_record_of_another_store_is_taken_over_if_it_is_newer(store: AnnotationStore) -> None:
    made = store.add(bookmark("mine"))
    newer = replace(made, title="theirs", revision=4)
    assert store.apply([merging(newer)]) == [newer]
    assert store.apply([merging(replace(made, title="old", revision=3))]) == [newer]
    assert store.get(made.id) == newer
    unknown = replace(bookmark("unknown"), revision=7, deleted=True)
    assert store.apply([merging(unknown)]) == [unknown]


def test_changes_of_another_window_are_told_once(
    store: AnnotationStore, other: AnnotationStore
) -> None:
    assert not store.changed()
    added = store.add(bookmark())
    assert not store.changed()
    assert other.changed()
    assert not other.changed()
    other.delete(added.id)
    assert store.changed()
    assert not store.changed()


def test_an_own_change_does_not_hide_one_of_another_window(
    store: AnnotationStore, other: AnnotationStore
) -> None:
    other.add(bookmark("theirs"))
    store.add(bookmark("mine"))
    assert store.changed()
    assert other.changed()


def test_reading_positions_are_no_change_of_annotations(store: AnnotationStore, path: Path) -> None:
    reading = ReadingStore(path)
    reading.save_position(Place("key-relationships", "2023-09", "mexico", "en"))
    reading.close()
    assert not store.changed()


def test_stores_can_share_one_file_opened_by_somebody_else(path: Path) -> None:
    database = open_database(path)
    store, reading = AnnotationStore(database), ReadingStore(database)
    added = store.add(bookmark())
    reading.add_search("border five")
    store.close()
    reading.close()
    assert store.find() == [added]
    database.close()


def test_halves_of_a_surrogate_pair_do_not_stop_a_note(store: AnnotationStore) -> None:
    added = store.add(replace(bookmark("half \ud83d"), note="\ud83d\ude00", tags=("\udc00",)))
    assert (added.title, added.note, added.tags) == ("half \ufffd", "😀", ("\ufffd",))
    assert store.get(added.id) == added


def test_a_note_of_a_million_characters_is_kept(store: AnnotationStore) -> None:
    added = store.add(replace(bookmark(), note="é😀" * 500_000))
    assert store.get(added.id) == added


def test_closing_twice_is_harmless(path: Path) -> None:
    store = AnnotationStore(path)
    store.close()
    store.close()
