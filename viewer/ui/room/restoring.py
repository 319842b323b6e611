"""Puts back what was known of the reading of sections, in whatever book: marking can be undone."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.errors import StoreError
from viewer.reading.read_texts import ReadText, ReadTexts
from viewer.ui.room.looking import ROWS


class Restoring(QObject):
    """Works through many sections some at a time.

    Signals:
        done: All that was asked for is put back.
        failed: A ``Message``: it can't be saved.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(self, texts: ReadTexts, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts
        self._waiting: deque[tuple[str, Sequence[str], list[ReadText]]] = deque()
        self._steps = QTimer(self)
        self._steps.setInterval(0)
        self._steps.timeout.connect(self._step)

    def restore(self, book: str, sections: Sequence[str], read: Iterable[ReadText]) -> None:
        """Let these texts of sections be read, and no others of them."""
        ordered = sorted(read, key=lambda text: text.section)
        found = {name: list(group) for name, group in groupby(ordered, lambda text: text.section)}
        for first in range(0, len(sections), ROWS):
            some = sections[first : first + ROWS]
            texts = [text for section in some for text in found.get(section, ())]
            self._waiting.append((book, some, texts))
        self._steps.start()

    def finish(self) -> None:
        """Put back at once what waits."""
        while self._waiting:
            self._step()

    @Slot()
    def _step(self) -> None:
        if self._waiting:
            book, sections, texts = self._waiting.popleft()
            try:
                self._texts.forget(book, sections)
                self._texts.add(book, texts)
            except StoreError as problem:
                self._waiting.clear()
                self.failed.emit(problem.message)
        if not self._waiting:
            self._steps.stop()
            self.done.emit()
