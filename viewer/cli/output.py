"""How commands print: words on standard output, problems on standard error, JSON for scripts."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

import click

from viewer import messages
from viewer.errors import Message


def prepare_streams() -> None:
    """Make both streams take any text, whatever the system's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(message: Message) -> None:
    """Print a message on standard error, one sentence, with file and line where there is one."""
    warn(messages.located(message))


def warn(line: str) -> None:
    """Print ready words on standard error."""
    click.echo(line, err=True)


def say(line: str = "") -> None:
    """Print ready words on standard output."""
    click.echo(line)


def say_json(value: object, *, compact: bool = False) -> None:
    """Print a value as JSON: indented for eyes, or ``compact`` on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if compact else 2))


def say_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell."""
    table = [list(row) for row in rows]
    if not table:
        return
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())


def silence(stream: TextIO) -> None:
    """Point ``stream`` at nothing, after its reader has gone (``briefing list | head -1``).

    Without this Python complains at exit that it could not flush.
    """
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
