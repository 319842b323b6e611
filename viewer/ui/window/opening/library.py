"""Opening books: from the shelf, from a folder, dropped, asked for by another start."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.assets import DATA
from viewer.book.address import is_address
from viewer.book.shelf import Listed
from viewer.errors import ViewerError
from viewer.messages import translate as _
from viewer.storage.files import is_folder
from viewer.ui.window.opening.addresses import open_address
from viewer.ui.window.opening.navigation import Navigation
from viewer.ui.window.services import Services

RECENT = 10
"""How many books opened from elsewhere are remembered."""


class Library(QObject):
    """The books that the reader has.

    Signals:
        changed: The shelf or the list of recent books is different now.
        failed: A ``Message``: a book could not be opened.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        navigation: Navigation,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._navigation = navigation
        self._window = window

    def books(self) -> list[Listed]:
        """Return all editions of all books on the shelf, with those that can't be read."""
        return self._services.shelf().books()

    def recent(self) -> list[Path]:
        """Return the folders of books opened from elsewhere, the latest first."""
        return [Path(folder) for folder in self._services.preferences.opened]

    @Slot()
    def choose(self) -> None:
        """Ask for a book folder and open it."""
        start = str(self.recent()[0].parent) if self.recent() else str(Path.home())
        title = _("Open a book: choose its folder, the one that holds book.yaml")
        chosen = QFileDialog.getExistingDirectory(self._window, title, start)
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path, section: str = "") -> bool:
        """Open the book at ``path``, a book folder or its ``book.yaml``, and remember it."""
        folder = path.parent if path.name == "book.yaml" else path
        folder = folder.expanduser().absolute()
        if not self._navigation.open_folder(folder, section):
            return False
        self.remember(folder)
        return True

    def open_name(self, name: str, section: str = "") -> bool:
        """Open what a command line calls a BOOK: a folder, the id of a book, or an address."""
        if is_address(name):
            return self.open_address(name)
        try:
            folder = self._services.shelf().find(name)
        except ViewerError as problem:
            self.failed.emit(problem.message)
            return False
        if is_folder(name):
            return self.open_path(folder, section)
        return self._navigation.open_folder(folder, section)

    @Slot(str)
    def open_address(self, address: str) -> bool:
        """Go where an address leads, or near; see ``viewer.book.address``."""
        return open_address(address, self._navigation, self._services)

    def remember(self, folder: Path) -> None:
        """Put a book opened from elsewhere at the top of the reader's list: now it is searched.

        One that was removed comes back.
        """
        removed = self._services.preferences.removed
        if str(folder) in removed:
            self._services.prefer(removed=tuple(one for one in removed if one != str(folder)))
            self.changed.emit()
        if self._is_on_shelf(folder):
            return
        others = [one for one in self._services.preferences.opened if one != str(folder)]
        self._services.prefer(opened=(str(folder), *others)[:RECENT])
        self.changed.emit()

    def remove(self, folder: Path) -> None:
        """Take a book off the reader's list; nothing of the reader's and no file is deleted."""
        opened = tuple(one for one in self._services.preferences.opened if Path(one) != folder)
        self._services.prefer(opened=opened)
        self.changed.emit()

    def drop(self, folders: Sequence[Path]) -> None:
        """Take the folders of a book off the shelf, wherever they lie; no file is deleted."""
        names = [str(folder) for folder in folders]
        now = self._services.preferences
        opened = tuple(one for one in now.opened if one not in names)
        listed = [str(one) for one in folders if one not in map(Path, now.opened)]
        removed = tuple(dict.fromkeys((*now.removed, *listed)))
        self._services.prefer(opened=opened, removed=removed)
        self.changed.emit()

    def _is_on_shelf(self, folder: Path) -> bool:
        """Return whether a book is listed without being opened from elsewhere."""
        shelf = [DATA, *self._services.folders()]
        return folder in shelf or folder.parent in shelf
