"""Imported passages that come with a quote only, completed from the editions at hand.

Some programs write neither block nor position, some not even the language. Where the edition in
which a passage was marked is at hand, all of that can be found again, word for word, and the
passage then follows to other editions as surely as one that was marked here. Nothing is guessed:
an edition counts as the one only if the set names it, or if it has all the passages of the set.
"""

from collections.abc import Sequence
from dataclasses import replace

from viewer.annotations.anchoring import is_whole_section
from viewer.annotations.edition_text import EditionText
from viewer.annotations.origin import Origin
from viewer.book.anchor import Anchor
from viewer.book.book import Book


def complete(anchors: Sequence[Anchor], books: Sequence[Book]) -> list[Anchor]:
    """Return anchors of one book with what is missing, as far as it can be told.

    Args:
        anchors: Passages and sections of one book.
        books: Its editions at hand, the current one first.
    """
    editions = [_Edition(book) for book in books]
    if not editions:
        return list(anchors)
    anchors = [_with_language(anchor, editions) for anchor in anchors]
    nameless = [anchor for anchor in anchors if not anchor.edition and anchor.quote]
    meant = next((one for one in editions if all(map(one.has, nameless))), None)
    by_name = {one.name: one for one in editions}
    completed = []
    for anchor in anchors:
        edition = by_name.get(anchor.edition) if anchor.edition else meant
        completed.append(edition.complete(anchor) if edition else anchor)
    return completed


class _Edition:
    """An edition at hand, in whatever language it is asked."""

    def __init__(self, book: Book) -> None:
        self.name = book.edition.edition
        self.languages = book.edition.languages
        self._book = book
        self._origins: dict[str, Origin] = {}

    def has(self, anchor: Anchor) -> bool:
        """Tell whether the passage stands in its section."""
        return anchor.section in self._book and self._origin(anchor.language).has(anchor)

    def complete(self, anchor: Anchor) -> Anchor:
        if is_whole_section(anchor):
            return replace(anchor, edition=self.name) if anchor.section in self._book else anchor
        if anchor.block:
            return anchor
        return self._origin(anchor.language).complete(anchor) or anchor

    def _origin(self, language: str) -> Origin:
        if language not in self._origins:
            text = EditionText(self._book, language)
            self._origins[language] = Origin(self._book.edition, text)
        return self._origins[language]


def _with_language(anchor: Anchor, editions: Sequence[_Edition]) -> Anchor:
    """Return an anchor with the first language in which its passage stands, if it names none."""
    if anchor.language:
        return anchor
    tried = [replace(anchor, language=language) for one in editions for language in one.languages]
    known = (one for one in tried if any(edition.has(one) for edition in editions))
    return next(known, tried[0] if tried else anchor)
