"""Building indexes: `python3 dev.py bench -k index`."""

import os
import time
from itertools import islice
from pathlib import Path

import pytest

from tests.bench import corpora
from tests.bench.corpora import report, write_corpus
from tests.unit.search.samples import quiet
from viewer.assets import DATA
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.search.analysis import analyzer, field_language
from viewer.search.arrays import PARTS
from viewer.search.backend import filestore
from viewer.search.build import run_build
from viewer.search.codec import schema
from viewer.search.collect import LANGUAGES
from viewer.search.indexes import IndexFolder
from viewer.search.units import TITLE, units
from viewer.search.writer import build_index

pytestmark = pytest.mark.bench


def children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def test_index_of_bundled_books_from_cold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole child processes, imports included: under 4 seconds of CPU."""
    before, start = children_cpu(), time.perf_counter()
    for name in ("key-relationships", "user-guide"):
        run_build(DATA / name, tmp_path / "cache", lambda _: None)
    cpu, wall = children_cpu() - before, time.perf_counter() - start
    report(capsys, f"bundled books, cold: {cpu:.2f} s CPU, {wall:.2f} s wall")
    assert cpu < 4


def test_index_of_a_book_of_300_sections(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its files to searchable, the child's start included: under 3 seconds."""
    few = list(islice(corpora.rows("1k"), 300))
    monkeypatch.setattr(corpora, "rows", lambda _: iter(few))
    folder = write_corpus(tmp_path / "book", "1k")
    start = time.perf_counter()
    run_build(folder, tmp_path / "cache", lambda _: None)
    wall = time.perf_counter() - start
    report(capsys, f"300 sections: {wall:.2f} s wall")
    assert wall < 3


def test_index_against_bare_whoosh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From parsed texts: our index with its arrays against Whoosh's own writer, same schema."""
    cache = BookCache(tmp_path / "books")
    book = open_book(write_corpus(tmp_path / "book", "10k"), cache)
    parsing = timed(lambda: read(book))
    reading = timed(lambda: read(book))
    ours = timed(lambda: build_index(IndexFolder(tmp_path / "cache"), book, quiet)) - reading
    bare = timed(lambda: bare_whoosh(book, tmp_path / "bare")) - reading
    size = sum(file.stat().st_size for file in IndexFolder(tmp_path / "cache").path(book).iterdir())
    report(
        capsys,
        f"10,000 sections, CPU s: parsing {parsing:.1f}, reading parsed {reading:.1f}",
        f"index and arrays {ours:.1f}, bare Whoosh {bare:.1f}, ratio {ours / bare:.2f}",
        f"size {size / 1e6:.1f} MB",
    )
    assert ours <= 1.3 * bare


def timed(work: object) -> float:
    assert callable(work)
    start = time.process_time()
    work()
    return time.process_time() - start


def read(book: Book) -> None:
    book.fingerprint()
    for section in book.order:
        for language in book.languages_of(section):
            book.text(section, language)


def bare_whoosh(book: Book, folder: Path) -> None:
    """Build what Whoosh alone would: the same fields and words, nothing else."""
    from whoosh import index

    folder.mkdir()
    names = {f"{part}_{code}": analyzer(code) for part in PARTS for code in LANGUAGES}
    storage = filestore.FileStorage(str(folder))
    writer = index.FileIndex.create(storage, schema(names), "MAIN").writer(limitmb=512)
    for identifier in book.order:
        section = book.section(identifier)
        for language in book.languages_of(identifier):
            text = book.text(identifier, language)
            code = field_language(language)
            fields: dict[str, list[str]] = {"title": [], "headings": [], "body": []}
            for unit in units(section.title.get(language, ""), text, language):
                part = "title" if unit.kind == TITLE else "body"
                fields["headings" if unit.kind == "heading" else part].append(unit.text)
            filled = {f"{part}_{code}": "\n".join(found) for part, found in fields.items() if found}
            writer.add_document(**filled)
    writer.commit(optimize=True)
