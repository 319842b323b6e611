"""What leaves the program in a file: how it is handled, whether and where it goes, what is said."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from viewer.annotations.gathering import Marking, Wanted, marking
from viewer.storage.opening import open_database
from viewer.ui.carrying.errand import Errand
from viewer.ui.carrying.saved import tell_saved

if TYPE_CHECKING:
    from viewer.ui.carrying.carried import Carried


class MarkingDialog(Protocol):
    """A dialog that shows how what leaves has to be handled."""

    def show_marking(self, marking: Marking) -> None:
        """Show it."""


class Leaving(QObject):
    """The steps that an export and a profile that is taken along have in common.

    Attributes:
        errand: Writes the file.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried.window)
        self._carried = carried
        self._window = carried.window
        self._shown: MarkingDialog | None = None
        self.errand = Errand(carried.background, carried.window)
        self.errand.finished.connect(self._tell)
        self.errand.failed.connect(carried.tell)
        self._looking = carried.background.channel()
        self._looking.finished.connect(self._show_marking)

    def begin(self, dialog: QDialog, shown: MarkingDialog) -> None:
        """Open the dialog; given twice, since no type says that it is both."""
        self._shown = shown
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._forget)
        dialog.open()

    def look(self, wanted: Wanted) -> None:
        """Find out how what is wanted has to be handled, and show it."""
        store, editions = self._carried.database.path, self._carried.books_at_hand()

        def looked() -> Marking:
            with closing(open_database(store)) as database:
                return marking(database, editions, wanted)

        self._looking.submit(looked)

    def ask(self, words: Callable[[], str], handled: Marking, choose: Callable[[], object]) -> None:
        """Ask whether it may leave the program, if that is to be asked; then go on."""
        level, unknown = handled.classification, handled.unknown
        self._carried.handling.ask(words, choose, level=level, unknown=unknown)

    def file_for(self, title: str, name: str, kind: str, level: str = "") -> Path | None:
        """Ask for a file; None if the reader wants none.

        Args:
            title: Title of the dialog.
            name: Proposed name, with the usual ending.
            kind: What the system's dialog lists.
            level: Classification that the name is to tell, as the file doesn't tell it itself.
        """
        proposed = str(Path.home() / self._carried.handling.file_name(name, level))
        chosen, _kind = QFileDialog.getSaveFileName(self._window, title, proposed, kind)
        if not chosen:
            return None
        file = Path(chosen)
        return file if file.suffix else file.with_suffix(Path(name).suffix)

    @Slot(object)
    def _show_marking(self, found: Marking) -> None:
        if self._shown is not None:
            self._shown.show_marking(found)

    @Slot(object)
    def _tell(self, file: Path) -> None:
        tell_saved(self._window.line, file)

    @Slot()
    def _forget(self) -> None:
        self._looking.cancel()
        self._shown = None
