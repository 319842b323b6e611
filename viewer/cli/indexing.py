"""Build missing indexes from the command line, with progress on standard error."""

import gc
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import click

from viewer import messages
from viewer.book.book import Book
from viewer.book.model import pick
from viewer.cli.output import complain
from viewer.cli.session import Session
from viewer.errors import SearchIndexError
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.search.engine import SearchEngine

NO_PLACE = {"search-index-unwritable", "search-index-disk-full"}
"""Codes of errors that another folder may help against."""


def make_ready(session: Session, books: Sequence[Book]) -> int:
    """Build the index of each book that lacks one, in a child process.

    Returns:
        The number of indexes built.

    Raises:
        SearchIndexError: An index can't be built.
    """
    lacking = [book for book in books if session.indexes.state(book) != "ready"]
    for book in lacking:
        _build(session, book)
    return len(lacking)


def make_ready_somewhere(session: Session, books: Sequence[Book]) -> None:
    """Do the same; where the cache can't be written, build in a folder that goes at the end.

    Raises:
        SearchIndexError: An index can't be built there either.
    """
    try:
        make_ready(session, books)
    except SearchIndexError as problem:
        if problem.message.code not in NO_PLACE:
            raise
        complain(problem.message)
        session.keep_indexes_for_now()
        make_ready(session, books)


def open_engine(session: Session, books: Sequence[Book]) -> "SearchEngine":
    """Return an engine that searches ``books``; tells of those that it can't search.

    Many indexes are merged by a child process, once: then this one needs little memory, and the
    next no time. Where that fails, they are merged here, each time.
    """
    from viewer.search.build import run_merge
    from viewer.search.engine import SearchEngine

    engine = SearchEngine(session.indexes)
    problems = engine.open(books, merge_many=False)
    if engine.unmerged:
        with suppress(SearchIndexError):
            run_merge(engine.unmerged, session.indexes.cache)
        problems = engine.open(books)
    for message in problems:
        complain(message)
    # What is open stays so; to search it for garbage took most of the time of some keys.
    gc.collect()
    gc.freeze()
    return engine


def _build(session: Session, book: Book) -> None:
    from viewer.search.build import BuildEvent, run_build

    title = pick(book.edition.title, messages.language())
    label = _("Preparing search: {title}").format(title=title)
    bar = click.progressbar(length=100, label=label, file=sys.stderr)
    with ExitStack() as shown:

        def progress(event: BuildEvent) -> None:
            # Shown once there is progress: where the folder can't be written, there is none.
            if not bar.entered:
                shown.enter_context(bar)
            if event.total:
                bar.update(event.done * 100 // event.total - bar.pos)

        run_build(book.folder, session.indexes.cache, progress)
