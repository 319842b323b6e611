"""Titles of a book, folded once, so that typing in the filter finds them at once."""

import time
from typing import TYPE_CHECKING

from viewer.ui.elements.folding import containing, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Sequence

    from viewer.book.book import Book


class TitleIndex:
    """The titles of all sections in all languages; filled in steps."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._order: Sequence[str] = book.order
        self._folded: list[str] = []

    def fill(self, seconds: float) -> bool:
        """Work for about ``seconds``, and return whether every title is in."""
        until = time.perf_counter() + seconds
        while len(self._folded) < len(self._order):
            self._add(self._order[len(self._folded)])
            if time.perf_counter() >= until:
                break
        return len(self._folded) == len(self._order)

    def find(self, text: str, only: "Collection[str] | None" = None) -> "Shown":
        """Return the sections whose title, in any language, contains every word of ``text``.

        ``fill`` must have returned True.

        Args:
            text: What was typed.
            only: The sections among which is sought; None for all.
        """
        found = containing(self._folded, fold(text).split())
        if only is not None:
            found = [number for number in found if self._order[number] in only]
        return shown_of(self._book, found)

    def _add(self, section_id: str) -> None:
        section = self._book.section(section_id)
        self._folded.append(fold("\n".join(section.title.values())))


def shown_of(book: "Book", found: "Sequence[int]") -> "Shown":
    """Return what is to be shown so that the sections at these positions are, in reading order."""
    above = book.outline.parents
    kept = bytearray(len(book))
    for number in found:
        kept[number] = 1
    parents = {above[number] for number in found}
    for parent in list(parents):
        while parent >= 0 and not kept[parent]:
            kept[parent] = 1
            parent = above[parent]  # noqa: PLW2901 - up the tree
            parents.add(parent)
    return Shown(book, found, kept, parents)


class Shown:
    """What a filter leaves of a tree.

    Attributes:
        count: Number of sections that match.
        first: Id of the first of them, in reading order; empty if there is none.
        total: Number of sections to show: those that match, and those above them.
    """

    def __init__(
        self,
        book: "Book",
        found: "Sequence[int]",
        kept: bytearray,
        parents: "Container[int]",
    ) -> None:
        """Take what is left.

        Args:
            book: The book.
            found: Numbers in reading order of those that match.
            kept: 1 for each number that is shown.
            parents: Numbers below which something is shown; -1 for the top.
        """
        self._book, self._kept, self._parents = book, kept, parents
        self.count = len(found)
        self.first = book.order[found[0]] if found else ""
        self.total = sum(kept)

    def has_children(self, section: str) -> bool:
        """Tell whether anything is shown below a section."""
        return (self._book.position(section) if section else -1) in self._parents

    def children(self, section: str) -> "Sequence[str]":
        """Return the ids of the sections to show below one; the top's under the empty id."""
        below = self._book.children(section) if section else self._book.roots
        return [child for child in below if self._kept[self._book.position(child)]]
