"""Which sections differ between two editions of a book, by title and text."""

from collections.abc import Mapping
from typing import NamedTuple

from viewer.book.book import Book
from viewer.book.fingerprint import FileFacts


class EditionChanges(NamedTuple):
    """The sections that differ, by id.

    Attributes:
        changed: Those that both editions have, with another title or text in some language.
        added: Those that only the newer one has; both in its reading order.
        removed: Those that only the older one has, in its reading order.
    """

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes(old: Book, new: Book) -> EditionChanges:
    """Return what differs; it reads what changed since the last time: not for the window."""
    before, after = dict(old.survey()), dict(new.survey())
    return EditionChanges(
        tuple(
            one
            for one in new.order
            if one in old and _content(old, one, before) != _content(new, one, after)
        ),
        tuple(one for one in new.order if one not in old),
        tuple(one for one in old.order if one not in new),
    )


def _content(book: Book, section: str, facts: Mapping[str, FileFacts]) -> dict[str, object]:
    """Return the title and the digest of the text of a section, by language."""
    position, outline = book.position(section), book.outline
    nothing = FileFacts()
    texts = {
        code: facts.get(paths[position], nothing).text
        for code, paths in outline.texts.items()
        if paths[position]
    }
    titles = {code: names[position] for code, names in outline.titles.items() if names[position]}
    return {"texts": texts, "titles": titles}
