"""Something that may take a while: done in the background, watched, and stopped on request."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.editions import StoppedError, Watch
from viewer.errors import Message, ViewerError
from viewer.messages import translate as _
from viewer.ui.dialogs.frame import ROLE, button, say
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.message_line import Words
from viewer.ui.tasks import Background, Progress

PATIENCE_MS = 1000
"""Milliseconds after which the reader is shown that something goes on."""

LOOK_MS = 100
"""Milliseconds between two looks at how far it is."""


class Errand(QObject):
    """Does one thing at a time in the background.

    After a second, a dialog shows how far it is and offers to stop.

    Signals:
        finished: What came of it.
        failed: A ``Message``: why nothing came of it.
        stopped: The reader stopped it; nothing was changed.
        progress_shown: The dialog is up.
    """

    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    progress_shown = Signal()

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._channel = background.channel()
        self._channel.finished.connect(self._end)
        self._channel.failed.connect(self._fail)
        self._run = Progress()
        self._words: Words = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.show_progress)
        self.dialog: ProgressDialog | None = None

    def start(self, words: Words, work: Callable[[Watch], object]) -> None:
        """Do something, unless this is busy.

        Args:
            words: What is being done, for the dialog.
            work: Does it, in the background thread.
        """
        if self.busy():
            return
        self._words = words
        self._run = run = Progress()
        watch = Watch(run.note, run.should_stop)
        self._channel.submit(lambda: work(watch))
        self._patience.start(PATIENCE_MS)

    def busy(self) -> bool:
        """Return whether something is being done."""
        return self._channel.busy()

    @Slot()
    def stop(self) -> None:
        """Have it stop as soon as it can."""
        self._run.stopped = True

    @Slot()
    def show_progress(self) -> None:
        """Show how far it is."""
        words = self._words if isinstance(self._words, str) else self._words()
        self.dialog = ProgressDialog(words, QApplication.activeModalWidget() or self._window)
        self.dialog.stop_requested.connect(self.stop)
        self.dialog.look.timeout.connect(self._show_step)
        self._show_step()
        self.dialog.open()
        self.progress_shown.emit()

    @Slot()
    def _show_step(self) -> None:
        if self.dialog is not None:
            self.dialog.show_step(self._run.done, self._run.total)

    def _leave(self) -> None:
        self._patience.stop()
        if self.dialog is not None:
            self.dialog.close_for_good()
            self.dialog = None

    @Slot(object)
    def _end(self, result: object) -> None:
        self._leave()
        self.finished.emit(result)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._leave()
        if isinstance(error, StoppedError):
            self.stopped.emit()
        elif isinstance(error, ViewerError):
            self.failed.emit(error.message)
        else:
            self.failed.emit(Message("errand-failed", {"reason": type(error).__name__}))


class Waiting(QObject):
    """Waits for something, with the window painted and deaf meanwhile.

    After a second, the dialog of the errand shows how far it is and can stop it.
    """

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._errand = Errand(background, window)
        self._loop = QEventLoop(self)
        self._left = False
        self._error: Exception | None = None
        for end in (self._errand.finished, self._errand.failed, self._errand.stopped):
            end.connect(self._loop.quit)
        self._errand.progress_shown.connect(self._loop.quit)

    def wait(self, words: Words, work: Callable[[Watch], object]) -> None:
        """Do something in the background, and return when it is done.

        Args:
            words: What is being done, for the dialog.
            work: Does it, in the background thread.

        Raises:
            ViewerError: What the work raised.
            StoppedError: The reader stopped it.
        """
        self._error = None

        def kept(watch: Watch) -> None:
            try:
                work(watch)
            except (ViewerError, StoppedError) as error:
                self._error = error

        self._errand.start(words, kept)
        self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._errand.busy() and not self._left:
            # The dialog is up, and keeps the reader from everything else.
            self._loop.exec()
        if self._error is not None:
            raise self._error

    @Slot()
    def leave(self) -> None:
        """Wait no longer: the window is closing, and the background has come to its end."""
        self._left = True
        self._loop.quit()


class ProgressDialog(QDialog):
    """Says what goes on and how far it is; Escape stops it.

    Signals:
        stop_requested: The reader wants no more of it.
    """

    stop_requested = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errand_dialog")
        self.setWindowTitle(words)
        self._what = Prose(words, self)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("errand_progress")
        self._bar.setAccessibleName(words)
        self._bar.setFormat("%p\N{NO-BREAK SPACE}%")
        buttons = ButtonBox(self)
        stop = button(buttons, "errand_stop", ROLE.RejectRole)
        say(stop, _("Cancel"))
        self.look = QTimer(self)
        self.look.start(LOOK_MS)
        layout = QVBoxLayout(self)
        for part in (self._what, self._bar, buttons):
            layout.addWidget(part)
        buttons.rejected.connect(self.reject)

    def show_step(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 says that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def reject(self) -> None:
        """Ask for the end; the dialog goes when the work has ended."""
        self._what.setText(_("Stopping…"))
        self.stop_requested.emit()

    def close_for_good(self) -> None:
        """Go, since the work has ended."""
        self.look.stop()
        self.accept()
        self.deleteLater()
