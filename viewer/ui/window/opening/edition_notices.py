"""Tells a reader when the open edition was replaced by a newer one, or is out of date."""

from collections import Counter
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book, needs_reading, open_book
from viewer.book.changes import EditionChanges, changes
from viewer.book.shelf import age_of
from viewer.errors import Severity, ViewerError
from viewer.messages import plural
from viewer.messages import translate as _
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.services import Services

if TYPE_CHECKING:
    from viewer.book.shelf import Listed
    from viewer.ui.dialogs.changes import ChangeRow, ChangesDialog

TOPIC = "edition"


class Newer(NamedTuple):
    """The current edition of a book of which an older one is open.

    Attributes:
        open_book: The edition that is open.
        listed: The current one.
        book: The current one, opened; None where that would take long.
        changes: What differs; None where that isn't known.
    """

    open_book: Book
    listed: "Listed"
    book: Book | None = None
    changes: EditionChanges | None = None


class EditionNotices(QObject):
    """Looks at the shelf, in the background, each time a book is opened or the shelf changes.

    Attributes:
        dialog: The list of what changed, while it is open.
    """

    def __init__(self, window: MainWindow, background: Background, marks: AnnotationStore) -> None:
        super().__init__(window)
        self._window = window
        self._marks = marks
        self._told: Newer | None = None
        self.dialog: ChangesDialog | None = None
        self._looking = background.channel()
        self._looking.finished.connect(self._tell_newer)
        window.navigation.book_opened.connect(self.look)

    @Slot(object)
    def look(self, book: Book) -> None:
        """Find out whether ``book`` is the current edition, and tell if it has expired."""
        self._told = None
        self._window.line.withdraw(TOPIC)
        expires = book.edition.expires
        if expires and expires[:10] < date.today().isoformat():  # noqa: DTZ011 - the reader's day
            words = partial(_expired, expires[:10])
            self._window.line.tell(words, severity=Severity.WARNING, topic=TOPIC)
        self._looking.submit(partial(_newer, self._window.services, book))

    @Slot()
    def look_again(self) -> None:
        """Find out whether the shelf has a newer edition now."""
        book = self._window.navigation.book
        if book is not None:
            self._looking.submit(partial(_newer, self._window.services, book))

    @Slot(object)
    def _tell_newer(self, newer: Newer | None) -> None:
        if newer is None or self._window.navigation.book is not newer.open_book:
            return
        if self._told is not None and self._told.listed.folder == newer.listed.folder:
            return
        self._told = newer
        folder = newer.listed.folder
        go = LineButton(lambda: _("Open it"), partial(self._window.navigation.open_folder, folder))
        buttons = [go]
        if newer.changes is not None and any(newer.changes):
            buttons.insert(0, LineButton(lambda: _("See what changed"), self.show_changes))
        words = partial(_superseded, newer, self._marked(newer))
        self._window.line.tell(words, buttons, severity=Severity.WARNING, topic=TOPIC)

    def _marks_in(self, book: str) -> Counter[str]:
        """Return how many marks of the reader each section carries."""
        return Counter(mark.anchor.section for mark in self._marks.find(book=book))

    def _marked(self, newer: Newer) -> int:
        """Return how many of the sections that differ carry marks of the reader."""
        marks = self._marks_in(newer.open_book.edition.book)
        known = newer.changes or EditionChanges((), (), ())
        return sum(1 for section in (*known.changed, *known.removed) if marks[section])

    # -- what changed ------------------------------------------------------------------------------

    @Slot()
    def show_changes(self) -> None:
        """List the sections that differ in the current edition."""
        newer = self._told
        if newer is None or newer.changes is None or newer.book is None:
            return
        # Imported here: few editions are superseded.
        from viewer.ui.dialogs.changes import ChangesDialog

        self.dialog = ChangesDialog(self._rows(newer), self._window)
        self.dialog.set_look(self._window.look.theme)
        self.dialog.chosen.connect(self._go)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _rows(self, newer: Newer) -> "list[ChangeRow]":
        known, old = newer.changes, newer.open_book
        new = newer.book or old
        marks = self._marks_in(old.edition.book)
        if known is None:
            return []
        return [
            *(self._row(_("Changed"), new, one, marks[one]) for one in known.changed),
            *(self._row(_("New"), new, one, 0) for one in known.added),
            *(self._row(_("Removed"), old, one, marks[one], old=True) for one in known.removed),
        ]

    def _row(
        self, group: str, book: Book, section: str, marks: int, *, old: bool = False
    ) -> "ChangeRow":
        from viewer.ui.dialogs.changes import ChangeRow

        language = self._window.navigation.language
        path = " › ".join(book.title(one.id, language) for one in book.ancestors(section))
        marked = plural("{count} mark", "{count} marks", marks).format(count=marks) if marks else ""
        return ChangeRow(group, book.title(section, language), path, section, old, marked)

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._window.page.setFocus()

    @Slot(object)
    def _go(self, row: "ChangeRow") -> None:
        newer, navigation = self._told, self._window.navigation
        if newer is None:
            return
        if row.old:
            navigation.open_section(row.section)
        else:
            navigation.open_folder(newer.listed.folder, row.section)


def _newer(services: Services, book: Book) -> Newer | None:
    """Return the current edition if ``book`` is older, with what differs; in the background."""
    for listed in services.shelf().current():
        same = listed.edition.book == book.edition.book
        if same and age_of(listed.edition) > age_of(book.edition):
            return _compared(services, Newer(book, listed))
    return None


def _compared(services: Services, newer: Newer) -> Newer:
    folder = newer.listed.folder
    if needs_reading(folder, services.cache):
        return newer
    try:
        current = open_book(folder, services.cache)
    except ViewerError:
        return newer
    return newer._replace(book=current, changes=changes(newer.open_book, current))


def _expired(day: str) -> str:
    return _("This edition was meant to be used until {day}. It can still be read.").format(day=day)


def _superseded(newer: Newer, marked: int) -> str:
    """Return what is said of a superseded edition, and of the sections that differ."""
    edition, current = newer.open_book.edition, newer.listed.edition
    corrected = bool(current.replaces) and current.replaces == edition.edition
    if corrected:
        first = _("A corrected edition has arrived ({current}). You are reading {edition}.")
    else:
        first = _("You are reading a superseded edition ({edition}); the current one is {current}.")
    said = [first.format(edition=edition.edition, current=current.edition)]
    if newer.changes is not None:
        count = sum(map(len, newer.changes))
        words = plural("{count} section differs", "{count} sections differ", count)
        differ = words.format(count=count) if count else _("No section differs")
        words = plural("{count} with your marks", "{count} with your marks", marked)
        noted = words.format(count=marked) if marked else ""
        said.append(", ".join(filter(None, (differ, noted))) + ".")
    return " ".join(said)
