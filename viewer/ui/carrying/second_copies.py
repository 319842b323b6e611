"""The second copy of the notes: made while the program runs, and what is said of it."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer.messages import plural
from viewer.messages import translate as _
from viewer.storage.second_copy import Outcome, Result, SecondCopy

if TYPE_CHECKING:
    from viewer.ui.carrying.carried import Carried
    from viewer.ui.tasks import Background

LOOK_MS = 10 * 60 * 1000
"""Milliseconds between two looks whether a copy is due; at most one an hour is made."""

TELL_MS = 60 * 1000
"""Milliseconds between two renewals of the age that is told."""

STATE = "second_copy"
"""Where the state keeps when the last copy was made, as its folder may be away."""


class SecondCopies(QObject):
    """Makes copies in the background, in the folder that the reader prefers.

    Signals:
        changed: Something else is to be said of it.
    """

    changed = Signal()

    def __init__(self, carried: "Carried", background: "Background") -> None:
        """Prepare to copy.

        Args:
            carried: What this needs of the window.
            background: A thread of its own: a stick may be slow, and nobody shall wait for it.
        """
        super().__init__(carried.window)
        self._carried = carried
        self._services = carried.window.services
        self._copying = background.channel()
        self._copying.finished.connect(self._take)
        self._result: Result | None = None
        self._look, self._tell = QTimer(self), QTimer(self)
        self._look.timeout.connect(self.copy_if_due)
        self._tell.timeout.connect(self.show)
        carried.window.closing.connect(self._rest)

    @property
    def folder(self) -> str:
        """Where the copies go; empty for nowhere."""
        return self._services.preferences.second_copy

    @Slot()
    def follow(self) -> None:
        """Do as the reader prefers now."""
        self._result = None
        if not self.folder or self._is_own():
            self._rest()
            self._copying.cancel()
        else:
            self._look.start(LOOK_MS)
            self._tell.start(TELL_MS)
            self.copy_if_due()
        self.show()

    @Slot()
    def copy_if_due(self) -> None:
        """Make a copy, unless the last one is young or nothing changed."""
        self._copy(at_once=False)

    @Slot()
    def copy_now(self) -> None:
        """Make a copy if anything changed since the last one."""
        self._copy(at_once=True)

    def _copy(self, *, at_once: bool) -> None:
        if self.folder and not self._is_own() and not self._copying.busy():
            made = SecondCopy(self._carried.database.path, Path(self.folder))
            self._copying.submit(partial(made.make, at_once=at_once))
            self.show()

    def _is_own(self) -> bool:
        """Return whether the folder is that of the notes themselves: no second place at all."""
        own, folder = self._carried.database.path.parent.absolute(), Path(self.folder).absolute()
        return folder == own or own in folder.parents

    @Slot(object)
    def _take(self, result: Result) -> None:
        self._result = result
        if result.last is not None:
            self._services.state[STATE] = result.last.time.isoformat()
        if result.outcome is Outcome.FAILED and result.problem is not None:
            self._carried.tell(result.problem)
        self.show()

    @Slot()
    def show(self) -> None:
        """Say in the line at the bottom how it stands."""
        self._carried.window.status.show_copy(self.words)
        self.changed.emit()

    @Slot()
    def _rest(self) -> None:
        self._look.stop()
        self._tell.stop()

    def words(self) -> str:
        """Return how it stands, in a few words; nothing if no copies are wanted."""
        if not self.folder:
            return ""
        if self._is_own():
            return _("Second copy: this folder is that of your notes; choose another")
        if self._copying.busy():
            return _("Second copy: being made…")
        return self._outcome_words()

    def _outcome_words(self) -> str:
        outcome = self._result.outcome if self._result is not None else Outcome.RECENT
        age = self._age()
        if outcome is Outcome.FAILED:
            return _("Second copy: could not be made")
        if outcome is Outcome.MISSING:
            missing = _("Second copy: the folder isn’t there")
            return f"{missing} ({age})" if age else missing
        return _("Second copy: {age}").format(age=age or _("none yet"))

    def _age(self) -> str:
        """Return how old the last copy is, in words; nothing if there is none."""
        kept = self._services.state.get(STATE)
        try:
            made = datetime.fromisoformat(str(kept)).astimezone()
        except ValueError:
            return ""
        return age_words(datetime.now().astimezone() - made)


def age_words(age: timedelta) -> str:
    """Return an age in words; one of a clock that was set back counts as none."""
    minutes = max(int(age.total_seconds() // 60), 0)
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        return plural("{count} day ago", "{count} days ago", days).format(count=days)
    if hours:
        return plural("{count} hour ago", "{count} hours ago", hours).format(count=hours)
    if minutes:
        return plural("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    return _("just now")
