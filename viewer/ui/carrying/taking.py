"""Packs everything of the reader's into one file, for another computer."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from viewer.annotations.gathering import EVERYTHING
from viewer.annotations.moving import ENDING
from viewer.messages import translate as _
from viewer.ui.carrying.leaving import Leaving
from viewer.ui.carrying.take_dialog import TakeDialog

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried


class Taking(Leaving):
    """The dialog, and what comes of it.

    Attributes:
        dialog: The dialog, while it is open.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried)
        self.dialog: TakeDialog | None = None

    @Slot()
    def open(self) -> None:
        """Ask for a passphrase, and say how what goes along has to be handled."""
        if self.errand.busy():
            return
        self.dialog = dialog = TakeDialog(self._window)
        dialog.accepted.connect(self._ask)
        self.look(EVERYTHING)
        self.begin(dialog, dialog)

    @Slot()
    def _ask(self) -> None:
        """Ask whether it may leave the program, then where it goes."""
        if self.dialog is None or self.dialog.marking is None:
            return
        passphrase, handled = self.dialog.passphrase.value(), self.dialog.marking
        self.dialog.passphrase.forget()
        self.ask(_take_them, handled, partial(self._choose, passphrase, handled.classification))

    def _choose(self, passphrase: str, level: str) -> None:
        kind, today = _("Notes for another computer"), date.today().isoformat()  # noqa: DTZ011
        mine = _("My notes")
        title = _("Take my notes to another computer")
        file = self.file_for(title, f"{mine} {today}{ENDING}", f"{kind} (*{ENDING})", level)
        if file is not None:
            self.write(file, passphrase)

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

    @Slot()
    def _forget(self) -> None:
        super()._forget()
        self.dialog = None


def _take_them() -> str:
    return _("Take them along")


def _packing() -> str:
    return _("Packing your notes")
