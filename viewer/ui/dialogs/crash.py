"""What a person sees when the program runs into an error that nobody foresaw."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.announce import announce
from viewer.ui.dialogs.details import details
from viewer.ui.dialogs.frame import ROLE, button, fit_to_screen, say, text_box
from viewer.ui.dialogs.log import LogDialog
from viewer.ui.elements.button_box import ButtonBox
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.words_area import WordsArea

_SHARE = 0.5
"""Most of the height of the dialog that its words take."""

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Logs every unforeseen error, and shows a dialog for the first one of a session.

    ``report`` may be called in any thread; the dialog belongs to the thread of the window.
    """

    _reported = Signal(str)

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._shown = False
        self.dialog: CrashDialog | None = None
        self._reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take in an error; the signature is that of ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("unforeseen error", exc_info=(kind, error, trace))
        self._reported.emit("".join(traceback.format_exception(kind, error, trace)))

    @Slot(str)
    def _show(self, trace: str) -> None:
        if self._shown:
            return
        self._shown = True
        self.dialog = CrashDialog(trace, self._log_file)
        self.dialog.open()


class CrashDialog(QDialog):
    """Says what happened, and gives what is needed to report it."""

    def __init__(self, trace: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self._log_file = log_file
        self._words = Prose("", self)
        self._words.setObjectName("crash_words")
        self._text = text_box(self, "crash_details", fixed_width=True)
        # What happened comes first: it is what one looks for.
        self._text.setPlainText(f"{trace}\n{details()}\n")
        self._buttons = ButtonBox(self)
        self._copy = button(self._buttons, "crash_copy", ROLE.ActionRole)
        self._show_log = button(self._buttons, "crash_log", ROLE.ActionRole)
        self._close = button(self._buttons, "crash_close", ROLE.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(WordsArea(self._words, _SHARE, self))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._buttons)
        self._copy.clicked.connect(self._copy_details)
        self._show_log.clicked.connect(self._open_log)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        fit_to_screen(self, 96, 26)
        self._close.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self.setWindowTitle(_("Unexpected error"))
        words = _(
            "Something went wrong that should not have. You can go on reading; what you were doing "
            "just now may be incomplete. Your marks are safe. Please send the details below to "
            "whoever looks after this program. They are also in the log: {path}"
        )
        self._words.setText(words.format(path=self._log_file))
        self._text.setAccessibleName(_("Details"))
        say(self._copy, _("Copy details"))
        say(self._show_log, _("Show log"))
        say(self._close, _("Go on"))

    @Slot()
    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        announce(self, _("Copied"))

    @Slot()
    def _open_log(self) -> None:
        dialog = LogDialog(self._log_file, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
