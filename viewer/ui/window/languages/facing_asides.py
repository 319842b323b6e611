"""What is said and shown under blocks where two languages meet: translations, and gaps."""

from collections.abc import Mapping, Sequence

from viewer.book.facing import Facing
from viewer.book.model import Block, Kind, Mark, Span
from viewer.messages import translate as _
from viewer.ui.page.content import Aside
from viewer.ui.window.languages.language_switch import own_name

Asides = Mapping[int, Sequence[Aside]]
"""What stands under blocks, by their ordinals; -1 is the title."""


def not_in(code: str, *, whole: bool = False) -> str:
    """Return what is said where a paragraph, or a whole section, doesn't exist in a language."""
    words = {
        ("en", False): _("(no English paragraph here)"),
        ("fr", False): _("(no French paragraph here)"),
        ("en", True): _("This section is not available in English."),
        ("fr", True): _("This section is not available in French."),
    }.get((code, whole))
    return words or _("Not available in this language: {language}").format(language=own_name(code))


def otherwise(code: str) -> str:
    """Return what is said above a list whose entries are in another order in a language."""
    words = {
        "en": _("(in another order in English)"),
        "fr": _("(in another order in French)"),
    }.get(code)
    return words or _("In another order in this language: {language}").format(
        language=own_name(code)
    )


def gaps(facing: Facing, side: int) -> Asides:
    """Return what a side says where only the other one has text, or has it in another order."""
    texts = facing.left, facing.right
    here, there = texts[side].language, texts[1 - side].language
    made: dict[int, list[Aside]] = {
        ordinal: [Aside(words=not_in(here))] for ordinal in facing.gaps(side)
    }
    for ordinal in facing.reordered(side):
        made.setdefault(ordinal, []).append(Aside(words=otherwise(there)))
    return dict(made)


def stack(facing: Facing, title: str) -> Asides:
    """Return the other language under the title and each block.

    Args:
        facing: The pairs.
        title: Title of the section in the other language.
    """
    language = facing.right.language
    span = Span(title, marks=frozenset({Mark.STRONG}))
    head = Block("", Kind.PARAGRAPH, -1, title, (span,))
    made: dict[int, list[Aside]] = {-1: [Aside(language, blocks=(head,))]}
    alone = {right for left, right in facing.pairs if left is None}
    for ordinal, right in facing.below():
        asides = made.setdefault(ordinal, [])
        if right is None:
            asides.append(Aside(words=not_in(language)))
            continue
        if right in alone:
            asides.append(Aside(words=not_in(facing.left.language)))
        asides.append(Aside(language, blocks=(facing.right.blocks[right],)))
    return dict(made)
