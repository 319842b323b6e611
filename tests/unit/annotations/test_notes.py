"""Reading notes from the store, and what has changed since."""

from pathlib import Path

import pytest

from viewer.annotations import changes
from viewer.annotations.model import Annotation, Motivation, new_annotation
from viewer.annotations.notes import Note, NoteReader
from viewer.annotations.overview import Overview
from viewer.annotations.store import AnnotationStore
from viewer.book.anchor import Anchor
from viewer.errors import StoreError
from viewer.storage.opening import open_database


def annotation(note: str, section: str = "five") -> Annotation:
    anchor = Anchor("kr", "1", section, "en")
    return new_annotation(Motivation.COMMENTING, anchor, "Border Five", note=note)


def changed(reader: NoteReader) -> list[Note]:
    return [note for notes in reader.changed() for note in notes]


def test_all_notes_are_read_and_then_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    store = AnnotationStore(path)
    made = [store.add(annotation(f"note {number}")) for number in range(3)]
    store.add(annotation(""))
    gone = store.add(annotation("gone"))
    store.delete(gone.id)
    reader = NoteReader(path)
    first = changed(reader)
    assert [note.text for note in first] == ["note 0", "note 1", "note 2"]
    assert first[0] == Note(made[0].id, "note 0", "Border Five", "kr", "five", "en")
    assert changed(reader) == []
    store.delete(made[1].id)
    store.restore(gone.id)
    assert [(note.id, note.text) for note in changed(reader)] == [
        (made[1].id, ""),
        (gone.id, "gone"),
    ]
    store.close()


def test_many_notes_are_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    store = AnnotationStore(path)
    store.apply([changes.adding(annotation(f"note {number}")) for number in range(1201)])
    assert [len(notes) for notes in NoteReader(path).changed()] == [500, 500, 201]
    store.close()


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        changed(NoteReader(tmp_path / "none.sqlite"))


def test_only_bookmarks_make_a_section_bookmarked(tmp_path: Path) -> None:
    database = open_database(tmp_path / "notes.sqlite")
    store, overview = AnnotationStore(database), Overview(database)
    store.add(annotation("a note"))
    mark = store.add(new_annotation(Motivation.BOOKMARKING, Anchor("kr", "1", "log", "en"), "Log"))
    assert overview.sections_with(Motivation.BOOKMARKING) == {("kr", "log")}
    store.delete(mark.id)
    assert overview.sections_with(Motivation.BOOKMARKING) == set()
    database.close()
