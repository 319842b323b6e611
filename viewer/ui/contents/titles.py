"""Titles of a book, folded once, so that typing in the filter finds them at once."""

import time
from typing import TYPE_CHECKING

from viewer.ui.elements.folding import containing, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.book.book import Book


class TitleIndex:
    """The titles of all sections in all languages; filled in steps."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._order: Sequence[str] = book.order
        self._folded: list[str] = []
        self._above: list[int] = []
        self._number: dict[str, int] = {}

    def fill(self, seconds: float) -> bool:
        """Work for about ``seconds``, and return whether every title is in."""
        until = time.perf_counter() + seconds
        while len(self._folded) < len(self._order):
            self._add(self._order[len(self._folded)])
            if time.perf_counter() >= until:
                break
        return len(self._folded) == len(self._order)

    def find(self, text: str) -> "Shown":
        """Return the sections whose title, in any language, contains every word of ``text``.

        ``fill`` must have returned True.
        """
        found = containing(self._folded, fold(text).split())
        kept = bytearray(len(self._folded))
        for number in found:
            above = number
            while above >= 0 and not kept[above]:
                kept[above] = 1
                above = self._above[above]
        children: dict[str, list[str]] = {}
        for number, keep in enumerate(kept):
            if keep:
                above = self._above[number]
                parent = self._order[above] if above >= 0 else ""
                children.setdefault(parent, []).append(self._order[number])
        return Shown(tuple(self._order[number] for number in found), children)

    def _add(self, section_id: str) -> None:
        section = self._book.section(section_id)
        self._number[section_id] = len(self._folded)
        self._above.append(self._number.get(section.parent, -1))
        self._folded.append(fold("\n".join(section.title.values())))


class Shown:
    """What a filter leaves of a tree.

    Attributes:
        found: Ids of the sections that match, in reading order.
        children: Ids of the sections to show below each; the top under the empty id.
        total: Number of sections to show.
    """

    def __init__(self, found: tuple[str, ...], children: dict[str, list[str]]) -> None:
        self.found = found
        self.children = children
        self.total = sum(map(len, children.values()))
