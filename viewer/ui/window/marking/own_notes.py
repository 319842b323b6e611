"""The reader's own notes beside the results of a search: in the background thread."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.annotations.notes import NoteReader
from viewer.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.search.answers import Answer
    from viewer.search.note_index import NoteIndex
    from viewer.search.scope import Accept

log = logging.getLogger(__name__)

_FEW, _MANY = 3, 200
"""Notes that are listed while one types, and among all results."""


class OwnNotes:
    """Keeps the index of the notes as the store is.

    Belongs to the background thread, apart from ``touch``.

    Args:
        store: The file of the store.
    """

    def __init__(self, store: Path) -> None:
        self._reader = NoteReader(store)
        self._index: NoteIndex | None = None
        self._stale = True

    def touch(self) -> None:
        """Look at the store before the next search: something in it was changed."""
        self._stale = True

    def states(self, text: str, *, typing: bool) -> "Mapping[str, Accept]":
        """Return what tells which sections pass the filters about notes of a query."""
        return self._current().states(text, typing=typing)

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
                for notes in self._reader.changed():
                    self._index.update(NoteText(*note) for note in notes)
            except StoreError as problem:
                self._stale = True
                log.info("notes can't be searched: %s", problem)
        return self._index
