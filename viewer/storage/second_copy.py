"""A second copy of the store in a folder that the reader names: a stick, or a home drive.

Made after a session, and at most once an hour; the newest three are kept. A folder that is not
there is no error: the stick may be in a drawer. Several computers can use one folder.
"""

import os
import platform
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from viewer.errors import Message, Severity, reason_of
from viewer.storage import snapshots
from viewer.storage.connection import FAILURES, connect
from viewer.storage.digest import digest
from viewer.storage.files import is_folder, stamp
from viewer.storage.locks import after_others
from viewer.storage.snapshots import Snapshot

KEPT = 3
"""How many copies are kept in the folder."""

INTERVAL = timedelta(hours=1)
"""Age of the newest copy from which another is made."""

_PATIENCE = 60.0
"""Seconds to wait for another window that is just copying; then its folder has gone."""


class Outcome(StrEnum):
    """What came of making a copy."""

    MADE = "made"
    UNCHANGED = "unchanged"
    RECENT = "recent"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of making a copy.

    Attributes:
        outcome: What was done.
        last: The newest copy in the folder, if there is one.
        problem: What the reader has to be told, if anything.
    """

    outcome: Outcome
    last: Snapshot | None
    problem: Message | None = None


class SecondCopy:
    """Copies of a store in another folder.

    Attributes:
        folder: Where they are.
    """

    def __init__(self, store: Path, folder: Path) -> None:
        self.folder = folder
        self._store = store
        # Names the computer and the profile, so that two of them don't thin out one another's.
        owner = f"{platform.node()}\0{store.absolute()}".encode("utf-8", "surrogateescape")
        self._stem = f"briefing-notes-{digest(owner)[:8]}"

    def copies(self) -> list[Snapshot]:
        """Return the copies of this store in the folder, the newest first."""
        return snapshots.copies_in(self.folder, self._stem)

    def age(self) -> timedelta | None:
        """Return how old the newest copy is; None if there is none, or the folder is away."""
        newest = next(iter(self.copies()), None)
        return None if newest is None else datetime.now().astimezone() - newest.time

    def make(self, *, at_once: bool = False) -> Result:
        """Copy the store if it changed since the newest copy and that is old enough.

        Args:
            at_once: Copy even if the newest copy is young.

        Never raises: what went wrong is told.
        """
        # Another window may be copying just the same.
        with after_others(self._store.with_name("second-copy.lock"), _PATIENCE):
            return self._make(at_once=at_once)

    def _make(self, *, at_once: bool) -> Result:
        last = next(iter(self.copies()), None)
        if not is_folder(self.folder):
            return self._told(Outcome.MISSING, last, "second-copy-missing", Severity.INFO)
        try:
            with closing(connect(self._store, "ro")) as connection:
                outcome = self._copy(connection, last, at_once=at_once)
        except (*FAILURES, OSError) as error:
            return self._told(Outcome.FAILED, last, "second-copy-failed", reason=reason_of(error))
        if outcome is Outcome.MADE:
            self._thin()
            last = next(iter(self.copies()), None)
        return Result(outcome, last)

    def _copy(
        self, connection: sqlite3.Connection, last: Snapshot | None, *, at_once: bool
    ) -> Outcome:
        changes = snapshots.changes_of(connection)
        if last is not None and last.changes == changes:
            return Outcome.UNCHANGED
        # Either way round: a clock that was set back must not stop the copies.
        if last is not None and not at_once and abs(self.age() or INTERVAL) < INTERVAL:
            return Outcome.RECENT
        name = f"{self._stem}-{changes:010d}-{stamp()}.sqlite3"
        snapshots.write_copy(connection, self.folder / name)
        return Outcome.MADE

    def _thin(self) -> None:
        for old in self.copies()[KEPT:]:
            with suppress(OSError):
                old.path.unlink()
        # What a stick that was pulled out left half copied.
        own = f".new-{os.getpid()}"
        for left in self.folder.glob(f"{self._stem}-*.new-*"):
            with suppress(OSError):
                if not left.name.endswith(own):
                    left.unlink()

    def _told(
        self,
        outcome: Outcome,
        last: Snapshot | None,
        code: str,
        severity: Severity = Severity.WARNING,
        **parameters: object,
    ) -> Result:
        parameters["folder"] = str(self.folder)
        return Result(outcome, last, Message(code, parameters, severity))
