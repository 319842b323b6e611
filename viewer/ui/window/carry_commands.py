"""What takes notes out of the program and brings them in."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.ui.tasks import Background
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.carrying.carried import Carried
    from viewer.ui.carrying.exporting import Exporting
    from viewer.ui.carrying.importing import Importing
    from viewer.ui.window.controls import Controls


class CarryCommands(QObject):
    """Export and import; each part is made when it is first wanted."""

    def __init__(self, window: MainWindow, controls: "Controls", handling: Handling) -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._handling = handling
        self.background = Background(self)
        window.closing.connect(self.background.close)

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        return {"marks.export": self.export, "marks.import": self.bring_in}

    @cached_property
    def carried(self) -> "Carried":
        """What the parts need of the window."""
        from viewer.ui.carrying.carried import Carried

        controls = self._controls
        return Carried(
            self._window,
            controls.database,
            controls.marks,
            controls.marks_panel.selected,
            self._handling,
            self.background,
            controls.tell,
        )

    @cached_property
    def exporting(self) -> "Exporting":
        """Exports marks."""
        from viewer.ui.carrying.exporting import Exporting

        return Exporting(self.carried)

    @cached_property
    def importing(self) -> "Importing":
        """Imports marks."""
        from viewer.ui.carrying.importing import Importing

        return Importing(self.carried)

    @Slot()
    def export(self) -> None:
        """Ask what is to be exported."""
        self.exporting.open()

    @Slot()
    def bring_in(self) -> None:
        """Ask for a file of marks."""
        self.importing.choose()

    def take_dropped(self, path: Path) -> bool:
        """Take a file that was dropped on the window; return whether it is one of marks."""
        from viewer.ui.carrying.importing import ENDINGS

        if path.suffix.lower() not in ENDINGS or not path.is_file():
            return False
        self.importing.open(path)
        return True
