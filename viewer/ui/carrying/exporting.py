"""Exports marks: asks which, asks where above unclassified, writes them in the background."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.annotations.gathering import Marking, Wanted, gather, marking
from viewer.annotations.reading_list import ReadingList
from viewer.book.model import pick
from viewer.messages import translate as _
from viewer.storage.opening import open_database
from viewer.ui.carrying.errand import Errand
from viewer.ui.carrying.export_dialog import BOOK, CHOSEN, LISTED, ExportChoice, ExportDialog
from viewer.ui.carrying.saved import tell_saved

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried

KINDS = {"html": "HTML (*.html)", "md": "Markdown (*.md)", "json": "JSON-LD (*.json *.jsonld)"}
"""What the system's dialog lists, by ending."""


class Exporting(QObject):
    """The dialog of an export, and what comes of it.

    Attributes:
        dialog: The dialog, while it is open.
        errand: Writes the file.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried.window)
        self._carried = carried
        self._window = carried.window
        self.dialog: ExportDialog | None = None
        self.errand = Errand(carried.background, carried.window)
        self.errand.finished.connect(self._tell)
        self.errand.failed.connect(carried.tell)
        self._looking = carried.background.channel()
        self._looking.finished.connect(self._show_marking)
        self._chosen: frozenset[str] = frozenset()
        self._book = ""

    @Slot()
    def open(self) -> None:
        """Ask what is to be exported."""
        if self.errand.busy():
            return
        book = self._window.navigation.book
        self._chosen = frozenset(self._carried.chosen())
        self._book = book.edition.book if book is not None else ""
        title = pick(book.edition.title, self._window.navigation.language) if book else ""
        listed = len(ReadingList(self._carried.database).order())
        counts = {CHOSEN: len(self._chosen), LISTED: listed}
        self.dialog = ExportDialog(counts, title, self._window)
        self.dialog.changed.connect(self._look)
        self.dialog.accepted.connect(self._ask)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        self._look()
        self.dialog.open()

    def _wanted(self, choice: ExportChoice) -> Wanted:
        if choice.which == CHOSEN:
            return Wanted(only=self._chosen)
        book = self._book if choice.which == BOOK else None
        return Wanted(book, deleted=choice.deleted, listed=choice.which == LISTED)

    @Slot()
    def _look(self) -> None:
        """Find out how what is wanted has to be handled."""
        if self.dialog is None:
            return
        wanted, editions = self._wanted(self.dialog.choice()), self._carried.books_at_hand()
        store = self._carried.database.path

        def look() -> Marking:
            database = open_database(store)
            try:
                return marking(database, editions, wanted)
            finally:
                database.close()

        self._looking.submit(look)

    @Slot(object)
    def _show_marking(self, found: Marking) -> None:
        if self.dialog is not None:
            self.dialog.show_marking(found)

    @Slot()
    def _ask(self) -> None:
        """Ask whether it may leave the program, then where it goes."""
        if self.dialog is None or self.dialog.marking is None:
            return
        choice, handled = self.dialog.choice(), self.dialog.marking

        def choose() -> None:
            self._choose(choice)

        level, unknown = handled.classification, handled.unknown
        self._carried.handling.ask(_export_it, choose, level=level, unknown=unknown)

    def _choose(self, choice: ExportChoice) -> None:
        proposed = str(Path.home() / f"{self._name(choice)}.{choice.form}")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, _("Export my marks"), proposed, KINDS[choice.form]
        )
        if chosen:
            file = Path(chosen)
            self.write(choice, file if file.suffix else file.with_suffix(f".{choice.form}"))

    def _name(self, choice: ExportChoice) -> str:
        what = _("Reading list") if choice.which == LISTED else _("My marks")
        return f"{what} {date.today().isoformat()}"  # noqa: DTZ011 - the reader's own day

    def write(self, choice: ExportChoice, file: Path) -> None:
        """Write an export to a file, in the background."""
        wanted, editions = self._wanted(choice), self._carried.books_at_hand()
        store = self._carried.database.path

        def work(watch: "Watch") -> Path:
            from viewer.annotations.exchange import write_file
            from viewer.annotations.report import written

            database = open_database(store)
            try:
                gathered = gather(database, editions, wanted, watch)
            finally:
                database.close()
            write_file(file, written(gathered, choice.form).encode())
            return file

        self.errand.start(_exporting, work)

    @Slot(object)
    def _tell(self, file: Path) -> None:
        tell_saved(self._window.line, file)

    @Slot()
    def _forget(self) -> None:
        self._looking.cancel()
        self.dialog = None


def _export_it() -> str:
    return _("Export")


def _exporting() -> str:
    return _("Exporting my marks")
