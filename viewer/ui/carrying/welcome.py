"""The offer to a new reader whose notes lie on a stick, or beside the program."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.assets import DATA
from viewer.messages import translate as _
from viewer.settings import default_profile
from viewer.ui.message_line import LineButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.tasks import Background
    from viewer.ui.window.main_window import MainWindow

TOPIC = "bring"


class Welcome(QObject):
    """Looks for notes in the background, and offers to bring what it finds."""

    def __init__(
        self, window: "MainWindow", background: "Background", bring: "Callable[[Path], object]"
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bring = bring
        self._looking = background.channel()
        self._looking.finished.connect(self._offer)

    @Slot()
    def look(self) -> None:
        """Begin."""
        folder = self._window.services.profile.folder
        self._looking.submit(partial(_found, folder))

    @Slot(object)
    def _offer(self, file: Path | None) -> None:
        if file is not None:
            button = LineButton(_bring, partial(self._bring, file))
            self._window.line.tell(partial(_words, file), [button], topic=TOPIC)


def program_folder() -> Path:
    """Return the folder that a reader takes for the program's."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else DATA.parent


def _found(profile: Path) -> Path | None:
    # Imported here: in the background, after the start.
    from viewer.ui.carrying.sticks import notes_beside

    if profile != default_profile().folder:
        # With a profile of one's own choosing, nothing outside it is read unasked.
        return None
    return notes_beside(program_folder())


def _words(file: Path) -> str:
    return _("Notes of another computer are here: {file}").format(file=file)


def _bring() -> str:
    return _("Bring my notes…")
