"""Builds the index of one edition: runs in the child process only."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

from viewer.book.book import Book
from viewer.book.model import Section, SectionText, pick
from viewer.errors import BookError, SearchIndexError
from viewer.search import seal
from viewer.search.assemble import Assembly
from viewer.search.collect import Collector
from viewer.search.indexes import IndexFolder, index_name, remove
from viewer.search.publish import Work, publish, put, unwritable
from viewer.search.texts import TEXTS
from viewer.search.units import encode, units
from viewer.storage.files import is_folder, matching

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""

OUTDATED = "search-index-outdated"
"""Code of the error that the book was changed while its index was built."""

_WRITING = 5
"""Writing takes about a fifth of the time that gathering takes."""


def build_index(indexes: IndexFolder, book: Book, progress: Progress) -> Path:
    """Build the index of ``book`` unless it is there, and return where it is.

    Args:
        indexes: Where it goes.
        book: What to index.
        progress: Is told how far it is.

    Raises:
        SearchIndexError: The folder can't be written (``search-index-unwritable``,
            ``search-index-disk-full``), or the book was changed meanwhile
            (``search-index-outdated``).
    """
    work = _work(indexes.path(book), book, progress)
    # What another process finishes meanwhile may be newer than ours.
    outdated = list(_others(work))
    if publish(indexes, work, lambda: indexes.open(book)):
        for other in outdated:
            remove(other)
    return work.path


def build_ready_index(folder: Path, book: Book, progress: Progress) -> Path:
    """Build the index of a bundled book into the program's own folder, unsealed.

    Args:
        folder: ``viewer.assets.READY_INDEXES`` of the program that is being built.
        book: What to index.
        progress: Is told how far it is.

    Raises:
        SearchIndexError: The folder can't be written.
    """
    indexes = IndexFolder(folder.parent)
    work = _work(folder / book.edition.book / indexes.path(book).name, book, progress)
    try:
        work.path.parent.mkdir(parents=True, exist_ok=True)
        remove(work.path)
        put(indexes, work, None)
    except OSError as error:
        raise unwritable(error, work.path.parent) from error
    return work.path


def _work(path: Path, book: Book, progress: Progress) -> Work:
    facts = {"book": book.edition.book, "edition": book.edition.edition}

    def write(folder: Path) -> None:
        _write(book, folder, progress)
        if index_name(book) != path.name:
            raise SearchIndexError(OUTDATED, title=pick(book.edition.title, "en"))

    return Work(path, facts, write)


def _write(book: Book, folder: Path, progress: Progress) -> None:
    """Write everything but the seal."""
    documents = list(_documents(book))
    total = len(documents) + len(documents) // _WRITING + 1
    collector = Collector()
    lines = np.zeros(len(documents) + 1, np.int64)
    with (folder / TEXTS).open("wb") as file:
        for number, (section, language) in enumerate(documents):
            progress(number, total)
            found = units(section.title.get(language, ""), _text(book, section, language), language)
            lines[number + 1] = lines[number] + file.write(encode(found))
            collector.add(section.id, language, found, section.parent)
    rest = total - len(documents)
    Assembly(collector).write(
        folder, lines, lambda share: progress(len(documents) + int(share * rest), total)
    )
    progress(total, total)


def _documents(book: Book) -> Iterator[tuple[Section, str]]:
    """Yield each section in each of its languages; a group without text for its title."""
    for identifier in book.order:
        section = book.section(identifier)
        with_text = book.languages_of(identifier)
        for language in book.edition.languages:
            if language in with_text or (not with_text and language in section.title):
                yield section, language


def _text(book: Book, section: Section, language: str) -> SectionText | None:
    if language not in book.languages_of(section.id):
        return None
    try:
        return book.text(section.id, language)
    except BookError:
        # A defective section can't be read either; its title can be found.
        return None


def _others(work: Work) -> Iterator[Path]:
    """Yield indexes of other contents of the same edition: an author makes many of them."""
    for other in matching(work.path.parent, "*"):
        if other.name == work.path.name or not is_folder(other):
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads((other / seal.COMPLETE).read_bytes())
            if content["facts"]["edition"] == work.facts["edition"]:
                yield other
