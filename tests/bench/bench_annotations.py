"""A hundred thousand annotations: `python3 dev.py bench -k annotations`."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.bench.corpora import report
from tests.unit.annotations.samples import bookmark, passage
from viewer.annotations.changes import adding
from viewer.annotations.outline import Outline
from viewer.annotations.store import AnnotationStore
from viewer.storage.database import Database
from viewer.storage.opening import open_database

pytestmark = pytest.mark.bench

MANY = 100_000
OPEN_MS, FILTER_MS = 300, 50
"""Milliseconds that opening the list, and filtering it for a key, may take."""


def milliseconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the time of the fastest run: the one that nothing else disturbed."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def whole(database: Database) -> Outline:
    """The outline, read to its end."""
    outline = Outline(database)
    while not outline.read_on():
        pass
    return outline


def test_a_hundred_thousand_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "reader.sqlite3"
    store = AnnotationStore(path)
    words = "passage {} about the border and the port, in some detail"
    store.apply(
        adding(
            replace(
                bookmark(f"Title {number}", passage(words.format(number), ordinal=number % 50)),
                note="a note that asks for more " * (number % 4),
                tags=("ask", "à lire")[: number % 3],
            )
        )
        for number in range(MANY)
    )
    store.close()
    database = open_database(path)
    outline = whole(database)
    times = {
        "open the store": milliseconds(lambda: open_database(path).close(), 3),
        "read the outline": milliseconds(lambda: whole(database)),
        "read fifty rows": milliseconds(lambda: outline.read(range(5000, 5050))),
        "prepare filtering": milliseconds(lambda: whole(database).matching("x"), 2),
    }
    for query in ("b", "border", "asks lire", "nothing like it"):
        times[f"filter by “{query}”"] = milliseconds(partial(outline.matching, query))
    one = AnnotationStore(database).find()[0]
    again = AnnotationStore(database)
    times["rename one"] = milliseconds(lambda: again.update(replace(one, title="x")), 1)
    times["take up a change"] = milliseconds(lambda: outline.refresh([one.id]))
    database.close()
    report(capsys, *(f"{name:28}{value:9.1f} ms" for name, value in times.items()))
    assert times["read the outline"] < OPEN_MS
    assert all(value < FILTER_MS for name, value in times.items() if name.startswith("filter"))
