"""A mark whose section is gone from the edition that is open: it is looked for, and said so."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from viewer.annotations.model import Annotation
from viewer.errors import Message, StoreError
from viewer.messages import translate as _
from viewer.ui.marks.words import cut
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.following import Following
from viewer.ui.window.marking.marking import Marking

NOT_FOUND = "section-not-found"
"""Code of the message that such a mark, or an address of its place, first comes to."""

TOPIC = "sought"


class SoughtMark(QObject):
    """Waits until marks have been looked for, and goes on from there."""

    def __init__(
        self,
        window: MainWindow,
        following: Following,
        marking: Marking,
        tell: Callable[[Message], None],
    ) -> None:
        super().__init__(following)
        self._window = window
        self._following = following
        self._marking = marking
        self._tell = tell
        self._mark: Annotation | None = None
        self._message = Message(NOT_FOUND)
        following.ended.connect(self._end)
        window.navigation.book_opened.connect(self._forget)

    def takes(self, message: Message) -> bool:
        """Return whether a message is not to be told yet, since a mark may be found elsewhere."""
        if message.code != NOT_FOUND or not self._following.busy():
            return False
        mark = self._marking.awaited or self._meant(message)
        if mark is None:
            return False
        self._mark, self._message = mark, message
        title = mark.title or cut(mark.anchor.quote)
        self._window.line.tell(partial(_looking, title), topic=TOPIC)
        return True

    def _meant(self, message: Message) -> Annotation | None:
        """Return the mark at an address: in its block, else the first of its section."""
        book = self._window.navigation.book
        if book is None:
            return None
        section, block = (str(message.parameters.get(one, "")) for one in ("section", "block"))
        try:
            marks = self._following.marks.store.find(book.edition.book, section)
        except StoreError:
            return None
        marks.sort(key=lambda one: (one.anchor.block != block, one.anchor.ordinal))
        return marks[0] if marks else None

    @Slot(bool)
    def _end(self, whole: bool) -> None:  # noqa: FBT001 - a signal's
        mark, self._mark = self._mark, None
        if mark is None:
            return
        self._window.line.withdraw(TOPIC)
        # What stopped it has been told.
        if self._following.found(mark.id) is not None:
            self._marking.open_mark(mark)
        elif whole:
            self._tell(self._message)

    @Slot()
    def _forget(self) -> None:
        self._mark = None
        self._window.line.withdraw(TOPIC)


def _looking(title: str) -> str:
    words = _("“{title}”: its section is not in this edition. Looking for its text elsewhere…")
    return words.format(title=title)
