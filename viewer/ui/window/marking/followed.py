"""Looks, away from the window, for the marks of a book in one of its editions."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from viewer.annotations.anchoring import State
from viewer.annotations.editions import Found, Watch
from viewer.annotations.placing import displaced, places, starting_points
from viewer.annotations.store import AnnotationStore
from viewer.book.book import Book, open_book
from viewer.book.cache import BookCache
from viewer.book.shelf import Listed, Shelf
from viewer.errors import BookError
from viewer.storage.opening import open_database
from viewer.ui.marks.arranging import Standing


@dataclass(frozen=True, slots=True)
class Followed:
    """Where marks are in an edition whose text they were not made on.

    Attributes:
        folder: Folder of the edition.
        edition: Its name.
        found: Where they are, by id.
        aside: Ids of those of which the reader said that they have no place there.
        reissued: Ids of those that were made on this edition, before it was issued again.
        as_made: How many other marks of the book stand where they were made.
    """

    folder: Path | None = None
    edition: str = ""
    found: dict[str, Found] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()
    reissued: frozenset[str] = frozenset()
    as_made: int = 0

    def in_section(self, section: str) -> list[str]:
        """Return the marks that have a place in a section, by id."""
        return [
            identity
            for identity, found in self.found.items()
            if found.state is not State.UNPLACED and found.anchor.section == section
        ]

    def sections(self) -> set[str]:
        """Return the sections in which marks have a place."""
        found = self.found.values()
        return {one.anchor.section for one in found if one.state is not State.UNPLACED}

    def standing(self) -> Mapping[str, Standing]:
        """Return the marks that are to be checked, or have no place, by id."""
        kinds = {State.MOVED: Standing.TO_CHECK, State.UNPLACED: Standing.LOST}
        return {
            identity: Standing.ASIDE if identity in self.aside else kinds[found.state]
            for identity, found in self.found.items()
            if found.state in kinds
        }

    def elsewhere(self) -> Mapping[str, tuple[str, int, int]]:
        """Return where marks are: section, block and code point, by id."""
        return {
            identity: (found.anchor.section, found.anchor.ordinal, found.anchor.start)
            for identity, found in self.found.items()
            if found.state is not State.UNPLACED
        }

    def counts(self) -> Counter[Standing | None]:
        """Return how many marks of the book are to be checked, lost, aside; None: placed.

        None at all, if all of them were made on this text.
        """
        standing, found = self.standing(), self.found
        counted: Counter[Standing | None] = Counter(map(standing.get, found))
        if found:
            counted[None] += self.as_made
        return counted


class FollowUp:
    """Looks for the marks of a book in one of its editions, in the background thread."""

    def __init__(self, store: Path, shelf: Shelf, cache: BookCache, folder: Path) -> None:
        self._store = store
        self._shelf = shelf
        self._cache = cache
        self._folder = folder

    def follow(self, watch: Watch) -> Followed:
        """Return where they are.

        Raises:
            BookError: The book can't be read.
            StoreError: The store can't be read.
            StoppedError: ``watch`` said so.
        """
        book = open_book(self._folder, self._cache)
        edition = book.edition.edition
        with closing(open_database(self._store)) as database:
            store = AnnotationStore(database)
            marks = store.find(book.edition.book)
            said = store.all_placements() if marks else []
        listed = self._others(book)
        starts = starting_points(said, edition, [one.edition.edition for one in listed])
        aside = {identity for identity, anchor in starts.items() if not anchor.section}
        own = [one for one in marks if one.anchor.edition == edition and one.id not in aside]
        gone = frozenset(one.id for one in displaced(own, book, watch))
        as_made = {one.id for one in own} - gone
        marks = [one for one in marks if one.id not in as_made]
        if not marks:
            return Followed(self._folder, edition, as_made=len(as_made))
        older = self._opened(listed, {starts.get(one.id, one.anchor).edition for one in marks})
        return Followed(
            self._folder,
            edition,
            places(marks, book, starts, older=older, watch=watch),
            frozenset(one.id for one in marks if one.id in aside),
            gone,
            len(as_made),
        )

    def _opened(self, listed: Iterable[Listed], wanted: Container[str]) -> list[Book]:
        """Open the editions in which marks were made; any may be, if that isn't known."""
        opened = []
        for one in listed:
            if one.edition.edition in wanted or "" in wanted:
                # One that can't be opened is no help; the Books view says what is wrong.
                with suppress(BookError):
                    opened.append(open_book(one.folder, self._cache))
        return opened

    def _others(self, book: Book) -> list[Listed]:
        """Return the other editions of a book that are at hand, the newest first."""
        editions = self._shelf.editions(book.edition.book)
        return [one for one in editions if one.edition.edition != book.edition.edition]
