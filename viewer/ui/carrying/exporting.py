"""Exports marks: asks which, asks where above unclassified, writes them in the background."""

from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from viewer.annotations.gathering import Wanted, gather
from viewer.annotations.reading_list import ReadingList
from viewer.book.model import pick
from viewer.messages import translate as _
from viewer.storage.opening import open_database
from viewer.ui.carrying.export_dialog import BOOK, CHOSEN, LISTED, ExportChoice, ExportDialog
from viewer.ui.carrying.leaving import Leaving

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried

KINDS = {"html": "HTML (*.html)", "md": "Markdown (*.md)", "json": "JSON-LD (*.json *.jsonld)"}
"""What the system's dialog lists, by ending."""


class Exporting(Leaving):
    """The dialog of an export, and what comes of it.

    Attributes:
        dialog: The dialog, while it is open.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried)
        self.dialog: ExportDialog | None = None
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
        self.dialog = dialog = ExportDialog(counts, title, self._window)
        dialog.changed.connect(self._look)
        dialog.accepted.connect(self._ask)
        self._look()
        self.begin(dialog, dialog)

    def _wanted(self, choice: ExportChoice) -> Wanted:
        if choice.which == CHOSEN:
            return Wanted(only=self._chosen)
        book = self._book if choice.which == BOOK else None
        return Wanted(book, deleted=choice.deleted, listed=choice.which == LISTED)

    @Slot()
    def _look(self) -> None:
        if self.dialog is not None:
            self.look(self._wanted(self.dialog.choice()))

    @Slot()
    def _ask(self) -> None:
        """Ask whether it may leave the program, then where it goes."""
        if self.dialog is None or self.dialog.marking is None:
            return
        choice, handled = self.dialog.choice(), self.dialog.marking
        self.ask(_export_it, handled, partial(self._choose, choice))

    def _choose(self, choice: ExportChoice) -> None:
        name = f"{self._name(choice)}.{choice.form}"
        file = self.file_for(_("Export my marks"), name, KINDS[choice.form])
        if file is not None:
            self.write(choice, file)

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

            with closing(open_database(store)) as database:
                gathered = gather(database, editions, wanted, watch)
            write_file(file, written(gathered, choice.form).encode())
            return file

        self.errand.start(_exporting, work)

    @Slot()
    def _forget(self) -> None:
        super()._forget()
        self.dialog = None


def _export_it() -> str:
    return _("Export")


def _exporting() -> str:
    return _("Exporting my marks")
