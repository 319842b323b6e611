"""How commands print: words on standard output, problems on standard error, JSON for scripts."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from viewer import messages
from viewer.errors import Message, OutputError, reason_of
from viewer.messages import mark
from viewer.messages import translate as _

HINTS = {
    "book-not-found": mark("Type “briefing list” to see the books."),
    "search-index-unwritable": mark("Another profile can be used with --profile."),
    "unknown-section": mark("Type “briefing contents {book}” to see the sections."),
}
"""What a command can be told besides, where the window has other ways."""


def prepare_streams() -> None:
    """Make both streams take any text, whatever the system's encoding is.

    One that is closed (``briefing list >&-``) takes it to nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - stays open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(message: Message) -> None:
    """Print a message on standard error, one line, with file and line where there is one."""
    words = messages.located(message)
    if message.code in HINTS:
        words = f"{words} {_(HINTS[message.code]).format_map(message.parameters)}"
    warn(words)


def warn(line: str) -> None:
    """Print ready words on standard error; where that fails, nobody can be told."""
    with suppress(OSError):
        click.echo(line, err=True)


def say(line: str = "") -> None:
    """Print ready words on standard output.

    Raises:
        OutputError: They can't be written, to a full disk for example.
        BrokenPipeError: Nobody reads any more.
    """
    with _writing():
        click.echo(line)


def say_json(value: object, *, compact: bool = False) -> None:
    """Print a value as JSON: indented for eyes, or ``compact`` on one line; raises as ``say``."""
    say(json.dumps(value, ensure_ascii=False, indent=None if compact else 2))


def finish() -> None:
    """See to it that all was written that was printed; raises as ``say``."""
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(sys.stdout)
        raise OutputError("output-failed", reason=reason_of(error)) from error


def say_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell.

    What would command a terminal, or turn words around, is replaced: cells hold words of others.
    """
    table = [[_harmless(cell) for cell in row] for row in rows]
    if not table:
        return
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())


def _harmless(cell: str) -> str:
    from viewer.book.canonical import BIDI_OVERRIDES, REPLACEMENT, clean

    return BIDI_OVERRIDES.sub(REPLACEMENT, clean(cell))


def silence(stream: TextIO) -> None:
    """Point ``stream`` at nothing, after its reader has gone (``briefing list | head -1``).

    Without this Python complains at exit that it could not flush.
    """
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
