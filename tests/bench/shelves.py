"""Large shelves to search, made once and kept: 100,000 sections take minutes to index."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpora import write_corpus
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.search.build import run_build, run_merge
from viewer.search.engine import SearchEngine
from viewer.search.indexes import IndexFolder

KEPT = Path(os.environ.get("BRIEFING_BENCH", Path(tempfile.gettempdir()) / "briefing-bench"))
"""Where shelves are kept from one measurement to the next."""

BOOKS = {"1k": (1, 1, "1k"), "10k": (1, 1, "10k"), "100k": (1, 10, "10k"), "ten": (10, 1, "10k")}
"""Of each shelf: how many books, how often each section is written, and the corpus."""


@dataclass(frozen=True)
class Shelf:
    """A shelf with its indexes.

    Attributes:
        folder: Where its books lie.
        profile: A profile with its indexes.
        phrases: Corpus whose phrases are typed.
    """

    folder: Path
    profile: Path
    phrases: str

    def books(self) -> list[Book]:
        """Open its books."""
        cache = BookCache(self.profile / "cache" / "books")
        return [open_book(path, cache) for path in sorted(self.folder.iterdir())]

    def engine(self) -> SearchEngine:
        """Return an engine that searches all of it."""
        engine = SearchEngine(IndexFolder(self.profile / "cache"))
        assert engine.open(self.books()) == []
        return engine


def corpus_shelf(name: str) -> Shelf:
    """Return a shelf of ``BOOKS``, indexed and merged."""
    count, repeat, corpus = BOOKS[name]
    folder = KEPT / name / "books"
    for number in range(count):
        book = f"corpus-{number}"
        if not (folder / book / "book.yaml").exists():
            write_corpus(folder / book, corpus, book=book, repeat=repeat)
    return indexed(Shelf(folder, KEPT / name / "profile", corpus))


def indexed(shelf: Shelf) -> Shelf:
    """Build what a shelf lacks, and return it."""
    cache = shelf.profile / "cache"
    books = shelf.books()
    _build(IndexFolder(cache), books)
    engine = SearchEngine(IndexFolder(cache))
    engine.open(books, merge_many=False)
    if engine.unmerged:
        run_merge(engine.unmerged, cache)
    engine.close()
    return shelf


def _build(indexes: IndexFolder, books: Sequence[Book]) -> None:
    for book in books:
        if not indexes.path(book).exists():
            run_build(book.folder, indexes.cache, lambda _: None)
