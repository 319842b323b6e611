"""The merged set of a shelf: damaged, planted, made twice at once, with no room, gone while in use.

Whatever happens, what is searched is right; and what isn't used is said, or made again.
"""

import errno
import os
import pickle
import random
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from tests.faults.test_index_damage import Planted
from tests.unit.search.samples import BORDERS, quiet, write_book
from viewer.book.book import Book, open_book
from viewer.errors import SearchIndexError
from viewer.search import merged, seal
from viewer.search.build import child_environment, merge_command, read_event
from viewer.search.engine import SearchEngine
from viewer.search.impacts import Collection
from viewer.search.indexes import IndexFolder, index_name
from viewer.search.merger import build_collection
from viewer.search.writer import build_index

pytestmark = pytest.mark.usefixtures("many")


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every shelf a large one, whose indexes are merged on disk; nothing stays in memory."""
    monkeypatch.setattr(merged, "MANY", 0)
    monkeypatch.setattr(seal, "IN_MEMORY", 0)


@pytest.fixture
def indexes(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "cache")


@pytest.fixture
def books(tmp_path: Path, indexes: IndexFolder) -> list[Book]:
    made = [open_book(write_book(tmp_path / name, BORDERS, book=name)) for name in ("one", "two")]
    for book in made:
        build_index(indexes, book, quiet)
    return made


def names_of(books: list[Book]) -> list[str]:
    return sorted(f"{book.edition.book}/{index_name(book)}" for book in books)


@pytest.fixture
def path(indexes: IndexFolder, books: list[Book]) -> Path:
    """The merged set of both books."""
    return build_collection(indexes, names_of(books))


def reopened(indexes: IndexFolder, books: list[Book], *, merge_many: bool) -> SearchEngine:
    engine = SearchEngine(indexes)
    assert engine.open(books, merge_many=merge_many) == []
    return engine


def is_made_again(indexes: IndexFolder, books: list[Book]) -> bool:
    """Whether the set isn't used, the child is asked for another, and that one is good."""
    engine = reopened(indexes, books, merge_many=False)
    assert list(engine.unmerged) == names_of(books), "the child is asked to merge"
    assert engine.books == ()
    build_collection(indexes, engine.unmerged)
    assert engine.open(books, merge_many=False) == []
    assert engine.unmerged == ()
    found = engine.search("border").total
    engine.close()
    return found == 4


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_are_noticed_and_the_set_is_made_again(
    seed: int, path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    file = chance.choice([one for one in sorted(path.iterdir()) if one.stat().st_size])
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    with pytest.raises(SearchIndexError):
        indexes.open_collection(path.name)
    assert is_made_again(indexes, books)


@pytest.mark.parametrize("half", [True, False])
def test_a_set_that_lacks_something_is_made_again(
    *, half: bool, path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    largest = max(path.iterdir(), key=lambda file: file.stat().st_size)
    if half:
        os.truncate(largest, largest.stat().st_size // 2)
    else:
        largest.unlink()
    assert is_made_again(indexes, books)


def test_a_planted_set_is_never_opened(
    path: Path, tmp_path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    marker = tmp_path / "code-ran"
    for file in path.iterdir():
        file.write_bytes(pickle.dumps(Planted(marker)))
    (path / seal.COMPLETE).unlink()
    seal.write_seal(path, {"name": path.name}, None)
    assert is_made_again(indexes, books)
    assert not marker.exists()


def test_even_a_sealed_array_is_never_unpickled(
    path: Path, tmp_path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    """Whoever can seal a set still can't make us run what is in it."""
    marker = tmp_path / "code-ran"
    sealed = indexes.open_collection(path.name)
    files: dict[str, bytes | Path] = dict(sealed.files)
    files["stems-values.npy"] = (
        b"\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(127)
        + b"\n"
        + pickle.dumps([Planted(marker)])
    )
    engine = reopened(indexes, books, merge_many=False)
    with pytest.raises(SearchIndexError):
        merged.load(files, [edition.arrays for edition in engine._editions])
    engine.close()
    assert not marker.exists()


def test_a_set_of_another_profile_is_refused(
    path: Path, tmp_path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    other = IndexFolder(tmp_path / "other")
    for book in books:
        build_index(other, book, quiet)
    foreign = build_collection(other, names_of(books))
    shutil.rmtree(path)
    shutil.copytree(foreign, path)
    assert is_made_again(indexes, books)


def test_two_processes_that_merge_at_once_end_with_one_good_set(
    indexes: IndexFolder, books: list[Book]
) -> None:
    command = merge_command(names_of(books), indexes.cache)
    children = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=child_environment(),
        )
        for _child in range(2)
    ]
    for child in children:
        with child:
            assert child.stdout is not None
            assert [read_event(line).kind for line in child.stdout][-1:] == ["done"]
    folder = indexes.cache / "indexes" / "+"
    assert len([one for one in folder.iterdir() if one.is_dir()]) == 1
    engine = reopened(indexes, books, merge_many=False)
    assert engine.unmerged == ()
    assert engine.search("border").total == 4
    engine.close()


def test_a_full_disk_leaves_the_old_set_in_use(
    path: Path,
    tmp_path: Path,
    indexes: IndexFolder,
    books: list[Book],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = reopened(indexes, books, merge_many=False)
    third = open_book(write_book(tmp_path / "three", BORDERS, book="three"))
    build_index(indexes, third, quiet)
    shelf = [*books, third]
    assert engine.open(shelf, merge_many=False) == []

    def full(_collection: object, folder: Path) -> None:
        (folder / "stems.txt").write_bytes(b"half of i")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(merged, "save", full)
    with pytest.raises(SearchIndexError) as told:
        build_collection(indexes, engine.unmerged)
    assert told.value.message.code == "search-index-disk-full"
    assert engine.search("border").total == 4, "the set before is searched"
    assert {one for one in path.parent.iterdir() if one.is_dir()} == {path}, "nothing is left over"
    monkeypatch.undo()
    build_collection(indexes, engine.unmerged)
    assert engine.open(shelf) == []
    assert engine.search("border").total == 6
    engine.close()


def test_where_no_set_can_be_written_it_is_merged_in_memory(
    indexes: IndexFolder, books: list[Book]
) -> None:
    (indexes.cache / "indexes" / "+").write_text("in the way", encoding="utf-8")
    engine = reopened(indexes, books, merge_many=False)
    with pytest.raises(SearchIndexError) as told:
        build_collection(indexes, engine.unmerged)
    assert told.value.message.code == "search-index-unwritable"
    assert engine.open(books, merge_many=True) == []
    assert engine.search("border").total == 4
    engine.close()


def test_a_set_deleted_under_our_feet_goes_on_being_searched(
    path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    engine = reopened(indexes, books, merge_many=False)
    shutil.rmtree(path)
    assert engine.search("border").total == 4
    assert engine.search('"border five"').total == 2
    engine.close()
    assert is_made_again(indexes, books)


def test_deleting_everything_during_queries_raises_nothing_but_a_note(
    path: Path, indexes: IndexFolder, books: list[Book]
) -> None:
    assert path.exists()
    engine = reopened(indexes, books, merge_many=False)
    gone = threading.Thread(target=shutil.rmtree, args=(indexes.cache / "indexes",))
    codes = set()
    gone.start()
    for number in range(200):
        for query in ("border", '"border five"', f"psac agents {number}"):
            codes |= {note.code for note in engine.search(query).notes}
    gone.join()
    assert not {code for code in codes if code.startswith("search-index")} - {"search-index-lost"}
    engine.close()


def test_a_set_whose_lock_another_holds_is_waited_for(
    indexes: IndexFolder, books: list[Book]
) -> None:
    names = names_of(books)
    path = indexes.collection_path(merged.collection_name(names))
    path.parent.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with indexes.lock(path):
        waiting = threading.Thread(target=lambda: made.append(build_collection(indexes, names)))
        waiting.start()
        engine = reopened(indexes, books, merge_many=False)
        assert list(engine.unmerged) == names, "meanwhile there is none"
        assert not path.exists()
    waiting.join()
    assert made == [path]
    assert engine.open(books, merge_many=False) == []
    assert engine.search("border").total == 4
    engine.close()


def test_a_shelf_that_changes_during_a_merge_ends_with_the_set_of_the_new_shelf(
    indexes: IndexFolder, books: list[Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition of one book is replaced while the indexes of the shelf are being merged."""
    engine = reopened(indexes, books, merge_many=False)
    before = engine.unmerged
    save = merged.save

    def replaced(collection: Collection, folder: Path) -> None:
        text = books[0].folder / "en" / "five.md"
        text.write_text("The lighthouse at the border.\n", encoding="utf-8")
        save(collection, folder)

    monkeypatch.setattr(merged, "save", replaced)
    build_collection(indexes, before)
    monkeypatch.undo()
    monkeypatch.setattr(merged, "MANY", 0)
    shelf = [open_book(book.folder) for book in books]
    build_index(indexes, shelf[0], quiet)
    assert engine.open(shelf, merge_many=False) == []
    after = engine.unmerged
    assert set(after) != set(before)
    build_collection(indexes, after)
    assert engine.open(shelf, merge_many=False) == []
    assert engine.search("lighthouse").total == 1
    assert engine.search("border").total == 4
    engine.close()
