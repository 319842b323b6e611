"""The child process behind the hidden command ``_index``: builds and merges indexes.

It prints JSON lines (``viewer.search.build.BuildEvent``) on standard output and ends as soon as its
standard input is closed. It runs at low priority, and with nothing of the window in it.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from viewer.assets import READY_INDEXES
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.errors import BookError, Message, SearchIndexError, ViewerError
from viewer.search.build import MERGE, READ, SURVEY, BuildEvent, event_line
from viewer.search.indexes import IndexFolder, remove
from viewer.search.merger import build_collection
from viewer.search.writer import OUTDATED, build_index

_EVERY = 0.1
_PERCENT = 100
_NICE = 10
_PATIENCE = 0.5
_REFUSED = 3
_STOPPED = 130
_ATTEMPTS = 3
_SUBJECTS = {"": 1, READ: 1, MERGE: 0, SURVEY: 2}
"""What an option wants beside the cache's folder; of the names to be merged, any number."""


def main(arguments: Sequence[str]) -> int:
    """Build the index of one book; return 0 if it is there, 3 if it can't be built, 2 if misused.

    Args:
        arguments: ``[--read] BOOK-FOLDER CACHE-FOLDER``; with ``--read`` the book is only read into
            its cache. Or ``--merge NAME... CACHE-FOLDER``, to merge the indexes of these names. Or
            ``--survey BOOK-FOLDER LANGUAGE CACHE-FOLDER``, to look through a book.
    """
    option = arguments[0] if arguments and arguments[0] in _SUBJECTS else ""
    subjects, cache = arguments[bool(option) : -1], Path(*arguments[-1:])
    if not subjects or (option != MERGE and len(subjects) != _SUBJECTS[option]):
        return 2
    _lower_priority()
    speaker = _Speaker()
    finished = threading.Event()
    _end_with_input(speaker, cache, finished)
    work: Callable[[], object]
    if option == MERGE:
        work = partial(build_collection, IndexFolder(cache, ready=READY_INDEXES), subjects)
    elif option == SURVEY:
        work = partial(_survey, Path(subjects[0]), subjects[1], cache, speaker)
    else:
        work = partial(_read if option == READ else _build, Path(subjects[0]), cache, speaker)
    try:
        last = _told(work, speaker)
    except _NotWantedError:
        return _STOPPED
    finally:
        finished.set()
    speaker.say(last)
    return 0 if last.kind == "done" else _REFUSED


class _NotWantedError(Exception):
    """Nobody waits for the index any more."""


def _told(work: Callable[[], object], speaker: "_Speaker") -> BuildEvent:
    """Do the work and return the last event."""
    try:
        work()
    except ViewerError as error:
        return BuildEvent("failed", speaker.book, message=error.message)
    except _NotWantedError:
        raise
    except Exception as error:  # noqa: BLE001 - the parent must hear of it, whatever it is
        reason = f"{type(error).__name__}: {error}"
        message = Message("search-index-failed", {"reason": reason})
        return BuildEvent("failed", speaker.book, message=message)
    return BuildEvent("done", speaker.book, speaker.total, speaker.total)


def _opened(folder: Path, cache: Path, speaker: "_Speaker") -> Book:
    book = open_book(folder, BookCache(cache / "books"))
    speaker.book = book.edition.book
    return book


def _build(folder: Path, cache: Path, speaker: "_Speaker") -> None:
    """Build the index of a book; anew if the book is changed meanwhile."""
    for attempt in range(1, _ATTEMPTS + 1):
        book = _opened(folder, cache, speaker)
        try:
            build_index(IndexFolder(cache), book, speaker.progress)
        except SearchIndexError as error:
            if error.message.code != OUTDATED or attempt == _ATTEMPTS:
                raise
        else:
            return


class _Speaker:
    """Prints events; of progress not more than one in a tenth of a second or for each per cent."""

    def __init__(self) -> None:
        self.book = ""
        self.total = 0
        self.wanted = True
        self._next = 0.0
        self._percent = -1

    def progress(self, done: int, total: int) -> None:
        """Tell how many steps are done, if it is time.

        Raises:
            _NotWantedError: The parent has closed our input.
        """
        if not self.wanted:
            raise _NotWantedError
        self.total = total
        percent = done * _PERCENT // max(total, 1)
        now = time.monotonic()
        if percent != self._percent or now >= self._next:
            self._percent, self._next = percent, now + _EVERY
            self.say(BuildEvent("progress", self.book, done, total))

    def say(self, event: BuildEvent) -> None:
        """Print an event; nobody may be listening any more."""
        with suppress(OSError, ValueError):
            sys.stdout.write(f"{event_line(event)}\n")
            sys.stdout.flush()


def _read(folder: Path, cache: Path, speaker: "_Speaker") -> None:
    """Read everything of a book, so that its cache has it."""
    book = _opened(folder, cache, speaker)
    book.fingerprint()
    texts = [(section, code) for section in book.order for code in book.languages_of(section)]
    for number, (section, language) in enumerate(texts):
        speaker.progress(number, len(texts))
        with suppress(BookError):
            book.text(section, language)


def _survey(folder: Path, language: str, cache: Path, speaker: "_Speaker") -> None:
    """Look through a book, so that its cache has what was found."""
    from viewer.reading.survey import make_survey

    make_survey(_opened(folder, cache, speaker), language, speaker.progress)


def _end_with_input(speaker: _Speaker, cache: Path, finished: threading.Event) -> None:
    """See to it that the process ends when standard input is closed, and leaves nothing."""

    def wait() -> None:
        # Not sys.stdin: its lock, held by a waiting thread, aborts the interpreter at its end.
        with suppress(OSError):
            while os.read(0, 4096):
                pass
        speaker.wanted = False
        if not finished.wait(_PATIENCE):
            for left in cache.glob(f"indexes/*/*.tmp-{os.getpid()}*"):
                remove(left)
            os._exit(_STOPPED)

    threading.Thread(target=wait, daemon=True, name="parent").start()


def _lower_priority() -> None:
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
