"""Removes a book from this computer, with its notes if the reader wants that."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.annotations.exchange import write_file
from viewer.annotations.gathering import Marking, Wanted, gather, marking
from viewer.annotations.report import written
from viewer.book.model import pick
from viewer.messages import language, mark_plural, plural
from viewer.messages import translate as _
from viewer.storage.files import is_there
from viewer.storage.opening import open_database
from viewer.storage.removal import Removed
from viewer.ui.carrying.errand import Errand
from viewer.ui.carrying.export_dialog import HTML
from viewer.ui.carrying.exporting import KINDS
from viewer.ui.carrying.removal import Doomed, remove_book
from viewer.ui.carrying.remove_dialog import EXPORT, KEEP, RemovedDialog, RemoveDialog

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried

WORDS = {
    "index": mark_plural("its search index", "its search indexes"),
    "texts": mark_plural("its prepared texts", "its prepared texts, of {count} editions"),
    "folders": mark_plural("its folder", "its {count} folders"),
    "positions": mark_plural("where you stopped reading", "where you stopped reading"),
    "recent-places": mark_plural("{count} recent place", "{count} recent places"),
    "recent-searches": mark_plural("{count} recent search", "{count} recent searches"),
    "annotations": mark_plural("{count} mark", "{count} marks"),
    "placements": mark_plural(
        "where {count} mark is in other editions", "where {count} marks are in other editions"
    ),
    "copies": mark_plural(
        "{count} copy of your notes; a new one was made",
        "{count} copies of your notes; a new one was made",
    ),
}
"""What can have been removed."""


class Gone(NamedTuple):
    """A book that was removed.

    Attributes:
        doomed: The book.
        removed: What was removed.
        exported: File with its notes; None if they weren't exported.
    """

    doomed: Doomed
    removed: list[Removed]
    exported: Path | None


class Removing(QObject):
    """The dialogs, and what comes of them.

    Attributes:
        dialog: The question, while it is open.
        done: The list of what was removed, while it is open.
        exporting: Exports the notes.
        errand: Removes the book.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried.window)
        self._carried = carried
        self._window = carried.window
        self.dialog: RemoveDialog | None = None
        self.done: RemovedDialog | None = None
        self.exporting = Errand(carried.background, carried.window)
        self.exporting.finished.connect(self.remove)
        self.exporting.failed.connect(carried.tell)
        self.errand = Errand(carried.search_thread, carried.window)
        self.errand.finished.connect(self._tell)
        self.errand.failed.connect(carried.tell)
        self._looking = carried.background.channel()
        self._looking.finished.connect(self._show_marking)
        self._doomed = Doomed("", (), notes=False)

    @Slot(str)
    def ask(self, book: str) -> None:
        """Ask what becomes of the notes in a book."""
        if self.errand.busy() or self.dialog is not None:
            return
        folders = self._folders(book)
        self._doomed = Doomed(book, folders, notes=False)
        count = self._count(book)
        self.dialog = RemoveDialog(
            self._title(book), [str(folder) for folder in folders], count, self._window
        )
        self.dialog.accepted.connect(self._go)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        path, editions = self._carried.database.path, self._carried.books_at_hand()

        def look() -> Marking:
            with closing(open_database(path)) as database:
                return marking(database, editions, Wanted(book))

        self._looking.submit(look)
        self.dialog.open()

    def _count(self, book: str) -> int:
        """Return how many marks there are in a book, with those in the bin."""
        statement = "SELECT count(*) FROM annotation WHERE book = ?"
        return int(str(self._carried.database.read(statement, (book,))[0][0]))

    def _folders(self, book: str) -> list[Path]:
        """Return where the editions of a book lie, or lay."""
        services = self._window.services
        listed = services.shelf().books()
        folders = [one.folder for one in listed if one.edition.book == book and not one.bundled]
        last = services.place_of(book).get("folder")
        return list(dict.fromkeys([*folders, *([Path(last)] if isinstance(last, str) else [])]))

    def _title(self, book: str) -> str:
        return pick(self._window.services.titles_of(book), language())

    @Slot(object)
    def _show_marking(self, found: Marking) -> None:
        if self.dialog is not None:
            self.dialog.show_marking(found)

    @Slot()
    def _go(self) -> None:
        if self.dialog is None:
            return
        wanted, handled = self.dialog.wanted, self.dialog.marking
        self._doomed = self._doomed._replace(notes=wanted != KEEP)
        if wanted == EXPORT and handled is not None:
            level, unknown = handled.classification, handled.unknown
            ask = self._carried.handling.ask
            ask(_export_them, self._choose_file, level=level, unknown=unknown)
        else:
            self.remove()

    def _choose_file(self) -> None:
        name = f"{self._title(self._doomed.book)} {date.today().isoformat()}"  # noqa: DTZ011
        proposed = str(Path.home() / f"{name}.{HTML}")
        title = _("Export my marks")
        chosen, _kind = QFileDialog.getSaveFileName(self._window, title, proposed, KINDS[HTML])
        if chosen:
            file = Path(chosen)
            self.export(file if file.suffix else file.with_suffix(f".{HTML}"))

    def export(self, file: Path) -> None:
        """Export the notes, in the background, and only then remove the book."""
        path, editions = self._carried.database.path, self._carried.books_at_hand()
        wanted = Wanted(self._doomed.book, deleted=True)

        def work(watch: "Watch") -> Path:
            with closing(open_database(path)) as database:
                gathered = gather(database, editions, wanted, watch)
            write_file(file, written(gathered, file.suffix.lstrip(".").lower()).encode())
            return file

        self.exporting.start(_exporting, work)

    @Slot(object)
    def remove(self, exported: Path | None = None) -> None:
        """Remove the book, in the background.

        Args:
            exported: File with its notes; None if they weren't exported.
        """
        doomed = self._doomed
        read = self._carried.leave_book(doomed.book, doomed.folders)
        services, path = self._window.services, self._carried.database.path

        def work(_watch: "Watch") -> Gone:
            removed = remove_book(services.profile, path, services.cache, doomed)
            if read and all(one.what != "positions" for one in removed):
                removed.insert(0, Removed("positions", 1))
            return Gone(doomed, removed, exported)

        self.errand.start(_removing, work)

    @Slot(object)
    def _tell(self, gone: Gone) -> None:
        self._carried.marks.changed.emit(None)
        self._carried.book_removed()
        self.done = RemovedDialog(self._lines(gone), self._window)
        self.done.finished.connect(self.done.deleteLater)
        self.done.finished.connect(self._forget_done)
        self.done.open()

    def _lines(self, gone: Gone) -> list[str]:
        """Return what was removed and what stays, a line each."""
        doomed = gone.doomed
        lines = [_("Removed:")]
        for one in gone.removed:
            words = plural(*WORDS[one.what], one.number).format(count=one.number)
            lines.append(f"– {words}")
        stays = [_("{folder}: the files of the book").format(folder=f) for f in doomed.folders]
        stays = [line for line, f in zip(stays, doomed.folders, strict=True) if is_there(f)]
        count = self._carried.marks.counts()[doomed.book]
        if count and not doomed.notes:
            kept = plural("{count} mark, under My marks", "{count} marks, under My marks", count)
            stays.append(kept.format(count=count))
        if gone.exported is not None:
            stays.append(_("{file}: your marks, exported").format(file=gone.exported))
        folder = self._window.services.preferences.second_copy
        if folder and doomed.notes:
            words = _("{folder}: second copies, until newer ones take their place")
            stays.append(words.format(folder=folder))
        return [*lines, "", _("Not removed:"), *(f"– {line}" for line in stays)] if stays else lines

    @Slot()
    def _forget(self) -> None:
        self._looking.cancel()
        self.dialog = None

    @Slot()
    def _forget_done(self) -> None:
        self.done = None


def _export_them() -> str:
    return _("Export them")


def _exporting() -> str:
    return _("Exporting my marks")


def _removing() -> str:
    return _("Removing the book")
