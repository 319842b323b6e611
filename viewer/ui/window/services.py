"""What the parts of a window need from outside: where things are, and what the reader prefers."""

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.assets import READY_BOOKS
from viewer.book.cache import BookCache
from viewer.book.language_tags import primary
from viewer.errors import Message, Severity, ViewerError
from viewer.messages import LANGUAGES
from viewer.settings import (
    Preferences,
    Profile,
    change_preferences,
    join_state,
    load_preferences,
)
from viewer.settings.open_windows import OpenWindows

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.book.shelf import Shelf
    from viewer.reading.place import Place

FIRST_BOOK = "key-relationships"
"""The book that a new reader finds open."""


class Services:
    """The profile's things, shared by the controllers of the windows.

    Attributes:
        profile: Folders and files of the profile.
        preferences: What the reader has chosen.
        state: Window geometry and the last place, as JSON holds it.
        cache: Parsed books.
        shelf_folders: Folders given on the command line in place of the reader's own; empty if
            none.
        system_language: ``en`` or ``fr``, from the system.
        windows: The windows that are open in the profile.
        remembered: Whether the next start takes up this window; another one is, if that closes it.
        report: Where a problem with saving is told.
        position: Tells where the reader was in a book that the state doesn't know, such as one read
            on another computer whose notes were taken over; None until that is known.
        named: Folder of the book that the start was given; None without one.
    """

    def __init__(
        self,
        profile: Profile,
        preferences: Preferences,
        state: dict[str, Any],
        shelf_folders: tuple[Path, ...],
        system_language: str,
    ) -> None:
        self.profile = profile
        self.preferences = preferences
        self.state = state
        self._saved = deepcopy(state)
        self.cache = BookCache(profile.cache / "books", ready=READY_BOOKS)
        self.shelf_folders = shelf_folders
        self.system_language = system_language
        self.windows = OpenWindows(profile)
        self.remembered = True
        self.report: Callable[[Message], None] | None = None
        self.position: Callable[[str], Place | None] | None = None
        self.named: Path | None = None
        self._told: set[str] = set()
        # What the window has done of the preferences, and what file that was read from.
        self._done = preferences
        self._file: object = None

    def shelf(self) -> "Shelf":
        """Return the shelf as it is now."""
        # Imported here: the book that was open last is found without it.
        from viewer.book.shelf import Shelf

        opened = [Path(folder) for folder in self.preferences.opened]
        removed = {Path(folder) for folder in self.preferences.removed}
        return Shelf(self.folders(), opened=opened, removed=removed, cache=self.cache)

    def folders(self) -> list[Path]:
        """Return the folders in which books lie, as absolute paths."""
        own = [Path(folder) for folder in self.preferences.shelf]
        return [folder.expanduser().absolute() for folder in self.shelf_folders or own]

    def places(self) -> dict[str, Any]:
        """Return where the reader was in each book, by its id; nothing, if the state is odd."""
        kept = self.state.get("places")
        if not isinstance(kept, dict):
            kept = self.state["places"] = {}
        return kept

    def place_of(self, book: str) -> dict[str, Any]:
        """Return where the reader was in ``book``; nothing if that isn't known."""
        kept = self.places().get(book)
        return kept if isinstance(kept, dict) else {}

    def last_place(self) -> dict[str, Any]:
        """Return where the reader was in the book that was open last; nothing if there is none."""
        return self.place_of(str(self.state.get("book", "")))

    def titles_of(self, book: str) -> dict[str, str]:
        """Return the titles that ``book`` had when it was last open, by language; else its id."""
        kept = self.place_of(book).get("title")
        titles = kept.items() if isinstance(kept, dict) else ()
        return {code: title for code, title in titles if isinstance(title, str)} or {"en": book}

    def prefer(self, **changes: object) -> None:
        """Change preferences and save them; a profile that can't be written is told once."""
        known = self.preferences
        self.preferences = known._replace(**changes)  # type: ignore[arg-type]  # names are checked there
        self._done = self._done._replace(**changes)  # type: ignore[arg-type]  # as above
        try:
            self.preferences = change_preferences(self.profile, known, self.preferences)
        except ViewerError as problem:
            # What the file says doesn't take back what can't be written.
            self._file = _signature(self.profile.settings_file)
            if self.report is not None and problem.message.code not in self._told:
                self._told.add(problem.message.code)
                self.report(problem.message)

    def preferred_elsewhere(self) -> frozenset[str]:
        """Take up the preferences that another window changed; return their names.

        Cheap enough to be asked several times a second.
        """
        file = _signature(self.profile.settings_file)
        if file is None or file == self._file:
            return frozenset()
        self._file = file
        found, problems = load_preferences(self.profile)
        if any(problem.severity is Severity.ERROR for problem in problems):
            # It can't be read; what counts is what was read before.
            return frozenset()
        self.preferences, done, self._done = found, self._done, found
        names = Preferences._fields
        return frozenset(name for name in names if getattr(found, name) != getattr(done, name))

    def save(self) -> None:
        """Save the state, with what other windows saved; an unwritable profile is only logged."""
        state = join_state(self.profile, self._saved, self.state, last=self.remembered)
        # The same dictionary: others hold it.
        self.state.clear()
        self.state.update(state)
        self._saved = deepcopy(state)

    def interface_language(self, reading: str) -> str:
        """Return the language of the interface while ``reading`` is read."""
        chosen = self.preferences.interface_language
        if chosen != "system":
            return chosen
        base = primary(reading)
        return base if base in LANGUAGES else self.system_language


def _signature(file: Path) -> object:
    """Return what is another one when a file was replaced; None without a file."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
