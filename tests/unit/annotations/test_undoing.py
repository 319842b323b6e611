"""Undo and redo, deep, of records that others change too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.annotations.samples import bookmark
from viewer.annotations.changes import Change, adding, deleting, updating
from viewer.annotations.store import AnnotationStore
from viewer.annotations.undoing import RecordStep, Renewed
from viewer.errors import StoreError


def content(store: AnnotationStore) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """What the reader sees: title, note and tags of what isn't deleted."""
    return {one.id: (one.title, one.note, one.tags) for one in store.find()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    made = AnnotationStore(tmp_path / "reader.sqlite3")
    yield made
    made.close()


def step(store: AnnotationStore, renewed: Renewed, change: Change, identity: str) -> RecordStep:
    return RecordStep(store, renewed, [change], [identity])


def test_a_chain_is_taken_back_and_made_again(store: AnnotationStore) -> None:
    renewed, new = Renewed(), bookmark("a")
    added = step(store, renewed, adding(new), new.id)
    named = step(store, renewed, updating(replace(added.results[0], title="Named")), new.id)
    gone = step(store, renewed, deleting(new.id), new.id)
    for one in (gone, named, added):
        one.swap()
    assert store.find() == []
    for one in (added, named):
        one.swap()
    assert [one.title for one in store.find()] == ["Named"]
    gone.swap()
    assert store.find() == []
    gone.swap()
    assert [one.title for one in store.find()] == ["Named"]


def test_several_are_one_step(store: AnnotationStore) -> None:
    renewed = Renewed()
    made = [store.add(bookmark(name)) for name in "abc"]
    ids = [one.id for one in made]
    both = RecordStep(store, renewed, (deleting(one) for one in ids), ids)
    assert store.find() == []
    both.swap()
    assert [one.id for one in store.find()] == ids


def test_what_somebody_else_changed_since_is_left_alone(store: AnnotationStore) -> None:
    renewed, made = Renewed(), store.add(bookmark("a"))
    named = step(store, renewed, updating(replace(made, title="Mine")), made.id)
    store.update(replace(named.results[0], title="Theirs"))
    with pytest.raises(StoreError) as caught:
        named.swap()
    assert caught.value.message.code == "undo-changed-since"
    assert [one.title for one in store.find()] == ["Theirs"]


def test_typing_is_one_step(store: AnnotationStore) -> None:
    renewed, made = Renewed(), store.add(bookmark("a"))
    first = step(store, renewed, updating(replace(made, note="T")), made.id)
    first.extend(step(store, renewed, updating(replace(first.results[0], note="Typed")), made.id))
    first.swap()
    assert [one.note for one in store.find()] == [made.note]
    first.swap()
    assert [one.note for one in store.find()] == ["Typed"]


def test_nothing_changed_is_no_step(store: AnnotationStore) -> None:
    made = store.add(bookmark("a"))
    assert not step(store, Renewed(), updating(made), made.id)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_way_back_and_forth_shows_what_was_there(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        store = AnnotationStore(Path(folder) / "reader.sqlite3")
        _walk(store, data)
        store.close()


def _walk(store: AnnotationStore, data: st.DataObject) -> None:
    renewed = Renewed()
    done: list[RecordStep] = []
    undone: list[RecordStep] = []
    seen = [content(store)]
    for number in range(data.draw(st.integers(1, 12))):
        choice = data.draw(st.sampled_from(["add", "change", "delete", "undo", "redo"]))
        if choice == "undo" and done:
            done[-1].swap()
            undone.append(done.pop())
        elif choice == "redo" and undone:
            undone[-1].swap()
            done.append(undone.pop())
        elif choice in {"add", "change", "delete"}:
            made = _made(store, renewed, choice, number, data)
            if made:
                done.append(made)
                undone.clear()
                seen = [*seen[: len(done)], content(store)]
        assert content(store) == seen[len(done)]


def _made(
    store: AnnotationStore, renewed: Renewed, choice: str, number: int, data: st.DataObject
) -> RecordStep | None:
    alive = store.find()
    if choice == "add":
        new = bookmark(f"n{number}")
        return step(store, renewed, adding(new), new.id)
    if not alive:
        return None
    one = data.draw(st.sampled_from(alive))
    change = deleting(one.id) if choice == "delete" else updating(replace(one, title=str(number)))
    return step(store, renewed, change, one.id)
