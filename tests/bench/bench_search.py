"""Searching, beside other engines: `python3 dev.py bench -k search`.

Every engine types the same phrases into the same texts, in turn, and cuts passages for the best
twenty. What counts are ratios of CPU time in one run.
"""

import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.bench.corpora import CORPORA, phrases, report, rows
from tests.bench.rivals import Fts5, Tantivy
from tests.bench.shelves import KEPT, Shelf, corpus_shelf
from viewer.search.analysis import words
from viewer.search.engine import Answer, SearchEngine

pytestmark = pytest.mark.bench

LIMIT = 20
SHELVES = ("10k", "100k", "ten")
LARGE = ("100k", "ten")
RUNS = 3


@pytest.fixture(params=SHELVES)
def shelf(request: pytest.FixtureRequest) -> Shelf:
    """A shelf of ten or a hundred thousand sections."""
    if not (CORPORA / "sections").is_dir():
        pytest.skip(f"needs the sections in {CORPORA} (BRIEFING_CORPORA names the folder)")
    return corpus_shelf(request.param)


def size_of(shelf: Shelf) -> str:
    return shelf.profile.parent.name


class Ours:
    """Our engine, as the command line and the window use it."""

    name = "ours"

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    def key(self, text: str) -> int:
        """Search for what is being typed; passages are cut and their matches marked."""
        return shown(self._engine.search(text, limit=LIMIT, typing=True))

    def close(self) -> None:
        """Close the indexes."""
        self._engine.close()


def shown(answer: Answer) -> int:
    assert all(len(hit.highlights) == len(hit.matches) for hit in answer.hits)
    return len(answer.hits)


def cpu_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


def line(name: str, times: Sequence[float]) -> str:
    return (
        f"{name}: {len(times)} keys, median {statistics.median(times):.2f}, "
        f"95 % {p95(times):.2f}, most {max(times):.2f} ms of CPU"
    )


def settle() -> None:
    """Leave out of the measurement what was made before it."""
    gc.collect()
    gc.freeze()


def test_keys_against_other_engines(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    """While one types: at most 0.2 of SQLite's time (0.03 if large), and tantivy's (half)."""
    size, books = size_of(shelf), shelf.books()
    engines: list[Ours | Fts5 | Tantivy] = [Ours(shelf.engine())]
    engines.append(Fts5(KEPT / size / "fts5.sqlite", books))
    if find_spec("tantivy"):
        engines.append(Tantivy(KEPT / size / "tantivy", books))
    settle()
    times: dict[str, list[float]] = {one.name: [] for one in engines}
    for phrase in phrases(shelf.phrases):
        for one in engines:
            for length in range(1, len(phrase) + 1):
                text = phrase[:length]
                times[one.name].append(cpu_ms(lambda one=one, text=text: one.key(text)))  # type: ignore[misc]
    gc.unfreeze()
    for one in engines:
        one.close()
    ratios = {name: p95(times["ours"]) / p95(found) for name, found in times.items()}
    report(
        capsys,
        f"{size}:",
        *(line(name, found) for name, found in times.items()),
        *(f"ours / {name} at 95 %: {ratio:.3f}" for name, ratio in ratios.items()),
    )
    assert ratios["SQLite FTS5"] <= (0.03 if size in LARGE else 0.2)
    assert ratios.get("tantivy", 0.0) <= (0.5 if size in LARGE else 1.0)


def typos(vocabulary: Sequence[str], chance: random.Random) -> str:
    """Return two words with a slip in one: a letter left out, doubled, or swapped with the next."""
    one, other = chance.sample(vocabulary, 2)
    at = chance.randrange(1, len(one) - 1)
    slips = [
        one[:at] + one[at + 1 :],
        one[:at] + one[at] + one[at:],
        one[:at] + one[at + 1] + one[at] + one[at + 2 :],
    ]
    return f"{chance.choice(slips)} {other}"


def questions(chance: random.Random) -> tuple[list[str], list[str]]:
    """Return phrases, and pairs of words with a slip, from the texts of the corpus."""
    texts = [row["text"] for row in rows("10k")]
    quoted: list[str] = []
    misspelt: list[str] = []
    while len(quoted) < 100:
        found = [word for word in words(chance.choice(texts)) if word.surface.isalpha()]
        if len(found) > 20:
            at, size = chance.randrange(len(found) - 4), chance.choice([2, 2, 3, 4])
            quoted.append('"' + " ".join(one.surface for one in found[at : at + size]) + '"')
            long = sorted({one.surface for one in found if len(one.surface) > 4})
            if len(long) > 1:
                misspelt.append(typos(long, chance))
    return quoted, misspelt


@pytest.mark.parametrize("kind", ["phrases", "slips"])
def test_phrases_and_slips(shelf: Shelf, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Phrases of two to four words, and misspelt words: 30 ms, 200 ms if large."""
    quoted, misspelt = questions(random.Random(7))  # noqa: S311 - not for secrets
    asked = quoted if kind == "phrases" else misspelt
    engine = shelf.engine()
    engine.search('"the first"')
    engine.search("misspeltt")
    settle()
    times = [
        cpu_ms(lambda text=text: shown(engine.search(text, limit=LIMIT)))  # type: ignore[misc]
        for text in asked
    ]
    gc.unfreeze()
    engine.close()
    report(capsys, f"{size_of(shelf)}, {line(kind, times)}")
    assert p95(times) <= (200 if size_of(shelf) in LARGE else 30)


def test_memory(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    """The most that ``search --batch --typed`` needs: 150 MB, 350 MB if large."""
    file = CORPORA / "sections" / f"typed-{shelf.phrases}.txt"
    command = [sys.executable, "-m", "viewer", "search", "--batch", str(file), "--typed"]
    command += ["--profile", str(shelf.profile), "--shelf", str(shelf.folder)]
    most = 0.0
    keys: list[float] = []
    for _run in range(RUNS):
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            with subprocess.Popen(command, stdout=output) as child:
                while child.poll() is None:
                    most = max(most, pss_mb(child.pid))
                    with suppress(subprocess.TimeoutExpired):
                        child.wait(timeout=0.02)
            output.seek(0)
            for text in output:
                keys += [stroke["cpu_ms"] for stroke in json.loads(text)["keystrokes"]]
    report(
        capsys,
        f"{size_of(shelf)}: {most:.0f} MB",
        line("search --batch --typed", keys),
    )
    assert most <= (350 if size_of(shelf) in LARGE else 150)


def pss_mb(pid: int) -> float:
    """Return the proportional memory of a process, in MB; 0 where the system doesn't tell."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(row.split()[1]) / 1024 for row in text.splitlines() if row.startswith("Pss:"))
