"""The child process that builds an index, seen from the parent."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import patience
from tests.unit.search.samples import BORDERS, write_book
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.errors import Message, SearchIndexError
from viewer.search.build import (
    BuildEvent,
    build_command,
    child_environment,
    event_line,
    read_event,
    run_build,
)
from viewer.search.indexes import IndexFolder


@pytest.fixture
def book(tmp_path: Path) -> Book:
    many = {f"s{n}": {"en": (f"Title {n}", f"Some words {n}.\n" * 20)} for n in range(300)}
    return open_book(write_book(tmp_path / "book", {**BORDERS, **many}))


def test_events_come_back_from_their_lines() -> None:
    message = Message("search-index-unwritable", {"folder": "/é"}, file="book.yaml", line=3)
    for event in (
        BuildEvent("progress", "sample", 3, 10),
        BuildEvent("done", "sample", 10, 10),
        BuildEvent("failed", "sample", message=message),
    ):
        assert read_event(f"{event_line(event)}\n") == event


@pytest.mark.parametrize("line", ["", "Traceback", "{}", "[]", '{"event": "other"}', "null"])
def test_line_that_is_no_event_is_a_failure(line: str) -> None:
    event = read_event(line)
    assert event.kind == "failed"
    assert event.message is not None
    assert event.message.code == "search-index-failed"


def test_command_is_this_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = [str(tmp_path / "book"), str(tmp_path / "cache")]
    plain = build_command(Path(folders[0]), Path(folders[1]))
    assert plain == [sys.executable, "-m", "viewer", "_index", *folders]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "briefing-viewer"))
    assert build_command(tmp_path, tmp_path)[0] == str(tmp_path / "briefing-viewer")
    (tmp_path / "briefing").touch()
    assert build_command(tmp_path, tmp_path)[:2] == [str(tmp_path / "briefing"), "_index"]


def test_index_is_built_with_progress(book: Book, tmp_path: Path) -> None:
    events: list[BuildEvent] = []
    last = run_build(book.folder, tmp_path / "cache", events.append)
    assert (last.kind, last.book) == ("done", "sample")
    assert IndexFolder(tmp_path / "cache").state(book) == "ready"
    steps = [event.done for event in events]
    assert steps == sorted(steps)
    assert len(events) >= 50
    assert {event.book for event in events} == {"sample"}


def test_book_is_only_read_where_that_is_wanted(book: Book, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert run_build(book.folder, cache, lambda _: None, read_only=True).kind == "done"
    assert IndexFolder(cache).state(book) == "missing"
    shelf = BookCache(cache / "books").of(book.folder)
    assert shelf.read("files", "files") is not None


def test_refused_book_and_cache_are_said(tmp_path: Path, book: Book) -> None:
    with pytest.raises(SearchIndexError) as caught:
        run_build(tmp_path / "nowhere", tmp_path / "cache", lambda _: None)
    assert caught.value.message.code == "no-such-folder"
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchIndexError) as caught:
        run_build(book.folder, tmp_path / "file", lambda _: None)
    assert caught.value.message.code == "search-index-unwritable"


class CancelledError(Exception):
    """The reader has changed their mind."""


def test_cancelling_leaves_nothing(book: Book, tmp_path: Path) -> None:
    def cancel(event: BuildEvent) -> None:
        if event.done > 20:
            raise CancelledError

    with pytest.raises(CancelledError):
        run_build(book.folder, tmp_path / "cache", cancel)
    assert not list((tmp_path / "cache" / "indexes" / "sample").iterdir())


def test_child_ends_when_its_input_is_closed(book: Book, tmp_path: Path) -> None:
    command = build_command(book.folder, tmp_path / "cache")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["event"] == "progress"
        child.stdin.close()
        child.stdout.close()
        assert child.wait(timeout=patience.SECONDS) != 0
    assert not list((tmp_path / "cache" / "indexes" / "sample").iterdir())


@pytest.mark.parametrize("arguments", [[], ["one"], ["a", "b", "c"], ["--read"]])
def test_misuse_is_refused(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "viewer", "_index", *arguments]
    done = subprocess.run(
        command, env=child_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == b""


@pytest.mark.skipif(os.name == "nt", reason="needs nice")
def test_child_lowers_its_priority(book: Book, tmp_path: Path) -> None:
    command = build_command(book.folder, tmp_path / "cache")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        assert os.getpriority(os.PRIO_PROCESS, child.pid) >= 10
        child.stdin.close()
