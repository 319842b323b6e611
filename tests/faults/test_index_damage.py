"""Damaged, foreign and planted indexes: noticed, never opened, built again."""

import os
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.search.samples import BORDERS, indexed, quiet, write_book
from viewer.book.book import Book, open_book
from viewer.errors import SearchIndexError
from viewer.search import codec, seal
from viewer.search.analysis import analyzer
from viewer.search.arrays import WORDS, load, load_postings
from viewer.search.backend import filestore, reading
from viewer.search.engine import SearchEngine
from viewer.search.impacts import merge
from viewer.search.indexes import IndexFolder
from viewer.search.record import Record, open_reader
from viewer.search.seal import verify
from viewer.search.texts import TEXTS, Texts
from viewer.search.writer import build_index


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return open_book(write_book(tmp_path / "book", BORDERS))


@pytest.fixture
def indexes(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "cache")


@pytest.fixture
def path(indexes: IndexFolder, book: Book) -> Path:
    return build_index(indexes, book, quiet)


def is_refused_and_rebuilt(indexes: IndexFolder, book: Book) -> bool:
    engine = SearchEngine(indexes)
    [problem] = engine.open([book])
    assert problem.code == "search-index-damaged"
    assert engine.search("border").total == 0
    assert indexes.state(book) == "damaged"
    build_index(indexes, book, quiet)
    assert engine.open([book]) == []
    assert engine.search("border").total == 2
    engine.close()
    return True


def test_truncated_files_are_noticed(path: Path, indexes: IndexFolder, book: Book) -> None:
    largest = max(path.iterdir(), key=lambda file: file.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-1])
    assert is_refused_and_rebuilt(indexes, book)


@pytest.mark.parametrize("place", range(20))
def test_flipped_bits_are_noticed(place: int, path: Path, indexes: IndexFolder, book: Book) -> None:
    chance = random.Random(place)  # noqa: S311 - not for secrets
    files = [file for file in sorted(path.iterdir()) if file.stat().st_size]
    file = chance.choice(files)
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    with pytest.raises(SearchIndexError):
        indexes.open(book)


def test_half_built_index_is_noticed(path: Path, indexes: IndexFolder, book: Book) -> None:
    (path / seal.COMPLETE).unlink()
    assert is_refused_and_rebuilt(indexes, book)


def test_index_of_another_profile_is_refused(
    path: Path, tmp_path: Path, indexes: IndexFolder, book: Book
) -> None:
    other = IndexFolder(tmp_path / "other")
    foreign = build_index(other, book, quiet)
    shutil.rmtree(path)
    shutil.copytree(foreign, path)
    assert is_refused_and_rebuilt(indexes, book)


def test_index_of_another_book_in_its_place_is_refused(
    tmp_path: Path, path: Path, indexes: IndexFolder, book: Book
) -> None:
    other = open_book(write_book(tmp_path / "other", BORDERS, book="other"))
    shutil.rmtree(path)
    build_index(indexes, other, quiet).rename(path)
    assert is_refused_and_rebuilt(indexes, book)


class Planted:
    """Makes a folder when it is unpickled: harmless, but code all the same."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.marker),)


def planted_toc(folder: Path, marker: Path) -> None:
    """Lay a table of contents as Whoosh reads it, with code in place of the schema."""
    from whoosh import fields, index

    storage = filestore.FileStorage(str(folder))
    index.FileIndex.create(storage, fields.Schema(t=fields.TEXT), "MAIN")
    [toc] = folder.glob("*.toc")
    data = toc.read_bytes()
    start = data.index(b"\x80")
    toc.write_bytes(data[:start] + pickle.dumps(Planted(marker), 2) + data[start:])


def test_planted_whoosh_index_is_never_opened(
    path: Path, tmp_path: Path, indexes: IndexFolder, book: Book
) -> None:
    marker = tmp_path / "code-ran"
    planted_toc(path, marker)
    assert is_refused_and_rebuilt(indexes, book)
    assert not marker.exists()


def test_planted_index_with_a_list_of_its_own_is_never_opened(
    path: Path, tmp_path: Path, indexes: IndexFolder, book: Book
) -> None:
    marker = tmp_path / "code-ran"
    for file in path.iterdir():
        file.write_bytes(pickle.dumps(Planted(marker)))
    (path / seal.COMPLETE).unlink()
    seal.write_seal(path, {"book": "sample", "edition": "1"}, None)
    assert is_refused_and_rebuilt(indexes, book)
    assert not marker.exists()


@pytest.mark.parametrize("where", ["extras", "posting", "array", "whole"])
def test_second_wall_reads_no_code_even_from_a_sealed_index(
    where: str, path: Path, tmp_path: Path, indexes: IndexFolder, book: Book
) -> None:
    """Whoever can seal an index still can't make us run what is in it."""
    marker = tmp_path / "code-ran"
    code = pickle.dumps(Planted(marker), 2)
    trm, pst = path / "words_1.trm", path / "words_1.pst"
    if where == "extras":
        # The table of terms ends with a pickle and its length.
        data = trm.read_bytes()
        length = int.from_bytes(data[-4:], "big")
        trm.write_bytes(data[: -4 - length] + code + len(code).to_bytes(4, "big"))
    elif where == "posting":
        data = pst.read_bytes()
        pst.write_bytes(data[:4] + code + data[4 + len(code) :])
    elif where == "array":
        (path / "stems-docs.npy").write_bytes(code)
    else:
        for file in path.iterdir():
            file.write_bytes(code)
    (path / seal.COMPLETE).unlink(missing_ok=True)
    seal.write_seal(path, {"book": "sample"}, seal.profile_key(indexes.cache, create=False))
    engine = SearchEngine(indexes)
    problems = engine.open([book])
    for query in ("border", '"border five"', "psac agents"):
        engine.search(query)
    engine.close()
    assert not marker.exists()
    assert where == "posting" or problems


@pytest.mark.parametrize("name", ["words_1.trm", "words_1.pst", TEXTS, WORDS, "stems.txt"])
def test_files_that_shrink_under_our_feet_raise_nothing_but_our_own_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing is kept in memory, so that the files themselves are read while they change.
    monkeypatch.setattr(seal, "IN_MEMORY", 0)
    many = {f"s{n}": {"en": ("Title", "border five " * 3 + f"w{n}\n")} for n in range(300)}
    engine, books = indexed(tmp_path / "cache", [write_book(tmp_path / "book", many)])
    path = IndexFolder(tmp_path / "cache").path(books[0])
    os.truncate(path / name, 5)
    answer = engine.search('"border five"')
    assert [note.code for note in answer.notes] in ([], ["search-index-lost"])
    engine.close()


def test_index_that_was_lost_is_built_and_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new index has the old one's name; its files are others."""
    monkeypatch.setattr(seal, "IN_MEMORY", 0)
    engine, books = indexed(tmp_path / "cache", [write_book(tmp_path / "book", BORDERS)])
    path = IndexFolder(tmp_path / "cache").path(books[0])
    os.truncate(path / TEXTS, 5)
    assert [note.code for note in engine.search("border").notes] == ["search-index-lost"]
    assert [problem.code for problem in engine.open(books)] == ["search-index-damaged"]
    build_index(IndexFolder(tmp_path / "cache"), books[0], quiet)
    assert engine.open(books) == []
    assert engine.search("border").total == 2
    assert engine.search("border").notes == ()
    engine.close()


def test_index_deleted_under_our_feet_is_noticed(
    path: Path, indexes: IndexFolder, book: Book
) -> None:
    engine = SearchEngine(indexes)
    assert engine.open([book]) == []
    shutil.rmtree(path)
    assert engine.search('"border five"').total == 1
    assert indexes.state(book) == "missing"
    build_index(indexes, book, quiet)
    assert engine.open([book]) == []
    engine.close()


@pytest.mark.parametrize("seed", range(60))
def test_garbage_in_verified_files_raises_our_own_error_only(
    seed: int, path: Path, indexes: IndexFolder
) -> None:
    """Even where hashes don't help, nothing but ``SearchIndexError`` comes out."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    sealed = verify(path, seal.profile_key(indexes.cache, create=False))
    files = {name: data for name, data in sealed.files.items() if isinstance(data, bytes)}
    name = chance.choice(sorted(files))
    data = bytearray(files[name])
    for _ in range(chance.choice([1, 3, 50])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    files[name] = bytes(data[: chance.choice([len(data), len(data) // 2])])
    try:
        arrays = load(files)
        record = Record([open_reader(arrays, files)])
        record.phrase("en", ["border", "five"])
        merge([arrays], [load_postings(files, arrays)])
        texts = Texts(files, arrays)
        for document in range(len(arrays.sections)):
            list(texts.units(document))
            texts.words(document)
    except SearchIndexError:
        return


def test_opening_leaves_whoosh_no_way_to_unpickle_code(tmp_path: Path) -> None:
    marker = tmp_path / "code-ran"
    code = pickle.dumps(Planted(marker), 2)
    files = {"words_1.trm": code, "words_1.pst": code}
    made = codec.schema({"body_en": analyzer("en")})
    with pytest.raises(Exception, match=r".*"):
        reading.SegmentReader(codec.Storage(files), made, codec.segment(1, {"body_en": 1}))
    assert not marker.exists()
