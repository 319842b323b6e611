"""The line that tells how far the preparation of the search is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.messages import translate as _
from viewer.ui.elements.prose import Prose
from viewer.ui.elements.room import is_tight

_DONE = 100


class ProgressLine(QWidget):
    """One sentence and a button to stop; hidden while nothing is prepared.

    Signals:
        cancel_requested: The reader wants the preparation to stop.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_progress")
        self._title = ""
        self._percent = _DONE
        self._label = Prose("", self)
        self._label.setObjectName("search_progress_text")
        self._cancel = QPushButton(self)
        self._cancel.setObjectName("search_progress_cancel")
        self._cancel.clicked.connect(self.cancel_requested)
        self._layout = layout = QVBoxLayout(self)
        layout.addWidget(self._label)
        layout.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def retranslate(self) -> None:
        """Set all words in the language of the interface."""
        self._cancel.setText(_("Cancel"))
        self._cancel.setAccessibleName(_("Cancel the preparation of the search"))
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where the list needs the room."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        tight = is_tight(self)
        space = self.fontMetrics().averageCharWidth()
        room = 0 if tight else space // 2
        self._layout.setContentsMargins(space, room, space, room)
        self._layout.setSpacing(room)
        words = _("Preparing search: {percent} %").format(percent=self._percent)
        full = progress_words(self._title, self._percent)
        if (said := words if tight else full) != self._label.text():
            self._label.setText(said)
            self._label.setAccessibleName(full)

    def last(self) -> QWidget:
        """Return what has the keyboard last before it leaves the line."""
        return self._cancel

    def tell(self, title: str, percent: int) -> None:
        """Show the progress of a book; from 100 percent on, go away."""
        self._title, self._percent = title, percent
        self.retranslate()
        self.setVisible(percent < _DONE)


def progress_words(title: str, percent: int) -> str:
    """Return how far the preparation of the search in a book is, in words."""
    if title:
        words = _(
            "Preparing search for “{title}”: {percent} %. "
            "You can read meanwhile; titles can be searched now."
        )
    else:
        words = _(
            "Preparing search for this book: {percent} %. "
            "You can read meanwhile; titles can be searched now."
        )
    return words.format(title=title, percent=percent)
