"""Building an index in a child process: what the parent starts, hears, and may stop.

The child is this program again with the hidden command ``_index``. It says how far it is in JSON
lines on standard output, and ends as soon as its standard input is closed: so it never outlives the
program that wanted the index.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from viewer.errors import Message, SearchIndexError, Severity, reason_of
from viewer.storage.files import is_there

COMMAND = "_index"
"""Name of the hidden command."""

READ = "--read"
"""Option of the command: only read the book into its cache."""

MERGE = "--merge"
"""Option of the command: merge the indexes of several books."""

SURVEY = "--survey"
"""Option of the command: look through the book for readers of a language."""

EventKind = Literal["progress", "done", "failed"]
_KINDS: dict[str, EventKind] = {"progress": "progress", "done": "done", "failed": "failed"}


@dataclass(frozen=True, slots=True)
class BuildEvent:
    """What the child says.

    Attributes:
        kind: ``progress``; ``done``: the index is there; ``failed``: it isn't and won't be.
        book: Id of the book; empty if the book can't be opened.
        done: Steps done.
        total: Steps in all; 0 if that isn't known.
        message: Why it failed; else None.
    """

    kind: EventKind
    book: str = ""
    done: int = 0
    total: int = 0
    message: Message | None = None


def build_command(book_folder: Path, cache: Path, *, read_only: bool = False) -> list[str]:
    """Return the command line of the child.

    Args:
        book_folder: Folder of the book.
        cache: Folder of the profile for what can be made again.
        read_only: Whether only to read the book into its cache, and build no index.
    """
    options = [READ] if read_only else []
    return _command([*options, str(book_folder), str(cache)])


def merge_command(names: Sequence[str], cache: Path) -> list[str]:
    """Return the command line of the child that merges indexes into one collection.

    It says nothing but that it is done, or why it isn't.

    Args:
        names: Names of the indexes, as ``viewer.search.indexes.IndexFolder.open_named`` takes them.
        cache: Folder of the profile for what can be made again.
    """
    return _command([MERGE, *names, str(cache)])


def survey_command(book_folder: Path, language: str, cache: Path) -> list[str]:
    """Return the command line of the child that looks through a book (``viewer.reading.survey``).

    Args:
        book_folder: Folder of the book.
        language: Language of reading.
        cache: Folder of the profile for what can be made again.
    """
    return _command([SURVEY, str(book_folder), language, str(cache)])


def _command(arguments: Sequence[str]) -> list[str]:
    rest = [COMMAND, *arguments]
    if getattr(sys, "frozen", False):
        return [_console_program(), *rest]
    return [sys.executable, "-m", "viewer", *rest]


def child_environment() -> dict[str, str]:
    """Return the environment in which the child speaks UTF-8 and finds this very program."""
    environment = dict(os.environ)
    environment["PYTHONUTF8"] = "1"
    if not getattr(sys, "frozen", False):
        own = str(Path(__file__).resolve().parents[2])
        environment["PYTHONPATH"] = os.pathsep.join(
            [own, *filter(None, [environment.get("PYTHONPATH")])]
        )
    return environment


def event_line(event: BuildEvent) -> str:
    """Return ``event`` as the child prints it, without the line's end."""
    content: dict[str, object] = {
        "event": event.kind,
        "book": event.book,
        "done": event.done,
        "total": event.total,
    }
    if event.message is not None:
        content["code"] = event.message.code
        content["parameters"] = {key: str(value) for key, value in event.message.parameters.items()}
        content["file"] = event.message.file
        content["line"] = event.message.line
    return json.dumps(content)


def read_event(line: str) -> BuildEvent:
    """Return the event that a line of the child's output stands for.

    A line that isn't one counts as a failure: something else than our child is speaking.
    """
    try:
        content = json.loads(line)
        return BuildEvent(
            _KINDS[content["event"]],
            str(content["book"]),
            int(content["done"]),
            int(content["total"]),
            _message(content) if "code" in content else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return BuildEvent("failed", message=_broken(line.strip()))


def _message(content: Mapping[str, object]) -> Message:
    parameters = content.get("parameters")
    return Message(
        str(content["code"]),
        dict(parameters) if isinstance(parameters, dict) else {},
        Severity.ERROR,
        str(content.get("file", "")),
        int(cast("int", content.get("line", 0))),
    )


def run_build(
    book_folder: Path,
    cache: Path,
    progress: Callable[[BuildEvent], None],
    *,
    read_only: bool = False,
) -> BuildEvent:
    """Build an index in a child process and return its last event, which is ``done``.

    An exception of ``progress`` (or Ctrl+C) stops the child, which then leaves nothing.

    Args:
        book_folder: Folder of the book.
        cache: Folder of the profile for what can be made again.
        progress: Is called with every event but the last.
        read_only: Whether only to read the book into its cache.

    Raises:
        SearchIndexError: The index can't be built; its message says why.
    """
    return _run(build_command(book_folder, cache, read_only=read_only), progress)


def run_merge(names: Sequence[str], cache: Path) -> None:
    """Merge indexes into one collection in a child process; see ``merge_command``.

    Raises:
        SearchIndexError: They can't be merged; its message says why.
    """
    _run(merge_command(names, cache), lambda _: None)


def _run(command: Sequence[str], progress: Callable[[BuildEvent], None]) -> BuildEvent:
    last = BuildEvent("failed", message=_broken(""))
    with _started(command) as child:
        output = cast("IO[str]", child.stdout)
        try:
            for line in output:
                last = read_event(line)
                if last.kind != "progress":
                    break
                progress(last)
        finally:
            stop(child)
    if last.kind == "done":
        return last
    message = last.message or _broken("")
    error = SearchIndexError(
        message.code, file=message.file, line=message.line, **dict(message.parameters)
    )
    raise error


def stop(child: "subprocess.Popen[str]") -> None:
    """End the child: ask it by closing its input, and wait."""
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.close()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _started(command: Sequence[str]) -> "subprocess.Popen[str]":
    try:
        return subprocess.Popen(  # noqa: S603 - this program again
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=child_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise SearchIndexError("search-index-failed", reason=reason_of(error)) from error


def _broken(reason: str) -> Message:
    return Message("search-index-failed", {"reason": reason or "the child process ended early"})


def _console_program() -> str:
    """Return the executable that has a standard output: not the windowed twin."""
    own = Path(sys.executable)
    console = own.with_name(own.name.replace("briefing-viewer", "briefing"))
    return str(console if is_there(console) else own)
