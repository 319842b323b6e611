"""Tags: tidied, counted, renamed everywhere at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.annotations.samples import bookmark
from viewer.annotations import tags
from viewer.annotations.store import AnnotationStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore(tmp_path / "reader.sqlite3")
    yield opened
    opened.close()


def test_tags_are_tidied_and_keep_their_order_and_first_spelling() -> None:
    given = ["  à  lire ", "Border", "border", "", "a\u0300 lire", "\n"]
    assert tags.tidy(given) == ("à lire", "Border")


def test_a_tag_is_renamed_everywhere_also_in_the_bin(store: AnnotationStore) -> None:
    first = store.add(replace(bookmark(), tags=("ask", "x")))
    other = store.add(replace(bookmark(), tags=("y",)))
    binned = store.delete(store.add(replace(bookmark(), tags=("Ask",))).id)
    renamed = tags.rename(store, "ASK", "asked")
    assert {one.id for one in renamed} == {first.id, binned.id}
    assert [one.tags for one in store.find()] == [("asked", "x"), ("y",)]
    assert [one.tags for one in store.find(deleted=True)] == [("asked",)]
    assert store.get(other.id) == other
    tags.rename(store, "asked", "")
    assert Counter(tag for one in store.find() for tag in one.tags) == {"x": 1, "y": 1}
