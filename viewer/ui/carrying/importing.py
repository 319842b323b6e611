"""Imports marks, and everything that another computer packed.

The file is looked at in the background; what would be done is shown, and done when it is wanted.
"""

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from viewer.annotations.along import Coming, coming
from viewer.annotations.exchange import read_file, read_set
from viewer.annotations.gathering import Marking, marking_of
from viewer.annotations.merging import Done, Plan, carry_out, plan
from viewer.annotations.moving import (
    ENDING,
    Packed,
    is_packed,
    look,
    new_places,
    preferences_in,
    unpack,
)
from viewer.annotations.store import AnnotationStore
from viewer.book.classification import rank, strip
from viewer.book.model import pick
from viewer.errors import Message
from viewer.messages import language, mark, plural, sentence
from viewer.messages import translate as _
from viewer.settings import Preferences
from viewer.storage.opening import open_database
from viewer.ui.carrying.errand import Errand
from viewer.ui.carrying.import_dialog import ImportDialog
from viewer.ui.carrying.import_rows import ImportRow, rows_of
from viewer.ui.carrying.import_step import ImportStep
from viewer.ui.carrying.import_words import arrived_words, coming_words, planned_words
from viewer.ui.carrying.passphrase import PassphraseDialog
from viewer.ui.window.marking.undo import Change

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried
    from viewer.ui.message_line import MessageLine

ENDINGS = (".json", ".jsonld", ".html", ".htm", ".md")
"""Endings of files that may hold marks."""

PROFILE_ENDINGS = (ENDING, ".sqlite3")
"""Endings of what another computer packed, and of second copies."""

IMPORT = mark("Import marks")

_FOREIGN = "import-foreign-target"
_LOCKED, _REFUSED = "locked-needs-passphrase", "locked-refused"

_OF_HERE = ("shelf", "opened", "second_copy")
"""Preferences that name folders: those of here stay."""


class Preview(NamedTuple):
    """A file that was looked at.

    Attributes:
        planned: What importing it would do.
        words: That, in words.
        coming: What comes along beside the marks.
        problems: What could not be read.
        rows: What is shown of both.
        titles: Titles of the books that may be meant where the file names none, by id.
        book: The one that is taken to be meant.
        packed: What another computer packed, if it is such a file.
        preferences: Those of the other computer, if they are in it.
        handled: How what it quotes has to be handled.
    """

    planned: Plan
    words: str
    coming: Coming
    problems: tuple[Message, ...]
    rows: tuple[ImportRow, ...]
    titles: dict[str, str]
    book: str
    packed: Packed | None
    preferences: Preferences | None
    handled: Marking


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
        self.errand.stopped.connect(self._take_stop)
        self._file = Path()
        self._preview: Preview | None = None

    @Slot()
    def choose(self) -> None:
        """Ask for a file of marks."""
        self._choose(_("Import marks"), _("Marks"), (*ENDINGS, *PROFILE_ENDINGS))

    @Slot()
    def choose_profile(self) -> None:
        """Ask for what another computer packed."""
        words = _("Notes of another computer")
        self._choose(_("Bring my notes"), words, PROFILE_ENDINGS)

    def _choose(self, title: str, words: str, wanted: tuple[str, ...]) -> None:
        everything, endings = _("All files"), " ".join(f"*{ending}" for ending in wanted)
        kinds = f"{words} ({endings});;{everything} (*)"
        home = str(Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(self._window, title, home, kinds)
        if chosen:
            self.open(Path(chosen))

    def open(self, file: Path) -> None:
        """Look at a file, then show what importing it would do."""
        if not self.errand.busy() and self.dialog is None:
            self._file = file
            self._look()

    @Slot(str)
    def _take_book(self, book: str) -> None:
        self._look(book)

    @Slot(str)
    def _take_passphrase(self, passphrase: str) -> None:
        self._look(passphrase=passphrase)

    def _look(self, book: str = "", passphrase: str = "") -> None:
        """Look at the file.

        Args:
            book: Which one is meant where the file names none.
            passphrase: What the file was locked with.
        """
        file, store, words = self._file, self._carried.database.path, language()
        shelf, editions = self._window.services.shelf(), self._carried.books_at_hand()

        def looked(watch: "Watch") -> Preview:
            data = read_file(file)
            packed = unpack(data, passphrase, file=file.name) if is_packed(data) else None
            read = None if packed else read_set(data, file=file.name, book=book)
            problems = read.problems if read else ()
            with closing(open_database(store)) as database:
                if read:
                    planned = plan(AnnotationStore(database), read, editions, watch)
                else:
                    planned = look(database, packed or Packed("", {}), editions, watch)
                along = coming(database, planned.contents)
            titles: dict[str, str] = {}
            if book or any(one.code == _FOREIGN for one in problems):
                here = shelf.current()
                titles = {one.edition.book: pick(one.edition.title, words) for one in here}
            rows = rows_of(planned, problems, editions)
            preferred = preferences_in(packed) if packed else None
            handled = marking_of([item.annotation for item in planned.items], editions)
            said = planned_words(planned, len(problems))
            return Preview(
                planned, said, along, problems, rows, titles, book, packed, preferred, handled
            )

        self.errand.start(_looking, looked)

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
            self.dialog.book_chosen.connect(self._take_book)
            self.dialog.import_requested.connect(self._import)
            self.dialog.undo_requested.connect(self._carried.marks.undo)
            self.dialog.copy_requested.connect(self._copy)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()
        self.dialog.offer_books(preview.titles, preview.book)
        if preview.packed is not None:
            mine = self._window.services.preferences
            untouched = mine == Preferences(**{name: getattr(mine, name) for name in _OF_HERE})
            proposed = untouched if preview.preferences is not None else None
            self.dialog.offer_profile(preferences=proposed)
        self.dialog.model.set_rows(preview.rows)
        places = preview.coming.reading.books() | self._new_places(preview).keys()
        self.dialog.show_along(coming_words(preview.coming, len(places)))
        self.dialog.show_plan(preview.words)

    @Slot(object)
    def _import(self, ids: set[str]) -> None:
        if self._preview is None:
            return
        store, renewed = self._carried.database.path, self._carried.marks.renewed
        planned = self._preview.planned

        def work(watch: "Watch") -> Done:
            with closing(open_database(store)) as database:
                return carry_out(database, planned.only(ids), renewed, watch)

        self.errand.start(_importing, work)

    def _show_done(self, done: Done) -> None:
        dialog, preview = self.dialog, self._preview
        if dialog is None or preview is None:
            return
        step = ImportStep(done, self._carried)
        preferred = dialog.preferences.isChecked() and preview.preferences is not None
        theirs = preview.preferences._asdict() if preview.preferences and preferred else {}
        places = self._new_places(preview)
        step.take_along(places, {n: v for n, v in theirs.items() if n not in _OF_HERE})
        if step:
            self._carried.marks.record(Change(IMPORT, step.undo, step.redo, frozenset()))
            step.tell_change()
        words = plural("{count} mark imported.", "{count} marks imported.", len(done))
        books = places.keys() | {book for book, _sequence in done.reading.positions}
        read = {row[:2] for row, _before in done.reading.read}
        along = arrived_words(len(books), len(read), preferences=preferred)
        # The language may be another one now.
        dialog.retranslate()
        dialog.show_done(" ".join(filter(None, [words.format(count=len(done)), *along])))

    def _new_places(self, preview: Preview) -> dict[str, Any]:
        """Return places of reading that the state of another computer has and ours hasn't."""
        state = self._window.services.state
        return new_places(state, preview.packed) if preview.packed is not None else {}

    @Slot()
    def _take_stop(self) -> None:
        """Nothing was imported: the preview is as it was."""
        if self.dialog is not None:
            self.dialog.offer_again()

    @Slot(str)
    def _copy(self, report: str) -> None:
        """Copy a report, with its classification and after a question if it is classified."""
        if self._preview is None or self.dialog is None:
            return
        level, unknown = self._preview.handled.classification, self._preview.handled.unknown
        label = f"{strip(level).upper()}\n\n" if level and rank(level) else ""
        line = self.dialog.line
        put = partial(_put, f"{label}{report}", line)
        ask = self._carried.handling.ask
        ask(lambda: _("Copy it"), put, level=level, unknown=unknown, line=line)

    @Slot(object)
    def _fail(self, problem: Message) -> None:
        if problem.code in {_LOCKED, _REFUSED}:
            said = sentence(problem) if problem.code == _REFUSED else ""
            asking = PassphraseDialog(self._file.name, said, self._window)
            asking.given.connect(self._take_passphrase)
            asking.finished.connect(asking.deleteLater)
            asking.open()
            return
        if self.dialog is not None:
            self.dialog.reject()
        self._carried.tell(problem)

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
        self._preview = None


def _put(text: str, line: "MessageLine") -> None:
    QGuiApplication.clipboard().setText(text)
    line.tell(lambda: _("Copied"), topic="copied", seconds=4)


def _looking() -> str:
    return _("Looking at the file")


def _importing() -> str:
    return _("Importing marks")
