"""``briefing search --batch``: many queries, one JSON line each; with ``--typed``, key by key."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from viewer.cli.output import say_json
from viewer.cli.results import answer_record
from viewer.errors import UsageError

if TYPE_CHECKING:
    from viewer.cli.engines import Engines
    from viewer.search.engine import Answer

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the queries are run.

    Attributes:
        language: Language to prefer.
        limit: Most sections of an answer.
        typed: Whether each query is replayed as if it were typed.
    """

    language: str
    limit: int
    typed: bool


def run(engines: "Engines", file: Path, settings: Settings) -> int:
    """Answer every query of a file; 1 if none of them found anything."""
    engines.make_ready()
    found = False
    for identifier, query in _queries(file):
        record: dict[str, Any] = {"id": identifier}
        if settings.typed:
            answer, keystrokes = _type(engines, query, settings)
        else:
            answer, keystrokes = _search(engines, query, settings), []
        record |= answer_record(answer)
        if settings.typed:
            record["keystrokes"] = keystrokes
        say_json(record, compact=True)
        found = found or bool(answer.hits or answer.own)
    return 0 if found else 1


def _queries(file: Path) -> Iterator[tuple[str, str]]:
    """Yield id and query of each line that holds one; without an id, the number of the line."""
    with click.open_file(str(file), "rb") as stream:
        for number, raw in enumerate(stream, start=1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as problem:
                raise UsageError("batch-not-utf-8", file=str(file), line=number) from problem
            identifier, tab, query = line.partition("\t")
            if not tab:
                identifier, query = str(number), line
            if query.strip():
                yield identifier, query


def _search(engines: "Engines", text: str, settings: Settings, *, typing: bool = False) -> "Answer":
    language, limit = settings.language, settings.limit
    return engines.search(text, language=language, limit=limit, typing=typing)


def _type(
    engines: "Engines", query: str, settings: Settings
) -> tuple["Answer", list[dict[str, Any]]]:
    """Search for every beginning of ``query``, as the field in the window does.

    Returns:
        The answer to the whole query, and for each key the text so far, the milliseconds that
        passed and that the processor worked until passages and highlights were there, and the
        number of sections found.
    """
    keystrokes = []
    answer = None
    for length in range(1, len(query) + 1):
        text = query[:length]
        cpu, start = time.process_time(), time.perf_counter()
        answer = _search(engines, text, settings, typing=True)
        took, worked = time.perf_counter() - start, time.process_time() - cpu
        keystrokes.append(
            {
                "text": text,
                "took_ms": round(took * 1000, 3),
                "cpu_ms": round(worked * 1000, 3),
                "total": answer.total,
            }
        )
    return answer or _search(engines, query, settings), keystrokes
