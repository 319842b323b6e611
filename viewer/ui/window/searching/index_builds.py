"""Builds the indexes that are missing, and merges them, one after the other, in child processes."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from viewer.errors import Message
from viewer.search.build import build_command, child_environment, merge_command, read_event
from viewer.ui.tasks import ChildProcess
from viewer.ui.window.searching.index_place import IndexPlace


@dataclass(frozen=True, slots=True)
class Wanted:
    """A book whose index is missing.

    Attributes:
        book: Its id.
        folder: Its folder; of each edition of a book, another.
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
        merged: The child that merged indexes has ended, well or not.
        moved: Indexes are kept in another folder from now on; all are missing there.
    """

    progress = Signal(str, int)
    built = Signal(str)
    failed = Signal(object)
    merged = Signal()
    moved = Signal()

    def __init__(self, place: IndexPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._queue: deque[Wanted] = deque()
        self._current: Wanted | None = None
        self._refused: set[Path] = set()
        self._unmerged: tuple[str, ...] = ()
        self._merging = False
        self._problem: Message | None = None
        self._child = ChildProcess(self)
        self._child.line.connect(self._read)
        self._child.ended.connect(self._end)

    def want(self, wanted: list[Wanted]) -> None:
        """Build what isn't built, queued, or refused already."""
        known = {item.folder for item in self._queue} | self._refused
        if self._current is not None:
            known.add(self._current.folder)
        self._queue.extend(item for item in wanted if item.folder not in known)
        self._start()

    def merge(self, names: Sequence[str]) -> None:
        """Merge the indexes of these names, before any other book is prepared."""
        self._unmerged = tuple(names)
        self._start()

    def current(self) -> Wanted | None:
        """Return the book that is being prepared."""
        return self._current

    def cancel(self) -> None:
        """Stop preparing; what was cancelled isn't begun again until the next start."""
        self._refused.update(item.folder for item in self._queue)
        self._queue.clear()
        if self._current is not None:
            self._refused.add(self._current.folder)
            self._current = None
            self._child.stop()
            self._start()
        self.progress.emit("", -1)

    def close(self) -> None:
        """End the child and forget the queue."""
        self._queue.clear()
        self._unmerged = ()
        self._current = None
        self._merging = False
        self._child.close()

    def _start(self) -> None:
        if self._current is not None or self._merging:
            return
        if self._unmerged:
            command = merge_command(self._unmerged, self._place.folder)
            self._unmerged, self._merging = (), True
        elif self._queue:
            self._current = self._queue.popleft()
            self._problem = None
            self.progress.emit(self._current.title, 0)
            command = build_command(self._current.folder, self._place.folder)
        else:
            return
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
        if self._merging:
            self._merging = False
            self.merged.emit()
        elif self._current is not None:
            self._end_build(self._current, status)
        self._start()

    def _end_build(self, item: Wanted, status: int) -> None:
        self._current = None
        if status == 0:
            self.built.emit(item.book)
        elif self._problem is not None and self._place.leave(self._problem):
            self._queue.clear()
            self.moved.emit()
        else:
            self._refused.add(item.folder)
            self.failed.emit(self._problem or Message("index-failed", {"book": item.title}))
        if not self._queue:
            self.progress.emit("", -1)
