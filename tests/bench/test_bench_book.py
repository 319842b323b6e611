"""Opening and reading books of one and of ten thousand sections: `python3 dev.py bench -k book`."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.assets import DATA
from viewer.book.book import open_book
from viewer.book.cache import BookCache
from viewer.book.markdown import parse_text
from viewer.book.shelf import Shelf

MANY = 10_000
RUNS = 7
BUNDLED = DATA / "key-relationships"

pytestmark = pytest.mark.bench

SENTENCE = "The agency works with *partners* at home and abroad, see [the next](section:s-1). "


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of ten thousand sections in two languages."""
    folder = tmp_path_factory.mktemp("large") / "large"
    (folder / "text").mkdir(parents=True)
    lines = [
        "format: 1",
        "id: large",
        'edition: "1"',
        "issued: 2026-01-01",
        "title: {en: Large, fr: Grand}",
        "classification: unclassified",
        "languages: [en, fr]",
        "contents:",
    ]
    for number in range(MANY):
        if number % 100 == 0:
            lines += [f"  - id: part-{number}", f"    title: {{en: P{number}, fr: P{number}}}"]
            lines += ["    sections:"]
        title = f"{{en: Section {number} of many, fr: Section {number} de plusieurs}}"
        path = f"text/s-{number}.md"
        lines += [f"      - id: s-{number}", f"        title: {title}"]
        lines += [f"        text: {{en: {path}, fr: {path}}}"]
        (folder / path).write_text(f"# Section {number}\n\n{SENTENCE * 4}\n", encoding="utf-8")
    (folder / "book.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the milliseconds of the fastest run: the one that nothing else disturbed."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def measure(folder: Path, cache: BookCache) -> dict[str, float]:
    """Return milliseconds by what was done."""
    times = {
        "open, first time": best(lambda: open_book(folder), 2),
        "fingerprint, first time": best(open_book(folder).fingerprint, 1),
    }
    book = open_book(folder, cache)
    book.fingerprint()
    path = folder / book.section(book.first()).text["en"]
    source = path.read_text(encoding="utf-8")
    shelf = Shelf([folder], cache=cache, bundled=folder / "none")
    return times | {
        "open, cached": best(lambda: open_book(folder, cache)),
        "list, cached": best(shelf.books),
        "fingerprint, unchanged": best(book.fingerprint),
        "first text, parsed": best(lambda: parse_text(source, file="x.md")),
        "first text, cached": best(lambda: open_book(folder, cache).text(book.first(), "en")),
    }


def test_books(large: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [measure(folder, BookCache(tmp_path / folder.name)) for folder in (BUNDLED, large)]
    with capsys.disabled():
        print(f"\n{'milliseconds':26}{'bundled':>10}{MANY:>10}")
        for name in rows[0]:
            print(f"{name:26}" + "".join(f"{row[name]:10.2f}" for row in rows))
