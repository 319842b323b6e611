"""What takes notes out of the program and brings them in."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.errors import Message
from viewer.messages import translate as _
from viewer.storage.files import is_file
from viewer.ui.message_line import LineButton
from viewer.ui.tasks import Background
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from viewer.ui.carrying.carried import Carried
    from viewer.ui.carrying.exporting import Exporting
    from viewer.ui.carrying.importing import Importing
    from viewer.ui.carrying.keeping import Keeping
    from viewer.ui.carrying.removing import Removing
    from viewer.ui.carrying.second_copies import SecondCopies
    from viewer.ui.carrying.taking import Taking
    from viewer.ui.carrying.welcome import Welcome
    from viewer.ui.window.controls import Controls


class CarryCommands(QObject):
    """Export, import, the way to another computer; each part is made when it is first wanted."""

    def __init__(self, window: MainWindow, controls: "Controls", handling: Handling) -> None:
        super().__init__(controls)
        self._window = window
        self._controls = controls
        self._handling = handling
        self.background = Background(self)
        self._copying = Background(self)
        window.closing.connect(self.background.close)
        controls.books.removal_requested.connect(self.remove_book)

    def works(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        return {
            "marks.export": self.export,
            "marks.import": self.bring_in,
            "file.take_along": self.take_along,
            "file.bring": self.bring,
        }

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
            controls.save_place,
            controls.commands.preferences.change,
            controls.background,
            self._leave_book,
            self._book_removed,
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

    @cached_property
    def removing(self) -> "Removing":
        """Removes books from this computer."""
        from viewer.ui.carrying.removing import Removing

        return Removing(self.carried)

    @cached_property
    def copies(self) -> "SecondCopies":
        """Makes second copies."""
        from viewer.ui.carrying.second_copies import SecondCopies

        return SecondCopies(self.carried, self._copying)

    @cached_property
    def welcome(self) -> "Welcome":
        """Looks for notes of another computer."""
        from viewer.ui.carrying.welcome import Welcome

        return Welcome(self._window, self.background, self.bring_file)

    @cached_property
    def keeping(self) -> "Keeping":
        """Keeps notes in another file."""
        from viewer.ui.carrying.keeping import Keeping

        return Keeping(self.carried)

    @cached_property
    def taking(self) -> "Taking":
        """Packs everything for another computer."""
        from viewer.ui.carrying.taking import Taking

        return Taking(self.carried)

    def ways_out(self, message: Message) -> list[LineButton]:
        """Return what is offered beside a message: another file, where notes can't be saved."""
        if not self._controls.store.read_only:
            return []
        from viewer.ui.carrying.keeping import WAYS_OUT

        return [LineButton(_keep, self.keep)] if message.code in WAYS_OUT else []

    def keep(self) -> None:
        """Ask for a file in which the notes are kept."""
        self.keeping.choose()

    def begin(self) -> None:
        """Make second copies, if the reader wants them."""
        if self._window.services.preferences.second_copy:
            self.copies.follow()

    @Slot(str)
    def remove_book(self, book: str) -> None:
        """Ask whether a book is to be removed from this computer, and do it."""
        self.removing.ask(book)

    def _leave_book(self, book: str, folders: Sequence[Path]) -> bool:
        """Take a book off the page and the shelf; see ``BooksControl.leave_book``."""
        known = self._controls.books.leave_book(book, folders)
        # Children that go on would bring back what is about to be removed.
        self._controls.surveys.close()
        self._controls.search.builds.close()
        return known

    def _book_removed(self) -> None:
        controls = self._controls
        controls.search.prepare()
        controls.finding.recent.show()
        controls.books.refresh()

    def end(self) -> None:
        """Wait for a copy that is being made, now that the window has gone."""
        self._copying.close()

    @Slot()
    def export(self) -> None:
        """Ask what is to be exported."""
        self.exporting.open()

    @Slot()
    def bring_in(self) -> None:
        """Ask for a file of marks."""
        self.importing.choose()

    @Slot()
    def take_along(self) -> None:
        """Pack everything for another computer."""
        self.taking.open()

    @Slot()
    def bring(self) -> None:
        """Ask for what another computer packed."""
        self.importing.choose_profile()

    def bring_file(self, path: Path) -> None:
        """Show what importing a file would do."""
        self.importing.open(path)

    def take_dropped(self, path: Path) -> bool:
        """Take a file that was dropped on the window; return whether it is one of marks."""
        from viewer.ui.carrying.importing import ENDINGS, PROFILE_ENDINGS

        if path.suffix.lower() not in ENDINGS + PROFILE_ENDINGS or not is_file(path):
            return False
        self.bring_file(path)
        return True


def _keep() -> str:
    return _("Keep them in a file…")
