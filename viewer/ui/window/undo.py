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
    """

    name: str
    undo: Callable[[], object]
    redo: Callable[[], object]


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

    def undo(self) -> None:
        """Take the last change back; one that fails stays as it was.

        Raises:
            StoreError: It can't be taken back.
        """
        if self._done:
            _work(self._done, self._done[-1].undo)
            self._undone.append(self._done.pop())

    def redo(self) -> None:
        """Do the change again that was taken back last; one that fails stays as it was.

        Raises:
            StoreError: It can't be done again.
        """
        if self._undone:
            _work(self._undone, self._undone[-1].redo)
            self._done.append(self._undone.pop())


def _work(steps: list[Change], work: Callable[[], object]) -> None:
    """Do ``work``; a step that never can be done any more goes, so that it bars no other."""
    try:
        work()
    except StoreError as problem:
        if problem.message.code == CHANGED_SINCE:
            steps.pop()
        raise
