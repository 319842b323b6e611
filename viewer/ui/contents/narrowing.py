"""What the contents show of a book: what the filter leaves, and the essential reading alone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from viewer.book.book import Book
    from viewer.ui.contents.titles import Shown, TitleIndex

_STEP = 0.012
"""Seconds of work on the titles between two looks at the keyboard."""


class Narrowing:
    """Finds what is left of the tree of one book.

    Attributes:
        only: Sections that are shown alone; None for no such choice.
    """

    def __init__(self, book: "Book | None" = None) -> None:
        self._book = book
        self._titles: TitleIndex | None = None
        self.only: Collection[str] | None = None

    def is_wanted(self, text: str) -> bool:
        """Return whether anything is left out for a text in the filter."""
        return self._book is not None and (bool(text) or self.only is not None)

    def find(self, text: str) -> "Shown | None":
        """Return what is left; None while the titles of a big book are still being read."""
        # Imported here: the window starts without it.
        from viewer.ui.contents.titles import TitleIndex, shown_of

        assert self._book is not None  # noqa: S101 - ``is_wanted`` is asked before
        if not text:
            return shown_of(self._book, sorted(map(self._book.position, self.only or ())))
        if self._titles is None:
            self._titles = TitleIndex(self._book)
        if not self._titles.fill(_STEP):
            return None
        return self._titles.find(text, self.only)
