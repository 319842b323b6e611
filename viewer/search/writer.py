"""Builds the index of one edition: runs in the child process only."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import numpy as np

from viewer.book.book import Book
from viewer.book.model import Section, SectionText
from viewer.errors import BookError, SearchIndexError
from viewer.search import seal
from viewer.search.assemble import Assembly
from viewer.search.collect import Collector
from viewer.search.indexes import IndexFolder, remove
from viewer.search.locks import FileLock
from viewer.search.texts import TEXTS
from viewer.search.units import encode, units

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""

_WAIT = 0.05
_WRITING = 5
"""Writing takes about a fifth of the time that gathering takes."""


def build_index(indexes: IndexFolder, book: Book, progress: Progress) -> Path:
    """Build the index of ``book`` unless it is there, and return where it is.

    A second build of the same index waits for the first and then has nothing to do. A build that is
    killed leaves a folder that nothing opens and that the next build removes.

    Args:
        indexes: Where it goes.
        book: What to index.
        progress: Is told how far it is.

    Raises:
        SearchIndexError: The folder can't be written (``search-index-unwritable``,
            ``search-index-disk-full``).
    """
    path = indexes.path(book)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with indexes.lock(path) as lock:
            _wait_for(lock)
            if indexes.state(book) != "ready":
                key = seal.profile_key(indexes.cache, create=True)
                _build(indexes, book, path, key, progress)
    except OSError as error:
        raise _unwritable(error, path.parent) from error
    return path


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
    path = folder / book.edition.book / indexes.path(book).name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove(path)
        _build(indexes, book, path, None, progress)
    except OSError as error:
        raise _unwritable(error, path.parent) from error
    return path


def _wait_for(lock: FileLock) -> None:
    waiting = Event()
    while not lock.acquire():
        waiting.wait(_WAIT)


def _unwritable(error: OSError, folder: Path) -> SearchIndexError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = "search-index-disk-full" if full else "search-index-unwritable"
    return SearchIndexError(code, folder=str(folder))


def _build(
    indexes: IndexFolder, book: Book, path: Path, key: bytes | None, progress: Progress
) -> None:
    for left in list(indexes.leftovers(path)):
        remove(left)
    temporary = indexes.temporary(path, f"{os.getpid()}")
    temporary.mkdir()
    try:
        _write(book, temporary, progress)
        facts = {"book": book.edition.book, "edition": book.edition.edition, "name": path.name}
        seal.write_seal(temporary, facts, key)
        if path.exists():
            # What is there can't be opened, else nothing would be built.
            path.rename(indexes.temporary(path, f"{os.getpid()}-old"))
        temporary.rename(path)
    except BaseException:
        remove(temporary)
        raise
    _sync(path.parent)
    remove(indexes.temporary(path, f"{os.getpid()}-old"))
    _remove_outdated(path, facts)


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


def _remove_outdated(path: Path, facts: dict[str, str]) -> None:
    """Remove indexes of earlier contents of the same edition: an author makes many of them."""
    for other in path.parent.iterdir():
        if other.name == path.name or not other.is_dir():
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads((other / seal.COMPLETE).read_bytes())
            if content["facts"]["edition"] == facts["edition"]:
                remove(other)


def _sync(folder: Path) -> None:
    """Put the new name of an index safely on disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
