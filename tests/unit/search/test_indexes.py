"""Where indexes are, and in what state."""

import errno
from pathlib import Path

import pytest

from tests.unit.search.samples import BORDERS, quiet, write_book
from viewer.book.book import Book, open_book
from viewer.errors import SearchIndexError
from viewer.search import analysis, seal
from viewer.search.indexes import IndexFolder, index_name
from viewer.search.writer import build_index, build_ready_index


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return open_book(write_book(tmp_path / "book", BORDERS))


@pytest.fixture
def indexes(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "cache")


def test_index_is_missing_then_ready_then_removed(indexes: IndexFolder, book: Book) -> None:
    assert indexes.state(book) == "missing"
    with pytest.raises(SearchIndexError) as caught:
        indexes.open(book)
    assert caught.value.message.code == "search-index-missing"
    assert build_index(indexes, book, quiet) == indexes.path(book)
    assert indexes.state(book) == "ready"
    assert indexes.open(book).facts["book"] == "sample"
    indexes.remove(book)
    assert indexes.state(book) == "missing"
    indexes.remove(book)


def test_built_index_leaves_nothing_else(indexes: IndexFolder, book: Book) -> None:
    path = build_index(indexes, book, quiet)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_index_that_is_there_is_not_built_again(indexes: IndexFolder, book: Book) -> None:
    path = build_index(indexes, book, quiet)
    before = (path / "complete.json").stat().st_mtime_ns
    build_index(indexes, book, quiet)
    assert (path / "complete.json").stat().st_mtime_ns == before


def test_changed_content_or_analysis_needs_another_index(
    book: Book, indexes: IndexFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(indexes, book, quiet)
    monkeypatch.setattr(analysis, "REVISION", analysis.REVISION + 1)
    assert indexes.state(book) == "missing"
    monkeypatch.undo()
    (book.folder / "en" / "five.md").write_text("Other words.", encoding="utf-8")
    assert indexes.state(open_book(book.folder)) == "missing"


def test_new_index_replaces_that_of_the_same_edition_only(
    tmp_path: Path, indexes: IndexFolder
) -> None:
    other = open_book(write_book(tmp_path / "other", BORDERS, edition="2"))
    first = open_book(write_book(tmp_path / "book", BORDERS, edition='é "1"'))
    build_index(indexes, other, quiet)
    build_index(indexes, first, quiet)
    (first.folder / "en" / "five.md").write_text("Other words.", encoding="utf-8")
    second = open_book(first.folder)
    build_index(indexes, second, quiet)
    names = {path.name for path in indexes.path(second).parent.iterdir()}
    assert names == {index_name(second), index_name(other)}


def test_damaged_index_is_noticed_and_built_again(indexes: IndexFolder, book: Book) -> None:
    path = build_index(indexes, book, quiet)
    (path / "stems.txt").write_bytes(b"")
    assert indexes.state(book) == "damaged"
    build_index(indexes, book, quiet)
    assert indexes.state(book) == "ready"
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_build_in_progress_is_seen(indexes: IndexFolder, book: Book) -> None:
    path = indexes.path(book)
    path.parent.mkdir(parents=True)
    with indexes.lock(path) as lock:
        assert lock.acquire()
        assert indexes.state(book) == "building"
    assert indexes.state(book) == "missing"


def test_leftovers_of_killed_builds_are_removed(indexes: IndexFolder, book: Book) -> None:
    path = indexes.path(book)
    path.parent.mkdir(parents=True)
    for name in (f"{path.name}.tmp-1", "old.tmp-2", "busy.tmp-3"):
        (path.parent / name).mkdir()
    with indexes.lock(path.with_name("busy")) as busy:
        assert busy.acquire()
        build_index(indexes, book, quiet)
    assert {found.name for found in path.parent.iterdir()} == {path.name, "busy.tmp-3"}


def test_own_index_of_the_program_is_used_and_checked(tmp_path: Path, book: Book) -> None:
    ready = tmp_path / "program" / "indexes"
    path = build_ready_index(ready, book, quiet)
    indexes = IndexFolder(tmp_path / "cache", ready=ready)
    assert indexes.state(book) == "ready"
    assert not (tmp_path / "cache").exists()
    (path / "stems.txt").write_bytes(b"")
    assert indexes.state(book) == "missing"
    build_index(indexes, book, quiet)
    assert indexes.state(book) == "ready"


def test_index_of_the_program_counts_only_in_its_folder(tmp_path: Path, book: Book) -> None:
    path = build_ready_index(tmp_path / "program", book, quiet)
    indexes = IndexFolder(tmp_path / "cache")
    target = indexes.path(book)
    target.parent.mkdir(parents=True)
    path.rename(target)
    assert indexes.state(book) == "damaged"


def test_progress_rises_to_the_end(indexes: IndexFolder, book: Book) -> None:
    steps: list[tuple[int, int]] = []
    build_index(indexes, book, lambda *step: steps.append(step))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 0


@pytest.mark.parametrize("where", [".", "indexes", "index.key"])
def test_unwritable_cache_is_said_in_one_sentence(where: str, tmp_path: Path, book: Book) -> None:
    cache = tmp_path / "cache"
    # A file where a folder should be, or a folder in place of a file, fails for every user.
    if where == "index.key":
        (cache / where).mkdir(parents=True)
    elif where == "indexes":
        cache.mkdir()
        (cache / where).touch()
    else:
        cache.touch()
    with pytest.raises(SearchIndexError) as caught:
        build_index(IndexFolder(cache), book, quiet)
    assert caught.value.message.code == "search-index-unwritable"
    assert str(cache) in str(caught.value.message.parameters["folder"])
    assert not list(tmp_path.glob("cache/indexes/*/*"))


def test_disk_that_is_full_is_said_and_leaves_nothing(
    indexes: IndexFolder, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(seal, "write_seal", full)
    with pytest.raises(SearchIndexError) as caught:
        build_index(indexes, book, quiet)
    assert caught.value.message.code == "search-index-disk-full"
    assert list(indexes.path(book).parent.iterdir()) == []


def test_index_is_read_once_until_it_changes(
    indexes: IndexFolder, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build_index(indexes, book, quiet)
    first = indexes.open(book)
    assert indexes.open(book) is first
    monkeypatch.setattr(seal, "verify", lambda *_: pytest.fail("read again"))
    assert indexes.state(book) == "ready"
    monkeypatch.undo()
    (path / "stems.txt").write_bytes(b"")
    assert indexes.state(book) == "damaged"
