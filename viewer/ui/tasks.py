"""The one door to background work: a serial thread, channels, and child processes.

In a channel the newest request wins.

Whoosh wants its searcher to stay in one thread, so there is one background thread for everything
that isn't a child process. Results arrive in the GUI thread, through slots that are bound methods
of ``QObject``s: a lambda or a method of a plain class would run in the background thread.
"""

import codecs
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal, Slot

log = logging.getLogger(__name__)

PATIENCE_MS = 2000
"""Milliseconds that a child has to end by itself, before it is killed."""


class Background(QObject):
    """A background thread that does one thing after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="viewer-background")
        self._channels: list[LatestTask] = []
        self._closed = False

    def channel(self) -> "LatestTask":
        """Return a new channel for one kind of work."""
        channel = LatestTask(self._executor, self)
        self._channels.append(channel)
        return channel

    def finish(self) -> None:
        """Let the thread end with what was asked for; nothing is waited for here."""
        self._executor.shutdown(wait=False)

    def close(self) -> None:
        """Drop waiting work and wait for the running piece to end; further requests are ignored."""
        if self._closed:
            return
        self._closed = True
        for channel in self._channels:
            channel.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)


class LatestTask(QObject):
    """One kind of background work; a newer request replaces an older one.

    Signals:
        finished: The result of the newest request.
        failed: The exception that the newest request raised.
    """

    finished = Signal(object)
    failed = Signal(object)
    _completed = Signal(int, object)

    def __init__(self, executor: ThreadPoolExecutor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._generation = 0
        self._pending: Future[object] | None = None
        # Queued always: work that ends at once is announced from the thread that asks for it.
        self._completed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Callable[[], object]) -> None:
        """Run ``work`` in the background in place of any earlier request of this channel."""
        self.cancel()
        generation = self._generation

        def announce(future: Future[object]) -> None:
            if not future.cancelled():
                # What asked for it may have gone meanwhile, and its signals with it.
                with suppress(RuntimeError):
                    self._completed.emit(generation, future)

        try:
            self._pending = self._executor.submit(work)
        except RuntimeError:  # the program is closing
            return
        self._pending.add_done_callback(announce)

    def cancel(self) -> None:
        """Forget the pending request; its result will not arrive."""
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
        self._generation += 1

    def busy(self) -> bool:
        """Return whether a request is waiting or running, or its result is on its way."""
        return self._pending is not None

    @Slot(int, object)
    def _deliver(self, generation: int, future: Future[object]) -> None:
        if generation != self._generation:
            return
        self._pending = None
        error = future.exception()
        if error is None:
            self.finished.emit(future.result())
            return
        log.warning("background work failed", exc_info=error)
        self.failed.emit(error)


def start_apart(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Start ``command`` as a process that lives on without this one; tell whether it started."""
    process = QProcess()
    inherited = QProcessEnvironment()
    for name, value in environment.items():
        inherited.insert(name, value)
    process.setProcessEnvironment(inherited)
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    return bool(process.startDetached())


class Progress:
    """How far background work is; written by one thread and read by the other.

    Attributes:
        done: What is done.
        total: What there is to do; 0 while that isn't known.
        stopped: Whether the work is to end.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stopped = False

    def note(self, done: int, total: int) -> None:
        """Note how far the work is."""
        self.done, self.total = done, total

    def should_stop(self) -> bool:
        """Tell the work whether it is to end."""
        return self.stopped


class ChildProcess(QObject):
    """This program once more, as a child that writes JSON lines.

    It ends when its standard input closes.

    Signals:
        line: One line of its standard output, without the line feed.
        ended: Its exit status; -1 if it crashed or could not start. Not after ``stop``.
    """

    line = Signal(str)
    ended = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start ``command``, whose first item is the program, in place of one that runs."""
        self.stop()
        process = QProcess(self)
        inherited = QProcessEnvironment()
        for name, value in environment.items():
            inherited.insert(name, value)
        process.setProcessEnvironment(inherited)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._fail)
        self._process = process
        self._decoder.reset()
        self._rest = ""
        process.start(command[0], list(command[1:]))

    def running(self) -> bool:
        """Return whether the child is there."""
        process = self._process
        return process is not None and process.state() != QProcess.ProcessState.NotRunning

    def stop(self) -> None:
        """Let the child end, without waiting for it; nothing more is heard of it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._finish)
        process.errorOccurred.disconnect(self._fail)
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        process.finished.connect(process.deleteLater)
        process.closeWriteChannel()
        # A child of the process, to go with it.
        patience = QTimer(process)
        patience.setSingleShot(True)
        patience.timeout.connect(process.kill)
        patience.start(PATIENCE_MS)

    def close(self) -> None:
        """Let the child, and those stopped before, end, and wait for it; kill what lingers."""
        self.stop()
        for process in self.findChildren(QProcess):
            process.closeWriteChannel()
            if not process.waitForFinished(PATIENCE_MS):
                process.kill()
                process.waitForFinished(PATIENCE_MS)

    @Slot()
    def _read(self) -> None:
        if self._process is None:
            return
        data = bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = (self._rest + self._decoder.decode(data)).split("\n")
        for text in lines:
            self.line.emit(text)

    @Slot(int, QProcess.ExitStatus)
    def _finish(self, status: int, how: QProcess.ExitStatus) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        complaint = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        if complaint.strip():
            log.warning("child process: %s", complaint.strip())
        process.deleteLater()
        self.ended.emit(status if how == QProcess.ExitStatus.NormalExit else -1)

    @Slot(QProcess.ProcessError)
    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._process = None
            self.ended.emit(-1)
