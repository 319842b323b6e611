"""Where the files of a reader are."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

APPLICATION = "briefing-viewer"


class Profile(NamedTuple):
    """Where everything of one reader is.

    Attributes:
        folder: What must be kept: settings, state, annotations, log.
        cache: What can be made again: parsed books, indexes.
    """

    folder: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        """The preferences, for people."""
        return self.folder / "settings.yaml"

    @property
    def state_file(self) -> Path:
        """What the program remembers of the window."""
        return self.folder / "state.json"

    @property
    def store_file(self) -> Path:
        """The SQLite file with annotations and reading positions."""
        return self.folder / "reader.sqlite3"

    @property
    def log_file(self) -> Path:
        """The log."""
        return self.folder / "briefing.log"

    @property
    def requests(self) -> Path:
        """The folder in which another start asks a running window to open something."""
        return self.folder / "requests"

    @property
    def windows(self) -> Path:
        """The folder in which the open windows find one another."""
        return self.folder / "windows"

    @property
    def mirror_file(self) -> Path:
        """The preferences as they were read last, as JSON."""
        return self.cache / "settings.json"

    def ensure(self) -> None:
        """Make the folders, for the reader's eyes only; where that can't be, ``writable`` tells."""
        for folder in (self.folder, self.cache, self.requests):
            with suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def writable(self) -> bool:
        """Tell whether files can be made in the folder, by making one."""
        self.ensure()
        trial = self.folder / f".writable-{os.getpid()}"
        try:
            trial.touch()
            trial.unlink()
        except OSError:
            return False
        return True


def default_profile() -> Profile:
    """Return the profile of the person who runs the program, in the system's usual folders."""
    # Imported here: not needed when a folder is given.
    import platformdirs

    folder = platformdirs.user_data_path(APPLICATION, appauthor=False)
    return Profile(folder, platformdirs.user_cache_path(APPLICATION, appauthor=False))


def profile_at(folder: Path) -> Profile:
    """Return the profile that lies wholly in ``folder``."""
    folder = folder.absolute()
    return Profile(folder, folder / "cache")
