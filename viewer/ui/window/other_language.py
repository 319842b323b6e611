"""Staying at the same place when the language of reading changes."""

from viewer.book.alignment import align, counterpart
from viewer.book.book import Book
from viewer.book.model import SectionText
from viewer.errors import SectionError
from viewer.ui.page.content import Target
from viewer.ui.window.content import Shown, content_of


def same_place(
    book: Book, section: str, language: str, old: Shown, position: Target
) -> Target | None:
    """Return where the reader of ``old``, at ``position``, should be in another language.

    Args:
        book: The open book.
        section: Id of the open section.
        language: Language to be read.
        old: What is shown now.
        position: Where the reader is in it.

    Returns:
        The place of the corresponding block; None if the section can't be shown.
    """
    try:
        new = content_of(book, section, language)
    except SectionError:
        return None
    if new.language == old.language:
        return position
    return counterpart_target(old.content.text, new.content.text, position)


def counterpart_target(left: SectionText, right: SectionText, position: Target) -> Target:
    """Return the place in ``right`` that corresponds to ``position`` in ``left``."""
    if position.ordinal < 0:
        return position
    pairs = align(left, right)
    ordinal = counterpart(pairs, position.ordinal, 0)
    if not 0 <= ordinal < len(right.blocks):
        return Target(-1)
    before = max(1, len(left.blocks[position.ordinal].text))
    start = round(position.start * len(right.blocks[ordinal].text) / before)
    return position._replace(ordinal=ordinal, start=start, end=start)
