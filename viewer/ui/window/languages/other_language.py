"""Staying at the same place when the language of reading changes."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from viewer.book.alignment import Alignment, Pair, correspond, counterpart
from viewer.book.book import Book
from viewer.book.model import Block, SectionText
from viewer.errors import SectionError
from viewer.ui.page.content import TOP, Target
from viewer.ui.window.opening.content import Shown, content_of

_KEPT = 4


class _Aligned(NamedTuple):
    left: Sequence[Block]
    right: Sequence[Block]
    alignment: Alignment


_aligned: deque[_Aligned] = deque(maxlen=_KEPT)


def known(left: SectionText, right: SectionText) -> Alignment | None:
    """Return what ``correspond`` said, if the texts are among those that were aligned last."""
    for one in _aligned:
        if one.left is left.blocks and one.right is right.blocks:
            return one.alignment
        if one.left is right.blocks and one.right is left.blocks:
            return one.alignment.turned()
    return None


def keep(left: SectionText, right: SectionText, alignment: Alignment) -> None:
    """Let what ``correspond`` said be known."""
    _aligned.append(_Aligned(left.blocks, right.blocks, alignment))


def pairs_of(left: SectionText, right: SectionText) -> list[Pair]:
    """Return what says the same; of the texts that were aligned last, it is known."""
    alignment = known(left, right)
    if alignment is None:
        alignment = correspond(left, right)
        keep(left, right, alignment)
    return alignment.pairs


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


def place_beside(
    book: Book, section: str, languages: tuple[str, str], target: Target | None
) -> Target:
    """Return the place in the second of two languages that corresponds to one in the first."""
    if target is None or target.ordinal < 0:
        return TOP
    try:
        left, right = (book.text(section, code) for code in languages)
    except SectionError:
        return TOP
    return counterpart_target(left, right, target)._replace(flash=False)


def counterpart_target(left: SectionText, right: SectionText, position: Target) -> Target:
    """Return the place in ``right`` that corresponds to ``position`` in ``left``."""
    if position.ordinal < 0:
        return position
    ordinal = counterpart(pairs_of(left, right), position.ordinal, 0)
    if not 0 <= ordinal < len(right.blocks):
        return Target(-1)
    before = max(1, len(left.blocks[position.ordinal].text))
    start = round(position.start * len(right.blocks[ordinal].text) / before)
    return position._replace(ordinal=ordinal, start=start, end=start)
