"""What was done and can be taken back, and what was taken back and can be done again."""

from collections.abc import Callable
from dataclasses import dataclass

from viewer.annotations.undoing import CHANGED_SINCE
from viewer.errors import StoreError
from viewer.messages import translate


@dataclass(frozen=True, slots=True)
class Change:
    """Something that can be undone.

    Attributes:
        name: What it was, in English, marked for translation: “Delete bookmark”.
        undo: Takes it back.
        redo: Does it again.
        ids: Ids of the marks that it changes; None if that isn't known; none if it
            tells them itself.
    """

    name: str
    undo: Callable[[], object]
    redo: Callable[[], object]
    ids: frozenset[str] | None = None


class UndoStack:
    """Changes in their order; a new one forgets those that were taken back."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def record(self, change: Change) -> None:
        """Remember a change that was just made."""
        self._done.append(change)
        self._undone.clear()

    def is_last(self, undo: Callable[[], object]) -> bool:
        """Tell whether the change that ``undo`` takes back is the one that was made last."""
        return bool(self._done) and not self._undone and self._done[-1].undo == undo

    def undo_name(self) -> str:
        """Return what would be undone, translated, or nothing."""
        return translate(self._done[-1].name) if self._done else ""

    def redo_name(self) -> str:
        """Return what would be done again, translated, or nothing."""
        return translate(self._undone[-1].name) if self._undone else ""

    def undo(self) -> Change | None:
        """Take the last change back and return it; one that fails stays as it was.

        Raises:
            StoreError: It can't be taken back.
        """
        if not self._done:
            return None
        _work(self._done, self._done[-1].undo)
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Change | None:
        """Do the change again that was taken back last, and return it; one that fails stays.

        Raises:
            StoreError: It can't be done again.
        """
        if not self._undone:
            return None
        _work(self._undone, self._undone[-1].redo)
        self._done.append(self._undone.pop())
        return self._done[-1]


def _work(steps: list[Change], work: Callable[[], object]) -> None:
    """Do ``work``; a step that never can be done any more goes, so that it bars no other."""
    try:
        work()
    except StoreError as problem:
        if problem.message.code == CHANGED_SINCE:
            steps.pop()
        raise
