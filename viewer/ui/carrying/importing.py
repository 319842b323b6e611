"""Imports marks: looks at the file in the background, shows what would be done, and does it."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.annotations.exchange import read_file, read_set
from viewer.annotations.merging import Done, Plan, carry_out, plan
from viewer.annotations.store import AnnotationStore
from viewer.book.model import pick
from viewer.errors import Message
from viewer.messages import language, mark, plural
from viewer.messages import translate as _
from viewer.storage.opening import open_database
from viewer.ui.carrying.at_hand import BooksAtHand
from viewer.ui.carrying.errand import Errand, Waiting
from viewer.ui.carrying.import_dialog import ImportDialog
from viewer.ui.carrying.import_rows import ImportRow, rows_of
from viewer.ui.window.undo import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.annotations.editions import Watch
    from viewer.storage.database import Database
    from viewer.ui.carrying.carried import Carried

ENDINGS = (".json", ".jsonld", ".html", ".htm", ".md")
"""Endings of files that may hold marks."""

AT_ONCE = 300
"""Marks that are taken back on the GUI thread: more take longer than a frame."""

IMPORT = mark("Import marks")

_FOREIGN = "import-foreign-target"


class Preview(NamedTuple):
    """A file that was looked at.

    Attributes:
        planned: What importing it would do.
        problems: What could not be read.
        rows: What is shown of both.
        titles: Titles of the books that may be meant where the file names none, by id.
        book: The one that is taken to be meant.
    """

    planned: Plan
    problems: tuple[Message, ...]
    rows: tuple[ImportRow, ...]
    titles: dict[str, str]
    book: str


class Importing(QObject):
    """The dialog of an import, and what comes of it.

    Attributes:
        dialog: The dialog, while it is open.
        errand: Looks at the file, and imports it.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried.window)
        self._carried = carried
        self._window = carried.window
        self.dialog: ImportDialog | None = None
        self.errand = Errand(carried.background, carried.window)
        self.errand.finished.connect(self._take)
        self.errand.failed.connect(self._fail)
        self._waiting = Waiting(carried.background, self)
        carried.window.closing.connect(self._waiting.leave)
        self._file = Path()
        self._preview: Preview | None = None

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        marks, everything = _("Marks"), _("All files")
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        chosen, _kind = QFileDialog.getOpenFileName(
            self._window,
            _("Import marks"),
            str(Path.home()),
            f"{marks} ({endings});;{everything} (*)",
        )
        if chosen:
            self.open(Path(chosen))

    def open(self, file: Path) -> None:
        """Look at a file, then show what importing it would do."""
        if not self.errand.busy() and self.dialog is None:
            self._file = file
            self._look("")

    @Slot(str)
    def _look(self, book: str) -> None:
        """Look at the file; where it names no book, ``book`` is meant."""
        file, store, words = self._file, self._carried.database.path, language()
        services = self._window.services
        shelf = services.shelf()
        editions = BooksAtHand(shelf, services.cache)

        def look(watch: "Watch") -> Preview:
            read = read_set(read_file(file), file=file.name, book=book)
            database = open_database(store)
            try:
                planned = plan(AnnotationStore(database), read, editions, watch)
            finally:
                database.close()
            titles: dict[str, str] = {}
            if book or any(one.code == _FOREIGN for one in read.problems):
                here = shelf.current()
                titles = {one.edition.book: pick(one.edition.title, words) for one in here}
            rows = rows_of(planned, read.problems, editions)
            return Preview(planned, read.problems, rows, titles, book)

        self.errand.start(_looking, look)

    @Slot(object)
    def _take(self, result: Preview | Done) -> None:
        if isinstance(result, Preview):
            self._show(result)
        else:
            self._show_done(result)

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        if self.dialog is None:
            self.dialog = ImportDialog(self._file, self._window)
            self.dialog.book_chosen.connect(self._look)
            self.dialog.import_requested.connect(self._import)
            self.dialog.undo_requested.connect(self._carried.marks.undo)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()
        self.dialog.offer_books(preview.titles, preview.book)
        self.dialog.model.set_rows(preview.rows)
        self.dialog.show_plan(preview.planned, len(preview.problems))

    @Slot(object)
    def _import(self, ids: set[str]) -> None:
        if self._preview is None:
            return
        store, renewed = self._carried.database.path, self._carried.marks.renewed
        chosen = self._preview.planned.only(ids)

        def work(_watch: "Watch") -> Done:
            database = open_database(store)
            try:
                return carry_out(database, chosen, renewed)
            finally:
                database.close()

        self.errand.start(_importing, work)

    def _show_done(self, done: Done) -> None:
        if done:
            steps = _Steps(done, self._carried.database, self._waiting)
            self._carried.marks.record(Change(IMPORT, steps.undo, steps.redo))
            self._carried.marks.changed.emit()
        count = len(done)
        words = plural("{count} mark imported.", "{count} marks imported.", count)
        if self.dialog is not None:
            self.dialog.show_done(words.format(count=count))

    @Slot(object)
    def _fail(self, problem: Message) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self._carried.tell(problem)

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._preview = None


class _Steps:
    """Takes an import back and makes it again: at once if it is small, else in the background."""

    def __init__(self, done: Done, database: "Database", waiting: Waiting) -> None:
        self._done = done
        self._database = database
        self._waiting = waiting

    def undo(self) -> None:
        self._do(self._done.undo)

    def redo(self) -> None:
        self._do(self._done.redo)

    def _do(self, work: "Callable[[Database], None]") -> None:
        if len(self._done) <= AT_ONCE:
            work(self._database)
            return
        store = self._database.path

        def elsewhere() -> None:
            database = open_database(store)
            try:
                work(database)
            finally:
                database.close()

        self._waiting.wait(elsewhere)


def _looking() -> str:
    return _("Looking at the file")


def _importing() -> str:
    return _("Importing marks")
