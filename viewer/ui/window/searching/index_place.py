"""Where the indexes of this run are kept."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from viewer.assets import READY_INDEXES
from viewer.errors import Message

if TYPE_CHECKING:
    from viewer.search.engine import SearchEngine

log = logging.getLogger(__name__)

_NO_ROOM = frozenset(["search-index-unwritable", "search-index-disk-full"])


class IndexPlace:
    """The cache of the profile; once that proves unwritable, a folder that goes with the window.

    Attributes:
        folder: Where indexes are built and found.
    """

    def __init__(self, cache: Path) -> None:
        self.folder = cache
        self._temporary: TemporaryDirectory[str] | None = None

    def leave(self, problem: Message) -> bool:
        """Move to the other folder if ``problem`` says that there is no room here.

        Returns:
            Whether the place is another one now.
        """
        if problem.code not in _NO_ROOM or self._temporary is not None:
            return False
        try:
            self._temporary = TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
        except OSError:
            return False
        log.warning("no index can be kept in %s; those of this run go at its end", self.folder)
        self.folder = Path(self._temporary.name)
        return True

    def engine(self) -> "SearchEngine":
        """Return a new engine for the indexes here; for the background thread, it imports much."""
        from viewer.search.engine import SearchEngine
        from viewer.search.indexes import IndexFolder

        return SearchEngine(IndexFolder(self.folder, ready=READY_INDEXES))

    def close(self) -> None:
        """Remove what was only for this run; nothing is open any more."""
        if self._temporary is not None:
            self._temporary.cleanup()
