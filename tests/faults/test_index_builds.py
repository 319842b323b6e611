"""Builds that are killed, or that run at the same time: one good index at the end."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.search.samples import BORDERS, write_book
from viewer.book.book import Book, open_book
from viewer.search.build import build_command, child_environment, read_event
from viewer.search.engine import SearchEngine
from viewer.search.indexes import IndexFolder


@pytest.fixture
def book(tmp_path: Path) -> Book:
    many = {f"s{n}": {"en": (f"Title {n}", f"Some words {n}.\n" * 20)} for n in range(200)}
    return open_book(write_book(tmp_path / "book", {**BORDERS, **many}))


@contextmanager
def child(book: Book, cache: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        build_command(book.folder, cache),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=child_environment(),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_of(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    yield from process.stdout


def is_good(indexes: IndexFolder, book: Book) -> bool:
    engine = SearchEngine(indexes)
    problems = engine.open([book])
    found = engine.search('"border five"').total
    engine.close()
    return not problems and found == 1


@pytest.mark.parametrize(
    "attempt", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 6))]
)
def test_killed_build_is_never_taken_for_an_index(attempt: int, book: Book, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    indexes = IndexFolder(cache)
    # Some die before the first line, some while writing, some after the last line.
    lines = [0, 40, 95, 99, 101, random.randrange(100)][attempt]  # noqa: S311
    with child(book, cache) as process:
        for number, line in enumerate(lines_of(process)):
            if number >= lines or read_event(line).kind == "done":
                break
        process.kill()
        process.wait()
    assert indexes.state(book) in ("missing", "ready")
    assert is_good(indexes, book) == (indexes.state(book) == "ready")
    with child(book, cache) as process:
        assert [read_event(line).kind for line in lines_of(process)][-1] == "done"
    assert is_good(indexes, book)
    path = indexes.path(book)
    assert {found.name for found in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_two_builds_at_once_end_with_one_good_index(book: Book, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with child(book, cache) as one, child(book, cache) as two:
        for process in (one, two):
            assert read_event(list(lines_of(process))[-1]).kind == "done"
            assert process.wait() == 0
    indexes = IndexFolder(cache)
    assert is_good(indexes, book)
    path = indexes.path(book)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_build_goes_on_when_the_other_is_killed(book: Book, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with child(book, cache) as one, child(book, cache) as two:
        next(lines_of(one))
        one.kill()
        one.wait()
        assert read_event(list(lines_of(two))[-1]).kind == "done"
    assert is_good(IndexFolder(cache), book)


def test_child_survives_a_parent_that_does_not_listen(book: Book, tmp_path: Path) -> None:
    command = build_command(book.folder, tmp_path / "cache")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=child_environment()
    ) as process:
        assert process.wait(timeout=60) == 0
    assert is_good(IndexFolder(tmp_path / "cache"), book)


PARENT = """
import sys
from pathlib import Path
from viewer.search.build import run_build
run_build(Path(sys.argv[1]), Path(sys.argv[2]), lambda event: print(event.done, flush=True))
"""


def test_child_does_not_outlive_a_killed_parent(book: Book, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    command = [sys.executable, "-c", PARENT, str(book.folder), str(cache)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=child_environment()
    ) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        parent.kill()
    indexes = IndexFolder(cache)
    # The lock goes with the child; only then can it be taken.
    path = indexes.path(book)
    with indexes.lock(path) as lock:
        waiting = 0
        while not lock.acquire():
            waiting += 1
            assert waiting < 10_000_000
    assert indexes.state(book) == "missing"
    assert not list(path.parent.glob("*.tmp-*"))
