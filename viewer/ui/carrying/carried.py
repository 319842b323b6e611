"""What the parts of this package need of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.errors import Message
from viewer.storage.database import Database
from viewer.ui.carrying.at_hand import BooksAtHand
from viewer.ui.tasks import Background
from viewer.ui.window.handling import Handling
from viewer.ui.window.main_window import MainWindow
from viewer.ui.window.marking.marks_control import MarksControl


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried in and out, and what that is told to.

    Attributes:
        window: The window.
        database: The reader's data, as the GUI thread has it open.
        marks: The reader's marks.
        chosen: Ids of the marks that are chosen in the list.
        handling: Asks before text leaves the program.
        background: A thread of its own, so that search goes on.
        tell: Tells a ``Message``.
        save_place: Saves where the reader is.
        prefer: Changes preferences, by name, and does at once what they say.
        search_thread: The thread that searches, which must leave an index before it is removed.
        leave_book: Takes a book, by id and folders, off the page and the shelf; returns whether
            it was known where the reader stopped in it.
        book_removed: Shows what is different once a book is removed.
    """

    window: MainWindow
    database: Database
    marks: MarksControl
    chosen: Callable[[], list[str]]
    handling: Handling
    background: Background
    tell: Callable[[Message], None]
    save_place: Callable[[], None]
    prefer: Callable[[dict[str, object]], None]
    search_thread: Background
    leave_book: Callable[[str, Sequence[Path]], bool]
    book_removed: Callable[[], None]

    def books_at_hand(self) -> BooksAtHand:
        """Return what opens the books of the shelf, for another thread."""
        services = self.window.services
        return BooksAtHand(services.shelf(), services.cache)
