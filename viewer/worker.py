"""The child process behind the hidden command ``_index``: reads a book and builds its index.

It prints JSON lines (``viewer.search.build.BuildEvent``) on standard output and ends as soon as its
standard input is closed. It runs at low priority, and with nothing of the window in it.
"""

import os
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.errors import BookError, Message, ViewerError
from viewer.search.build import BuildEvent, event_line
from viewer.search.indexes import IndexFolder, remove
from viewer.search.writer import Progress, build_index

_READ_ONLY = "--read"
_EVERY = 0.1
_PERCENT = 100
_NICE = 10
_PATIENCE = 0.5
_REFUSED = 3
_STOPPED = 130


def main(arguments: Sequence[str]) -> int:
    """Build the index of one book; return 0 if it is there, 3 if it can't be built, 2 if misused.

    Args:
        arguments: ``[--read] BOOK-FOLDER CACHE-FOLDER``; with ``--read`` the book is only read into
            its cache.
    """
    rest = [argument for argument in arguments if argument != _READ_ONLY]
    if len(rest) != 2:  # noqa: PLR2004 - two folders
        return 2
    folder, cache = Path(rest[0]), Path(rest[1])
    _lower_priority()
    indexes = IndexFolder(cache)
    speaker = _Speaker()
    finished = threading.Event()
    _end_with_input(speaker, indexes, finished)
    try:
        last = _work(folder, indexes, speaker, read_only=_READ_ONLY in arguments)
    except _NotWantedError:
        return _STOPPED
    finally:
        finished.set()
    speaker.say(last)
    return 0 if last.kind == "done" else _REFUSED


class _NotWantedError(Exception):
    """Nobody waits for the index any more."""


def _work(
    folder: Path, indexes: IndexFolder, speaker: "_Speaker", *, read_only: bool
) -> BuildEvent:
    """Do what is asked and return the last event."""
    try:
        book = open_book(folder, BookCache(indexes.cache / "books"))
        speaker.book = book.edition.book
        if read_only:
            _read(book, speaker.progress)
        else:
            build_index(indexes, book, speaker.progress)
    except ViewerError as error:
        return BuildEvent("failed", speaker.book, message=error.message)
    except _NotWantedError:
        raise
    except Exception as error:  # noqa: BLE001 - the parent must hear of it, whatever it is
        reason = f"{type(error).__name__}: {error}"
        message = Message("search-index-failed", {"reason": reason})
        return BuildEvent("failed", speaker.book, message=message)
    return BuildEvent("done", speaker.book, speaker.total, speaker.total)


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


def _read(book: Book, progress: Progress) -> None:
    """Read everything of a book, so that its cache has it."""
    book.fingerprint()
    texts = [(section, code) for section in book.order for code in book.languages_of(section)]
    for number, (section, language) in enumerate(texts):
        progress(number, len(texts))
        with suppress(BookError):
            book.text(section, language)


def _end_with_input(speaker: _Speaker, indexes: IndexFolder, finished: threading.Event) -> None:
    """See to it that the process ends when standard input is closed, and leaves nothing."""

    def wait() -> None:
        # Not sys.stdin: its lock, held by a waiting thread, aborts the interpreter at its end.
        with suppress(OSError):
            while os.read(0, 4096):
                pass
        speaker.wanted = False
        if not finished.wait(_PATIENCE):
            for left in indexes.cache.glob(f"indexes/*/*.tmp-{os.getpid()}*"):
                remove(left)
            os._exit(_STOPPED)

    threading.Thread(target=wait, daemon=True, name="parent").start()


def _lower_priority() -> None:
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
