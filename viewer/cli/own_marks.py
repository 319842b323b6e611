"""The reader's own bookmarks and notes in a search, as the window knows them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from viewer.cli.output import complain
from viewer.errors import StoreError
from viewer.search.own_notes import Fields, OwnNotes
from viewer.storage.files import is_there

if TYPE_CHECKING:
    from viewer.cli.session import Session
    from viewer.search.answers import Answer
    from viewer.search.scope import Accept


class OwnMarks:
    """Reads the reader's store for ``is:`` and ``note:``; without one, nothing is marked.

    Args:
        session: The reader's things.
    """

    def __init__(self, session: "Session") -> None:
        self._store = session.profile.store_file
        self._notes = OwnNotes(self._read_notes)

    def states(self, text: str, *, typing: bool) -> "Mapping[str, Accept]":
        """Return what tells which sections pass the filters about marks of a query."""
        return {"bookmarked": self._is_bookmarked, **self._notes.states(text, typing=typing)}

    def beside(
        self, answer: "Answer", accept: "Callable[[], Accept | None]", *, typing: bool
    ) -> "Answer":
        """Return an answer with the notes that match, too; see ``OwnNotes.beside``."""
        return self._notes.beside(answer, accept, typing=typing)

    def _is_bookmarked(self, book: str, section: str) -> bool:
        return (book, section) in self._bookmarked

    @cached_property
    def _bookmarked(self) -> frozenset[tuple[str, str]]:
        from viewer.annotations.notes import bookmarked_sections

        if not is_there(self._store):
            return frozenset()
        try:
            return bookmarked_sections(self._store)
        except StoreError as problem:
            complain(problem.message)
            return frozenset()

    def _read_notes(self) -> Iterable[Iterable[Fields]]:
        from viewer.annotations.notes import NoteReader

        return self._told(NoteReader(self._store).changed) if is_there(self._store) else ()

    def _told(
        self, changed: Callable[[], Iterator[Iterable[Fields]]]
    ) -> Iterator[Iterable[Fields]]:
        """Yield what is read, and say once when it can't be."""
        try:
            yield from changed()
        except StoreError as problem:
            complain(problem.message)
