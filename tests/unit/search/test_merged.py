"""The collection of a shelf on disk: made by the child, used by every process after."""

import os
from pathlib import Path

import numpy as np
import pytest

from tests.unit.search.samples import BORDERS, quiet, write_book
from viewer.book.book import Book, open_book
from viewer.errors import SearchIndexError
from viewer.search import impacts, merged, seal
from viewer.search.build import run_merge
from viewer.search.engine import SearchEngine
from viewer.search.indexes import IndexFolder, index_name
from viewer.search.merger import build_collection
from viewer.search.writer import build_index


@pytest.fixture
def indexes(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "cache")


@pytest.fixture
def books(tmp_path: Path, indexes: IndexFolder) -> list[Book]:
    made = [
        open_book(write_book(tmp_path / name, BORDERS, book=name)) for name in ("one", "two", "six")
    ]
    for book in made:
        build_index(indexes, book, quiet)
    return made


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every shelf a large one."""
    monkeypatch.setattr(merged, "MANY", 0)


def names_of(books: list[Book]) -> list[str]:
    return sorted(f"{book.edition.book}/{index_name(book)}" for book in books)


def collections(indexes: IndexFolder) -> list[Path]:
    return sorted((indexes.cache / "indexes" / "+").glob("*"))


def test_collection_comes_back_as_it_was_merged(indexes: IndexFolder, books: list[Book]) -> None:
    engine = SearchEngine(indexes)
    engine.open(books)
    assert engine._shelf is not None
    here = engine._shelf._documents
    path = build_collection(indexes, names_of(books))
    sealed = indexes.open_collection(path.name)
    read = merged.load(sealed.files, [edition.arrays for edition in engine._editions])
    assert (read.size, read.languages) == (here.size, here.languages)
    for name in ("editions", "locals", "sections", "recorded"):
        assert np.array_equal(getattr(read, name), getattr(here, name))
    for name in ("stems", "surfaces"):
        one, other = getattr(read, name), getattr(here, name)
        assert list(one.terms) == list(other.terms)
        assert one.step == other.step
        for column in ("starts", "docs", "values"):
            assert np.array_equal(getattr(one, column), getattr(other, column))
    engine.close()


@pytest.mark.usefixtures("many")
def test_large_shelf_is_merged_by_the_child_and_then_only_read(
    indexes: IndexFolder, books: list[Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = SearchEngine(indexes)
    assert engine.open(books, merge_many=False) == []
    assert list(engine.unmerged) == names_of(books)
    assert (engine.books, engine.search("border").total) == ((), 0)
    run_merge(engine.unmerged, indexes.cache)
    monkeypatch.setattr("viewer.search.engine.merge", lambda *_: pytest.fail("merged again"))
    assert engine.open(books, merge_many=False) == []
    assert engine.unmerged == ()
    assert engine.search("border").total == 6
    engine.close()


@pytest.mark.usefixtures("many")
def test_order_of_the_shelf_changes_nothing(indexes: IndexFolder, books: list[Book]) -> None:
    build_collection(indexes, names_of(books))
    answers = []
    for order in (books, books[::-1]):
        engine = SearchEngine(indexes)
        engine.open(order, merge_many=False)
        assert engine.unmerged == ()
        answers.append(engine.search("border").hits)
        engine.close()
    assert answers[0] == answers[1]


@pytest.mark.usefixtures("many")
def test_what_was_searched_stays_in_use_until_the_new_set_is_there(
    indexes: IndexFolder, books: list[Book]
) -> None:
    engine = SearchEngine(indexes)
    engine.open(books[:2])
    engine.open(books, merge_many=False)
    assert engine.books == ("one", "two")
    assert engine.search("border").total == 4
    build_collection(indexes, engine.unmerged)
    engine.open(books, merge_many=False)
    assert engine.search("border").total == 6
    engine.close()


@pytest.mark.usefixtures("many")
def test_editions_stay_open_when_the_shelf_changes(
    indexes: IndexFolder, books: list[Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = SearchEngine(indexes)
    engine.open(books)
    before = {edition.name: edition for edition in engine._editions}
    monkeypatch.setattr(seal, "verify", lambda *_: pytest.fail("read again"))
    engine.open(books[:1])
    assert [before[edition.name] is edition for edition in engine._editions] == [True]
    engine.close()


@pytest.mark.usefixtures("many")
def test_shelf_is_merged_here_where_the_child_cannot(
    indexes: IndexFolder, books: list[Book]
) -> None:
    (indexes.cache / "indexes" / "+").write_text("in the way", encoding="utf-8")
    engine = SearchEngine(indexes)
    engine.open(books, merge_many=False)
    with pytest.raises(SearchIndexError) as caught:
        run_merge(engine.unmerged, indexes.cache)
    assert caught.value.message.code == "search-index-unwritable"
    assert engine.open(books) == []
    assert engine.search("border").total == 6
    engine.close()


def test_merging_what_is_not_there_is_refused(indexes: IndexFolder, books: list[Book]) -> None:
    with pytest.raises(SearchIndexError) as caught:
        build_collection(indexes, [*names_of(books), "one/gone"])
    assert caught.value.message.code == "search-index-missing"
    assert collections(indexes) == []


def test_few_collections_are_kept(indexes: IndexFolder, books: list[Book]) -> None:
    names = names_of(books)
    made = []
    for number, chosen in enumerate(
        (names[:1], names[1:2], names[2:], names[:2], names[1:], names)
    ):
        path = build_collection(indexes, chosen)
        os.utime(path / seal.COMPLETE, (number, number))
        made.append(path)
    assert collections(indexes) == sorted(made[-3:])


def test_collection_that_is_there_is_not_made_again(
    indexes: IndexFolder, books: list[Book]
) -> None:
    path = build_collection(indexes, names_of(books))
    before = (path / seal.COMPLETE).stat().st_mtime_ns
    assert build_collection(indexes, names_of(books)) == path
    assert (path / seal.COMPLETE).stat().st_mtime_ns == before


def test_other_weights_need_another_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    before = merged.collection_name(["one/a"])
    assert merged.collection_name(["one/a"]) == before
    assert merged.collection_name(["one/b"]) != before
    monkeypatch.setattr(merged, "WEIGHT", impacts.WEIGHT * 2)
    assert merged.collection_name(["one/a"]) != before


@pytest.mark.usefixtures("many")
def test_collection_of_other_books_in_its_place_is_refused(
    indexes: IndexFolder, books: list[Book]
) -> None:
    names = names_of(books)
    wanted = build_collection(indexes, names)
    other = build_collection(indexes, names[:2])
    for file in wanted.iterdir():
        file.unlink()
    for file in other.iterdir():
        file.rename(wanted / file.name)
    with pytest.raises(SearchIndexError):
        indexes.open_collection(wanted.name)
    engine = SearchEngine(indexes)
    engine.open(books)
    assert engine.search("border").total == 6
    engine.close()
