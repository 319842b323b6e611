"""The filter of My marks finds notes as the search does: in other forms of the words, too."""

from PySide6.QtCore import QObject, Slot

from viewer.search.own_notes import OwnNotes
from viewer.ui.marks.panel import MarksPanel
from viewer.ui.tasks import Background


class MarksFilter(QObject):
    """Looks what is typed into the filter up in the index of notes, in the background."""

    def __init__(
        self, panel: MarksPanel, notes: OwnNotes, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._notes = notes
        self._channel = background.channel()
        self._channel.finished.connect(self._take)
        panel.filter_changed.connect(self._look)

    @Slot(str)
    def _look(self, text: str) -> None:
        self._channel.cancel()
        if text.strip():
            self._channel.submit(lambda: (text, self._notes.ids(text)))

    @Slot(object)
    def _take(self, found: tuple[str, frozenset[str]]) -> None:
        self._panel.set_found(*found)
