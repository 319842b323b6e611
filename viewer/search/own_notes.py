"""The reader's own notes beside the results of a search, in the window and on the command line.

Imports what it needs when it is asked: it is made before the first paint.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.errors import StoreError

if TYPE_CHECKING:
    from viewer.search.answers import Answer
    from viewer.search.note_index import NoteIndex
    from viewer.search.scope import Accept

log = logging.getLogger(__name__)

_FEW, _MANY = 3, 200
"""Notes that are listed while one types, and among all results."""


Fields = tuple[str, str, str, str, str, str]
"""What ``NoteText`` holds of a note."""


class OwnNotes:
    """Keeps the index of the notes as the store is.

    Belongs to the thread that searches, apart from ``touch``.

    Args:
        changed: Returns the notes that were changed since the last call, at first all of them, some
            at a time; of one that is gone the text is empty.
    """

    def __init__(self, changed: Callable[[], Iterable[Iterable[Fields]]]) -> None:
        self._changed = changed
        self._index: NoteIndex | None = None
        self._stale = True

    def touch(self) -> None:
        """Look at the store before the next search: something in it was changed."""
        self._stale = True

    def states(self, text: str, *, typing: bool) -> Mapping[str, "Accept"]:
        """Return what tells which sections pass the filters about notes of a query."""
        return self._current().states(text, typing=typing) if ":" in text else {}

    def beside(
        self, answer: "Answer", accept: "Callable[[], Accept | None]", *, typing: bool
    ) -> "Answer":
        """Return an answer with the notes that match, too.

        Args:
            answer: What was found in the books.
            accept: Gives what tells which sections pass the other filters of the query.
            typing: Whether the query is still being typed.
        """
        index = self._current()
        if not len(index):
            return answer
        limit = _FEW if typing else _MANY
        total, found = index.find(answer.query, typing=typing, accept=accept(), limit=limit)
        if not found and answer.hits and answer.searched:
            # What a misspelt word was taken for in the books.
            total, found = index.find(answer.searched, accept=accept(), limit=limit)
        return replace(answer, own=tuple(found), own_total=total)

    def ids(self, text: str) -> frozenset[str]:
        """Return the ids of annotations whose note answers a query in other letters than typed."""
        return self._current().in_other_letters(text)

    def _current(self) -> "NoteIndex":
        from viewer.search.note_index import NoteIndex, NoteText

        if self._index is None:
            self._index = NoteIndex()
        if self._stale:
            self._stale = False
            try:
                for notes in self._changed():
                    self._index.update(NoteText(*note) for note in notes)
            except StoreError as problem:
                self._stale = True
                log.info("notes can't be searched: %s", problem)
        return self._index
