"""An import as one step of undo: in the store, and what came along in the window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from viewer.annotations.merging import Done
from viewer.annotations.moving import join_places, part_places
from viewer.annotations.undoing import CHANGED_SINCE
from viewer.errors import StoreError
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.annotations.editions import Watch
    from viewer.storage.database import Database
    from viewer.ui.carrying.carried import Carried

TOPIC = "carrying"


class ImportStep:
    """Takes an import back, and makes it again; what the reader has changed since stays."""

    def __init__(self, done: Done, carried: "Carried") -> None:
        self._done = done
        self._carried = carried
        self._places: dict[str, Any] = {}
        self._before: dict[str, object] = {}
        self._after: dict[str, object] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done or self._along)

    def take_along(self, places: Mapping[str, Any], preferences: Mapping[str, object]) -> None:
        """Take over places of reading that the state keeps, and preferences, by name."""
        self._places = dict(places)
        before = self._preferences()
        self._join_places()
        if preferences:
            self._carried.prefer(dict(preferences))
        after = self._preferences()
        changed = [name for name in before if before[name] != after[name]]
        self._before = {name: before[name] for name in changed}
        self._after = {name: after[name] for name in changed}

    def undo(self) -> None:
        """Take it back.

        Raises:
            StoreError: It can't be taken back.
            StoppedError: The reader stopped it; nothing was changed.
        """
        self._change(self._done.undo, _undoing())
        self.tell_change()
        services = self._carried.window.services
        part_places(services.state, self._places)
        services.save()
        self._prefer(self._after, self._before)
        self._tell(_("The import was undone. What you have changed since then stays."))

    def redo(self) -> None:
        """Make it again.

        Raises:
            StoreError: It can't be made again.
            StoppedError: The reader stopped it; nothing was changed.
        """
        self._change(self._done.redo, _importing())
        self.tell_change()
        self._join_places()
        self._prefer(self._before, self._after)
        self._tell(_("The import was made again."))

    def tell_change(self) -> None:
        """Have the window show the marks as they are now.

        In a turn of its own, since it takes a while where there are many.
        """
        QTimer.singleShot(0, self._carried.marks.look)

    @property
    def _along(self) -> bool:
        """Whether anything came along in the window."""
        return bool(self._places or self._before)

    def _change(self, work: "Callable[[Database, Watch], None]", words: str) -> None:
        """Change the store in the background."""
        if not self._done:
            return
        try:
            self._carried.marks.many.run(words, work)
        except StoreError as problem:
            if problem.message.code != CHANGED_SINCE or not self._along:
                raise

    def _preferences(self) -> dict[str, object]:
        return self._carried.window.services.preferences._asdict()

    def _prefer(self, wherever: Mapping[str, object], wanted: Mapping[str, object]) -> None:
        """Change preferences to those wanted, wherever they are as they were left."""
        now = self._preferences()
        changes = {name: wanted[name] for name, left in wherever.items() if now[name] == left}
        if changes:
            self._carried.prefer(changes)

    def _join_places(self) -> None:
        services = self._carried.window.services
        join_places(services.state, self._places)
        services.save()

    def _tell(self, words: str) -> None:
        self._carried.window.line.tell(words, topic=TOPIC, seconds=10)


def _undoing() -> str:
    return _("Undoing the import")


def _importing() -> str:
    return _("Importing marks")
