"""Letters in a section, as they stand there: for finding in the open section."""

from collections.abc import Iterator
from functools import lru_cache

from viewer.book.model import SectionText
from viewer.ui.elements.folding import fold

_PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})
"""Signs that a keyboard lacks, each as the one that people type in its place."""


def occurrences(
    text: SectionText, words: str, *, case: bool = False, whole: bool = False
) -> list[tuple[int, int, int]]:
    """Return where ``words`` stand in a section: ordinal of the block, start, end.

    Start and end are code points of the block's canonical text.

    Args:
        text: The section.
        words: Letters as they were typed.
        case: Whether capitals and accents matter.
        whole: Whether only whole words count.
    """
    wanted = " ".join((_exact(words) if case else fold(words)).split())
    if not wanted:
        return []
    return [
        (ordinal, start, end)
        for ordinal, block in enumerate(text.blocks)
        for start, end in _in_block(block.text, wanted, case=case)
        if not whole or _is_whole(block.text, start, end)
    ]


def _in_block(text: str, wanted: str, *, case: bool) -> Iterator[tuple[int, int]]:
    folded, origins = (_exact(text), None) if case else _folded(text)
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if origins is None:
            yield at, end
        else:
            yield origins[at], origins[end - 1] + 1
        at = folded.find(wanted, end)


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Return ``text`` folded, and for each character where it comes from; None if that is plain."""
    if text.isascii():
        return text.translate(_PLAIN).lower(), None
    parts: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        folded = _letter(character)
        parts.append(folded)
        origins.extend([place] * len(folded))
    return "".join(parts), origins


@lru_cache(4096)
def _letter(character: str) -> str:
    return fold(character.translate(_PLAIN))


def _exact(text: str) -> str:
    return text.translate(_PLAIN)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
