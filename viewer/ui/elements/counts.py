"""How much a search found, in words."""

from typing import TYPE_CHECKING

from viewer.messages import number, plural
from viewer.messages import translate as _

if TYPE_CHECKING:
    from viewer.search.answers import Answer


def passages_of(answer: "Answer") -> int:
    """Return the number of passages in the sections that the answer holds."""
    return sum(1 + len(hit.more) for hit in answer.hits)


def notes_words(count: int) -> str:
    """Return the number of the reader's own notes in words."""
    return plural("{count} note", "{count} notes", count).format(count=count)


def found_words(answer: "Answer", *, listed: bool = True) -> str:
    """Return how many passages in how many sections were found, and how many notes of one's own.

    Where more sections match than the answer holds, only sections are counted: how many passages
    the others have, nobody knows.

    Args:
        answer: What was found.
        listed: Whether all sections that the answer holds are shown, so that they can be counted.
    """
    parts = [_in_sections(answer, listed=listed)] if answer.hits else []
    if answer.own:
        mine = plural("{count} of my notes", "{count} of my notes", answer.own_total)
        parts.append(mine.format(count=answer.own_total))
    return " · ".join(parts)


def _in_sections(answer: "Answer", *, listed: bool) -> str:
    shown = len(answer.hits)
    if answer.total > shown and not listed:
        words = plural("{count} section", "{count} sections", answer.total)
        return words.format(count=number(answer.total))
    if answer.total > shown:
        words = _("{total} sections; the best {shown} are shown")
        return words.format(total=number(answer.total), shown=number(shown))
    passages = passages_of(answer)
    found = plural("{count} passage", "{count} passages", passages)
    found = found.format(count=number(passages))
    within = plural("in {count} section", "in {count} sections", shown)
    return f"{found} {within.format(count=number(shown))}"
