"""How annotations follow to a new edition, against the truth: `python3 dev.py bench -k editions`.

The Acts and the section corpus are made into books, and their next editions with the project's
judge, ``make_editions.py``, all from the shared folder beside the project; skipped where that is
absent. What is asked: nothing wrong shown as placed, at most one wrong place in a hundred among
those to be checked, and at least 97 in a hundred right.
"""

import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.corpora import report
from tests.unit.annotations.books import Truth, verdict
from viewer.annotations.anchoring import State
from viewer.annotations.completing import complete
from viewer.annotations.editions import follow
from viewer.annotations.exchange import read_set
from viewer.book.anchor import Anchor
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache

pytestmark = pytest.mark.bench

SHARED = Path(__file__).parents[2].parent / "shared"
SEEDS = (101, 202, 303)
QUOTES = {"acts": 400, "corpus": 1000}
LANGUAGES = ("en", "fr")
LEAST_RIGHT, MOST_WRONG = 0.97, 0.01
LEAST_JUDGED = 5000
SECONDS = 2.0
"""CPU seconds for a thousand annotations in a book of a thousand sections."""

MODES = ("made here, old edition at hand", "made here, old edition gone", "imported, old one gone")


@dataclass(frozen=True)
class Case:
    """An edition with known changes.

    Attributes:
        old: The book before.
        new: The book after.
        bare: Passages as they are imported: quote and some context.
        full: The same as they are made here.
        truths: What became of each.
    """

    old: Book
    new: Book
    bare: list[Anchor]
    full: list[Anchor]
    truths: list[Truth]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The Acts, and the corpus of a thousand sections, as book folders."""
    if not (SHARED / "tools").is_dir():
        pytest.skip("needs the folder shared beside the project")
    folder = tmp_path_factory.mktemp("books")
    corpora = SHARED / "corpora"
    tool("laws_to_book.py", corpora / "justice-laws", folder / "acts")
    tool("jsonl_to_book.py", corpora / "sections" / "sections-1k.jsonl.gz", folder / "corpus")
    return {"acts": sorted((folder / "acts").glob("act-*")), "corpus": [folder / "corpus"]}


def tool(name: str, *arguments: object) -> None:
    """Run a tool of the shared folder."""
    command = [sys.executable, str(SHARED / "tools" / name), *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


def make_case(book: Path, folder: Path, seed: int, language: str, quotes: int) -> Case:
    """Make an edition of ``book`` with known changes."""
    new = folder / f"{book.name}-{language}-{seed}"
    options = ["--seed", seed, "--language", language, "--quotes", quotes]
    tool("make_editions.py", book, new, *options)
    cache = BookCache(folder / "cache")
    opened = open_book(book, cache)
    data = Path(f"{new}.annotations.json").read_bytes()
    bare = [one.anchor for one in read_set(data).annotations]
    lines = Path(f"{new}.truth.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    truths = [Truth(row["change"], row["section"] or "", row["quote"] or "") for row in rows]
    full = complete(bare, [opened])
    return Case(opened, open_book(new, cache), bare, full, truths)


@pytest.fixture(scope="module")
def cases(books: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """All editions, of all seeds."""
    folder = tmp_path_factory.mktemp("editions")
    return [
        make_case(book, folder, seed, language, QUOTES[kind])
        for seed in SEEDS
        for kind, folders in books.items()
        for book in folders
        for language in LANGUAGES
    ]


@pytest.mark.parametrize("mode", MODES)
def test_annotations_follow(
    mode: str, cases: list[Case], capsys: pytest.CaptureFixture[str]
) -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        anchors = case.bare if mode.startswith("imported") else case.full
        older = [case.old] if mode.endswith("at hand") else []
        for found, truth in zip(follow(anchors, case.new, older=older), case.truths, strict=True):
            came_out = verdict(found, truth, case.new)
            if came_out == "wrong":
                came_out = f"wrong {found.state}"
            table[truth.change][came_out] += 1
            table["all"][came_out] += 1
    show(capsys, mode, table)
    total = table["all"].total()
    assert total >= LEAST_JUDGED
    assert table["all"][f"wrong {State.PLACED}"] == 0
    assert table["all"][f"wrong {State.MOVED}"] <= total * MOST_WRONG
    assert table["all"]["right"] >= total * LEAST_RIGHT


def show(capsys: pytest.CaptureFixture[str], mode: str, table: dict[str, Counter[str]]) -> None:
    """Print the table by kind of change, as Markdown."""
    columns = ("right", "unplaced", "wrong moved", "wrong placed")
    lines = [f"| {mode} | n | " + " | ".join(columns) + " |", "|---|---|---|---|---|---|"]
    for change in sorted(table, key=lambda name: (name == "all", name)):
        counted = table[change]
        cells = [f"{counted[name] / counted.total():.2%}" for name in columns]
        lines.append(f"| {change} | {counted.total()} | " + " | ".join(cells) + " |")
    report(capsys, *lines)


def test_speed(
    books: dict[str, list[Path]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = make_case(books["corpus"][0], tmp_path, 404, "en", 1000)
    read_texts(case.old)
    seconds = {"reading the new edition for the first time": read_texts(case.new)}
    for name, older in (("placing", []), ("placing, with the old edition", [case.old])):
        start = time.process_time()
        follow(case.full[:1000], case.new, older=older)
        seconds[name] = time.process_time() - start
    lines = (f"{name:45}{value:6.2f} s of CPU" for name, value in seconds.items())
    report(capsys, "1,000 annotations, 1,000 sections", *lines)
    assert seconds["placing"] < SECONDS


def read_texts(book: Book) -> float:
    """Read all texts, so that they are in the cache, as after the book was indexed."""
    start = time.process_time()
    for section in book.order:
        for language in book.languages_of(section):
            book.text(section, language)
    return time.process_time() - start
