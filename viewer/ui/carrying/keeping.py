"""Keeps the notes in a file of the reader's choice, where they can't be saved in their own place.

From then on that file is the store of this session; chosen again, it goes on where it was left.
"""

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from viewer.annotations.gathering import Marking, marking_of
from viewer.annotations.merging import carry_out, plan
from viewer.annotations.moving import read_store
from viewer.annotations.store import AnnotationStore
from viewer.errors import ExchangeError, reason_of
from viewer.messages import translate as _
from viewer.storage.connection import FAILURES
from viewer.storage.files import is_there
from viewer.storage.opening import Condition, inspect, open_database
from viewer.ui.carrying.errand import Errand

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.ui.carrying.carried import Carried

ENDING = ".sqlite3"

WAYS_OUT = frozenset(("store-read-only", "store-unreachable", "store-unreachable-copy"))
"""Codes of messages about notes that can't be saved, for which another file is a way out."""


class Keeping(QObject):
    """Asks for the file, puts the notes into it, and goes on in it.

    Attributes:
        errand: Puts the notes into the file.
    """

    def __init__(self, carried: "Carried") -> None:
        super().__init__(carried.window)
        self._carried = carried
        self._window = carried.window
        self.errand = Errand(carried.background, carried.window)
        self.errand.finished.connect(self._go_on)
        self.errand.failed.connect(carried.tell)
        self._looking = carried.background.channel()
        self._looking.finished.connect(self._ask)

    @Slot()
    def choose(self) -> None:
        """Ask for the file, after a question where something classified is quoted."""
        quoted = AnnotationStore(self._carried.database).find()
        self._looking.submit(partial(marking_of, quoted, self._carried.books_at_hand()))

    @Slot(object)
    def _ask(self, handled: Marking) -> None:
        level = handled.classification
        ask, choose = self._carried.handling.ask, partial(self._choose, level)
        ask(lambda: _("Keep them"), choose, level=level, unknown=handled.unknown)

    def _choose(self, level: str) -> None:
        """Ask for the file; one of an earlier session is added to, not replaced."""
        mine, kind = _("My notes"), _("Notes")
        name = self._carried.handling.file_name(f"{mine}{ENDING}", level)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("Keep my notes in a file"),
            str(Path.home() / name),
            f"{kind} (*{ENDING})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            file = Path(chosen)
            self.keep(file if file.suffix else file.with_suffix(ENDING))

    def keep(self, file: Path) -> None:
        """Put the notes into a file, in the background, and go on there."""
        notes = read_store(self._carried.database)

        def work(_watch: "Watch") -> Path:
            _check(file)
            with closing(open_database(file)) as database:
                if database.read_only:
                    raise ExchangeError("keep-unwritable", file=str(file))
                carry_out(database, plan(AnnotationStore(database), notes, lambda _book: ()))
            return file

        self.errand.start(_keeping, work)

    @Slot(object)
    def _go_on(self, file: Path) -> None:
        self._carried.database.continue_in(open_database(file))
        self._carried.marks.changed.emit(None)
        self._carried.marks.undo_changed.emit()

        def words() -> str:
            said = _("Your notes are kept in {file} now. Choose the same file next time.")
            return said.format(file=file)

        self._window.line.tell(words)


def _check(file: Path) -> None:
    """Make sure that a file is new, or holds notes: any other would be set aside as damaged.

    Raises:
        ExchangeError: It is something else, or can't be reached.
    """
    if not is_there(file):
        return
    try:
        found = inspect(file)
    except (OSError, *FAILURES) as error:
        reason = reason_of(error)
        raise ExchangeError("unreadable-file", path=str(file), reason=reason) from error
    if found.connection is not None:
        found.connection.close()
    if found.condition not in {Condition.SOUND, Condition.OLDER}:
        raise ExchangeError("keep-other-file", file=str(file))


def _keeping() -> str:
    return _("Keeping your notes")
