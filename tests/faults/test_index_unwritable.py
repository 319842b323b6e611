"""A cache that can't be written, or whose files somebody else holds: said, and search goes on."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from tests.faults.stores import NOBODY
from tests.unit.search.samples import BORDERS, indexed, quiet, write_book
from viewer import messages
from viewer.book.book import Book, open_book
from viewer.errors import Message, SearchIndexError
from viewer.search.engine import SearchEngine
from viewer.search.indexes import IndexFolder
from viewer.search.writer import build_index
from viewer.storage import patience

MORE = {**BORDERS, "tide": {"en": ("Tide", "The tide comes in.\n")}}


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def engine(base: Path) -> Iterator[SearchEngine]:
    """An engine that searches a book, with its index in ``base/cache``."""
    made, _books = indexed(base / "cache", [write_book(base / "book", BORDERS)])
    yield made
    made.close()


@pytest.fixture
def changed(base: Path, engine: SearchEngine) -> Book:
    """The same book with one section more: it needs another index."""
    assert engine.search("border").total == 2
    return open_book(write_book(base / "book", MORE, edition="2"))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write in ``folder``; from root by becoming somebody else meanwhile."""
    below = [folder, *folder.rglob("*")]
    rights = {path: path.stat().st_mode for path in below}
    for path in below:
        path.chmod(0o555 if path.is_dir() else 0o444)
    as_root = os.geteuid() == 0
    if as_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if as_root:
            os.seteuid(0)
        for path, mode in rights.items():
            path.chmod(mode)


def problem_of(work: Callable[[], object]) -> Message:
    with pytest.raises(SearchIndexError) as caught:
        work()
    return caught.value.message


def is_one_sentence(message: Message, folder: Path) -> bool:
    words = messages.sentence(message)
    return str(folder) in words and words.endswith(".") and "\n" not in words


def held(*_arguments: object, **_named: object) -> NoReturn:
    raise PermissionError(13, "The process cannot access the file: another one is using it")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses between attempts, which aren't waited for."""
    pauses: list[float] = []
    monkeypatch.setattr(patience, "rest", pauses.append)
    return pauses


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_cache_that_becomes_read_only_keeps_what_it_has(
    base: Path, engine: SearchEngine, changed: Book
) -> None:
    indexes = IndexFolder(base / "cache")
    with read_only(base / "cache"):
        problem = problem_of(lambda: build_index(indexes, changed, quiet))
        [lacking] = engine.open([changed])
        assert engine.search("border").total == 2
        assert SearchEngine(indexes).open([changed])[0].code == lacking.code
    assert problem.code == "search-index-unwritable"
    assert is_one_sentence(problem, base / "cache")
    assert lacking.code == "search-index-missing"
    build_index(indexes, changed, quiet)
    assert engine.open([changed]) == []
    assert engine.search("tide").total == 1


def test_what_is_held_for_a_moment_is_renamed_then(
    base: Path,
    engine: SearchEngine,
    changed: Book,
    impatient: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rename, attempts = Path.rename, []

    def busy(path: Path, target: Path) -> Path:
        attempts.append(path)
        return held() if len(attempts) < 3 else rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    build_index(IndexFolder(base / "cache"), changed, quiet)
    assert len(impatient) == 2
    assert engine.open([changed]) == []
    assert engine.search("tide").total == 1


def test_what_stays_held_is_said_and_leaves_nothing_half_done(
    base: Path,
    engine: SearchEngine,
    changed: Book,
    impatient: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexes = IndexFolder(base / "cache")
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", held)
        problem = problem_of(lambda: build_index(indexes, changed, quiet))
    assert problem.code == "search-index-unwritable"
    assert is_one_sentence(problem, base / "cache")
    assert impatient
    assert not list((base / "cache").rglob("*.tmp-*"))
    assert [one.code for one in engine.open([changed])] == ["search-index-missing"]
    assert engine.search("border").total == 2


def test_an_old_index_that_can_not_be_removed_does_no_harm(
    base: Path, engine: SearchEngine, changed: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexes = IndexFolder(base / "cache")
    with monkeypatch.context() as broken:
        for name in ("unlink", "rmdir"):
            broken.setattr(os, name, held)
        path = build_index(indexes, changed, quiet)
    assert engine.open([changed]) == []
    assert engine.search("tide").total == 1
    assert len(list(path.parent.iterdir())) > 1
    # A damaged one whose place is taken is removed by the next build at the latest.
    for file in path.iterdir():
        file.write_bytes(b"")
    with monkeypatch.context() as broken:
        for name in ("unlink", "rmdir"):
            broken.setattr(os, name, held)
        build_index(indexes, changed, quiet)
    assert list(path.parent.glob("*.tmp-*"))
    shutil.rmtree(path)
    build_index(indexes, changed, quiet)
    assert not list(path.parent.glob("*.tmp-*"))


def test_an_index_that_is_held_can_not_be_opened_but_is_later(
    base: Path, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book(base / "book")
    other = SearchEngine(IndexFolder(base / "cache"))
    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", held)
        broken.setattr(Path, "read_bytes", held)
        broken.setattr(os, "open", held)
        [problem] = other.open([book])
        assert other.search("border").total == 0
    assert messages.sentence(problem).endswith(".")
    assert other.open([book]) == []
    assert other.search("border").total == engine.search("border").total == 2
    other.close()
