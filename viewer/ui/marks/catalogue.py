"""The marks behind the list: read in steps, filtered at once, described row by row.

What fails is told once and the list ends there, since Qt, which asks for rows, can't be told.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Protocol

from viewer.annotations.model import Annotation, Motivation
from viewer.annotations.outline import Outline, folded
from viewer.errors import Message, StoreError
from viewer.ui.marks.arranging import (
    Arrangement,
    BookFacts,
    Grouping,
    Order,
    Standing,
    arranging,
)
from viewer.ui.marks.days import day_words
from viewer.ui.marks.groups import Group, Heading
from viewer.ui.marks.row import MarkRow
from viewer.ui.marks.walk import Walk
from viewer.ui.marks.words import colour_name, kind_words

AT_ONCE = 0.012
"""Seconds that one step of arranging takes."""

FURTHER = 2_000
"""Marks whose place in the list is found in one step."""


class Describing(Protocol):
    """Tells what the list shows."""

    def describe(self, mark: Annotation) -> MarkRow:
        """Return what the list shows of a mark."""

    def facts(self, book: str) -> BookFacts:
        """Return what the list has to know of a book."""

    def path(self, book: str, section: str) -> tuple[str, ...]:
        """Return the titles of a section and those above it, the outermost first."""

    def meanings(self) -> Mapping[str, str]:
        """Return what colours mean to the reader, by name."""

    def standing(self) -> Mapping[str, Standing]:
        """Return the marks that stand before all others, by id."""

    def elsewhere(self) -> Mapping[str, tuple[str, int, int]]:
        """Return where the open edition has marks of others: section, block, code point, by id."""


class Catalogue:
    """The marks of a list, arranged and filtered.

    Attributes:
        in_bin: Whether these are marks in the bin.
    """

    def __init__(
        self,
        outline: Outline,
        describing: Describing,
        fail: Callable[[Message], None] = lambda _message: None,
        *,
        in_bin: bool = False,
    ) -> None:
        """Make a list of which nothing is read yet.

        Args:
            outline: The marks.
            describing: Tells what the list shows of them.
            fail: Is told when the store can't be read.
            in_bin: Whether these are marks in the bin.
        """
        self._outline = outline
        self._describing = describing
        self._fail = fail
        self.in_bin = in_bin
        self._arrangement = (Grouping.BOOK, Order.PLACE, False)
        self._groups: list[Group] = []
        self._query = ""
        self._accepted: set[int] | None = None
        self._making: list[Group] = []
        self._arranging: Iterator[None] | None = None
        self._walk = Walk()
        self._section_words: dict[tuple[str, str], str] = {}
        self._grouped = False
        self._failed = False

    # -- reading ---------------------------------------------------------------------------------

    @property
    def loaded(self) -> bool:
        """Whether the list can be shown."""
        return (self._outline.complete and self._grouped) or self._failed

    @property
    def arranged(self) -> bool:
        """Whether it is grouped and sorted as it is to be."""
        return self._arranging is None

    @property
    def searchable(self) -> bool:
        """Whether the list can be filtered without a wait."""
        return self._outline.prepared or self._failed

    @property
    def whole(self) -> bool:
        """Whether the place of every mark in the list is known, and its id."""
        return (self.searchable and self.arranged and self._walk.ended) or self._failed

    def advance(self) -> bool:
        """Do a bit more; tell whether the list is arranged in another way now.

        First what the list shows is read and arranged, then what filtering needs is read, then the
        place of each mark is found.
        """
        try:
            if not self._outline.complete:
                return self._outline.read_on() and self._make_groups()
            if not self.arranged:
                return self._go_on()
            if not self._outline.prepared:
                self._outline.prepare()
            else:
                self._walk.reach(self.total() + FURTHER)
        except StoreError as problem:
            self._give_up(problem)
        return False

    def refresh(self, ids: frozenset[str]) -> None:
        """Take up what became of these marks; ``advance`` may have to arrange them."""
        try:
            self._outline.refresh(ids)
        except StoreError as problem:
            self._give_up(problem)
        self._accepted, self._query = None, ""
        self._make_groups()

    def mark(self, identity: str) -> Annotation | None:
        """Return a mark as it is now; None if it isn't in the list any more."""
        place = self._places_of([identity]).get(identity)
        try:
            return self._outline.read([place])[0] if place is not None else None
        except StoreError as problem:
            self._give_up(problem)
            return None

    def _places_of(self, ids: Iterable[str]) -> dict[str, int]:
        try:
            return self._outline.places_of(ids)
        except StoreError as problem:
            self._give_up(problem)
            return {}

    def _give_up(self, problem: StoreError) -> None:
        if not self._failed:
            self._failed = True
            self._fail(problem.message)

    # -- arranging and filtering -----------------------------------------------------------------

    def arrange(self, grouping: Grouping, order: Order, *, checked_only: bool = False) -> None:
        """Group and sort the marks in this way; ``advance`` may have to go on with it."""
        self._arrangement = grouping, order, checked_only
        if self._outline.complete:
            self._make_groups()

    def _make_groups(self) -> bool:
        """Begin to arrange the marks anew; tell whether they are arranged."""
        self._section_words.clear()
        describing, standing = self._describing, {}
        if not self.in_bin:
            elsewhere = describing.elsewhere()
            for identity, place in self._places_of(elsewhere).items():
                self._outline.relocate(place, *elsewhere[identity])
            first = describing.standing()
            standing = {place: first[one] for one, place in self._places_of(first).items()}
        grouping, order, checked_only = self._arrangement
        how = Arrangement(
            grouping,
            order,
            describing.facts,
            describing.path,
            day_words,
            describing.meanings(),
            standing,
            checked_only,
        )
        self._making = []
        self._arranging = arranging(self._outline, how, self._making)
        return self._go_on()

    def _go_on(self) -> bool:
        """Arrange for a while; tell whether that is done."""
        end = time.monotonic() + AT_ONCE
        try:
            for _step in self._arranging or ():
                if time.monotonic() > end:
                    return False
        except StoreError as problem:
            self._making = []
            self._give_up(problem)
        self._groups, self._arranging, self._grouped = self._making, None, True
        return True

    def search(self, text: str, others: Collection[str] = ()) -> None:
        """List only the marks that contain every word of ``text``, and some others by their ids."""
        query = text.strip()
        among = self._accepted if self._query and query.startswith(self._query) else None
        try:
            self._accepted = self._outline.matching(query, among, self._named) if query else None
        except StoreError as problem:
            self._accepted = set()
            self._give_up(problem)
        if self._accepted is not None and others:
            self._accepted = self._accepted | set(self._places_of(others).values())
        self._query = query

    def _named(self, word: str) -> Iterable[int]:
        """Return the marks of which book, section, kind or colour are called so."""
        found = [
            places for home, places in self._outline.by_home.items() if word in self._words_of(home)
        ]
        meanings = self._describing.meanings()
        for (motivation, colour), places in self._outline.by_look.items():
            known = motivation if motivation in _KINDS else Motivation.COMMENTING
            words = kind_words(Motivation(known))
            if motivation == Motivation.HIGHLIGHTING:
                words = f"{words}\n{colour_name(colour, meanings)}"
            if word in folded(words):
                found.append(places)
        return chain.from_iterable(found)

    def _words_of(self, home: tuple[str, str]) -> str:
        if home not in self._section_words:
            words = (self._describing.facts(home[0]).title, *self._describing.path(*home))
            self._section_words[home] = folded("\n".join(words))
        return self._section_words[home]

    # -- the rows --------------------------------------------------------------------------------

    def __len__(self) -> int:
        """Return how many marks there are, filtered or not."""
        return len(self._outline)

    def count(self) -> int:
        """Return how many marks are listed."""
        if not self._arrangement[2]:
            return len(self._outline) if self._accepted is None else len(self._accepted)
        listed = {place for group in self._groups for place in group.places()}
        return len(listed if self._accepted is None else listed & self._accepted)

    def headed(self) -> bool:
        """Return whether the groups need headings."""
        filled = (group for group in self._groups if group.any_of(self._accepted))
        first = list(islice(filled, 2))
        plain = self._arrangement[0] is Grouping.BOOK
        return not (
            plain
            and len(first) <= 1
            and all(one.heading.available and not one.heading.number for one in first)
        )

    def rewind(self) -> None:
        """List what is arranged and filtered now."""
        self._walk = Walk(self._groups, self._accepted)

    def pull(self, first: int, count: int) -> tuple[list[tuple[Heading, MarkRow]], bool]:
        """Return up to ``count`` rows from a place of the list on, and whether that is its end.

        Each row comes with its heading.
        """
        walk, last = self._walk, first + count
        walk.reach(last)
        try:
            marks = self._outline.read(walk.places[first:last])
        except StoreError as problem:
            self._give_up(problem)
            return [], True
        rows = [
            (heading, self._describing.describe(mark))
            for heading, mark in zip(walk.headings[first:last], marks, strict=True)
            if mark is not None
        ]
        return rows, walk.ended and last >= self.total()

    def total(self) -> int:
        """Return how many rows the list has; those of a mark in several groups all count."""
        return len(self._walk.places)

    def ids(self, first: int = 0, last: int | None = None) -> list[str]:
        """Return the ids of the marks from one place of the list to before another.

        Of all that is listed once it is ``whole``; before, of what was reached.
        """
        try:
            return self._outline.ids_at(self._walk.places[first:last])
        except StoreError as problem:
            self._give_up(problem)
            return []


_KINDS = frozenset(Motivation)
