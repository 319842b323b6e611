"""Builds the indexes that are missing, one after the other, in child processes."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from viewer.errors import Message
from viewer.search.build import build_command, child_environment, read_event
from viewer.ui.tasks import ChildProcess


@dataclass(frozen=True, slots=True)
class Wanted:
    """A book whose index is missing.

    Attributes:
        book: Its id.
        folder: Its folder.
        title: Its title in the language of the interface.
    """

    book: str
    folder: Path
    title: str


class IndexBuilds(QObject):
    """A queue of builds.

    Signals:
        progress: Title of the book that is being prepared, and percent; below 0 when nothing is.
        built: Id of a book whose index is ready now.
        failed: A ``Message`` that says why a book can't be searched.
    """

    progress = Signal(str, int)
    built = Signal(str)
    failed = Signal(object)

    def __init__(self, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._queue: deque[Wanted] = deque()
        self._current: Wanted | None = None
        self._refused: set[str] = set()
        self._problem: Message | None = None
        self._child = ChildProcess(self)
        self._child.line.connect(self._read)
        self._child.ended.connect(self._end)

    def want(self, wanted: list[Wanted]) -> None:
        """Build what isn't built, queued, or refused already."""
        known = {item.book for item in self._queue} | self._refused
        if self._current is not None:
            known.add(self._current.book)
        self._queue.extend(item for item in wanted if item.book not in known)
        self._start()

    def current(self) -> Wanted | None:
        """Return the book that is being prepared."""
        return self._current

    def cancel(self) -> None:
        """Stop preparing; what was cancelled isn't begun again until the next start."""
        self._refused.update(item.book for item in self._queue)
        if self._current is not None:
            self._refused.add(self._current.book)
        self._queue.clear()
        self._current = None
        self._child.stop()
        self.progress.emit("", -1)

    def again(self) -> None:
        """Forget what was cancelled or failed, so that it can be tried again."""
        self._refused.clear()

    def close(self) -> None:
        """End the child and forget the queue."""
        self._queue.clear()
        self._current = None
        self._child.close()

    def _start(self) -> None:
        if self._current is not None or not self._queue:
            return
        self._current = self._queue.popleft()
        self._problem = None
        self.progress.emit(self._current.title, 0)
        command = build_command(self._current.folder, self._cache)
        self._child.start(command, child_environment())

    @Slot(str)
    def _read(self, line: str) -> None:
        event = read_event(line)
        if self._current is None:
            return
        if event.kind == "progress" and event.total:
            self.progress.emit(self._current.title, min(99, 100 * event.done // event.total))
        elif event.kind == "failed":
            self._problem = event.message

    @Slot(int)
    def _end(self, status: int) -> None:
        item, self._current = self._current, None
        if item is None:
            return
        if status == 0:
            self.built.emit(item.book)
        elif item.book not in self._refused:
            self._refused.add(item.book)
            self.failed.emit(self._problem or Message("index-failed", {"book": item.title}))
        if self._queue:
            self._start()
        else:
            self.progress.emit("", -1)
