"""Packs everything of the reader's into one file, for another computer."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.annotations.gathering import EVERYTHING, Marking, marking
from viewer.annotations.moving import ENDING
from viewer.messages import translate as _
from viewer.storage.opening import open_database
from viewer.ui.carrying.errand import Errand
from viewer.ui.carrying.saved import tell_saved
from viewer.ui.carrying.take_dialog import TakeDialog

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried


class Taking(QObject):
    """The dialog, and what comes of it.

    Attributes:
        dialog: The dialog, while it is open.
        errand: Writes the file.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried.window)
        self._carried = carried
        self._window = carried.window
        self.dialog: TakeDialog | None = None
        self.errand = Errand(carried.background, carried.window)
        self.errand.finished.connect(self._tell)
        self.errand.failed.connect(carried.tell)
        self._looking = carried.background.channel()
        self._looking.finished.connect(self._show_marking)

    @Slot()
    def open(self) -> None:
        """Ask for a passphrase, and say how what goes along has to be handled."""
        if self.errand.busy():
            return
        self.dialog = TakeDialog(self._window)
        self.dialog.accepted.connect(self._ask)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(self._forget)
        store, editions = self._carried.database.path, self._carried.books_at_hand()

        def look() -> Marking:
            database = open_database(store)
            try:
                return marking(database, editions, EVERYTHING)
            finally:
                database.close()

        self._looking.submit(look)
        self.dialog.open()

    @Slot(object)
    def _show_marking(self, found: Marking) -> None:
        if self.dialog is not None:
            self.dialog.show_marking(found)

    @Slot()
    def _ask(self) -> None:
        """Ask whether it may leave the program, then where it goes."""
        if self.dialog is None or self.dialog.marking is None:
            return
        passphrase, handled = self.dialog.passphrase.value(), self.dialog.marking
        self.dialog.passphrase.forget()
        level, unknown = handled.classification, handled.unknown

        def choose() -> None:
            self._choose(passphrase, level)

        self._carried.handling.ask(_take_them, choose, level=level, unknown=unknown)

    def _choose(self, passphrase: str, level: str) -> None:
        kind, today = _("Notes for another computer"), date.today().isoformat()  # noqa: DTZ011
        mine = _("My notes")
        name = self._carried.handling.file_name(f"{mine} {today}{ENDING}", level)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("Take my notes to another computer"),
            str(Path.home() / name),
            f"{kind} (*{ENDING})",
        )
        if chosen:
            file = Path(chosen)
            self.write(file if file.suffix else file.with_suffix(ENDING), passphrase)

    def write(self, file: Path, passphrase: str) -> None:
        """Pack everything into a file, in the background."""
        self._carried.save_place()
        profile, store = self._window.services.profile, self._carried.database.path

        def work(watch: "Watch") -> Path:
            from viewer.annotations.editions import StoppedError
            from viewer.annotations.exchange import write_file
            from viewer.annotations.moving import pack

            packed = pack(profile, passphrase, store)
            if watch.should_stop():
                raise StoppedError
            write_file(file, packed)
            return file

        self.errand.start(_packing, work)

    @Slot(object)
    def _tell(self, file: Path) -> None:
        tell_saved(self._window.line, file)

    @Slot()
    def _forget(self) -> None:
        self._looking.cancel()
        self.dialog = None


def _take_them() -> str:
    return _("Take them along")


def _packing() -> str:
    return _("Packing your notes")
