"""What changed between two editions of the open book: asked for, or told above the text."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book, needs_reading, open_book
from viewer.book.changes import EditionChanges, changes
from viewer.book.paths import PATH_SIGN
from viewer.book.shelf import age_of
from viewer.errors import Message, ViewerError
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.search.build import build_command, child_environment
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background, ChildProcess
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.services import Services

if TYPE_CHECKING:
    from viewer.book.shelf import Listed
    from viewer.ui.dialogs.changes import ChangeRow, ChangesDialog

TOPIC = "comparing"

PATIENCE_MS = 1000
"""Milliseconds after which the line says that editions are being compared."""


class Comparison(NamedTuple):
    """Two editions of a book.

    Attributes:
        old: The older one.
        new: The newer one.
        changes: What differs.
    """

    old: Book
    new: Book
    changes: EditionChanges


class Found(NamedTuple):
    """What was found beside the open edition.

    Attributes:
        book: The open edition.
        other: The edition with which it is compared; None if there is none.
        comparison: What differs; None while the other edition has to be read first.
        problem: Why the other edition can't be opened; None if it can.
    """

    book: Book
    other: "Listed | None" = None
    comparison: Comparison | None = None
    problem: Message | None = None

    def unread(self) -> "Listed | None":
        """Return the other edition if it has to be read before anything can be compared."""
        known = self.comparison is not None or self.problem is not None
        return None if known else self.other


class WhatChanged(QObject):
    """Compares the open edition with the current one; the current one with the edition before.

    Attributes:
        dialog: The list of what changed, while it is open.

    Signals:
        failed: A ``Message``: the other edition can't be opened.
    """

    failed = Signal(object)

    def __init__(self, window: MainWindow, background: Background, marks: AnnotationStore) -> None:
        super().__init__(window)
        self._window = window
        self._marks = marks
        self._comparison: Comparison | None = None
        self.dialog: ChangesDialog | None = None
        self._comparing = background.channel()
        self._comparing.finished.connect(self._take)
        self._child = ChildProcess(self)
        self._child.ended.connect(self._compare)
        self._was_read = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._tell_waiting)
        window.navigation.book_opened.connect(self.cancel)
        window.closing.connect(self._child.close)

    # -- asked for ---------------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Find the other edition of the open book and list what differs."""
        self.cancel()
        self._was_read = False
        self._patience.start()
        self._compare()

    @Slot()
    def cancel(self) -> None:
        """Compare nothing any more."""
        self._patience.stop()
        self._comparing.cancel()
        self._child.stop()
        self._window.line.withdraw(TOPIC)

    @Slot()
    def _compare(self) -> None:
        book = self._window.navigation.book
        if book is not None:
            self._comparing.submit(partial(_found, self._window.services, book))

    @Slot(object)
    def _take(self, found: Found) -> None:
        unread = found.unread()
        if unread is not None and not self._was_read:
            # A large edition that was never opened: a child reads it, then they are compared.
            self._was_read = True
            cache = self._window.services.profile.cache
            command = build_command(unread.folder, cache, read_only=True)
            self._child.start(command, child_environment())
            return
        self.cancel()
        if found.comparison is not None:
            self.show(found.comparison)
        elif found.problem is not None:
            self.failed.emit(found.problem)
        else:
            self._window.line.tell(partial(_alone, found.other), topic=TOPIC)

    @Slot()
    def _tell_waiting(self) -> None:
        cancel = LineButton(lambda: _("Cancel"), self.cancel)
        self._window.line.tell(lambda: _("Comparing the two editions…"), [cancel], topic=TOPIC)

    # -- shown -------------------------------------------------------------------------------------

    def marks_in(self, book: str) -> Counter[str]:
        """Return how many marks of the reader each section of a book carries."""
        return Counter(mark.anchor.section for mark in self._marks.find(book=book))

    def show(self, comparison: Comparison) -> None:
        """List the sections that differ."""
        # Imported here: few editions are superseded.
        from viewer.ui.dialogs.changes import ChangesDialog

        self._comparison = comparison
        editions = comparison.old.edition.edition, comparison.new.edition.edition
        self.dialog = ChangesDialog(self._rows(comparison), editions, self._window)
        self.dialog.set_look(self._window.look.theme)
        self.dialog.chosen.connect(self._go)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _rows(self, comparison: Comparison) -> "list[ChangeRow]":
        old, new, known = comparison
        marks = self.marks_in(old.edition.book)
        return [
            *(self._row(_("Changed"), new, one, marks[one]) for one in known.changed),
            *(self._row(_("New"), new, one, marks[one]) for one in known.added),
            *(self._row(_("Removed"), old, one, marks[one], old=True) for one in known.removed),
        ]

    def _row(
        self, group: str, book: Book, section: str, marks: int, *, old: bool = False
    ) -> "ChangeRow":
        from viewer.ui.dialogs.changes import ChangeRow

        language = self._window.navigation.language
        path = PATH_SIGN.join(book.title(one.id, language) for one in book.ancestors(section))
        marked = plural("{count} mark", "{count} marks", marks).format(count=marks) if marks else ""
        return ChangeRow(group, book.title(section, language), path, section, old, marked)

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.focus_page()

    @Slot(object)
    def _go(self, row: "ChangeRow") -> None:
        comparison, navigation = self._comparison, self._window.navigation
        if comparison is None:
            return
        book = comparison.old if row.old else comparison.new
        if navigation.book is not None and navigation.book.folder == book.folder:
            navigation.open_section(row.section)
        else:
            navigation.open_folder(book.folder, row.section)


def compared(services: Services, book: Book, other: "Listed") -> Found:
    """Return what differs between two editions; nothing of a large one never read before.

    It reads what changed since the last time: not for the window.
    """
    if needs_reading(other.folder, services.cache):
        return Found(book, other)
    try:
        opened = open_book(other.folder, services.cache)
    except ViewerError as problem:
        return Found(book, other, problem=problem.message)
    pair = (book, opened) if age_of(other.edition) > age_of(book.edition) else (opened, book)
    return Found(book, other, Comparison(*pair, changes(*pair)))


def newer_edition(services: Services, book: Book) -> "Listed | None":
    """Return the current edition of a book if ``book`` is an older one."""
    return _last(services, book, lambda age: age > age_of(book.edition))


def older_edition(services: Services, book: Book) -> "Listed | None":
    """Return the edition before ``book`` on the shelf, if there is one."""
    return _last(services, book, lambda age: age < age_of(book.edition))


def _found(services: Services, book: Book) -> Found:
    other = newer_edition(services, book) or older_edition(services, book)
    return Found(book) if other is None else compared(services, book, other)


def _last(
    services: Services, book: Book, accepts: Callable[[tuple[float, int]], bool]
) -> "Listed | None":
    """Return the newest edition of a book on the shelf whose age is accepted."""
    editions = services.shelf().editions(book.edition.book)
    return next((one for one in editions if accepts(age_of(one.edition))), None)


def _alone(other: "Listed | None") -> str:
    if other is None:
        return _("You have no other edition of this book, so there is nothing to compare.")
    words = _("The edition {edition} can’t be read, so nothing is compared.")
    return words.format(edition=other.edition.edition)
