"""Reads a large book for the first time, in a child process, while the window stays live."""

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from viewer.book.book import Book, needs_reading, open_book
from viewer.errors import Message, ViewerError
from viewer.messages import translate as _
from viewer.search.build import build_command, child_environment, read_event
from viewer.ui.message_line import LineButton, MessageLine
from viewer.ui.tasks import Background, ChildProcess
from viewer.ui.window.opening.navigation import Navigation, Pending
from viewer.ui.window.services import Services

log = logging.getLogger(__name__)

TOPIC = "reading"


class BookReader(QObject):
    """Opens the book that navigation left pending.

    Signals:
        failed: A ``Message``: the book can't be read.
        cancelled: The reader didn't want to wait.
    """

    failed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        services: Services,
        navigation: Navigation,
        background: Background,
        line: MessageLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._navigation = navigation
        self._line = line
        self._pending: Pending | None = None
        self._problem: Message | None = None
        self._heard = False
        self._child = ChildProcess(self)
        self._child.line.connect(self._hear)
        self._child.ended.connect(self._end)
        self._thread = background.channel()
        self._thread.finished.connect(self._take)
        self._thread.failed.connect(self._fail)
        navigation.reading_requested.connect(self.start)
        navigation.book_opened.connect(self._give_way)

    @Slot()
    def start(self) -> None:
        """Read the pending book, if there is one."""
        pending, self._navigation.pending = self._navigation.pending, None
        if pending is None:
            return
        self.stop()
        self._pending, self._problem, self._heard = pending, None, False
        cancel = LineButton(lambda: _("Cancel"), self.cancel)
        self._line.tell(partial(_reading, pending.folder.name), [cancel], topic=TOPIC)
        command = build_command(pending.folder, self._services.profile.cache, read_only=True)
        self._child.start(command, child_environment())

    @Slot()
    def _give_way(self) -> None:
        """Another book was opened meanwhile: it stays."""
        if self._pending is not None:
            self.stop()
            self._line.withdraw(TOPIC)

    @Slot()
    def cancel(self) -> None:
        """Don't open the book."""
        self.stop()
        self.cancelled.emit()

    def stop(self) -> None:
        """End the child and forget what was to be opened."""
        self._pending = None
        self._thread.cancel()
        self._child.stop()

    def close(self) -> None:
        """End the child."""
        self.stop()
        self._child.close()

    @Slot(str)
    def _hear(self, line: str) -> None:
        event = read_event(line)
        if event.kind == "failed":
            self._problem = event.message
        elif self._pending is not None and not self._heard:
            # The manifest is read by now. The texts are parsed when they are shown, so the child
            # has done enough.
            self._heard = True
            if self._is_read(self._pending):
                self._open()

    def _is_read(self, pending: Pending) -> bool:
        return not needs_reading(pending.folder, self._services.cache)

    def _open(self) -> None:
        pending = self._pending
        if pending is not None:
            self.stop()
            self._line.withdraw(TOPIC)
            self._navigation.open_pending(pending)

    @Slot(int)
    def _end(self, _status: int) -> None:
        pending = self._pending
        if pending is None:
            return
        if self._problem is not None:
            self._pending = None
            self._line.withdraw(TOPIC)
            self.failed.emit(self._problem)
        elif self._is_read(pending):
            self._open()
        else:
            # The cache can't be written: read it here, in the background.
            log.info("the cache keeps nothing; reading %s in a thread", pending.folder)
            self._thread.submit(lambda: open_book(pending.folder, self._services.cache))

    @Slot(object)
    def _take(self, book: Book) -> None:
        pending, self._pending = self._pending, None
        self._line.withdraw(TOPIC)
        if pending is not None:
            self._navigation.take_up(book, pending)

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self._pending = None
        self._line.withdraw(TOPIC)
        if isinstance(error, ViewerError):
            self.failed.emit(error.message)


def _reading(name: str) -> str:
    return _("Reading “{book}” for the first time. This takes a moment.").format(book=name)
